"""Postal addresses found in a text, in the forms of the countries where Amazon has stores.

An address is a head (a street with its number, a P.O. box) and a tail (a postcode with its town) close behind it, on
the same line or the next ones, with nothing but names between them. Japan and China write the town first. A street
alone or a postcode alone is none.
"""

from __future__ import annotations

import re

from checker.patterns import lazy
from checker.records import NamedTuple

_REACH = 110
"""How many characters may stand between a head and its tail: flat, quarter, building, company."""
_PLAIN = lazy(r"\b[^\W\d_A-Z]{3,20},?[ \t]+[^\W\d_A-Z]{2,20}[ \t]+[^\W\d_A-Z]{2,20}\b")
"""Three small words in a row: a sentence, not an address."""
_STOP = lazy(r"[!?;\u3002]|\n[ \t]{0,9}\n")

_NUMBER = r"\d{1,5}(?:[ ]?[A-Za-z]\b)?(?:[/-]\d{1,4}[A-Za-z]?\b){0,3}"
_NAME = r"[^\W\d_a-z][\w.'\u2019-]{0,30}"
_NAMES = rf"{_NAME}(?:[ ]{_NAME}){{0,3}}"
_ANY = r"(?=[\w.'’ -]{0,20}[A-ZÀ-Þ])[\w.'\u2019-]{1,30}(?:[ ][\w.'\u2019-]{1,30}){0,5}"
_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]"
    "|W[AIVY]"
)
_ENGLISH_STREET = (
    r"\b\d{1,6}(?:-\d{1,5})?[A-Za-z]?,?[ ](?:[\w.'\u2019-]{1,25}[ ]){1,5}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Parkway|Pkwy|Highway|Hwy|Close|"
    r"Crescent|Cres|Square|Sq|Terrace|Ter|Trail|Circle|Cir|Loop|Row|Hill|Gardens|Grove|Mews|Park|Estate|Yard|Walk|Broadway|"
    r"Parade|Quay|Wharf|Gate|Green|Rise|View|Marg|Nagar)\b\.?"
    r"|\b[Pp]\.?[ ]?[Oo]\.?[ ]?[Bb]ox[ ]\d{1,6}"
    r"|\b(?:Unit|Suite|Flat|Plot|Building|Warehouse|Dock)[ ](?:No\.?[ ])?\w{1,5},[ ]"
)
_GERMAN_STREET = (
    r"\b(?:[^\W\d_a-z][\w-]{1,30}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|h(?:o|ö)f|markt|steig"
    r"|pfad|chaussee|stieg|wall|berg|park|zeile)"
    rf"|{_NAME}[ -](?:Stra(?:ß|ss)e|Str\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer|Markt|Chaussee)"
    rf"|(?:Am|An der|An den|Auf der|Auf dem|Im|In der|Zum|Zur|Unter den)[ ]{_NAMES}"
    rf"(?=[ ]\d{{1,4}}[a-z]?[ ]?[,\n]))[ ]?{_NUMBER}"
    r"|\bPostfach[ ]\d{1,3}(?:[ ]?\d{2}){1,3}"
)
_DUTCH_STREET = (
    r"\b[^\W\d_a-z][\w' -]{1,40}(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|hof|baan|pad|dreef|park)[ ]"
    + _NUMBER
    + r"|\bPostbus[ ]\d{1,6}"
)
_SWEDISH_STREET = (
    r"\b[^\W\d_a-z][\w -]{1,40}(?:gatan|gata|vägen|väg|torget|torg|gränd|allén|stigen|backen|leden|platsen)[ ]"
    + _NUMBER
    + r"|\b(?:Box|Postbox)[ ]\d{1,5}(?=[ ,\n]{1,3}(?:SE?-)?\d{3}[ ]?\d{2}[ ])"
)
_FRENCH_STREET = (
    r"\b\d{1,4}(?:[ ]?(?:bis|ter|quater|[A-D])\b)?,?[ ](?i:rue|avenue|av\.|boulevard|bd|bld|place|chemin|impasse|allée"
    rf"|quai|route|cours|square|passage|faubourg|voie)[ ]{_ANY}"
    r"|\bB\.?P\.?[ ]\d{1,6}\b"
)
_ITALIAN_STREET = (
    rf"\b(?i:via|viale|corso|piazza|piazzale|largo|strada|vicolo|contrada|località|loc\.)[ ]{_ANY},?[ ]"
    rf"(?:n\.?[ °]?[ ]?)?(?:{_NUMBER}|snc|s\.n\.c\.)"
)
_SPANISH_STREET = (
    r"(?:\b(?i:calle|avda\.?|av\.|avenida|plaza|pza\.|paseo|pº|camino|carretera|ctra\.|ronda|travesia|travesía|polígono|calzada"
    rf"|blvd\.|privada)[ ]|\b[Cc]/[ ]?){_ANY},?[ ](?:(?:nº|núm\.?|n\.º|#|No\.)[ ]?)?{_NUMBER}"
)
_PORTUGUESE_STREET = (
    rf"\b(?i:rua|avenida|av\.|travessa|praça|largo|estrada|alameda|rodovia|r\.)[ ]{_ANY},?[ ](?:(?:n\.?º|n°|n\.)[ ]?)?"
    + _NUMBER
)
_POLISH_STREET = rf"\b(?i:ul\.|ulica|al\.|aleja|aleje|pl\.|plac|os\.|osiedle)[ ]?{_ANY}[ ]{_NUMBER}"
_TURKISH_STREET = (
    r"\b[^\W\d_][\w .]{1,40}[ ](?:Mah(?:allesi|\.)?|Cad(?:desi|\.)?|Sok(?:ak|ağı|\.)?|Sk\.|Cd\.|Bulvarı|Blv\.)"
    r"(?=[\s,.])"
)
_ARABIC_STREET = r"(?:شارع|طريق|مبنى|حي|ص\s?\.\s?ب\.?)\s[\w\s\u060c]{1,40}"
_INDIAN_STREET = r"(?:प्लॉट|मकान|दुकान|सेक्टर|गली|मार्ग|रोड|नगर)[^\n।]{0,30}"

