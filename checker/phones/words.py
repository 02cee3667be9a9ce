r"""The words that stand beside numbers, in thirteen languages: what makes a number one to call, and what makes it none.

Phrases are apart by `|`; brackets, `?`, `*` and `\w` are those of regular expressions; a space is any white space. They
are compared after `folded`: lower case, without accents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from checker.phones.trace import DIGIT_WORDS

_SPACED = "en de fr es it nl pl sv pt tr"
"""The languages in which a word ends where letters end."""

CALL = {
    "en": r"""
        call(s|ing|ed)?(?! of\b) | dial(s|l?ing)? | phon(e|ing) (us|me|our|them) |
        (give|drop) (us|me|our \w+) a (ring|call|bell|buzz) |
        ring (us|me|our) | (text|sms|whatsapp) (us|me) | hot ?line | help ?line | toll[ -]?free | free ?phone |
        (by|over the) (tele)?phone | (tele)?phone (number|no\b|line|support) | sms | whats ?app | viber | fax |
        (contact|support|service|care|help ?desk|office|emergency) number
    """,
    "de": r"""
        ruf(en?|t)? | anruf\w* | anzurufen | angerufen | rufnummer | durchwahl | (telefon|handy|mobil|fax)nummer |
        (service|kunden|notruf)-?(nummer|telefon) | telefonisch\w* | telefonier\w* | telefax
    """,
    "fr": r"""
        appel(ez|er|le|ons)(-\w+)? | rappel(ez|er)(-\w+)? | par téléphone | téléphon(er|ez|ique|iquement)(-\w+)? |
        joign\w* | joindre | numéro (vert|indigo|azur|gratuit|de téléphone) | composez | composer le
    """,
    "es": r"""
        llam(e|ar|en|ad|ando|emos|enos|anos|arnos|adnos|ame|eme|a al) | marque (al|el) | marcar | por teléfono |
        número de (teléfono|contacto) | telefónic\w* | telefonead?\w* | línea (directa|gratuita|de atención)
    """,
    "it": r"""
        chiam(are|ate|i|a|ateci|aci|arci|ami|ando) | telefonic\w* | telefonat\w* | telefonar\w* |
        (al|per) telefono | numero (verde|di telefono|telefonico|gratuito) | centralino | componga
    """,
    "nl": r"""
        bel(len)? | opbellen | gebeld | telefoonnummer | telefonisch | sms(en|'en)?
    """,
    "pl": r"""
        zadzwo\w* | dzwo[nń]\w* | prosimy o telefon | telefoniczn\w* | numer(em|u|ze)? telefonu | infolini\w*
    """,
    "sv": r"""
        ring(a|er)? (oss|till|på|mig) | telefonnummer | telefonisk\w* | växel(n)? | sms(a|:a) | messa
    """,
    "pt": r"""
        lig(ue|ar|uem|amos|ando|ação)(-\w+)? | telefone para | (pelo|por) telefone | telefonar | chame no | disque |
        número de telefone | zap | whats
    """,
    "tr": r"""
        ara(yın|yınız|yabilirsin\w*|yarak|yıp|mak) | çağrı merkezi\w* | telefonla | telefondan | telefon numara\w* |
        numara(sından|mızdan|sını|mızı|lardan|lı (hat|telefon)\w*)
    """,
    "ar zh ja hi": r"""
        (ال|لل|ب|و)?اتصل\w* | (ال|لل|ب|و)?اتصال\w* | واتس ?اب\w* | رقم (ال)?(هاتف|جوال|موبايل|تلفون) | هاتفيا |
        مكالم\w* | 电话 | 電話(?!機|线|線|帳|台|カバー|ケース) | 拨打 | 撥打 | 致电 | 致電 | 热线 | 熱線 |
        来电 | 來電 | フリー ?ダイヤル | 通話 | ショートメール |
        ファックス | ファクス | ℡ | ☎ | ☏ | ✆ | 📞 | 📱 | 📲 | 📠 | कॉल | टेलीफोन | फोन (नंबर|करें|पर|कर) |
        व्हाट्सएप |
        व्हाट्सऐप | हेल्पलाइन | डायल
    """,
}
"""Words that ask for a call: what follows them is dialled."""

LINE = {
    "en": r"""
        tel | telephone | phone | mobile | cell( ?phone)? | landline | mob | voicemail | customer (service|care)
    """,
    "de": r"""
        telefon | tel\.?-nr | rufnr | handy | mobil(funk|telefon)? | festnetz | kundendienst | kundenservice |
        zentrale
    """,
    "fr": r"""
        téléphone | portable | gsm | standard
    """,
    "es": r"""
        telf? | tfno | tlf | tlfn | teléfonos? | móvil | celular | fono | conmutador
    """,
    "it": r"""
        telefono | cell | cellulare | recapito
    """,
    "nl": r"""
        telefoon | mobiel | gsm | klantenservice
    """,
    "pl": r"""
        telefon\w{0,3} | kom(órka|órkowy)? | komórkow\w*
    """,
    "sv": r"""
        telefon(en)? | mobil(en)? | ring(a|er)?
    """,
    "pt": r"""
        telefones? | fone | celular | telemóvel
    """,
    "tr": r"""
        telefon\w{0,6} | cep | gsm
    """,
    "ar zh ja hi": r"""
        (ال|لل|ب|و)?هاتف\w* | (ال|لل|ب|و)?جوال\w* | موبايل | تلفون | تليفون | فاكس | 手机 | 手機 | 座机 |
        传真 | 傳真 | 携帯 |
        モバイル | फोन | मोबाइल
    """,
}
"""Words for the thing that rings: what touches them, or looks like a number to dial, is one."""

REACH = {
    "en": r"""
        reach(ed|able|ing)? | contact(ing|ed)? | get in touch | speak | talk | support | number | team | office |
        text | ring
    """,
    "de": r"""
        erreich\w* | kontakt\w* | melden | nummer | unter
    """,
    "fr": r"""
        contact\w* | renseignement\w* | service client\w* | numéro
    """,
    "es": r"""
        contact\w* | comuni\w* | atención al cliente | número | escrib\w*
    """,
    "it": r"""
        contatt\w* | raggiung\w* | assistenza | numero | ufficio
    """,
    "nl": r"""
        bereik\w* | contact | nummer
    """,
    "pl": r"""
        kontakt\w* | skontakt\w* | numer\w*
    """,
    "sv": r"""
        kontakt\w* | nå(s|r|tt)? | nummer
    """,
    "pt": r"""
        contat\w* | contact\w* | atendimento | número | fal(e|ar)\w*
    """,
    "tr": r"""
        ulaş\w* | iletişim\w* | numara\w* | hattı\w*
    """,
    "ar zh ja hi": r"""
        تواصل\w* | للتواصل | رقم | 联系 | 聯繫 | 客服 | 連絡 | 問い?合わ?せ | 番号 | 号码 | संपर्क | नंबर
    """,
}
"""Words of reaching and asking: only what looks like a number to dial is one."""

_COMPOUND = r"""
    (?!telefon|ruf|handy|mobil|service|fax|hotline|notruf|whatsapp|festnetz|sms|kundendienst|kontakt)
    [a-z][\w-]{1,30}?(nummer|numret|numer|-?nr)
"""
"""Sendungsnummer, Artikel-Nr., ordernummer; not those that name a phone."""

LABEL = {
    "en": r"""
        (?<!to )orders? | track(ing)? | parcels? | packages? | shipments? | consignments? | way ?bill | awb |
        invoices? | receipts? | serial | s/n | sn | parts? | p/n | pn | items? | articles? | art | sku | fnsku |
        models? | ean | gtin | upc | jan | isbn | issn | asin | imei | meid | vat | tax | tin | ein |
        ref(erence)?s? | rma | cases? | tickets? | claims? | customers? | accounts? | acct | batch | lots? |
        bar ?codes? | codes? | pin | puk | id | version | firmware | zip | post ?codes? | policy | licen[sc]es? |
        registration | reg | company | transactions? | payments? | iban | bic | cards? | vouchers? | confirmation |
        bookings? | quot(e|ing|ation) | products? | documents? | delivery (number|no|note|id) | certificates? |
        patents? | containers? | pallets? |
        labels? | returns? | authori[sz]ation | contracts? | membership | mac | commit | build | weight |
        price | total | amount | quantity | qty | coordinates | pages? | sizes? | bills? of lading | bol | dockets? |
        (pro|po|cust|load|trace|freight|trailer|seal|member)[ .-]{0,2}(numbers?|nos?|nr|num|#)
    """,
    "de": r"""
        bestell(ung|ungen)? | auftrag\w* | sendung(en|s)? | paket\w* | rechnung\w* | serien | art(ikel)? | modell |
        typ | ust-?id\w* | steuer | hrb | hra | az | aktenzeichen | kunden | konto | charge | vorgang\w* |
        referenz | kennung | kennziffer | plz | beleg | seiten? | größe | vertrags? | lieferschein | rücksende\w* |
        ruecksende\w* | frachtbrief\w* |
        (kd|auftr|best|rg|re|rechn|lief|vg|vorg|ser|mat|vers|vertr|mitgl|sdg|schad)[ .-]{1,3}(nr|nummer)
    """,
    "fr": r"""
        commandes? | suivi | colis | factures? | série | article | modèle | sire[nt] | tva | dossier | client |
        lot | code | bon | devis | envoi | expédition | rcs | référence | réf | contrat | compte |
        bordereau | récépissé | lettre de (voiture|transport)
    """,
    "es": r"""
        pedidos? | seguimiento | rastreo | envío | facturas? | serie | artículo | modelo | nif | cif | iva |
        localizador | guía | expediente | caso | lote | código | referencia | cuenta | rfc | paquete |
        (número|n\.?[oº°]?) de (cliente|incidencia|reclamación|socio) | cliente n[oº°.] | albarán | carta de porte
    """,
    "it": r"""
        ordin[ei] | spedizione | fattura | serie | matricola | rif(erimento)? | articolo | modello | p\.? ?iva |
        partita iva | codice | pratica | lotto | lettera di vettura | seriale | pacco | conto |
        (numero|num\.?|n\.?[°º]?) (di )?cliente | cliente n\.? | ldv | ddt | bolla
    """,
    "nl": r"""
        bestelling\w* | order | zending | factuur | serie | artikel | kvk | btw | referentie | pakket | zaak | klant |
        vrachtbrief\w*
    """,
    "pl": r"""
        zamówieni\w* | przesyłk\w* | faktur\w* | seryjn\w* | nip | regon | artykuł\w* | paczk\w* | listu |
        referencyjn\w* | zwrot\w* | konta | krs |
        (numer\w*|nr) (klienta|zgłoszenia|sprawy) | (klienta|zgłoszeni[ea]) nr | list\w* przewozow\w*
    """,
    "sv": r"""
        order | beställning\w* | faktura\w* | serie | artikel\w* | kolli\w* | försändelse\w* | spårning\w* | org |
        referens\w* | ärende\w* | paket\w* | fraktsed\w* | kund-?(id|nr)
    """,
    "pt": r"""
        pedidos? | rastre(io|amento) | encomenda | fatura | nota fiscal | série | artigo | modelo | cnpj | cpf |
        código | chave | protocolo | remessa |
        (número|n\.?[oº°]?) d[eo] (cliente|chamado) | chamado n\.?[oº°]?
    """,
    "tr": r"""
        sipariş\w* | takip | kargo\w* | fatura\w* | seri | ürün | vergi | barkod\w* | referans\w* | iade | kayıt |
        gönderi\w* | irsaliye\w* | (müşteri|talep|destek) (no|numara\w*)
    """,
    "ar zh ja hi": r"""
        (ال)?(طلب|تتبع|شحنة|شحنات|فاتورة|تسلسلي|موديل|ضريبي|مرجع|طرد|بوليصة|حساب)\w* |
        (注文|伝票|追跡|受付|管理|口座|登録|製造|お客様|配送|請求書|商品|品|型)(番号|コード)? | シリアル |
        (送り状|問い?合わ?せ|会員|顧客|予約|契約)番号 | رقم (ال)?(عميل|تذكرة|زبون) | 工单 | 客户编?号 | टिकट |
        ग्राहक (संख्या|नंबर) |
        订单 | 訂單 | 单号 | 單號 | 快递 | 运单 | 發票 | 发票 | 序列号 |
        型号 | 编号 | 条码 | 追踪 | 包裹 | 货号 | ऑर्डर | ट्रैकिंग | इनवॉइस | चालान | सीरियल | जीएसटी | मॉडल |
        पार्सल | खाता
    """,
}
"""Words that say that a number is something else."""

_ABOUT = r"""
    about | regarding | concerning | mention(ing)? | with | wegen | bezüglich | bzgl | mit | concernant | avec | sobre |
    con | over | met | dotycząc\w* | om | med | com
"""
"""Words that join a number to what was called about."""

_NOUNS = r"""
    your | the | this | numbers? | no | nos | nr | num | n | ids? | codes? | key | is | was | are | to | nummern? |
    lautet | ist |
    numéros? | numeros? | est | es | e | è | son | sono | numer | numeru | numret | är | numara\w* | kodu? |
    de | at | ch | fr | it | gb | uk | nl | be | pl | se | pt | ie | dk |
    رقم\w* | هو | هي | 番号 | コード | は | 号码 | 号 | 是 | नंबर | संख्या | है
"""
"""What may stand between such a word and its number."""


def folded(text: str) -> str:
    """The text in the spelling in which words are compared: the same number of characters if it has no marks."""
    if text.isascii():
        return text.lower()
    return "".join(fold(character) for character in text)


@cache
def fold(character: str) -> str:
    """One character in lower case without accents; nothing for a mark that belongs to the letter before it."""
    first = unicodedata.normalize("NFD", character)[0]
    if unicodedata.category(first) == "Mn":
        return ""
    lower = first.lower()
    return {"ł": "l", "ı": "i", "ø": "o", "ß": "s"}.get(lower, lower)


REPEATS = {"double": 2, "triple": 3, "treble": 3, "doppel": 2}
DIGITS = {folded(word): str(digit) for digit, row in enumerate(DIGIT_WORDS) for word in row.split()}
"""Words for single digits, folded."""
KANJI = str.maketrans("零〇一二三四五六七八九幺", "001234567891")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The words of `CALL`, `LINE`, `REACH` or `LABEL`; or a label at the end of a text, where a number follows.

    `TOUCHING` has next to nothing behind the label; `NUMBERED` says that the label has a number, and a few words more.
    """
    if name in ("TOUCHING", "NUMBERED"):
        label, nouns = _either(LABEL), rf"{_alternatives(_NOUNS)}(?![a-z])"
        compound = rf"(?<![a-z]){_alternatives(''.join(_COMPOUND.split()))}(?![a-z])"
        about = rf"(?<![a-z]){_alternatives(_ABOUT)}(?![a-z])"
        if name == "TOUCHING":
            return re.compile(rf"(?:{label}|{compound}|{about})(?:[\s:#.=\"'„“(\[/°º-]{{1,4}}|{nouns}){{0,8}}\Z")
        return re.compile(rf"(?:(?:{label})[\s.-]{{0,2}}{nouns}|{compound})[^,;.!?|\d\n]{{0,40}}\Z")
    return re.compile(_either({"CALL": CALL, "LINE": LINE, "REACH": REACH, "LABEL": LABEL}[name]))


def _either(table: dict[str, str]) -> str:
    """One expression for the words of all languages."""
    spaced = "|".join(_alternatives(table[language]) for language in _SPACED.split())
    return rf"(?<![a-z])(?:{spaced})(?![a-z])|{_alternatives(table['ar zh ja hi'])}"


def _alternatives(phrases: str) -> str:
    joined = re.sub(r"\s*\|\s*", "|", " ".join(folded(phrases).split()))
    return "(?:" + re.sub(r"\((?!\?)", "(?:", joined).replace(" ", r"\s") + ")"
