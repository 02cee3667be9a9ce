"""Traces: what must stand in a text, markup included, for web and mail addresses or emoticons to be found in it.

Supersets: they may match in vain, never fail in vain. They are apart from the finders because a clean message
should not load those.
"""

from __future__ import annotations

import re

# Invisible, full-width, circled and letter-like characters: with one of them a text is read closely in any case.
_ODD = (
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2024\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2100-\u2115"
    "\u2117-\u2121\u2123-\u2138\u213a-\u214f\u2460-\u24ff\ufe00-\ufe0e\ufe50-\ufe6b\ufeff\uff0e\uff20-\uff3a"
    "\uff41-\uff5a\uff61\U0001d400-\U0001d7ff]|\ufe0f(?<=[A-Za-z./@]\ufe0f)"
)


def _cased(words: str) -> str:
    """The words in either case, letter by letter: `re.IGNORECASE` would keep `re` from skipping what can't match."""
    return re.sub(r"[^\W\d_]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", words)


_DOT = _cased("dot|punkt|pkt|punt|kropka|nokta|prick|piste|punto|ponto|point|точка") + "|ドット|どっと|点|점|نقطة"
_AT = (
    _cased("arroba|arobase|arrobase|arobas|chiocciola|apenstaartje|mapa|małpa|malpa|snabel|klammeraffe|собака")
    + "|アット|あっと|골뱅이"
)
_END = _cased("com|net|org|biz|eu|de|uk|fr|it|es|nl|pl|se|jp|cn|tr|br|mx|au|ca|ae|sa|eg|ie|ch|co|example")
_MARK = r"[*_`~\\]{0,3}"

WEB = (
    rf"/[ \t]?[/\\]|\\[ \t]?[/\\]|:{_MARK}[ \t]?[/\\]|[wW][wW][wW]|\](?:\(|:)|\.(?:{_MARK}[^\W\d_]|[ \t]\w[ \t])"
    rf"|。(?<=[0-9A-Za-z]。)|[ \t]{_MARK}(?:\.{_MARK}[ \t]{{0,2}}{_MARK}(?:{_END})\b"
    rf"|(?:{_DOT})[*_`~ \t]{{1,4}}(?:{_END})\b)"
    rf"|[(\[{{<]\W{{0,3}}(?:\.|·|{_DOT})"
    rf"|[*_`~](?:{_DOT})[*_`~ \t]{{1,4}}(?:{_END})\b|{_ODD}"
)
"""Of a web address: a scheme, a dot before a letter, a word for a dot before a known ending."""

MAIL = (
    rf"@|{_AT}|[(\[{{<（［｛ \t](?:[äÄ][tT]|\W{{0,3}}(?:{_cased('at|aet|et|bei|a')})\W{{0,3}}[)\]}}>）］｝])"
    rf"|[_*~-][aA][tT][_*~-]"
    rf"|[aA][tT]\b(?<=\b[aA][tT])[^\n]{{1,80}}?(?:\.{_MARK}[^\W\d_]|\b(?:{_DOT})\b)|{_ODD}"
)
"""Of a mail address: an at sign, or a word for one with a dot or a bracket near by."""

# It begins with one class of characters and asks afterwards which of them it was: that is ten times as fast.
EMOTICON = (
    r"[:;=：；＝(（xX<＜^＾ωД∀▽∇◇□‿ಠ_＿T≧>＞・･•●◕ﾟ゜°⌒`'’‘´｀](?:"
    r"(?<=[:;=：；＝])[\\*_`~'’‘´－-]{0,6}(?:[()（）\[\]]|[DPpOo3xXsS]+(?![\w/])|[/\\](?!/)|(?<!\*)\*(?![*\w]))"
    r"|(?<=[(（])(?:\\?[:;=：；＝]|[笑爆泣涙汗ツ]|[\\_＿. ]{2,6}[)）])"
    r"|(?<=[xX])\\?D|(?<=[<＜])\\?/?3|(?<=[\^＾ωД∀▽∇◇□‿ಠ])"
    r"|(?<=[oO0=~¬xTಠ;；－\\-][_＿])[_＿]?\\?[oO0=~¬xTಠ;；－-]|(?<=T)[.-]T"
    r"|(?<=[≧>＞])\\?[\w＿.~ー－-]{1,3}\\?[≦<＜]"
    r"|(?<=[・･•●◕ﾟ゜°⌒`'’‘´｀])\\?[_＿.~ーoO0－-]{1,3}\\?[・･•●◕ﾟ゜°⌒`'’‘´｀])"
)
"""A regular expression that finds something in the raw text of every message with a face."""