_TOWN = rf"{_NAME}(?:[ ]{_NAME}){{0,3}}"
_FIVE = rf"\b(?:[A-Z]{{1,2}}-)?\d{{5}}[ ,]{{1,2}}{_TOWN}(?:[ ]\([A-Z]{{2}}\))?"
_AMERICAN_TOWN = (
    rf"\b{_TOWN},?[ \n](?:(?:{_STATES})[,.]?[ \n]{{1,2}}\d{{5}}(?:-\d{{4}})?"
    r"|[A-Z]{2}[, ][ ]?[A-Z]\d[A-Z][ ]?\d[A-Z]\d)\b"
)
_BRITISH_TOWN = r"\b(?:GIR[ ]0AA|[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2})\b"
_AUSTRALIAN_TOWN = rf"\b{_TOWN},?[ \n](?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),?[ ]\d{{4}}\b"
_IRISH_TOWN = r"\b[AC-FHKNPRTV-Y]\d[\dW][ ][\dAC-FHKNPRTV-Y]{4}\b"
_INDIAN_TOWN = (
    r"\b(?:Mumbai|Delhi|Bengaluru|Bangalore|Chennai|Hyderabad|Pune|Kolkata|Ahmedabad|Jaipur|Surat|Lucknow|Noida|Gurgaon"
    r"|Gurugram|Indore|Kochi|Maharashtra"
    r"|Karnataka|Tamil Nadu|Gujarat|Haryana|Kerala|Telangana|Punjab|Rajasthan|Pradesh|Bengal|India|PIN)"
    r"[ ,\n:\u2013-]{1,3}\d{3}[ ]?\d{3}\b"
)


class Form(NamedTuple):
    head: re.Pattern[str]
    tail: re.Pattern[str]


def _form(head: str, *tails: str) -> Form:
    return Form(re.compile(head), re.compile("|".join(tails)))


_forms: list[Form] = []


def _all_forms() -> list[Form]:
    """Compiled the first time that they are asked for."""
    if not _forms:
        four = rf"\b(?:A-|CH-|B-|L-)?\d{{4}}[ ]{_TOWN}"
        _forms.extend(
            (
                _form(_ENGLISH_STREET, _AMERICAN_TOWN, _BRITISH_TOWN, _AUSTRALIAN_TOWN, _IRISH_TOWN, _INDIAN_TOWN),
                _form(_GERMAN_STREET, _FIVE, four),
                _form(_DUTCH_STREET, rf"\b\d{{4}}[ ]?[A-Z]{{2}}[ ,]{{1,2}}{_TOWN}", four),
                _form(_SWEDISH_STREET, rf"\b(?:SE?-)?\d{{3}}[ ]?\d{{2}}[ ]{_TOWN}"),
                _form(_FRENCH_STREET, _FIVE, four),
                _form(_ITALIAN_STREET, _FIVE),
                _form(_SPANISH_STREET, _FIVE, rf"\bC\.?[ ]?P\.?[ ]?\d{{5}}\b(?:,?[ ]{_TOWN})?"),
                _form(_PORTUGUESE_STREET, rf"\b\d{{4}}-\d{{3}}[ ]{_TOWN}", r"\b(?:CEP:?[ ]?)?\d{5}-\d{3}\b"),
                _form(_POLISH_STREET, rf"\b\d{{2}}-\d{{3}}[ ]{_TOWN}"),
                _form(
                    _TURKISH_STREET,
                    rf"\b\d{{5}}[ ]{_TOWN}(?:/{_NAME})?",
                    rf"\bNo[:.]?[ ]?\d{{1,4}}[^\n]{{0,40}}/[ ]?{_NAME}",
                ),
                _form(_ARABIC_STREET, r"(?<!\d)\d{5}(?:-\d{4})?(?!\d)"),
                _form(_INDIAN_STREET, r"(?<!\d)\d{6}(?!\d)"),
            )
        )
    return _forms


