"""The words that stand beside numbers, in thirteen languages: what makes a number one to call, and what makes it none.

The words are compared after `folded`: lower case, no accents, no vowel points. Stems end in `\\w*`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

CALL = (
    # Words that ask for a call: any number behind them is one to dial.
    r"call(?:s|ing|ed)?|dial(?:s|l?ing)?|phon(?:e|ing) (?:us|me|our|them)|(?:give|drop) (?:us|me) a (?:ring|call|bell)"
    r"|ring (?:us|me|our)|(?:text|sms|whatsapp) (?:us|me)|hot ?line|help ?line|toll[ -]?free|free ?phone|by (?:tele)?phone"
    r"|(?:tele)?phone (?:number|no\b|line|support)|sms|whats ?app|viber|fax",
    r"ruf(?:en?|t)?|anruf\w*|anzurufen|angerufen|ruft? .{1,12} an|rufnummer|durchwahl|telefonnummer|telefon-?nr|handynummer"
    r"|mobilnummer|service-?nummer|telefonisch\w*|telefonier\w*|faxnummer|telefax|kurzmitteilung|service ?line",
    r"appel(?:ez|er|le|lez-nous|ons)(?:-\w+)?|rappel(?:ez|er)(?:-\w+)?|par telephone|telephon(?:er|ez)(?:-\w+)?"
    r"|joign\w*|joindre|numero (?:vert|indigo|azur|de telephone|gratuit)|composez|telephoniquement|standard telephonique",
    r"llam(?:e|ar|en|ad|ando|emos|enos|anos|arnos|adnos|ame|eme|a al|a a)|marque (?:al|el)|marcar|marca el|por telefono|numero de "
    r"(?:telefono|contacto)|telefonic\w*|telefonead?\w*|linea (?:directa|gratuita)|linea de atencion",
    r"chiam(?:are|ate|i|a|ateci|aci|arci|ami|ando)|ci chiami|telefonic\w*|telefonar\w*|telefonat\w*|telefonateci"
    r"|numero (?:verde|di telefono|telefonico|gratuito)|centralino|componga|al telefono|per telefono",
    r"bel(?:len)?|telefoonnummer|telefonisch|opbellen|gebeld|sms(?:en|'en)?",
    r"zadzwon\w*|dzwon\w*|prosimy o telefon|telefoniczn\w*|numer(?:em|u|ze)? telefonu|infolini\w*|pod numer(?:em)?",
    r"ring(?:a|er)?(?: (?:oss|till|pa|mig))|rings? (?:oss|pa)|telefonnummer|telefonisk\w*|kundtjanst(?:ens)? nummer"
    r"|vaxel(?:n)?|sms(?:a|:a)?|messa",
    r"lig(?:ue|ar|uem|amos|ando|acao|ueme)(?:-\w+)?|telefone para|pelo telefone|por telefone|telefonar|chame no|disque"
    r"|numero de telefone|chamad[ao]s?|pelo numero|zap|whats",
    r"ara(?:yin|yiniz|yabilirsin\w*|yarak|yip|mak|ma|yabilir\w*)|cagri merkezi\w*|telefonla|telefon numara\w*"
    r"|numara(?:sindan|mizdan|sini|mizi|lardan|dan|li hat\w*|li telefon\w*)|telefondan",
)
CALL_UNSPACED = (
    r"(?:ال|لل|ب|و)?اتصل\w*|(?:ال|لل|ب|و)?اتصال\w*|واتس ?اب\w*|رقم (?:ال)?(?:هاتف|جوال|موبايل|تلفون)|هاتفيا|مكالم\w*"
    r"|电话|電話(?!機|线|線|帳|台|カバー|ケース)|拨打|撥打|致电|致電|热线|熱線|来电|來電|拨通"
    r"|フリー ?ダイヤル|通話|ショートメール|ファックス|ファクス|℡|☎|☏|✆|📞|📱|📲|📠"
    r"|कॉल|टेलीफोन|फोन (?:नंबर|करें|पर|कर)|व्हाट्सएप|व्हाट्सऐप|हेल्पलाइन|डायल"
)
LINE = (
    # Words for the thing that rings: a number behind them must look like one to dial.
    r"tel(?:ephone)?(?:\.? ?(?:no|nr|num))?|phone|mobile|cell(?: ?phone)?|landline|ph|mob|voicemail|customer (?:service|care)",
    r"tel\.?-?nr|telefon|handy|mobil(?:funk|telefon)?|festnetz|kundendienst|kundenservice|kundenhotline|zentrale",
    r"telephone|portable|gsm|numero",
    r"tfno|telf?|tlf|tlfn|telefonos?|movil|celular|fono|conmutador",
    r"telefono|cell|cellulare|recapito",
    r"telefoon|mobiel|gsm|klantenservice",
    r"telefon\w{0,3}|kom(?:orka|orkowy)?|komorkow\w*|numer(?:em)?",
    r"telefon(?:en)?|mobil(?:en)?|nummer",
    r"telefones?|fone|celular|telemovel|contacto telefonico",
    r"telefon\w{0,6}|cep(?: telefonu\w*)?|numara\w{0,6}|gsm",
)
LINE_UNSPACED = (
    r"(?:ال|لل|ب|و)?هاتف\w*|(?:ال|لل|ب|و)?جوال\w*|موبايل|تلفون|تليفون|فاكس|手机|手機|座机|传真|傳真|携帯|モバイル|फोन|मोबाइल"
)
REACH = (
    # Words of reaching and asking: the number must look like one to dial beyond doubt.
    r"reach(?:ed|able|ing)?|contact(?:ing|ed)?|get in touch|speak|talk|support|number|line|team|office|text|ring",
    r"erreich\w*|kontakt\w*|melden|nummer|unter",
    r"contact\w*|renseignement\w*|service client\w*|numero",
    r"contact\w*|comuni\w*|atencion al cliente|numero|escrib\w*",
    r"contatt\w*|raggiung\w*|assistenza|numero|ufficio",
    r"bereik\w*|contact|nummer",
    r"kontakt\w*|skontakt\w*|numer\w*",
    r"kontakt\w*|na(?:s|r|tt)?|nummer",
    r"contat\w*|contact\w*|atendimento|numero|fal(?:e|ar)\w*",
    r"ulas\w*|iletisim\w*|numara\w*|hatti\w*",
)
REACH_UNSPACED = r"تواصل\w*|للتواصل|رقم|联系|聯繫|客服|連絡|問い?合わ?せ|番号|号码|संपर्क|नंबर"

LABEL = (
    # Words that say that a number is something else.
    r"(?<!to )orders?|track(?:ing)?|parcels?|packages?|shipments?|consignments?|way ?bill|awb|invoices?|receipts?|serial|s/n|sn|parts?"
    r"|p/n|pn|items?|articles?|art|sku|fnsku|models?|ean|gtin|upc|jan|isbn|issn|asin|imei|meid|vat|tax|tin|ein|ref(?:erence)?s?"
    r"|rma|cases?|tickets?|claims?|customers?|accounts?|acct|batch|lots?|bar ?codes?|codes?|pin|puk|id|version|firmware|zip"
    r"|post ?codes?|policy|licen[sc]es?|registration|reg|company|transactions?|payments?|iban|bic|cards?|vouchers?|confirmation"
    r"|bookings?|quot(?:e|ing|ation)|products?|documents?|certificates?|patents?|containers?|pallets?|labels?|returns?"
    r"|authori[sz]ation|contracts?|membership|mac|weight|price|total|amount|quantity|qty|coordinates|page|pages|size|sizes",
    r"bestell(?:ung|ungen)?|auftrag\w*|sendung(?:en|s)?|paket\w*|rechnung\w*|serien|art(?:ikel)?|modell|typ|ust-?id\w*|steuer"
    r"|hrb|hra|az|aktenzeichen|kunden|konto|charge|barcode|vorgang\w*|referenz|kennung|kennziffer|plz|trackingcode|beleg"
    r"|seite|seiten|größe|vertrags?|lieferschein|ruecksende\w*|rücksende\w*|tracking-?id|ticket",
    r"commandes?|suivi|colis|factures?|serie|article|modele|sire[nt]|tva|dossier|client|lot|code|bon|devis|envoi|expedition"
    r"|rcs|reference|contrat|compte",
    r"pedidos?|seguimiento|rastreo|envio|facturas?|serie|articulo|modelo|nif|cif|iva|localizador|guia|expediente|caso|lote"
    r"|codigo|referencia|cuenta|rfc|paquete",
    r"ordin[ei]|spedizione|fattura|serie|matricola|rif(?:erimento)?|articolo|modello|p\.? ?iva|partita iva|codice|pratica|lotto"
    r"|lettera di vettura|seriale|pacco|conto",
    r"bestelling\w*|order|zending|factuur|serie|artikel|kvk|btw|referentie|pakket|zaak|klant",
    r"zamowieni\w*|przesylk\w*|faktur\w*|seryjn\w*|nip|regon|artykul\w*|paczk\w*|listu|referencyjn\w*|zwrot\w*|konta|krs",
    r"order|bestallning\w*|faktura\w*|serie|artikel\w*|kolli\w*|forsandelse\w*|sparning\w*|org|referens\w*|arende\w*|paket\w*",
    r"pedidos?|rastre(?:io|amento)|encomenda|fatura|nota fiscal|serie|artigo|modelo|cnpj|cpf|codigo|chave|protocolo|remessa",
    r"siparis\w*|takip|kargo\w*|fatura\w*|seri|urun|vergi|barkod\w*|referans\w*|iade|kayit|gonderi\w*",
    # Compounds: Sendungsnummer, Artikel-Nr., ordernummer; not those that name a phone.
    r"(?!telefon|ruf|handy|mobil|service|fax|hotline|notruf|whatsapp|festnetz|sms|kundendienst|kontakt|support)"
    r"[a-z][\w-]{1,30}?(?:nummer|numret|numer|-?nr)",
)
LABEL_UNSPACED = (
    r"(?:ال)?(?:طلب|تتبع|شحنة|شحنات|فاتورة|تسلسلي|موديل|ضريبي|مرجع|طرد|بوليصة|حساب)\w*"
    r"|(?<!電話)(?<!携帯)(?<!連絡先)(?:注文|伝票|追跡|受付|管理|口座|登録|製造|お客様|配送|請求書|商品|品|型)(?:番号|コード)?|型番|品番|シリアル"
    r"|订单|訂單|单号|單號|快递|运单|發票|发票|序列号|型号|编号|条码|追踪|包裹|货号"
    r"|ऑर्डर|ट्रैकिंग|इनवॉइस|चालान|सीरियल|जीएसटी|मॉडल|पार्सल|खाता"
)
_NOUNS = (
    # What may stand between such a word and its number.
    r"numbers?|no|nos|nr|num|n|id|ids|code|codes|key|is|was|are|nummern?|lautet|ist|numero|numeros|est|es|e|son|sono|numer|to"
    r"|numeru|numret|ar|numara\w*|kodu?|رقم\w*|番号|コード|号码|号|नंबर|संख्या|है|هو|هي"
)

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


DIGITS = {
    folded(word): str(digit)
    for digit, words in enumerate(
        (
            "zero oh nought null zéro cero nul noll sıfır",
            "one eins ein un uno een één jeden ett um bir",
            "two zwei zwo deux dos due twee dwa två dois duas iki",
            "three drei trois tres tre drie trzy três üç",
            "four vier quatre cuatro quattro cztery fyra quatro dört",
            "five fünf fuenf cinq cinco cinque vijf pięć fem beş",
            "six sechs seis sei zes sześć sex meia altı",
            "seven sieben sept siete sette zeven siedem sju sete yedi",
            "eight acht huit ocho otto osiem åtta oito sekiz",
            "nine neun neuf nueve nove negen dziewięć nio dokuz",
        )
    )
    for word in words.split()
}
"""Words for single digits."""
REPEATS = {"double": 2, "triple": 3, "treble": 3, "doppel": 2}
KANJI = str.maketrans("零〇一二三四五六七八九幺", "001234567891")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The words of `CALL`, `LINE`, `REACH` or `LABEL`, or a label that touches the number behind it (`TOUCHING`)."""
    if name == "TOUCHING":
        label = _either(LABEL, LABEL_UNSPACED)
        between = folded(rf"(?:[\s:#.=\"'„“(\[/°º–-]{{1,4}}|(?:{_NOUNS})(?![a-z])){{0,8}}")
        return re.compile(rf"(?:{label}){between}\Z")
    if name == "NUMBERED":
        label = _either(LABEL, LABEL_UNSPACED)
        return re.compile(rf"(?:{label})[\s.-]{{0,2}}(?:{folded(_NOUNS)})(?![a-z])[^,;.!?\d]{{0,40}}\Z")
    spaced, unspaced = {
        "CALL": (CALL, CALL_UNSPACED),
        "LINE": (LINE, LINE_UNSPACED),
        "REACH": (REACH, REACH_UNSPACED),
        "LABEL": (LABEL, LABEL_UNSPACED),
    }[name]
    return re.compile(_either(spaced, unspaced))


def _either(spaced: Iterable[str], unspaced: str) -> str:
    return rf"(?<![a-z])(?:{folded('|'.join(spaced))})(?![a-z])|{folded(unspaced)}"
