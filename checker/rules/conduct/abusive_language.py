"""Finds insults, threats and swearing.

Amazon forbids abusive, threatening and obscene language in any message, whatever the buyer wrote before.

Say what you can do, or that you cannot do more, and leave it at that.
"""

from __future__ import annotations

from checker.rule import Rule, each_phrase

RULE = Rule(
    id="abusive-language",
    title="Insult, threat or swearing",
    clause="V01",
    help="Say what you can do, in words that you would like to read yourself.",
    check=each_phrase("abusive-language", '"{quote}" is abusive or threatening'),
    needs=("phrases",),
)
