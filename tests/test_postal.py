"""Postal addresses: the forms of the countries, what only looks like one, and what holds for every text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import postal

ADDRESSES = [
    "⟦12 Main Street, Springfield, IL 62701⟧",
    "Lamp Store, ⟦1200 N Lamp Ave, Suite 4, Springfield, IL 62701-1234⟧, USA",
    "⟦P.O. Box 4711\nSpringfield, IL, 62701⟧",
    "⟦12 Lamp Road\nToronto, ON M5V 2T6⟧",
    "⟦12 Lamp Street, Sydney NSW 2000⟧",
    "⟦Unit 5, Lamp Park, Leeds LS1 4AB⟧",
    "⟦12 Long Lane, Leeds LS1 4AB⟧",
    "⟦12 Lamp Road, Andheri East, Mumbai 400069⟧",
    "⟦Lange Straße 12a\n70173 Stuttgart⟧",
    "⟦Lampenstr. 3-5, D-70173 Stuttgart⟧",
    "⟦Am Alten Markt 7, 5020 Salzburg⟧",
    "⟦Postfach 12 34\n8001 Zürich⟧",
    "⟦12 bis, rue des Lampes, 69002 Lyon⟧",
    "⟦3 avenue de la République 59800 Lille⟧",
    "⟦Via Roma 12, 20121 Milano (MI)⟧",
    "⟦Calle Mayor 12, 2º B, 28013 Madrid⟧",
    "⟦Avenida de la Luz 12, Col. Centro, 06000 Ciudad⟧",
    "⟦Rua da Luz, n.º 12, 1200-109 Lisboa⟧",
    "⟦Rua da Luz, 12 - Centro, São Paulo, CEP 01001-000⟧",
    "⟦Dorpsstraat 12, 1012 AB Amsterdam⟧",
    "⟦Kerkstraat 12, 2000 Antwerpen⟧",
    "⟦Storgatan 12, 111 22 Stockholm⟧",
    "⟦ul. Prosta 12/3, 00-850 Warszawa⟧",
    "⟦Lale Mah. Gül Sok. No: 12\n34758 Ataşehir/İstanbul⟧",
    "⟦〒100-0001 東京都千代田区見本一丁目2番3号⟧",
    "送り先は⟦大阪府大阪市見本区灯町1-2-3⟧です。",
    "请寄到⟦广东省深圳市南山区样品路12号⟧。",
    "⟦شارع المصابيح، مبنى 12، الرياض 12211⟧",
]
STOPPED = [
    "⟦Calle Mayor 5, 28013 Madrid⟧. Horario: 8:30 a 20:30.",
    "⟦Lagerstr. 12, 20357 Hamburg⟧.",
    "Return it within 30 days. ⟦12 St. Mary's Road, Leeds LS1 4AB⟧.",
    "We sent 2 lamps to ⟦4500 Highway 66 Blvd, Springfield, IL 62701⟧.",
    "⟦Goethestraße 5, 60313 Frankfurt⟧. Fehlt der Hinterhof?",
    "⟦Hauptstrasse 5, 9000 St. Gallen⟧. Wir danken.",
    "Besök oss på ⟦Storgatan 12, 111 22 Stockholm⟧. Vi har öppet.",
    "Ons adres is ⟦Van der Hoopstraat 10, 3011 AB Rotterdam⟧.",
    "Teslimat adresiniz ⟦Lale Mah. Gül Sok. No: 12, 34758 Ataşehir/İstanbul⟧ mı?",
    "商品は⟦〒100-0001 東京都千代田区見本一丁目2番3号⟧までお送りください。",
]
"""An address ends with its town, and begins with its street."""

NONE = [
    "Is your house number 12 or 12a?",
    "The box of 10 weighs 12345 g.",
    "The street is missing in your order.",
    "Order 123-1234567-1234567 left Springfield, IL 62701.",
    "12 Lamps were sent. Springfield, IL 62701 is next.",
    "The size is 120 x 60 x 75 cm, the model LS1 4AB.",
    "We moved in 2024 To Leeds.",
    "In 2 Tagen kommt das Paket 12345 Lampen.",
    "Via Amazon 2 bulbs were sent, 10000 Lumen each.",
    "Packstation 123",
    "Am Montag 7 Lampen, am Dienstag 20000 Birnen.",
    "ご注文番号は123-1234567-1234567です。",
    "您的订单号是123-1234567-1234567。",
    "12 Main Street!\n\nSpringfield, IL 62701",
]


def _marked(sample: str) -> tuple[str, list[str]]:
    return re.sub("[⟦⟧]", "", sample), re.findall("⟦([^⟧]*)⟧", sample)


@pytest.mark.parametrize("sample", [*ADDRESSES, *STOPPED])
def test_found(sample: str) -> None:
    text, expected = _marked(sample)
    assert [text[found.start : found.end] for found in postal.find(text)] == expected
    assert re.search(postal.TRACE, text)


@pytest.mark.parametrize("text", NONE)
def test_not_found(text: str) -> None:
    assert postal.find(text) == []


ONE = "12 Main Street, Springfield, IL 62701"
WHOSE = [
    (f"Return address: {ONE}", "the label of a return"),
    (f"The return address of our store is {ONE}.", "the label of a return"),
    (f"Please send the lamp back to\n{ONE}", "a return"),
    (f"You take the return? Good. Ship it to: {ONE}", "a return"),
    (f"Please send it to {ONE} for an exchange.", "a return"),
    (f"Send it back to the address below.\n\nLamp Store Inc.\nAttn: Returns\n{ONE}", "a return"),
    (f"Bitte an {ONE} zurück.", "a return"),
    (f"Is {ONE} still right?", "the buyer's"),
    (f"We have {ONE}. Is that right?", "the buyer's"),
    (f"You gave us {ONE}. UPS does not know it.", "the buyer's"),
    (f"It waits at the UPS Store, {ONE}.", "a counter of others"),
    (f"Manufacturer: Lamp Works, {ONE}", "the maker's"),
    (ONE, ""),
    (f"Write to us: {ONE}", ""),
    (f"Send it to Lamp Store, {ONE}.", ""),
    (f"You can return it in our store at {ONE}.", ""),
    (f"Our shop is next to the post office: {ONE}", ""),
    (f"Do you have the return address? It is on the label.\n\nLamp Store\n{ONE}", ""),
    (f"Please confirm your address\n\nLamp Store\n{ONE}", ""),
    (f"Write your address on a card and send it to {ONE}.", ""),
    (f"You wrote to us, our address is {ONE}.", ""),
    (f"Our address is {ONE}. Is it right?", ""),
    (f"Return address: see the label\nImprint: Lamp Store, {ONE}", ""),
    (f"Please return it\nKind regards,\nLamp Store\n{ONE}", ""),
]


@pytest.mark.parametrize(("text", "expected"), WHOSE)
def test_whose(text: str, expected: str) -> None:
    (address,) = postal.find(text)
    assert postal.whose(text, address) == expected
    of_return = expected in ("a return", "the label of a return")
    assert postal.own(text) == ([(address, of_return)] if of_return or not expected else [])


def test_a_second_address_is_judged_by_itself() -> None:
    other = "12 Long Lane, Leeds LS1 4AB"
    for text in (f"Return address: {ONE}. Our store is at {other}.", f"Return address: {ONE}\nLamp Store\n{other}"):
        assert [(text[own.start : own.end], told) for own, told in postal.own(text)] == [(ONE, True), (other, False)]
    assert [told for _, told in postal.own(f"Return it to {ONE} or to {other}.")] == [True, True]


TABLES = [
    *postal.CUES.values(),
    *postal.BEHIND.values(),
    postal.INVITING,
    postal.ASKED,
    postal.SENDING,
    postal.POINTING,
]


@pytest.mark.parametrize("table", TABLES)
def test_phrases_are_apart(table: dict[str, str]) -> None:
    for language, phrases in table.items():
        assert re.fullmatch(r"[a-z]{2}", language)
        for phrase in " ".join(phrases.split()).split(" | "):
            assert phrase == phrase.strip(" |…")


PIECES = st.sampled_from(
    ["12 ", "Main ", "Street, ", "rue ", "12345 ", "Lyon ", "\n", "Via ", "A", "県", "市", "路12号", ". ", "LS1 4AB"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_places_are_in_order_and_traced(text: str) -> None:
    last = 0
    for found in postal.find(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        assert re.search(postal.TRACE, text)


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "12 A ",
        "Via A ",
        "rue A ",
        "12345 A ",
        "a.",
        "県市",
        "Ab Mah. ",
        "شارع ",
        "St. ",
        "you " + ONE,
        "return " + ONE,
        ONE,
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = time.perf_counter()
    postal.own(text)
    assert time.perf_counter() - start < 3
