"""Finds questions for the buyer's own data: the mail address, a phone number, WhatsApp, bank details, an identity card.

A buyer's contact data belong to Amazon; what the order needs is in the order already. Asking for more leads away from
Amazon's messages, and private facts such as a date of birth are none of a seller's business.

A number that the carrier or the customs need is fine, if the message says so; better still, the buyer adds it to the
address in the Amazon account. Questions about the address itself (house number, floor) are fine.

Leave the question out, or say which carrier needs the answer.
"""

from __future__ import annotations

from checker.rule import Rule, each_phrase

RULE = Rule(
    id="contact-data-request",
    title="Request for the buyer's contact data",
    clause="C05",
    help="Leave the question out; where a carrier needs a number, ask the buyer to add it in the Amazon account.",
    check=each_phrase("contact-data-request", '"{quote}" asks for data of the buyer. {why}'),
    needs=("phrases",),
)
