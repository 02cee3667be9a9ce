"""Which language a text is in, as far as its script and its little words say it beyond doubt."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.patterns import lazy

_SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ar", "[\u0620-\u064a]"),
    ("he", "[\u05d0-\u05ea]"),
    ("hi", "[\u0905-\u0939]"),
    ("th", "[\u0e01-\u0e2e]"),
    ("ru", "[\u0430-\u044f]"),
    ("el", "[\u03b1-\u03c9]"),
)
"""By script, the more telling first: Japanese has Chinese letters too."""

_LITTLE_WORDS = {
    "en": "the and you your for with this that are was have has not will from please can our been would which if it of",
    "de": "der die das und ist nicht ein eine sie ihr ihre ihren wir mit auf für von den dem zu bitte wurde werden",
    "fr": "le la les des une est et vous votre nous pas pour avec dans sur que qui au aux cette ce nos vos sont sera",
    "es": "el los las una es su con para por que usted pedido del se lo no ha está nuestro nuestra y hemos puede",
    "it": "il gli una è che non per con del della di suo sua ordine si abbiamo può nostro grazie anche sono la le",
    "pt": "o os as uma é não para com seu sua você que do da em por pedido foi nosso nossa obrigado está pode e um",
    "nl": "de het een en is niet u uw je wij van voor met dat op te zijn hebben kunt deze ons onze bij wordt naar als",
    "sv": "och att det som en är inte vi du din ditt för med på av till har kan om oss vår eller ett den",
    "pl": "i w nie na się do jest z że państwa prosimy przez za od dla nasz czy lub zostało można jak po o",
    "tr": "ve bir bu için ile de da size sizin lütfen olarak siparişiniz ürün var daha gibi veya ki mi kadar",
    "da": "og at det som en er ikke vi du din dit til med på af har kan om os vores eller et den jeg",
    "cs": "a je se na v s pro z do si bude byla jsme vám vás vaše prosím nebo od za po jako tím",
}
_WORD = r"[^\W\d_]+"
_MARKUP = lazy(
    r"<[^<>]{1,500}>|\{\{?[^{}]{0,100}\}?\}|\[\[[^\]]{0,100}\]\]|https?://\S+|(?<![\w.])[\w.]++@[\w.]+|%%\w+%%"
    r"|\$\{[^}]{0,100}\}"
)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _LITTLE_WORDS.items()}


def known() -> frozenset[str]:
    """The languages that can be told."""
    return frozenset(_LITTLE_WORDS) | {language for language, _ in _SCRIPTS}


def guess(text: str) -> str | None:
    """The language of a text; None where it is short, mixed or not known beyond doubt. Markup may stand in it."""
    text = _MARKUP.sub(" ", text).lower()
    if not text.isascii():
        letters = len(re.findall(_WORD, text)) and sum(map(len, re.findall(_WORD, text)))
        for language, script in _SCRIPTS:
            found = len(re.findall(script, text))
            # Names in Latin letters stand in messages of every script.
            if found >= 8 and found >= letters * (0.05 if language == "ja" else 0.4):
                return language
    words = re.findall(_WORD, text)
    if len(words) < 12:
        return None
    counts = sorted(
        ((sum(word in little for word in words), language) for language, little in _words().items()), reverse=True
    )
    (most, language), (second, _) = counts[0], counts[1]
    if most >= 5 and most >= len(words) * 0.18 and most >= second * 1.7:
        return language
    return None
