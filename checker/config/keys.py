"""What may stand in a configuration: one table of keys, read by the reader and by the schema."""

from __future__ import annotations

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SEVERITIES = ("error", "warning", "off")
FAIL_ON = ("error", "warning", "never")


class Shape(NamedTuple):
    """What a value has to be."""

    kind: str
    """string, boolean, integer, number, strings (a list of them), choice, table, rule (a choice or a table), or
    patterns (a table in which every key is a glob)."""
    says: str = ""
    """What it is for, in a sentence."""
    choices: tuple[str, ...] = ()
    keys: Mapping[str, Shape] = {}
    """Of a table: its keys. Of patterns: the keys of each table in it."""
    default: Any = None
    """For people and editors; the reader fills in nothing."""


METADATA = {
    "kind": Shape("choice", "Whether we write first or answer a buyer.", ("proactive", "reply")),
    "language": Shape("string", "The language that it is written in, as a tag: en, de, pt-br."),
    "channel": Shape("string", "How it is sent: email, contact_buyer or sp_api."),
    "api_type": Shape("string", "The type of a message sent through the Messaging API."),
    "reason": Shape("string", "Why it is sent: order_issue, info_needed, return, invoice, review_request ..."),
    "trigger": Shape("string", "What makes it be sent: buyer_question, buyer_praise, shipped, delivered ..."),
    "anchor": Shape("string", "What the days are counted from: order, shipment, delivery."),
    "send_after_days": Shape("string", "How many days after that it is sent."),
    "marketplaces": Shape("strings", "The marketplaces it is for: US, DE, JP."),
    "order_links": Shape("strings", "Addresses that are needed to complete the order, such as a carrier's."),
    "phones": Shape("strings", "Phone numbers that may stand in it."),
    "sequence": Shape("string", "The name of the sequence that it is a step of."),
    "step": Shape("string", "Its place in the sequence, from 1."),
    "attachments": Shape("strings", "The files that go with it."),
}
"""The metadata that rules read, by name. Numbers may be written without quotes."""

LAYOUT = {
    "body": Shape("strings", "The keys that hold the body of a message.", default=["body", "text", "message"]),
    "subject": Shape("strings", "The keys that hold its subject.", default=["subject", "title"]),
}


def option(value: Any) -> Shape:
    """What a rule's option has to be, by its default."""
    if isinstance(value, bool):
        return Shape("boolean", default=value)
    if isinstance(value, int):
        return Shape("integer", default=value)
    if isinstance(value, float):
        return Shape("number", default=value)
    if isinstance(value, str):
        return Shape("string", default=value)
    return Shape("strings", default=list(value))


def rule(options: Mapping[str, Any], title: str = "") -> Shape:
    """What may be said of a rule with these options and their defaults."""
    keys = {"severity": Shape("choice", "How bad a finding is.", SEVERITIES)}
    return Shape("rule", title, SEVERITIES, {**keys, **{name: option(value) for name, value in options.items()}})


def top(rules: Mapping[str, Shape], formats: tuple[str, ...]) -> Shape:
    """All of a configuration."""
    return Shape(
        "table",
        "The configuration of sellerlint.",
        keys={
            "include": Shape("strings", "Globs of the files to check when folders are walked; all if it is missing."),
            "exclude": Shape("strings", "Globs of the files and folders to leave out when folders are walked."),
            "fail-on": Shape("choice", "What makes the exit code 1.", FAIL_ON, default="error"),
            "format": Shape("choice", "How the report is shown.", formats, default="auto"),
            "baseline": Shape("string", "The file of known findings, relative to this one."),
            "phrases": Shape("string", "The folder of your own phrases, relative to this file."),
            "rules": Shape("table", "Severity and options, rule by rule.", keys=rules),
            "paths": Shape("patterns", "Metadata by path; a message's own goes before it.", keys=METADATA),
            "layout": Shape("table", "Where messages are in YAML files.", keys=LAYOUT),
        },
    )
