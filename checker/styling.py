"""Hits about styles, with the fix that takes the style out."""

from __future__ import annotations

from checker.css import Declaration
from checker.rule import Hit


def hit(declaration: Declaration, sentence: str) -> Hit:
    """A hit at a declaration; a person should look at the message once it is gone."""
    edits = ((declaration.whole, ""),) if declaration.whole.exact else ()
    fix = f"remove `{declaration.name}`" if edits else ""
    return Hit(declaration.place, sentence, edits=edits, fix=fix, safe=False)