_DIGIT = "0-9\uff10-\uff19\u3007一二三四五六七八九十百"
_LOT = (
    rf"(?:[{_DIGIT}]{{1,5}}(?:丁目|番地|番|号|地割)(?:の)?){{1,3}}[{_DIGIT}-]{{0,9}}(?:号)?"
    rf"|[0-9\uff10-\uff19]{{1,4}}(?:[-\uff0d\u2212\u2010ー][0-9\uff10-\uff19]{{1,4}}){{1,3}}"
)
_HAN = r"[々-ヿ㐀-鿿]"
_JAPANESE = lazy(
    r"〒[ \u3000]?[0-9\uff10-\uff19]{3}[-\uff0d\u2212ー]?[0-9\uff10-\uff19]{4}(?:[^\n]{0,3}\n?[^\n\u3002]{0,3}"
    rf"{_HAN}{{2,4}}?[都道府県]{_HAN}{{1,25}}[^\n\u3002\u3001 \u3000]{{0,20}})?"
    r"|(?:東京都|北海道|大阪府|京都府|[\u4e00-\u9fff]{2,3}県)"
    rf"{_HAN}{{1,12}}?[区市郡町村]{_HAN}{{0,15}}?(?:{_LOT})"
)
_CHINESE = lazy(
    r"(?:北京|上海|天津|重庆|广东|浙江|江苏|福建|山东|河北|河南|湖北|湖南|江西|安徽|四川|云南|贵州|陕西|山西|辽宁|吉林|黑龙江|海南"
    r"|甘肃|青海|内蒙古|广西|宁夏|新疆|西藏|香港|澳门|台湾|深圳|广州|杭州|义乌|苏州|宁波|东莞|佛山|厦门|南京|武汉|成都|青岛)[省市自治区]{0,3}"
    rf"{_HAN}{{0,24}}?[路街道巷弄]{_HAN}{{0,4}}[ ]?[{_DIGIT}]{{1,5}}[ ]?号"
)


class Address(NamedTuple):
    """A postal address and where it stands, in code points of the text that was searched."""

    start: int
    end: int


TRACE = (
    r"\d{5}|\d{4}[ \xa0*_]{0,5}[^\W\d_]|[A-Z]{2,3},?[ \xa0]\d{4}|\d{3}[ \xa0]\d{2}|\d{4}-\d{3}|\d{2}-\d{3}"
    r"|\d[A-Z\d]?[ \xa0]\d[A-Z]{2}|[A-Z]\d[A-Z][ \xa0]?\d[A-Z]\d|\d[\dW][ \xa0][\dA-Z]{4}|No[:.]?[ ]?\d"
    r"|[号〒番丁県都道府]"
)
"""What must stand in a text for `find` to find anything: it may match in vain, never fail in vain."""


def find(value: str) -> list[Address]:
    """The postal addresses of a text, from street to town, in the order of their places; none overlaps another."""
    found: list[Address] = []
    for form in _all_forms():
        if form.tail.search(value):
            found.extend(_joined(value, form))
    found += [Address(*match.span()) for pattern in (_JAPANESE, _CHINESE) for match in pattern.finditer(value)]
    apart: list[Address] = []
    for address in sorted(found):
        if apart and address.start < apart[-1].end:
            apart[-1] = Address(apart[-1].start, max(apart[-1].end, address.end))
        else:
            apart.append(address)
    return apart


def _joined(value: str, form: Form) -> list[Address]:
    found = []
    for found_head in form.head.finditer(value):
        head: re.Match[str] | None = found_head
        tail = form.tail.search(value, found_head.end(), found_head.end() + _REACH)
        # A head may have taken the town with it: "12 rue des Tanneurs 59800 Lille".
        if tail is None:
            tail = form.tail.search(value, found_head.start() + 4, found_head.end() + _REACH)
            head = tail and form.head.match(value, found_head.start(), tail.start())
        if not tail or not head:
            continue
        between = value[head.end() : tail.start()]
        if not _STOP.search(between) and not _PLAIN.search(between) and between.count("\n") <= 4:
            found.append(Address(head.start(), max(head.end(), tail.end())))
    return found
