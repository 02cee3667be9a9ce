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


@pytest.mark.parametrize("sample", ADDRESSES)
def test_found(sample: str) -> None:
    text, expected = _marked(sample)
    assert [text[found.start : found.end] for found in postal.find(text)] == expected
    assert re.search(postal.TRACE, text)


@pytest.mark.parametrize("text", NONE)
def test_not_found(text: str) -> None:
    assert postal.find(text) == []


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


@pytest.mark.parametrize("piece", ["A ", "12 A ", "Via A ", "rue A ", "12345 A ", "a.", "県市", "Ab Mah. ", "شارع "])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = time.perf_counter()
    postal.find(text)
    assert time.perf_counter() - start < 3
