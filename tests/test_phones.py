"""Phone numbers found in prose: thirteen languages, the look-alikes, what a number is, and hostile texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import phones
from checker.message import Message
from checker.readers import parse
from checker.rule import Given
from checker.rules.contact import phone_number as rule
from checker.text import Source

NUMBERS = [
    ("en", "Our support line is open on ⟦020 7946 0321⟧, Monday to Friday."),
    ("en", "You can also get our team by phone: ⟦1-415-555-0187⟧."),
    ("en", "Questions? Call or text ⟦(212) 555-0143⟧."),
    ("en", "The office number: ⟦+1 (646) 555-0171⟧ (9am to 5pm EST)"),
    ("en", "Best,\nMartha\nTel: ⟦+44 (0)20 7946 0958⟧"),
    ("en", "Best,\nMartha\n⟦01632 960 145⟧"),
    ("en", "Hearthwick | ⟦415-555-0187⟧ | Boston"),
    ("en", "Phone:\n\n⟦01632 960145⟧"),
    ("en", "Call ⟦+44 1632\n960145⟧ any day"),
    ("en", "Call now! ⟦0800 555 0142⟧"),
    ("en", "Call Mon–Fri 9-17 at ⟦0800 555 0142⟧ 24/7"),
    ("en", "Call ⟦0800 555 0142⟧, or ⟦0800 555 0143⟧ at night"),
    ("en", "To order call ⟦0800 555 0142⟧"),
    ("en", "Call to order: ⟦0800 555 0142⟧"),
    ("en", "Have your order number ready and call ⟦0800 555 0142⟧."),
    ("en", "Order 113-4471829-9903412: call ⟦0800 555 0142⟧"),
    ("en", "WhatsApp ⟦919876543210⟧"),
    ("en", "Give us a call at ⟦2125550143⟧"),
    ("en", "Text us at ⟦555-0112⟧"),
    ("en", "It is ⟦1.800.555.0142⟧ today."),
    ("en", "Call ⟦0\u200b800 555\u00ad 0142⟧ today"),
    ("en", "Call ⟦O800 555 O142⟧ today"),
    ("en", "Call ⟦0️⃣8️⃣0️⃣0️⃣ 5️⃣5️⃣5️⃣ 0️⃣1️⃣4️⃣2️⃣⟧ today"),
    ("en", "It is ⟦1-800-GO-LAMPS⟧, the lamp line."),
    ("en", "Call ⟦1 800 HEARTHS⟧-type numbers only"),
    ("en", "Call ⟦double five five, triple one two three four⟧"),
    ("en", "Dial ⟦zero 800 five five five 0142⟧ now"),
    ("en", "Customer service: ⟦0800 555 0142⟧"),
    ("en", "To open a ticket, call ⟦0800 555 0142⟧."),
    ("en", "Pro tip: call ⟦415-555-0187⟧"),
    ("en", "Waybill lost? Phone ⟦01632 960145⟧."),
    ("de", "Kd.-Telefon ⟦0711 5550123⟧, pro Anruf gratis: ⟦0800 5550123⟧"),
    ("de", "Kundennummer vergessen? Rufen Sie ⟦0711 5550123⟧ an."),
    ("es", "Si es cliente, llame al ⟦912 345 678⟧."),
    ("pl", "Zgłoszenia: zadzwoń ⟦22 555 01 23⟧"),
    ("nl", "Klantenservice ⟦020-5550123⟧"),
    ("de", "Unsere Service-Hotline ⟦0180 5 123456⟧ hilft gern."),
    ("de", "Tel.: ⟦07031/55501⟧ oder Handy ⟦0171 5550199⟧ / ⟦0172 5550199⟧"),
    ("de", "Sie können uns jederzeit anrufen (⟦0160 555 0199⟧)."),
    ("de", "Unter ⟦0711 5550123⟧ erreichen Sie uns."),
    ("de", "Handy-Nr. ⟦0151 23456789⟧, Fax: ⟦0711 - 55 50 100⟧"),
    ("de", "Telefon: ⟦(0711) 55 50 12⟧"),
    ("de", "Wählen Sie ⟦null acht null null fünf fünf fünf null eins⟧."),
    ("fr", "Notre service client est joignable au ⟦0 811 555 012⟧."),
    ("fr", "Portable : ⟦06.39.98.55.01⟧, numéro vert ⟦0 800 555 012⟧"),
    ("es", "Puede comunicarse por teléfono al ⟦55 5555 0123⟧."),
    ("es", "Tfno. ⟦956 555 012⟧, móvil ⟦+34 655 501 230⟧"),
    ("it", "Può contattarci telefonicamente al ⟦011 555 01 23⟧"),
    ("it", "Cellulare: ⟦+39 347 555 0123⟧, numero verde ⟦800 555 012⟧"),
    ("nl", "U kunt ons bereiken op ⟦085 555 01 23⟧, mobiel ⟦06-55501234⟧."),
    ("pl", "Infolinia: ⟦801 555 012⟧, tel. kom. ⟦505 550 123⟧"),
    ("sv", "Du når oss på ⟦0771-55 50 12⟧, mobil ⟦070 555 01 23⟧"),
    ("pt", "Fale conosco: ⟦(21) 3555-0123⟧, zap ⟦11 95555 0123⟧"),
    ("tr", "Bizi ⟦0850 555 01 23⟧ numaralı telefondan arayabilirsiniz."),
    ("ar", "للتواصل عبر الهاتف: ⟦٠١١ ٥٥٥ ٠١٢٣⟧"),
    ("ar", "واتساب ⟦+966 50 555 0123⟧"),
    ("ja", "ご連絡先：⟦090-5555-0123⟧、TEL ⟦03(5555)0123⟧"),
    ("ja", "電話番号は⟦０９０ー５５５５ー０１２３⟧です"),
    ("zh", "客服热线 ⟦400 555 0123⟧，手机号：⟦138 5555 0123⟧"),
    ("zh", "电话：⟦零二一五五五五零一二三⟧"),
    ("hi", "फ़ोन पर ⟦९८७६५ ५५०१२⟧ कॉल करें"),
]
LOOK_ALIKES = [
    ("en", "Your order number is 113-5550123-5550199; have it ready when you call."),
    ("en", "Call the carrier with tracking number 1234567890."),
    ("en", "Call UPS about 123456789012 or DHL about 1234567890."),
    ("en", "The serial number is on the back of the phone: 355501230199."),
    ("en", "We called the courier on 12/05/2025 at 10:30; parcel 00340434161094042557 is lost."),
    ("en", "Tracking number:\n\n0034 0434 1610 94"),
    ("en", "Our VAT number GB 123 4567 89 and company no. 01234567 are on the invoice."),
    ("en", "Item 555-0123 fits the phone holder, model XD-0800-555-0142 too."),
    ("en", "Bank: sort code 12-34-56, account 12345678"),
    ("en", "Contact Amazon about transaction 5550123456."),
    ("en", "Open Mon-Fri 08:00-18:00, Sat 9-13. Contact us via Amazon."),
    ("en", "Call us 0800-1700, 9.00-17.00 or 9 - 17."),
    ("en", "Evri parcel 1234567890123456, reference AB123456789GB, TBA123456789012"),
    ("en", "Call of Duty 20240101 edition; we called 1 000 000 people"),
    ("en", "ticket #12345678, call us; commit 0123456789"),
    ("en", "0 71171 95410 2"),
    ("en", "Line 0123456789 of the log, address 192.168.100.200, 4111 1111 1111 1111"),
    ("en", "Steps one, two, three, four, five, six, seven."),
    ("en", "one two buckle my shoe"),
    ("en", "temperature +20 to +1500000, +25% and +1 234"),
    ("en", "The freight leaves on Monday with XPO, PRO number 123-456789."),
    ("en", "PRO # 030-123456, bill of lading no. 0800 123456, docket number 01632 960145"),
    ("en", "Cust. no. 0161 496 0000, ticket 415-555-0187, PO number 415-555-0188, air waybill 176-12345675"),
    ("en", "See wa.me/491701234567 or https://lamp.example/?p=18005550142 to call."),
    ("de", "Die Bestellnummer 302-5550123-5550199 steht auf der Rechnung RE-2025-000123."),
    ("de", "Rechnungsnr. 2025 000 1234, Kundennr. 0171 555 0123, Art.-Nr. 0301234567"),
    ("de", "Rufen Sie ab 16.05.2025 von 9.00-17.00 Uhr an, nicht 19.5.-21.5.2025."),
    ("de", "Unter der Sendungsnummer 0123 4567 8901 erreichbar; USt-IdNr. DE 123 456 789"),
    ("de", "Kd.-Nr. 030 123456, Auftr.-Nr. 0711 555012, Rg.-Nr. 0711 555013, Best.-Nr. 0711 555014"),
    ("de", "Frachtbrief 0711 555012, Ticket-Nr. 0711 555013, Kd-Nr.: 0711 555014"),
    ("fr", "Bordereau n° 01 23 45 67 89, n° client : 01 23 45 67 80, récépissé 01 23 45 67 81"),
    ("es", "Número de cliente: 912 345 678, albarán n.º 912 345 679, carta de porte 912 345 670"),
    ("it", "Numero cliente 02 1234567, LDV n. 02 1234568, bolla n. 02 1234569"),
    ("nl", "Klantnr. 020-5550123, vrachtbrief 020-5550124"),
    ("pl", "Numer klienta: 22 555 01 23, zgłoszenie nr 22 555 01 24, list przewozowy 22 555 01 25"),
    ("sv", "Kund-nr: 031-555 01 23, fraktsedel 031-555 01 24"),
    ("pt", "Número de cliente 21 555 0123, chamado nº 21 3555-0123"),
    ("tr", "Müşteri no 0212 555 01 23, talep no: 0212 555 01 24"),
    ("ar", "رقم العميل ٠٥٠٥٥٥٠١٢٣"),
    ("ja", "送り状番号：03-5555-0123、会員番号 03-5555-0124"),
    ("zh", "客户编号 010-55550123，工单号 400-555-0123"),
    ("hi", "टिकट नंबर 98765 43210"),
    ("fr", "Numéro de suivi : 01 23 45 67 89 01, réf. 06 39 98 12 34 du téléphone"),
    ("es", "El número de serie es 612 345 678; modelo 910-001-234; llame al timbre 2."),
    ("it", "P.IVA 01234567890, fattura 2025/000123; chiami il corriere"),
    ("nl", "RMA-nummer 0201234567, track & trace 3SABCD0123456789 bel PostNL"),
    ("pl", "Przesyłka nr 620123456789012345678901, NIP 123-456-78-90 - prosimy o kontakt"),
    ("sv", "Kolli-id 00370123456789012345, orgnr 556012-3456, ring inte"),
    ("pt", "Nota fiscal 000123456, chave 3525 0512 3456 7800 0123, CNPJ 12.345.678/0001-90"),
    ("tr", "Sipariş numarası 408-5550123-5550199, takip no 0212 555 0123 99 ile ulaşabilirsiniz"),
    ("ar", "رقم التتبع ٠١٢٣٤٥٦٧٨٩ لشحنتك، رقم الفاتورة 0501234567"),
    ("ja", "伝票番号：0123-4567-8901 でお問い合わせください。商品コード 0120-123-456"),
    ("zh", "快递单号：75501234567890，请联系快递"),
    ("hi", "ट्रैकिंग नंबर 01234567890 है"),
]


def unmark(marked: str) -> tuple[str, list[str]]:
    return re.sub("[⟦⟧]", "", marked), re.findall("⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize("known", [True, False], ids=["language known", "any language"])
@pytest.mark.parametrize(("language", "marked"), NUMBERS)
def test_numbers(language: str, marked: str, known: bool) -> None:
    text, expected = unmark(marked)
    found = phones.find(text, (language,) if known else ())
    assert [text[phone.start : phone.end] for phone in found] == expected


@pytest.mark.parametrize("known", [True, False], ids=["language known", "any language"])
@pytest.mark.parametrize(("language", "text"), LOOK_ALIKES)
def test_look_alikes(language: str, text: str, known: bool) -> None:
    assert phones.find(text, (language,) if known else ()) == []


@pytest.mark.parametrize(
    "label", ["order no.", "Tracking:", "Invoice #", "S/N", "EAN", "Ref.", "RMA", "Part number is"]
)
def test_a_label_in_front_settles_it(label: str) -> None:
    assert phones.find(f"Call us. {label} 01632 960145") == []
    assert len(phones.find("Call us. 01632 960145, then wait")) == 1


def test_digits() -> None:
    text = "Call +44 (0)1632 960145, 1-800-HEARTHS, double five five one two three four; call ٠١٦٣٢ ٩٦٠١٤٥"
    digits = [phone.digits for phone in phones.find(text)]
    assert digits == ["+441632960145", "18004327847", "5551234", "01632960145"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+1 800 742 5877", "1-800-742-5877", True),
        ("+1 800 742 5877", "(800) 742-5877", True),
        ("0800 526736", "0800-LAMPEN", True),
        ("+49 (0)228 5550123", "0228/5550123", True),
        ("0049 228 5550123", "+492285550123", True),
        ("+49 228 5550123", "0228 5550124", False),
        ("123", "0800 555 0123", False),
        ("", "0800 555 0123", False),
    ],
)
def test_same(one: str, other: str, same: bool) -> None:
    assert phones.same(one, other) is same
    assert phones.same(other, one) is same


PIECES = st.sampled_from(
    [
        *"0123456789",
        "0",
        "555",
        " ",
        "-",
        ".",
        "/",
        "(",
        ")",
        "+",
        "+44",
        "0800",
        "1-800-",
        "call ",
        "Tel. ",
        "order ",
        "zero ",
        "five ",
        "five-",
        "HEARTHS",
        "O",
        "\u200b",
        "️⃣",
        "０",
        "ー",
        "٠",
        "é",
        "電話",
        "\n",
        ", ",
        "a",
        "#",
        "€",
        "零",
        "*",
        "_",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@settings(deadline=None)
@given(TEXTS)
def test_numbers_stand_in_the_text_and_the_trace_sees_them(text: str) -> None:
    last = 0
    found = phones.find(text)
    for phone in found:
        assert last <= phone.start < phone.end <= len(text)
        assert 7 <= len(phone.digits.removeprefix("+")) <= 15
        assert phone.digits.removeprefix("+").isdecimal()
        last = phone.end
    assert not found or re.search(phones.TRACE, text)


def message(text: str, phones: object = None) -> Message:
    source = Source("case.md", text).whole()
    return Message("", source, source, parse, meta={} if phones is None else {"phones": phones})  # type: ignore[dict-item]


def hits(text: str, declared: object = None, allowed: tuple[str, ...] = ()) -> list[str]:
    given = Given({"allowed": allowed}, lambda name, language: pytest.fail(f"asked for {name} in {language}"), ("en",))
    return [hit.text.value for hit in rule.check(message(text, declared), given)]


@settings(deadline=None)
@given(TEXTS)
def test_the_trace_sees_it_before_parsing(text: str) -> None:
    hidden = re.search(r"<[A-Za-z/!?]|&[#A-Za-z]", text)
    assert hidden or re.search(phones.TRACE, text) or not hits(text)


def test_a_link_that_calls_is_one_finding() -> None:
    assert hits("Call [0800 555 0142](tel:08005550142).") == ["0800 555 0142"]
    assert hits("Call [our service](tel:+44-1632-960145).") == ["+44-1632-960145"]
    assert hits("[Write](SMS:+441632960145)") == ["+441632960145"]
    assert hits("<tel:+441632960145>") == ["+441632960145"]


def test_what_is_declared_is_permitted() -> None:
    text = "Ask the carrier: [0800 555 0142](tel:+448005550142)."

    def declared(number: str, purpose: str | None) -> list[object]:
        source = Source("meta", f"{number}\n{purpose}")
        item = {"number": source.cut(0, len(number))}
        return [item if purpose is None else {**item, "purpose": source.cut(len(number) + 1, len(source.text))}]

    assert hits(text) == ["0800 555 0142"]
    assert hits(text, declared("+44 800 555 0142", "carrier")) == []
    assert hits(text, declared("+44 800 555 0142", "warranty")) == []
    assert hits(text, declared("+44 800 555 0142", "sales")) == ["0800 555 0142"]
    assert hits(text, declared("+44 800 555 0142", None)) == ["0800 555 0142"]
    assert hits(text, declared("+44 800 555 0143", "carrier")) == ["0800 555 0142"]
    assert hits(text, [Source("meta", "0800 555 0142 (carrier)").whole()]) == []
    assert hits(text, [Source("meta", "0800 555 0142").whole()]) == ["0800 555 0142"]
    assert hits(text, allowed=("08005550142",)) == []


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "-",
        "1 ",
        "(",
        "+",
        "1-",
        "call ",
        "zero ",
        "１",
        "a@",
        "zero one ",
        "1 800 ",
        "0800-A",
        "1\u200b",
        "o0",
        "零 ",
        "1.1",
        "order no ",
        "www.",
        "a.b/",
        "call 0800 555 0142, ",
        "five five five 01 ",
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    hostile = text * (40_000 // len(text)) + " call 0800 555 0142"
    assert all(phone.end <= len(hostile) for phone in phones.find(hostile))
