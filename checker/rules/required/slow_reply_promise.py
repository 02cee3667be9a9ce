"""Finds promises to answer later than within 24 hours.

Amazon expects an answer within 24 hours on every day of the year; weekends and holidays count, and an automatic
reply is no answer. A template that says "we answer within 2-3 business days", names office hours or calls itself an
automatic reply tells Amazon that its sender does otherwise. How long a refund or a parcel takes is another matter.

Say when the buyer will hear from you next, within a day: "I am asking the carrier and will write again tomorrow".
"""

from __future__ import annotations

from checker.finding import Severity
from checker.rule import Rule, each_phrase

RULE = Rule(
    id="slow-reply-promise",
    title="Promise of an answer later than within 24 hours",
    clause="Q06",
    help="Say when the buyer will hear from you next, within 24 hours, weekends included.",
    check=each_phrase("slow-reply-promise", '"{quote}" promises an answer later than Amazon expects it'),
    severity=Severity.WARNING,
    needs=("phrases",),
)
