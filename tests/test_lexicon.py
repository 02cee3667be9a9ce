"""Phrases: folding and the way back, the notation, what is refused, negation, tables, and that `triggered` never lies."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import lexicon as lexicons
from checker.lexicon import Found, Lexicon, PhraseError, build_tables, languages, lexicon, table, triggered
from checker.lexicon.alphabet import tightened
from checker.lexicon.files import WordClasses
from checker.lexicon.fold import Map, fold, fold_letters
from checker.lexicon.notation import Choice, Gap, Items, Letters, Part, Word, parse
from checker.lexicon.search import Language, Reading
from checker.lexicon.trigger import may_have
from checker.needs import _HIDING as HIDING
from checker.readers import parse as parse_message
from checker.text import Source
from tests.cases import unmark

ROOT = Path(__file__).resolve().parent.parent


def language(tmp_path: Path, tag: str = "en", **files: str) -> Language:
    """A language of the files given: name to YAML."""
    folder = tmp_path / tag
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return Language(tag, table.build(str(folder), tag))


def group(*phrases: str, name: str = "words", unless: tuple[str, ...] = (), keep: bool = False) -> str:
    body: dict[str, object] = {"why": "A reason.", "phrases": list(phrases)}
    if unless:
        body["unless"] = list(unless)
    if keep:
        body["negation"] = "keep"
    return yaml.safe_dump({name: body}, allow_unicode=True, width=10_000)


def spans(found: list[Found]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def marked(known: Language, text: str) -> str:
    """The text with marks about what the lexicon `test` finds in it."""
    for start, end in reversed(spans(Lexicon("test", known).search(text))):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


# ---- folding ----


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Use CODE", "use code"),
        ("“Don’t” – ‘yes’", "\"don't\" - 'yes'"),
        ("Größe GROẞE Straße", "grosse grosse strasse"),
        ("café cafe\u0301 CAFÉ naïve", "cafe cafe cafe naive"),
        ("İNDİRİM indirim ındırım INDIRIM", "indirim indirim indirim indirim"),
        ("łódź øre æon œuvre", "lodz ore aeon oeuvre"),
        ("Ｕｓｅ　ｃｏｄｅ １０％", "use code 10%"),
        ("ｸｰﾎﾟﾝ か\u3099 が", "クーポンがが"),
        ("𝗙𝗿𝗲𝗲 ⒼⒾⒻⓉ ﬁne ① ꜰʀᴇᴇ", "free gift fine 1 free"),
        ("gi\u00adft gi\u200bft gi\u2060ft \ufeffgi\u202eft", "gift gift gift gift"),
        ("c\u043eupon \u0421\u041eUPON", "coupon coupon"),
        ("\u0455\u0430l\u0435 \u0455\u0430\u0435", "sale sae"),
        ("скидка", "скидка"),
        ("10 € 10 £ ₹10", "10 $ 10 $ $10"),
        ("4★ 4⭐️ 4☆", "4\x0e 4\x0e 4\x0e"),
        ("مُـحَمَّد إستعادةٌ على", "محمد استعاده علي"),
        ("५ فقط ٥٪", "5 فقط 5%"),
        ("क़ फ़ोन हूँ", "क फोन हूं"),
        ("クー\nポン です\u3000か", "クーポンですか"),
        ("a\tb\r\nc\u00a0d\u2028e", "a b \nc d e"),
        ("wait… 済み。 क्या। لماذا؟", "wait! 済み! क्या! لماذا?"),
        ("{\ufffc} 🎁 ™ •", "{\x1a} * * *"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_every_character_folds_into_the_closed_set() -> None:
    """Beside ASCII there are only letters, digits and vowel signs, and folding them again changes nothing."""
    for code in [*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10000), *range(0x1D400, 0x1FB00)]:
        character = chr(code)
        folded = fold_letters(character)
        for part in folded:
            assert part.isascii() or unicodedata.category(part)[0] in "LNM", f"{character!r}: {folded!r}"
        assert fold_letters(folded) == folded, f"{character!r}: {folded!r}"
        # What vanishes is never punctuation: Markdown would see it, and emphasis could end there.
        assert folded or unicodedata.category(character)[0] not in "PSZ", f"{character!r}"


TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "aB ß é\u0301\u00ad\u200b\n.!?,'’-–ＡﾎﾟかがクーﾝポЖоcİıæﬁ½★⭐\ufe0f\ufffcمُـة5٥%€ \t\r【】。、किँ़"
        ),
        st.characters(exclude_categories=["Cs"]),
    )
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_way_back(text: str) -> None:
    folded = fold(text)
    tight = tightened(folded)
    way = Map(text, folded)
    places = [way.span(at, at + 1) for at in range(len(tight))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert "".join(way.folded(at, at + 1) for at in range(len(tight))) == folded
    for at, (start, end) in enumerate(places):
        # The characters at the place are where the folded one comes from.
        if tight[at].isalnum() and end - start == 1 and not "\u0370" <= text[start] <= "\u058f":
            assert tight[at] in fold(text[start:end])


def test_a_mark_belongs_to_its_letter(tmp_path: Path) -> None:
    known = language(tmp_path, test=group("cafe"))
    text = "Un cafe\u0301, un ca\u00adfe\u200b."
    assert marked(known, text) == "Un ⟦cafe\u0301⟧, un ⟦ca\u00adfe⟧\u200b."


# ---- the notation ----

NOTATION = [
    # words
    ("gift card", "A ⟦gift card⟧, a ⟦gift-card⟧, a ⟦gift, card⟧, a “⟦gift”\ncard⟧; regift card, gift cards, giftcard."),
    ("gift-card", "A ⟦gift card⟧ and a ⟦gift-card⟧."),
    ("gift card", "A gift. Card games? A gift! Card games: gift… card, gift\n\ncard, gift\n \ncard."),
    ("gift card", "⟦Gift   (card⟧), ⟦gift\tcard⟧, ⟦gift\r\ncard⟧, ⟦gift/card⟧, ⟦gift & card⟧"),
    ("don't go", "⟦Don't go⟧, ⟦don’t go⟧, ⟦dont go⟧."),
    ("p.s", "⟦P.S⟧. I am late."),
    # choices and what may be left out
    ("(buy|get) [a|your|this nice] lamp", "⟦Buy lamp⟧, ⟦get a lamp⟧, ⟦buy this nice lamp⟧, get nice lamp."),
    ("[please] use [it] now", "⟦Please use now⟧ or ⟦use it now⟧, please now."),
    ("code[s] (un|re)paid", "⟦Codes unpaid⟧, ⟦code repaid⟧, code paid."),
    ("(gift card|voucher)[s]", "⟦gift cards⟧ and ⟦vouchers⟧ and a ⟦voucher⟧"),
    ("[two [big]] lamps", "⟦two big lamps⟧, ⟦two lamps⟧, big ⟦lamps⟧"),
    # open ends
    ("subscri*", "⟦Subscribe⟧, ⟦subscription⟧, unsubscribe."),
    ("*subscri*", "⟦Subscribe⟧, ⟦unsubscribe⟧, scribe."),
    ("*code", "A ⟦promocode⟧, a ⟦code⟧, codes."),
    ("free *code now", "⟦Free promocode now⟧!"),
    # gaps
    ("review ... coupon", "⟦Review it and get a coupon⟧. Review. A coupon. ⟦Review, coupon⟧!"),
    ("review ... coupon", "Review: 1 2 3 4 5 6 7 8 9 coupon, ⟦review 1 2 3 4 5 6 7 8 coupon⟧."),
    ("review ... coupon", "⟦Review {\ufffc} for $4.99 at amazon.de: coupon⟧."),
    ("a ... b ... c", "⟦a x b y c⟧ a b"),
    ("get [... off] today", "⟦Get today⟧! ⟦Get ten percent off today⟧."),
    ("review ... coupon", "A review, then another ⟦review for a coupon⟧."),
    # numbers, signs, placeholders
    ("# % off", "⟦20% off⟧, ⟦20 % off⟧, ⟦1,5 % off⟧, ⟦20%, off⟧, % off, x20% off."),
    ("$ #", "⟦$5⟧, ⟦€ 5.50⟧, ⟦£1,000⟧, 5 $."),
    ("# $", "⟦5 $⟧, ⟦5.50€⟧."),
    ("# ★", "⟦5★⟧, ⟦5 ⭐⟧, 5 *."),
    ("use code {}", "⟦Use code \ufffc⟧, ⟦use code: \ufffc⟧, use code X."),
    ("{} % off", "⟦\ufffc% off⟧"),
    ("(#|ten) [%] off", "⟦10 off⟧, ⟦10% off⟧, ⟦ten off⟧."),
    # both in a sentence
    ("coupon & review", "A review. A coupon. ⟦Review us for a coupon⟧; x."),
    ("coupon & review", "⟦Coupon for a review⟧!\n\nCoupon\n\nreview"),
    # where a sentence begins and ends
    ("^ shop now", "⟦Shop now⟧! Go and shop now. “⟦Shop now⟧”\n\n• ⟦shop now⟧ or shop now"),
    ("^ shop now ^", "⟦Shop now⟧! Shop now and save. ⟦Shop now⟧"),
    ("gone ^", "All ⟦gone⟧! Gone away."),
]


@pytest.mark.parametrize(("phrase", "sample"), NOTATION)
def test_notation(tmp_path: Path, phrase: str, sample: str) -> None:
    text, expected = unmark(sample)
    known = language(tmp_path, test=group(phrase))
    assert spans(Lexicon("test", known).search(text)) == expected, marked(known, text)
    if expected:
        assert "test" in may_have(text, known)


OTHER_LANGUAGES = [
    ("de", "gültiger gutschein", "⟦Gültiger Gutschein⟧, ⟦gueltiger GUTSCHEIN⟧, ⟦gultiger Gutschein⟧"),
    ("de", "*gutschein*", "Ein ⟦Einkaufsgutscheincode⟧ und ⟦Gutscheine⟧"),
    ("de", "größe", "⟦Größe⟧, ⟦Groesse⟧, ⟦GRÖSSE⟧, ⟦Grosse⟧"),
    ("fr", "avis", "L’⟦avis⟧ et d'⟦avis⟧"),
    ("fr", "bon d'achat", "un ⟦bon d’achat⟧, ⟦BON D'ACHAT⟧"),
    ("es", "cupón", "Un ⟦cupon⟧ y un ⟦CUPÓN⟧"),
    ("pl", "złoty", "⟦zloty⟧, ⟦ZŁOTY⟧"),
    ("tr", "indirim* kodu", "⟦İNDİRİM KODU⟧, ⟦INDIRIM KODU⟧, ⟦indiriminiz kodu⟧"),
    ("tr", "alışveriş*", "⟦alışverişiniz⟧, ⟦ALIŞVERİŞ⟧, ⟦alisveris⟧"),
    ("ar", "*خصم*", "احصل على ⟦الخصم⟧ ⟦وخصمٌ⟧"),
    ("ar", "[ال]تقييم", "⟦التَّقْيِيم⟧ ⟦تقـييم⟧ تقييمات"),
    ("hi", "फ़ोन पर", "⟦फोन पर⟧, ⟦फ़ोन पर⟧, फोनपर"),
    ("hi", "कि", "⟦कि⟧ किताब"),
    ("ja", "クーポン", "次回の⟦クーポン⟧です。⟦ｸｰﾎﾟﾝ⟧、⟦クー\nポン⟧"),
    ("ja", "次回の[お]買い物", "⟦次回のお買い物⟧で、⟦次回の買い物⟧"),
    ("ja", "レビュー ... クーポン", "⟦レビューを書いてクーポン⟧をプレゼント。レビュー。クーポン"),
    ("ja", "line で", "⟦LINEで⟧、公式⟦LINE で⟧、ONLINEで"),
    ("ja", "星 # つ", "⟦星５つ⟧と⟦星 5 つ⟧"),
    ("ja", "# % off", "⟦10%OFF⟧、⟦１０％　ＯＦＦ⟧"),
    ("ja", "割引 & レビュー", "⟦レビューで割引⟧。割引。"),
    ("zh", "优惠券", "送您⟦优惠券⟧！⟦优 惠 券⟧"),
    ("zh", "加 (微信|v)", "请⟦加微信⟧，⟦加V⟧，加VIP"),
]


@pytest.mark.parametrize(("tag", "phrase", "sample"), OTHER_LANGUAGES)
def test_other_languages(tmp_path: Path, tag: str, phrase: str, sample: str) -> None:
    text, expected = unmark(sample)
    known = language(tmp_path, tag, test=group(phrase))
    assert spans(Lexicon("test", known).search(text)) == expected, marked(known, text)
    assert "test" in may_have(text, known)


def test_word_classes(tmp_path: Path) -> None:
    words = "reward:\n  - coupon[s]\n  - '{money} off'\nmoney:\n  - '$ #'\n"
    known = language(tmp_path, words=words, test=group("{reward} for you"))
    assert marked(known, "Coupons for you, $5 off for you, $5 for you") == (
        "⟦Coupons for you⟧, ⟦$5 off for you⟧, $5 for you"
    )


def test_groups_and_order(tmp_path: Path) -> None:
    text = group("gift card", name="gift") + group("card game", "coupon", name="other")
    found = Lexicon("test", language(tmp_path, test=text)).search("Coupon for a gift card game, gift card.")
    assert [(one.start, one.end, one.group) for one in found] == [
        (0, 6, "other"), (13, 27, "gift"), (29, 38, "gift"),
    ]  # fmt: skip
    assert found[0].why == "A reason."


def test_unless(tmp_path: Path) -> None:
    known = language(tmp_path, test=group("coupon", unless=("coupon holder", "clipped ... coupon")))
    assert marked(known, "A coupon, a coupon holder, you clipped it, the coupon, a coupon") == (
        "A ⟦coupon⟧, a coupon holder, you clipped it, the coupon, a ⟦coupon⟧"
    )


def test_unless_is_for_its_group_unless_it_is_for_all(tmp_path: Path) -> None:
    both = group("coupon", name="one", unless=("coupon holder",)) + group("holder", name="two")
    assert marked(language(tmp_path, test=both), "A coupon holder") == "A coupon ⟦holder⟧"
    for_all = "unless:\n  - coupon holder\n" + group("coupon", name="one") + group("holder", name="two")
    assert marked(language(tmp_path, test=for_all), "A coupon holder") == "A coupon holder"


# ---- negation ----

NEGATION = [
    "We never send coupons.",
    "We do not offer coupons or vouchers.",
    "We do not offer coupons, vouchers or discounts.",
    "We don’t offer gift cards, coupons, or discounts.",
    "There is no coupon in the box.",
    "It is yours without any coupon.",
    "Amazon forbids coupons for reviews.",
    "Coupons are not allowed here.",
    "Coupons, vouchers and discounts are forbidden.",
    "A message like “use this coupon” is against Amazon's policy.",
    "Please refrain from sending coupons.",
    "Don't forget your ⟦coupon⟧!",
    "Do not miss this ⟦coupon⟧.",
    "If it does not fit, use this ⟦coupon⟧.",
    "If you don't like it use this ⟦coupon⟧.",
    "We did not have it, but here is a ⟦coupon⟧.",
    "It is not here. Take a ⟦coupon⟧.",
    "It is not here: take a ⟦coupon⟧.",
    "Not happy? Take a ⟦coupon⟧.",
    "Why not use this ⟦coupon⟧?",
    "Not only that: a ⟦coupon⟧!",
    "Not only a ⟦coupon⟧, a ⟦voucher⟧, too.",
    "No minimum order, here is a ⟦coupon⟧.",
    "Without delay we add a ⟦coupon⟧.",
    "We did not want it to arrive so late and now we all want to give you a ⟦coupon⟧.",
    "The ⟦coupon⟧ is here. Returns are not allowed.",
    "We never do that.\n\nA ⟦coupon⟧ for you.",
    "For order no. 5 there is a ⟦coupon⟧.",
    "For your invoice no 5 there is a ⟦coupon⟧.",
    "Is there a ⟦coupon⟧? No. 5 lamps are left.",
    "No coupon for order no. 5.",
]


@pytest.mark.parametrize("sample", NEGATION)
def test_negation_in_english(tmp_path: Path, sample: str) -> None:
    negation = (ROOT / "checker/phrases/en/negation.yml").read_text(encoding="utf-8")
    words = (ROOT / "checker/phrases/en/words.yml").read_text(encoding="utf-8")
    test = group("coupon[s]", "voucher[s]", "discount[s]")
    known = language(tmp_path, negation=negation, words=words, test=test)
    assert marked(known, unmark(sample)[0]) == sample


def test_a_group_may_be_found_all_the_same(tmp_path: Path) -> None:
    negation = group("not", name="before")
    known = language(tmp_path, negation=negation, test=group("fewer stars", keep=True) + group("stars", name="plain"))
    assert marked(known, "Please do not give fewer stars, and not stars.") == (
        "Please do not give ⟦fewer stars⟧, and not stars."
    )


# ---- what is refused ----

REFUSED = [
    ("a:\n  why: x\n  phrases:\n    - b\na:\n  why: x\n  phrases:\n    - c\n", ":5: 'a' is there twice"),
    ("a:\n  why: x\n  phrases:\n    - b c\n    - b-c\n", ":5: group 'a', 'b-c': it is in group 'a' already"),
    (
        "a:\n  why: x\n  phrases:\n    - b\nc:\n  why: x\n  phrases:\n    - b\n",
        ":8: group 'c', 'b': it is in group 'a'",
    ),
    ("a:\n  why: x\n  phrase:\n    - b\n", "unknown key 'phrase'"),
    ("a:\n  phrases:\n    - b\n", "no `why`"),
    ("a:\n  why: x\n", "no `phrases`"),
    ("a:\n  why: ''\n  phrases:\n    - b\n", "`why` is one sentence"),
    ("a:\n  why: x\n  phrases: b\n", "expected a list"),
    ("a:\n  why: x\n  phrases: []\n", "expected a list"),
    ("a:\n  why: x\n  negation: no\n  phrases:\n    - b\n", "can only be `keep`"),
    ("", "expected names"),
    ("- a\n", "expected names"),
    ("A:\n  why: x\n  phrases:\n    - b\n", "a name is of small letters"),
    ("a:\n  why: x\n  phrases:\n    - {b} c\n", "needs quotes"),
    ("a:\n  why: x\n  phrases:\n    - [b] c\n", "needs quotes"),
    ("a:\n  why: x\n  phrases:\n    - {b}\n", "needs quotes"),
    ("a:\n  why: x\n  phrases:\n    - save # %\n", "begins a comment"),
    *(
        (group(phrase), problem)
        for phrase, problem in [
            ("", "it is empty"),
            ("(a|b", "never closed"),
            ("a)", "closes nothing"),
            ("(a|b]", "closed by ']'"),
            ("(a||b)", "empty alternative"),
            ("()", "empty alternative"),
            ("(a|[b])", "may be empty as a whole"),
            ("[a] [b]", "nothing in it is required"),
            ("{nobody} a", "the class {nobody} is not in en/words.yml"),
            ("{No} a", "write 'n'"),
            ("{b_c} a", "no name of a word class"),
            ("Coupon", "write 'c'"),
            ("it’s", 'write "\'"'),
            ("ｃode", "write 'c'"),
            ("cafe\u0301", "write 'café'"),
            ("gi\u00adft", "leave it out"),
            ("what?", "punctuation is skipped"),
            ("a, b", "punctuation is skipped"),
            ("5⭐", "write '★'"),
            ("5 €", "'$'"),
            ("c\u043eupon", "mixes scripts"),
            ("... a", "off the phrase's end"),
            ("a ...", "off the phrase's end"),
            ("a ... ... b", "one gap is enough"),
            ("a...b", "a space on both sides"),
            ("a ... b ... c ... d", "more than 2 gaps"),
            ("{}", "no word of it is certain"),
            ("a & b & c", "more than one `&`"),
            ("a &", "nothing beside"),
            ("^", "nothing beside"),
            ("a*b", "`*` stands at the beginning"),
            ("a *", "`*` stands at the beginning"),
            ("- a", "a hyphen joins"),
            ("a -", "a hyphen joins"),
            ("クーポン", "belong to ja and zh"),
            ("((((((( a )))))))", "brackets stand in one another"),
        ]
    ),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(PhraseError) as error:
        language(tmp_path, test=text)
    assert problem in str(error.value)
    assert str(error.value).startswith("en/test.yml:")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("a:\n  - '{b}'\nb:\n  - '{a}'\n", "a -> b -> a use each other in a circle"),
        ("a:\n  - '{a} x'\n", "a -> a use each other"),
        ("a:\n  - '{b}'\n", "the class {b} is not"),
        ("a:\n  - x\n  - x\n", "is there twice"),
        ("a:\n  - x & y\n", "belong to phrases"),
        ("a:\n  - ^ y\n", "belong to phrases"),
        ("a:\n  - '[y]'\n", "nothing in it is required"),
        ("a:\n  - Y\n", "write 'y'"),
    ],
)
def test_refused_word_classes(tmp_path: Path, words: str, problem: str) -> None:
    with pytest.raises(PhraseError) as error:
        language(tmp_path, words=words, test=group("a"))
    assert problem in str(error.value)
    assert str(error.value).startswith("en/words.yml:")


def test_refused_names(tmp_path: Path) -> None:
    with pytest.raises(PhraseError, match="none of before, after, joint, border"):
        language(tmp_path, negation=group("not", name="beside"))
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "test.yaml").write_text(group("a"))
    with pytest.raises(PhraseError, match="named like its rule"):
        language(tmp_path, "de")


# ---- the phrases that we ship ----


def sample(items: Items, chance: random.Random) -> str:
    """Some text that the items describe."""
    parts: list[str] = []
    for item in items:
        if isinstance(item, Gap):
            parts.append(" ".join(chance.choices(["lamp", "4.99", "\ufffc", "l'été"], k=chance.randint(0, 8))))
        else:
            parts.append(spelt(item, chance))
    return " ".join(part for part in parts if part)


def spelt(word: Word, chance: random.Random) -> str:
    return "".join(sample_part(part, chance) for part in word)


def sample_part(part: Part, chance: random.Random) -> str:
    if isinstance(part, Letters):
        return part.value
    if isinstance(part, Choice):
        return "" if part.optional and chance.random() < 0.5 else sample(chance.choice(part.alternatives), chance)
    return {"#": chance.choice(["5", "1,000", "7.5"]), "*": chance.choice(["", "en"]), "{}": "\ufffc"}.get(
        part.value, part.value
    )


def shipped() -> list[tuple[str, Path]]:
    return [
        (tag, path)
        for tag in sorted(languages())
        for path in sorted((ROOT / "checker/phrases" / tag).glob("*.yml"))
        if path.stem not in ("words", "negation")
    ]


@pytest.mark.parametrize(("tag", "path"), shipped(), ids=lambda value: getattr(value, "stem", value))
def test_what_a_phrase_describes_is_found(tag: str, path: Path) -> None:
    """Every phrase, in some of its spellings: its pattern matches, and what decides whether to look at all does not stand
    in the way. Innocent look-alikes and negation are not asked."""
    words = path.with_name("words.yml")
    classes = WordClasses([str(words)] if words.exists() else [], tag)
    known = shipped_language(tag)
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    written = [phrase for name, group in content.items() if name != "unless" for phrase in group["phrases"]]
    numbers = [number for number, row in enumerate(known.rows.heads) if row == path.stem]
    chance = random.Random(f"{tag}/{path.stem}")
    for phrase, number in zip(written, numbers, strict=True):
        for _ in range(3):
            sides = sorted(parse(phrase, classes.choice), key=lambda side: side.last - side.first + chance.random() / 2)
            text = ", lamp lamp lamp; ".join(sample(side.items, chance) for side in sides)
            reading = Reading(text)
            near = known.near(known.candidates(known.met(known.keys(reading.folded))), reading.folded)
            assert number in near.get(path.stem, []), f"{phrase!r} is not looked for in {text!r}"
            assert path.stem in may_have(text, known), f"{phrase!r} does not trigger in {text!r}"
            assert known.places(known.rows.phrase(number), reading), f"{phrase!r} is not found in {text!r}"


def shipped_language(tag: str) -> Language:
    found = lexicons.language(tag)
    assert found is not None
    return found


# ---- raw text ----

PIECES = [
    "gift", "gi", "ft", "card", "coupon", "cou", "pon", "off", "20", "%", "next", "or", "der", "code", "use", "the", "free",
    "shipping", "on", "all", "a", "c\u043eu", "クー", "ポン", "プレ", "レビュー", "で", "か", "\u3099",
    " ", " ", " ", " ", "\n", "\n", "\n\n", "\n> ", "> ", "- ", "1. ", "# ", "    ", "***", "**", "**", "*", "_", "__", "`", "``", "~~",
    "[", "]", "(", ")", "](x)", "](http://x.y/z?q=1)", "](<a b>)", '](x "t. u")', "](x(y))", "][r]", "![", "[r]: x\n",
    "\\", "\\*", "!", "?", ". ", ".", ",", ": ", "|", "\n|-|-|\n", "{{x}}", "{{ a. b }}", "{% if x %}", "{# n #}", "{#\n\n#}", "{", "}",
    "[[x]]", "[[x: gift]]", "%x%", "{x}", "\u00ad", "\u200b", "'", "’", "<3", "<", "> ", "&", "é", "e\u0301",
]  # fmt: skip
RAW = {
    "en": ["gift card", "coupon", "# % off", "use ... code", "free shipping & order", "^ next order ^", "*pon", "cou*"],
    "ja": ["クーポン", "プレ[ゼント] ... クーポン", "レビュー & クーポン", "# % off", "が", "code で"],
}


@pytest.mark.parametrize("tag", list(RAW))
def test_raw_text_triggers_whatever_its_prose_holds(tmp_path: Path, tag: str) -> None:
    names = {f"test-{number}": group(phrase) for number, phrase in enumerate(RAW[tag])}
    known = language(tmp_path, tag, **names)

    @settings(max_examples=1500, deadline=None)
    @given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join))
    def law(raw: str) -> None:
        prose = parse_message(None, Source("x.md", raw).whole()).prose.value
        found = {name for name in names if Lexicon(name, known).search(prose)}
        if found and not HIDING.search(raw):
            assert found <= may_have(raw, known), prose

    law()


@pytest.mark.parametrize(
    "raw",
    [
        "gi**ft** card", "gi*f*t **card**", "gift\n> card", "g[if](http://x.y)t card", "gift ca`rd`", "gi\u00adft card",
        "gi**_ft_** card", "[gi][r]ft card\n\n[r]: x", "gift {% if x. y %}card", "gift [card](x \"a. b\")",
        "g\u0456ft c\u0430rd", "GIFT\\\ncard", "gift ![](x.png) card", "gift {# a\n\nb #} card", "gi~~ft~~ card",
    ],
)  # fmt: skip
def test_markup_hides_nothing(tmp_path: Path, raw: str) -> None:
    assert may_have(raw, language(tmp_path, test=group("gift card"))) == {"test"}


def test_what_is_not_there_does_not_trigger(tmp_path: Path) -> None:
    known = language(tmp_path, test=group("gift card", "{x} code"), words="x:\n  - promo\n  - discount\n")
    for raw in (
        "A **bold** word, a [link](http://x.y/gift_cards), {{gift}} and a gift. Card! A post code.",
        "Hello {{buyer_name}},\n\nthe `lamp` is *new*.\n\n- [x] done\n- card\n\nGift",
    ):
        assert may_have(raw, known) == frozenset()


# ---- hostile text ----


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("{a} ... {b} ... {a}", "one two"),
        ("[one] ... two ... three", "one two"),
        ("{a} ... {b} ... {c}", "one two one two two"),
        ("{a} & {b} ... {c}", "one two"),
        ("*one* ... *two* ... x", "oneonetwo two"),
        ("# % ... {a} ... x", "5% one"),
        ("one [two] [one] [two] [one] ... two ... x", "one two"),
        ("^ one ... two ... x ^", "one two"),
        ("({a} {b}|{b} {a}|{a} {a}) ... x", "one two"),
    ],
)
@pytest.mark.parametrize("between", [" ", "  ,\n", "! ", ""])
def test_hostile_text_takes_linear_time(tmp_path: Path, phrase: str, words: str, between: str) -> None:
    classes = "a:\n  - one\n  - one one\n  - one two one\nb:\n  - two\n  - two two\nc:\n  - three [four]\n"
    if "..." in phrase and "[one] ..." in phrase:
        phrase = phrase.replace("[one] ...", "one ...")
    known = language(
        tmp_path, words=classes, test=group(phrase, unless=("two two",)), negation=group("one", name="before")
    )
    text = f"{between} ".join(words.split()) + between
    text = text * (100_000 // len(text))
    started = time.process_time()
    Lexicon("test", known).search(text)
    may_have(text, known)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "unit", ["[", "{", "](", "<%", "{{", "a*", "a_*", "{%", "!", "\n", "'", "c\u043e ", "\u3042 ", "a\u0301", ". "]
)
def test_hostile_markup_takes_linear_time(tmp_path: Path, unit: str) -> None:
    known = language(tmp_path, test=group("gift card", "a ... b"))
    text = "gift card " + unit * (100_000 // len(unit)) + " a b"
    started = time.process_time()
    Lexicon("test", known).search(text)
    may_have(text, known)
    assert time.process_time() - started < 5


# ---- tables ----


def folder_of(tmp_path: Path, phrase: str = "gift card") -> Path:
    folder = tmp_path / "phrases"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "test.yml").write_text(group(phrase), encoding="utf-8")
    return folder


def kept(folder: Path) -> Path:
    (path,) = (folder / "__pycache__").iterdir()
    return path


def test_a_table_is_kept_and_made_anew_when_files_change(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    first = table.load("en", str(folder))
    content = kept(folder).read_bytes()
    assert table.load("en", str(folder)) == first
    assert kept(folder).read_bytes() == content
    (folder / "en" / "test.yml").write_text(group("gift box"), encoding="utf-8")
    assert table.load("en", str(folder)) == table.build(str(folder / "en"), "en") != first
    (folder / "en" / "more.yml").write_text(group("coupon"), encoding="utf-8")
    assert table.load("en", str(folder)).names == {"test", "more"}
    (folder / "en" / "more.yml").unlink()
    assert table.load("en", str(folder)).names == {"test"}


@pytest.mark.parametrize("damage", [lambda _: b"", lambda old: old[:-3], lambda old: old[:40], lambda old: b"x" + old,
                                    lambda old: old[:60] + b"?" + old[61:], lambda _: b"\xe3" * 99])  # fmt: skip
def test_a_damaged_table_is_made_anew(tmp_path: Path, damage: object) -> None:
    folder = folder_of(tmp_path)
    first = table.load("en", str(folder))
    good = kept(folder).read_bytes()
    assert callable(damage)
    kept(folder).write_bytes(damage(good))
    assert table.load("en", str(folder)) == first
    assert kept(folder).read_bytes() == good


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "__pycache__").write_text("in the way")
    assert table.load("en", str(folder)).heads


def test_shipped_tables(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (path,) = build_tables(str(folder / "tables"), str(folder))
    assert path == str(folder / "tables" / "en.bin")
    first = table.load("en", str(folder))
    assert not (folder / "__pycache__").exists()
    os.utime(folder / "en" / "test.yml", (1, 1))
    assert table.load("en", str(folder)) == first
    assert not (folder / "__pycache__").exists(), "an installation changes times"
    (folder / "en" / "test.yml").unlink()
    assert table.load("en", str(folder)) == first
    assert languages(str(folder)) == {"en"}
    (folder / "en" / "test.yml").write_text(group("gift boxes"), encoding="utf-8")
    assert table.load("en", str(folder)) != first


def test_a_table_says_what_its_phrases_say(tmp_path: Path) -> None:
    """What comes out of a file finds what the phrases find that went in."""
    folder = folder_of(tmp_path, "(gift|voucher) ... card[s]")
    table.load("en", str(folder))
    text = "A gift, a card, vouchers, a voucher for cards."
    for _ in range(2):
        assert marked(Language("en", table.load("en", str(folder))), text) == (
            "A ⟦gift, a card⟧, vouchers, a ⟦voucher for cards⟧."
        )


def test_fresh_tables_need_neither_yaml_nor_the_compiler() -> None:
    program = (
        "import sys; from checker.lexicon import lexicon, triggered; "
        "assert lexicon('marketing', 'en').search('Use coupon TEA10.'); assert triggered('Use coupon', 'en'); "
        "print(*sys.modules)"
    )
    loaded: set[str] = set()
    for _ in range(2):  # the first one may have to make the table
        command = [sys.executable, "-c", program]
        loaded = set(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split())
    assert not loaded & {
        "yaml",
        "unicodedata",
        "checker.lexicon.files",
        "checker.lexicon.notation",
        "checker.lexicon.pattern",
    }


# ---- asking ----


def test_lexicons_by_name_and_language() -> None:
    assert lexicon("marketing", "en")
    assert lexicon("marketing", "EN_us").search("Use coupon TEA10.")
    for name, tag in (
        ("marketing", "xx"),
        ("nobody", "en"),
        ("marketing", ""),
        ("marketing", "../en"),
        ("negation", "en"),
    ):
        assert not lexicon(name, tag)
        assert lexicon(name, tag).search("Use coupon TEA10.") == []
    assert "marketing" in triggered("Use coupon TEA10.", "en-gb")
    assert "negation" not in triggered("Do not use it.", "en")
    assert triggered("Use coupon TEA10.", "xx") == frozenset()
    assert "en" in languages()
