"""Web and mail addresses in messages: what is one, what is none, and where it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest
import tldextract
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.addresses import mail_addresses, web_addresses
from checker.message import Message
from checker.readers.markdown import parse
from checker.rule import Given, Rule
from checker.rules.contact import email_address
from checker.rules.links import external_link, insecure_link
from checker.text import Source, Text
from tests.cases import ROOT, unmark


def message(text: str, language: str = "") -> Message:
    whole = Source("sample.md", text).whole()
    meta: dict[str, Any] = {"language": Text(whole.source, language, ())} if language else {}
    return Message("", whole, whole, parse, meta=meta)


def webs(text: str, language: str = "") -> list[tuple[int, int]]:
    return sorted((*found.place.span,) for found in web_addresses(message(text, language)))


def mails(text: str, language: str = "") -> list[tuple[int, int]]:
    return sorted((*found.place.span,) for found in mail_addresses(message(text, language)))


def places(asked: Message) -> list[Text]:
    return [*(web.place for web in web_addresses(asked)), *(mail.place for mail in mail_addresses(asked))]


WEB = """
See ⟦https://lamp-store.example/a⟧.
See (⟦https://lamp-store.example/a_(b)⟧), "⟦http://lamp-store.example?x=1⟧"!
text:⟦http://lamp-store.example/⟧ and ⟦https://lamp-store.example:8080⟧...
⟦HTTPS://LAMP-STORE.EXAMPLE⟧ is loud; ⟦http://localhost:8000/x⟧, ⟦http://192.168.1.1⟧ and ⟦http://[::1]/⟧ are near.
⟦https://amazon.de@evil.example/⟧ and ⟦https://a:b@evil.example⟧
⟦https://https://lampe.de/⟧ and ⟦http//lampe.de⟧ and ⟦https:/lampe.de⟧
Look at ⟦www.lampe.de⟧. Or ⟦WWW.LAMPE.DE/x⟧, or ⟦www.YOURSHOP⟧.
Sign in at ⟦lampstore.com⟧
Thanks for your order at ⟦LampStore.com⟧. Bye
⟦lampstore.com/a⟧. It tells, ⟦lampstore.co.uk/a.pdf⟧ too
⟦Amazon.de⟧-Team und ⟦lampen24.de⟧-Shop
Ihr Team von ⟦lampenhaus.de⟧ wünscht alles Gute
Visit ⟦lamp-house.shop⟧ for more, ⟦bit.ly/3x⟧ Watch
⟦президент.рф⟧ ⟦xn--bcher-kva.de⟧ ⟦bücher.de⟧ ⟦аmazon.de⟧
詳しくは⟦http://www.lamp-sample.co.jp/⟧をご覧ください。⟦shop.co.jp⟧。Amazonで、⟦lamp.co.jp⟧まで
⟦http://例.co.jp/⟧ です。자세한 것은 ⟦lamp.co.kr⟧에서
｜⟦www.lampe.de/a⟧｜b、「⟦https://lampe.de⟧」
اكتب ⟦lamp-store.com⟧، شكرا
⟦lamp\u200bstore.com⟧ and ⟦ｌａｍｐｅ．ｄｅ⟧ and ⟦𝗅𝖺𝗆𝗉𝖾.de⟧ and ⟦ⓛⓐⓜⓟⓔ.ⓓⓔ⟧
⟦lampe (dot) de⟧, ⟦lampe[.]de⟧, ⟦lampe ( punkt ) de⟧, ⟦hxxps://lampe.de⟧, ⟦lampstore dot com⟧
⟦www . lampe . de⟧ and ⟦www. lampe. de⟧. Thanks
⟦lampstore . com⟧ and ⟦lampstore .com⟧ and ⟦lampe。com⟧ is one
⟦h t t p s : / / lampe . de⟧ and ⟦w w w . l a m p e . d e⟧, too
Visit ⟦lampe.de⟧.Thanks and ⟦www.lampe.de⟧.Bitte
Find us @⟦lampstore.com⟧ or @ ⟦lampe.de⟧
> ⟦lampe.de⟧
⟦lamp*store*.com⟧ and ⟦lampe&#46;de⟧
⟦https://{{shop}}/x⟧ and ⟦https://{{shop}}.lampe.de⟧ and ⟦{{shop}}.lampe.de⟧
[amazon.de](⟦https://evil.example⟧) shows Amazon, [⟦lampe.de⟧](⟦https://evil.example⟧) shows another one
[lampe.de](⟦https://www.lampe.de/x⟧) <⟦https://lampe.de⟧> [a](⟦//lampe.de⟧) [b](⟦lampe.de/x⟧) [c](⟦www.lampe.de⟧)
[⟦lampe.de⟧](mailto:a@lampe.de) and [⟦lampe.de⟧](#top)
<a href="⟦http://lampe.de/a⟧">http://lampe.de/a</a> <a href='⟦{{url}}⟧'>x</a>
⟦https://lampe.de/a⟧ (at) the top, ⟦www.lampe.de/a⟧ (at) lamp, ⟦lampe.de⟧ (at)
<iframe src="⟦//lampe.de/⟧"></iframe> <p style="background: url('⟦https://lampe.de/a.png⟧')">x</p>
""".strip().split("\n")

NO_WEB = """
The lamp has arrived.Please check it.it was packed by hand. Thanks.to all
z.B. d.h. u.a. e.g. i.e. a.m. P.R.C. U.S.A. St.Gallen Nr.5 No.5 Mr.Smith Dr.med. bzw.im Paket
A.Ş. S.r.l. S.A.de C.V. GmbH & Co.KG m.in. t.ex. o.a. n.º т.е. Sok.no:5 Str.de la Paix
manual.pdf manual_v1.2.zip photo.jpg clip.mov install.sh README.md logo.ai settings.py
Node.js ASP.NET USB 3.0.in 2.1.4 12.05.2024 1.299,00 3.5in 5.in 9.am B08N5WRWNW.in stock
Hello...is it ok? wait....it is. yes.no.me no.no.no
/path/to/file.pl C:\\\\lamp\\\\file.com ./x.sh order.items(name) foo.com(bar) foo.com=bar
http:// https ftp HTTP/1.1 error 404 http://. http://? www. www
Meet @lamp.store at the fair
le point de vente, el punto de recogida, o ponto de entrega, der Punkt in der Mitte, punto es importante
the dot com bubble, a polka dot shop, at this point in time
.com is an ending; the .com site
info@lampe.de is no web address
[a](manual.pdf) [b](#top) [c](/x) [d](tel:+44) [e](mailto:a@lampe.de) [f](javascript:x) [g](page.html) [h]()
![a](https://lampe.de/a.png) <img src="http://lampe.de/a.png">
<html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html> <!-- https://lampe.de -->
{{shop.name}} ${shop.name} %shop.name% {shop.com} [[shop.com]]
""".strip().split("\n")

MAIL = """
Write to ⟦help@lampe.de⟧, (⟦o'neil@lampe.de⟧) or '⟦a.b+c@mail.lampe.co.uk⟧'.
E-Mail:⟦info@lampe.de⟧,⟦kontakt@lampe.de⟧;⟦x@lampe.de⟧/⟦y@lampe.de⟧
⟦HELP@LAMPE.DE⟧ ⟦help@lampe.de⟧.Thanks ⟦help@lampe.de⟧-Adresse
⟦büro@bücher.de⟧ ⟦a@xn--bcher-kva.de⟧ ⟦почта@президент.рф⟧
メールは⟦abc@def.example⟧まで、電話は⟦田中@lamp.co.jp⟧へ ｜⟦a@lamp.co.jp⟧｜
⟦info＠lampe.de⟧ ⟦info@\u200blampe.de⟧ ⟦ｉｎｆｏ＠ｌａｍｐｅ．ｄｅ⟧ ⟦info﹫lampe.de⟧
⟦name (at) lampe (dot) de⟧, ⟦name[at]lampe[punkt]de⟧, ⟦name ( at ) lampe.de⟧, ⟦name(a)lampe.de⟧
⟦name AT lampe DOT de⟧, ⟦name at lampstore dot com⟧, ⟦info AT lampe.de⟧
⟦name @ lampe . de⟧, ⟦name@ lampe.de⟧, ⟦info @lampe.de⟧
⟦info(ät)lampe.de⟧ und ⟦info ät lampe.de⟧
⟦ayuda arroba lamparas punto es⟧ o ⟦sav (arobase) lampe (point) fr⟧, ⟦info (chiocciola) lampade (punto) it⟧
⟦biuro (małpa) lampy (kropka) pl⟧, ⟦info (snabel-a) lampor.se⟧, ⟦info(apenstaartje)lampen.nl⟧, ⟦info (at) lamba.com.tr⟧
⟦info★lamp.co.jp⟧（★を@に変えて）、⟦info（at）lamp.co.jp⟧、⟦infoアットマークlamp.co.jp⟧
⟦h e l p @ l a m p e . d e⟧ is slow
E-mail: ⟦support at lampstore.com⟧
mailto:⟦info@lampe.de⟧ and mailto:⟦ahoy@YOURSHOP⟧
⟦{{team}}@lampe.de⟧ and ⟦info@{{x}}.lampe.de⟧
[write](mailto:⟦help@lampe.de⟧?subject=x&cc=⟦b@lampe.de⟧) [⟦help@lampe.de⟧](mailto:help@lampe.de) [x](⟦help@lampe.de⟧)
[write](mailto:⟦a%40lampe.de⟧) <⟦a@lampe.de⟧> <a href="mailto:⟦b@lampe.de⟧,⟦c@lampe.de⟧">x</a>
![⟦a@lampe.de⟧](x.png) <img src="x.png" alt="⟦b@lampe.de⟧"> <b title="to ⟦c@lampe.de⟧">x</b>
⟦help&#64;lampe.de⟧ ⟦help<!-- -->@lampe.de⟧ ⟦help@*lampe*.de⟧ `⟦a@lampe.de⟧`
Reply to ⟦abc123@marketplace.amazon.de⟧.
""".strip().split("\n")

NO_MAIL = """
The fan runs at 2 @ 5 W, 1080p@60Hz, 230 V@50 Hz, M8 @ 12 Nm, 5V@2.4A, 3 pcs @ 3.50 EUR
logo@2x.png icon@3x.ai @acme/x @lampstore lodash@4.17.21 user@host foo@bar
user@{{domain}} {{email}} [a](mailto:{{email}}) [b](mailto:info@{{domain}}) [c](mailto:?subject=x)
Look at lampstore.com, our team at lampe.de, customer care at amazon.de, LOOK AT AMAZON.DE
meet us at shop dot com, find us @ lampstore.com, the room (at) the back. Follow us @lampe.de
https://lampe.de/@user https://user@lampe.de/ https://maps.example/@59.9,30.3
ät, arroba, chiocciola, punto es, un kilo arroba de papas
@ @@ @. .@. a@ @a (at) [at] {at}
<!-- a@lampe.de --> <img src="a@lampe.de">
""".strip().split("\n")


def unescaped(sample: str) -> str:
    return sample.replace("\\u200b", "\u200b").replace("\\\\", "\\")


@pytest.mark.parametrize("sample", [*WEB, *NO_WEB])
def test_web(sample: str) -> None:
    text, expected = unmark(unescaped(sample))
    found = [text[start:end] for start, end in webs(text)]
    assert found == [text[start:end] for start, end in expected]
    assert webs(text) == expected


@pytest.mark.parametrize("sample", [*MAIL, *NO_MAIL])
def test_mail(sample: str) -> None:
    text, expected = unmark(unescaped(sample))
    found = [text[start:end] for start, end in mails(text)]
    assert found == [text[start:end] for start, end in expected]
    assert mails(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "hosts"),
    [
        ("lampe.de wünscht", "de", ["lampe.de"]),
        ("lampe.de la", "fr", []),
        ("visitez lampe.de la", "fr", ["lampe.de"]),
        ("lampe.it was", "en", []),
        ("lampe.it was", "de", ["lampe.it"]),
        ("lampe.it è", "it-IT", ["lampe.it"]),
        ("lampe.in der", "de", []),
        ("lampe-licht.in der", "de", ["lampe-licht.in"]),
        ("Lampe . de la", "es", []),
    ],
)
def test_words_that_are_endings_depend_on_the_language(text: str, language: str, hosts: list[str]) -> None:
    assert [found.host for found in web_addresses(message(text, language))] == hosts


def test_what_an_address_knows() -> None:
    text = "[lampe.de](http://u@www.Lampe.de:80/a?b) and www . lampe . de/x and {{u}} <https://{{u}}/>"
    link, placeholder, bare = web_addresses(message(text))
    assert (link.form, link.scheme, link.parts.user, link.host) == ("inline", "http", "u", "www.lampe.de")
    assert (link.registrable, link.path, link.url) == ("lampe.de", "/a?b", "http://u@www.Lampe.de:80/a?b")
    assert link.link is not None
    assert link.shown is not None
    assert link.shown.span == (1, 9)
    assert (bare.form, bare.scheme, bare.host, bare.url, bare.link) == (
        "disguised",
        "",
        "www.lampe.de",
        "www.lampe.de/x",
        None,
    )
    assert (placeholder.form, placeholder.host, placeholder.registrable) == ("autolink", "", None)


def test_a_label_belongs_to_its_link() -> None:
    target, label = web_addresses(message("[lampe.de](https://evil.example)"))
    assert target.link is label.link
    assert (target.host, label.host) == ("evil.example", "lampe.de")


def test_every_public_suffix() -> None:
    known = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None).tlds
    suffixes = sorted(suffix for suffix in known if suffix[0] not in "*!")
    text = "\n\n".join(f"https://www.lamp-store.{suffix}/x" for suffix in suffixes)
    plain = "\n\n".join(f"Visit lamp-store.{suffix}/x for" for suffix in suffixes)
    assert [found.place.value for found in web_addresses(message(text))] == text.split("\n\n")
    bare = [found.place.value for found in web_addresses(message(plain))]
    assert bare == [f"lamp-store.{suffix}/x" for suffix in suffixes]
    write = "\n\n".join(f"Write to lamp@lamp-store.{suffix} now" for suffix in suffixes)
    assert [found.address for found in mail_addresses(message(write))] == [f"lamp@lamp-store.{suf}" for suf in suffixes]


HOSTILE = {
    "dots": "a." * 50_000,
    "signs": "@" * 100_000,
    "www": "www." * 25_000,
    "schemes": "http://" * 15_000,
    "slashes": "http:" + "/ " * 50_000,
    "user": "http://" + "a" * 100_000,
    "brackets": "http://a.de/" + ")" * 100_000,
    "mails": "a@" * 50_000,
    "domains": "@a." * 30_000,
    "dashes": "a-" * 50_000 + ".com",
    "spoken": " at x dot" * 12_000,
    "spelled": "a " * 50_000 + ".",
    "spaces": "x" + " " * 100_000 + ".com",
    "full-width": "ａ．" * 50_000,
    "invisible": "a\u200b." * 30_000,
    "kana": "あ." * 50_000 + "com",
    "stars": "a★" * 40_000 + "★を@に",
    "at": "(at)" * 25_000,
    "quotes": "a'" * 50_000 + "@lampe.de",
    "many": "lampe.de a@lampe.de " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """Nothing here may take more than linear time; a test that hangs has failed."""
    whole = Source("sample.md", HOSTILE[name]).whole()

    def plain(_: Text | None, body: Text) -> Any:
        return parse(None, body[:0])._replace(prose=body)

    hostile = Message("", whole, whole, plain)
    for place in places(hostile):
        assert place.value in whole.value


PIECES = st.sampled_from(
    [
        "lampe.de",
        "www.lampe.de",
        "https://lampe.de/a",
        "a@lampe.de",
        "(at)",
        "[dot]",
        "@",
        ".",
        ":",
        "/",
        "//",
        "http:",
        "at",
        "dot",
        "AT",
        "DOT",
        "www",
        "a",
        "e.g.",
        "it.is",
        "\u200b",
        "ｗｗｗ",
        "．",
        "＠",
        "アット",
        "★",
        "を@に",
        "{{x}}",
        "[x](y.example)",
        "<a@b.example>",
        "![a](b)",
        "<br>",
        "&#64;",
        "*",
        "`",
        "\n",
        "あ。",
        "com",
        "de",
        ")",
        "(",
        "'",
        "-",
        "_",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n\n"])), max_size=12))
def test_places_are_in_order_and_inside(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    for place in places(message(text)):
        start, end = place.span
        assert 0 <= start < end <= len(text)
        place.verify()
        assert place.value == place.value.strip()


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        ["lamp-store.example", "www.lampe.co.uk", "https://lampe.de/x", "help@lampe.de", "a.b@lamp.example"]
    ),
    st.lists(st.tuples(st.integers(1, 8), st.sampled_from("\u200b\u00ad\u2060\ufeff\u200d")), max_size=4),
    st.booleans(),
)
def test_invisible_and_full_width_characters_hide_nothing(
    address: str, invisible: list[tuple[int, str]], wide: bool
) -> None:
    hidden = "".join(chr(ord(letter) + 0xFEE0) if wide and letter.isalnum() else letter for letter in address)
    for at, letter in invisible:
        hidden = hidden[:at] + letter + hidden[at:]
    text = f"See {hidden} now"
    ask = mails if "@" in address else webs
    assert ask(text) == [(4, 4 + len(hidden))]


def test_the_fix_mends_target_and_label() -> None:
    text = '<a href="http://lampe.de/a">http://lampe.de/a</a> <http://lampe.de> &#104;ttp://lampe.de http://127.0.0.1'
    hits = list(insecure_link.RULE.check(message(text), given_options(insecure_link.RULE)))
    edited = [[tuple(place.span) for place, by in hit.edits if by == "https"] for hit in hits]
    assert edited == [[(9, 13), (28, 32)], [(51, 55)], [], []]
    assert all(text[start:end] == "http" for spans in edited for start, end in spans)
    assert [bool(hit.fix) for hit in hits] == [True, True, False, False]


def given_options(rule: Rule) -> Given:
    def lexicon(name: str, language: str) -> Any:
        raise AssertionError(f"{name} in {language} is not needed")

    return Given(rule.options, lexicon, ())


@pytest.mark.parametrize("rule", [email_address.RULE, external_link.RULE, insecure_link.RULE], ids=lambda rule: rule.id)
def test_corpus(rule: Rule) -> None:
    """Against labelled messages in all languages, where they are at hand."""
    corpus = ROOT.parent / "shared" / "corpus" / "dev.jsonl"
    if not corpus.exists():
        pytest.skip("the labelled messages are not here")
    hits = misses = false = 0
    for line in corpus.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels = {label["category"] for label in row["labels"]}
        debatable = {label["category"] for label in row["debatable"]} | set(row.get("accept", ()))
        found = list(rule.check(message(row["text"], row.get("lang", "en").lower()), given_options(rule)))
        hits += bool(found) and rule.id in labels
        misses += not found and rule.id in labels
        false += bool(found) and rule.id not in labels | debatable
    assert hits >= 0.95 * (hits + misses)
    assert hits >= 0.95 * (hits + false)
