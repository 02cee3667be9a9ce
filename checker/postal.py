"""Postal addresses found in a text, in the forms of the countries where Amazon has stores.

An address is a head (a street with its number, a P.O. box) and a tail (a postcode with its town) close behind it, on
the same line or the next ones, with nothing but names between them. Japan and China write the town first. A street
alone or a postcode alone is none.

Most addresses in a message are not the shop's counter: a return is sent to one, a parcel waits at another, the buyer's
own is asked about, the maker's must be named by law. `whose` says so by the words that stand beside an address.
"""

from __future__ import annotations

import re
from functools import cache

from checker.patterns import lazy
from checker.records import NamedTuple

_REACH = 110
"""How many characters may stand between a head and its tail: flat, quarter, building, company."""
_PLAIN = lazy(r"\b[^\W\d_A-Z]{3,20},?[ \t]+[^\W\d_A-Z]{2,20}[ \t]+[^\W\d_A-Z]{2,20}\b")
"""Three small words in a row: a sentence, not an address."""
_STOP = lazy(r"[!?;\u3002]|\n[ \t]{0,9}\n")

_NUMBER = r"\d{1,5}(?:[ ]?[A-Za-z]\b)?(?:[/-]\d{1,4}[A-Za-z]?\b){0,3}"
_NAME = r"(?:(?:St[ae]?|Sto|S|Mt|Ft|Pto|Dr|Gen|Gral|Prof)\.[ ]?)?[^\W\d_a-z][\w'\u2019-]{0,30}"
"""A full stop belongs to it only behind these: "Madrid. Horario" is the end of a sentence and the next one."""
_NAMES = rf"{_NAME}(?:[ ]{_NAME}){{0,3}}"
_ANY = r"(?=[\w.'’ -]{0,20}[A-ZÀ-Þ])[\w.'\u2019-]{1,30}(?:[ ][\w.'\u2019-]{1,30}){0,5}"
_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]"
    "|W[AIVY]"
)
_ENGLISH_STREET = (
    r"\b\d{1,6}(?:-\d{1,5})?[A-Za-z]?,?[ ]"
    # No other number and no end of a sentence is in a street's name: "2 lamps went to 12 Main Street" begins at 12.
    r"(?:(?:(?:Highway|Hwy|Route|County|State)[ ]\d{1,4}|(?!\d{1,6}[ ])[\w'\u2019-]{1,25}|(?:\w{1,3}\.){1,3})[ ]){1,5}"
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
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_DUTCH_STREET = (
    rf"\b(?={_CAPITAL})(?:{_CAPITAL}(?:[\w'\u2019-]{{0,20}}|\w{{0,2}}\.)[ ]"
    r"(?:(?:van|de|den|der|het|ten|ter|op|in|'[st])[ ]){0,2}){0,3}"
    r"[\w'\u2019-]{0,30}(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|hof|baan|pad|dreef|park)[ ]"
    + _NUMBER
    + r"|\bPostbus[ ]\d{1,6}"
)
_SWEDISH_STREET = (
    rf"\b(?={_CAPITAL})(?:{_CAPITAL}(?:[\w:-]{{0,20}}|\w{{0,2}}\.)[ ]){{0,3}}[\w-]{{0,30}}"
    r"(?:gatan|gata|vägen|väg|torget|torg|gränd|allén|stigen|backen|leden|platsen)[ ]"
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
    rf"\b(?:(?:{_CAPITAL}|\d)(?:\w{{0,20}}|\w{{0,3}}\.)[ ]){{1,4}}"
    r"(?:Mah(?:allesi|\.)?|Cad(?:desi|\.)?|Sok(?:ak|ağı|\.)?|Sk\.|Cd\.|Bulvarı|Blv\.)"
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


CUES = {
    "the label of a return": {
        "en": r"""
            returns? address(es)?( (of|for) our \w+)? | address for (the |your |all )?(returns?|exchanges?) |
            returns? label | returns?( cent(er|re)| department| dept| desk| warehouse)?= | exchanges?= |
            return to: | rma | (return|send|ship|post|mail) … back … to:
        """,
        "de": r"""
            (Rücksende|Ruecksende|Retouren|Rückgabe)-?(adresse|anschrift|stelle|zentrum|lager|abteilung|label|etikett) |
            (Retour|Umtausch)-?(adresse|anschrift|label|lager) |
            (Adresse|Anschrift) für (die |Ihre )?(Rücksendung(en)?|Retouren?|Rückgabe|Umtausch) |
            Retouren?= | Rücksendung(en)?= | Rücksendung(en)? … an: | Umtausch=
        """,
        "fr": r"""
            adresse (de|du|pour (le|les|un|votre)|des) (retours?|renvoi|échanges?) | étiquette de retour | retours?=
        """,
        "es": r"""
            (dirección|domicilio) (de|para) (la |las |su |el )?(devoluci[oó]n(es)?|retornos?|cambios?) |
            etiqueta de devoluci[oó]n | devoluci[oó]n(es)?=
        """,
        "it": r"""
            indirizzo (di|del|dei|per (il|i|la|le)) (resi|reso|restituzion[ei]|rientro|cambi|cambio) |
            etichetta (di|del) reso | resi= | reso=
        """,
        "nl": r"""
            retour-?(adres|label|afdeling|centrum) | adres (voor|van) (de |het |uw |je )?(retour\w*|ruil\w*) |
            retour(en)?=
        """,
        "pt": r"""
            (endereço|morada) (de|da|das|para) (a |as )?(devoluç(ão|ões)|trocas?) | etiqueta de devolução |
            devoluç(ão|ões)=
        """,
        "pl": r"""
            adres (do |dla )?(zwrot(u|ów)|zwrotny|wymiany|odesłania) | adresu zwrotnego | etykiet\w+ zwrotn\w+ |
            zwrot(y|ów)?=
        """,
        "sv": r"""
            retur(adress|etikett|avdelning)\w* | adress(en)? för (retur|byte)\w* | retur(er)?=
        """,
        "tr": r"""
            iade (adres|etiket|merkez|depo)\w* | iadeler için adres\w* | iade=
        """,
        "ja": r"""
            (ご?返品|ご?返送|ご?返却|交換品?)の?(先|住所|宛先|送付先|ラベル)
        """,
    },
    "a return": {
        "en": r"""
            (?<!in )return(s|ed|ing)? … (to|at) |
            (send|sent|sending|ship|shipped|post|mail|bring|take|get|need|want) … back |
            exchang(e|es|ing) | (for|to) (a |an |the |your |any )?returns?
        """,
        "de": r"""
            zurück(zu)?(send|schick|geb)\w* | zurückgesendet | (send|schick|geb|gib|bring)\w* … zurück |
            (zurück|retour) an | retournier\w* | Retouren? | Rücksend\w* | Rückgabe | Umtausch\w* | umtauschen
        """,
        "fr": r"""
            retourn(er|ez|é|ée)(-\w+)? | renvoy(er|ez|é|ée)(-\w+)? | retours? (à|au|chez) |
            pour (le|un|votre) (retour|échange) |
            échang(er|ez)
        """,
        "es": r"""
            devolver\w* | devuelv\w+ | devu[eé]lv\w+ | devoluci[oó]n(es)? | de vuelta | retornar\w* | reenví\w+ |
            cambiar\w*
        """,
        "it": r"""
            restitui\w+ | rispedi\w+ | rimand(i|are|arci|armi|ate)\w* | reso | resi | rend(a|ere|erlo|erla) … a
        """,
        "nl": r"""
            retourne\w+ | retour … (naar|aan) | retour(zenden|sturen|zending)\w* | terug(stur|zend)\w* |
            (stuur|zend|breng|sturen) … terug | terug (naar|aan) | omruil\w* | ruilen
        """,
        "pt": r"""
            devolv\w+ | devolva-\w+ | devoluç(ão|ões) | de volta … (a|à|ao|para) | reenvi\w+ | trocar | troca
        """,
        "pl": r"""
            odesła\w* | odeślij\w* | odsyła\w* | zwróci\w* | zwróć\w* | zwrot(u|y|ów|em)? | wymian\w*
        """,
        "sv": r"""
            returner\w* | (skicka|sänd|lämna)\w* … (tillbaka|åter) | retur(en|er|erna)? | byte av | byta
        """,
        "tr": r"""
            iade (ed|et|için)\w* | iadenizi | geri (gönder|yolla)\w* | değişim(i|iniz|ler)? için
        """,
        "ja": r"""
            返品 | 返送 | 返却 | 交換 | 送り返
        """,
    },
    "the buyer's": {
        "en": r"""
            your (?!e-?mail|return|web)(\w+ ){0,2}address | address … (on|in|from|of) (your|the|this) order |
            (?<!our )(shipping|delivery|billing|recipient'?s?|buyer'?s?|customer'?s?) address |
            (ship|deliver|bill) to: |
            you (have |had |originally |first )?(gave|given|entered|provided|typed|told|chose|wrote|supplied)( us)? |
            (was|were|been|being|got)( \w+){0,2} (sent|shipped|delivered|mailed|forwarded|dispatched)( \w+){0,3} to |
            addressed to |
            we ?(have|can|could|will|would|may|['\u2019](ll|ve))?( now| also| gladly| just)?
            (re-?)?(send|sent|ship(ped)?|deliver(ed)?|post(ed)?|mail(ed)?)( \w+){1,6} to |
            (parcel|package|packet|order|shipment|it|box|replacement) … (went|going|goes|travell?ed) … to |
            (check|confirm|verify|correct) … (the|this|your) (\w+ )?address |
            (tried|attempted|unable|failed) to deliver … (to|at) |
            (was|were|been) (left|handed) … (at|to|in|with) | delivery (attempt )?(was )?(made )?(to|at) |
            on file for you | you (still |now )?(live|are living) at | you (have )?moved to
        """,
        "de": r"""
            (Ihre|Ihrer|deine|deiner) (neuen? |aktuellen? |alten? |richtigen? )?(Adresse|Anschrift) |
            (?<!unsere )(Liefer|Versand|Zustell|Rechnungs|Empfänger|Wohn|Kunden)-?(adresse|anschrift)(?!n) |
            Adresse … (Ihrer|der|deiner) Bestellung | (Sie|du) … (angegeben|eingegeben|hinterlegt|genannt) |
            (prüf|bestätig|kontrollier|überprüf)\w* … (Adresse|Anschrift) | Zustell(ung|versuch) … (an|in|bei) |
            wohnen Sie | wohnst du | (Stimmt|Lautet) die (Adresse|Anschrift) |
            (zugestellt|geliefert|versandt|verschickt|gesendet) … (an|in|nach) |
            (senden|schicken|liefern) wir … (an|nach) | wir … (senden|schicken|liefern|gesendet|geschickt) … (an|nach)
        """,
        "fr": r"""
            (votre|ton) (nouvelle |bonne )?adresse | adresse de (livraison|facturation) |
            adresse … (de|dans|sur) votre commande |
            vous (avez|aviez) (\w+ )?(indiqué|donné|saisi|fourni|communiqué|renseigné) |
            (livré|envoyé|expédié|remis)e?s? … (au|à) |
            nous … (envoyons|expédions|enverrons|livrons|renverrons) … (au|à) | habitez |
            (vérifi|confirm)\w+ … adresse | (tenté|essayé) de livrer | tentative de livraison
        """,
        "es": r"""
            (su|tu) (nueva |actual )?(dirección|domicilio) | dirección de (envío|entrega|facturación) |
            dirección … (de|en) (su|tu|el) pedido | nos (dio|indicó|facilitó|proporcionó|diste) |
            (indicó|facilitó|indicaste) | (ha|han|has) (indicado|facilitado|introducido) |
            (se )?(entregó|envió|entregado|enviado) … (a|en) |
            (confirm|verifi|comprueb|comprob|revis)\w* … dirección | (intentó|intento de) entreg\w* |
            viv(e|es|iendo) en |
            (le|te) (enviamos|enviaremos|mandamos) … a
        """,
        "it": r"""
            (Suo|tuo) (nuovo )?indirizzo | indirizzo di (consegna|spedizione|fatturazione) |
            indirizzo … (del|nel) (Suo|tuo) ordine | (ha|hai) (\w+ )?(indicato|fornito|inserito|dato) |
            (consegnato|spedito|inviato|recapitato) … (a|in) | (Le|ti) (spediamo|inviamo|spediremo) … (a|in) | abita |
            (conferm|verific|controll)\w+ … indirizzo | (tentato|provato) … consegna\w*
        """,
        "nl": r"""
            (uw|je|jouw) (nieuwe )?adres | (aflever|bezorg|verzend|factuur)adres |
            adres … (bij|van|in) (uw|je) bestelling |
            (u|je) … (opgegeven|ingevuld|doorgegeven) | (gaf u|gaf je|woont u|woon je) |
            (controleer|bevestig)\w* … adres | (bezorgd|geleverd|verzonden|gestuurd) … (op|naar|aan)
        """,
        "pt": r"""
            (seu|sua|teu|tua) (nov[oa] )?(endereço|morada) | (endereço|morada) de (entrega|envio|faturação|cobrança) |
            (endereço|morada) … (do|da|no|na) (seu|sua) (pedido|encomenda) | (indicou|informou|forneceu|deu-nos) |
            (confirm|verifi)\w+ … (endereço|morada) | (foi|foram) … (entregue|enviad[oa]) … (a|à|em|na|no|para)
        """,
        "pl": r"""
            (Państwa|Pani|Pana|Twój|Pański) (nowy )?adres\w* | adres(em|u)? (dostawy|wysyłki|odbiorcy|do faktury) |
            adres … (w|z) zamówieni\w+ | podan[aey] … (adres|przez) | (podał|podała|podali|wpisał)\w* |
            (sprawd|potwierd)\w+ … adres\w* | (wysłaliśmy|dostarczyliśmy|wysyłamy) … na |
            (doręczon|dostarczon|wysłan)\w+ … (na|pod|do)
        """,
        "sv": r"""
            (din|er) (nya )?adress\w* | (leverans|faktura|utdelnings)adress\w* |
            adress\w* … (i|på) (din|beställningen) |
            (du|ni) … (angav|angett|uppgav|skrev) | (levererades?|skickades?|levererats?|skickats?) … (till|på) |
            bor du |
            (bekräfta|kontrollera)\w* … adress\w*
        """,
        "tr": r"""
            (teslimat|fatura|alıcı|gönderim) adres\w* | adresiniz\w* | siparişiniz\w* … adres\w* |
            (verdiğiniz|girdiğiniz|belirttiğiniz) |
            teslim edil\w+ | adres\w* … (kontrol|teyit|onayla)\w*
        """,
        "ja": r"""
            お届け先 | ご住所 | お客様の(住所|ご住所) | 配送先 | 配達先 | ご登録 | ご注文時の
        """,
        "zh": r"""
            您的(收货)?地址 | 收货地址 | 收件地址 | 您(填写|提供)的
        """,
        "ar": r"""
            عنوانك\w* | عنوان (التوصيل|الشحن|الفاتورة) | العنوان (المسجل|الذي)
        """,
        "hi": r"""
            आपका (पता|डिलीवरी पता) | डिलीवरी (का )?पता | आपके (पते|ऑर्डर)
        """,
    },
    "a counter of others": {
        "en": r"""
            (pick-?up|pick up|collection|collect|drop-?off|access) (points?|locations?|shops?|stations?|counters?) |
            (@|carrier|courier)(['\u2019]?s)?( \w+){0,2}
            (store|shop|counter|location|hub|depot|office|center|centre|branch|facility|outlet|station|drop ?box)s? |
            parcel ?-?(shops?|lockers?|box|boxes|stations?|points?) | lockers? | amazon (hub|counter) |
            post office(?! box) | newsagent'?s? | @ (drop|pick)-?(off|up) | kohl['\u2019]?s | whole foods
        """,
        "de": r"""
            Packstation | Paket-?(shop|station|box|kasten|filiale|annahme|automat)\w* |
            Post-?(filiale|amt|agentur|stelle|partner)\w* |
            Abhol(station|punkt|stelle|shop)\w* | (Annahme|Abgabe)stelle | Filiale der (Post|DHL) |
            (@|Post)[ -](\w+[ -])?(Filiale|Shop|Depot|Agentur|Station|Zentrum|Lager|Niederlassung)
        """,
        "fr": r"""
            points? (relais|de retrait|colis|pickup) | relais (colis|pickup) | bureau de poste | consigne\w* |
            agence (postale|@) | locker | La Poste | (dépôt|magasin|boutique) (de )?@
        """,
        "es": r"""
            oficinas? (postal(es)?|(de )?@) | (delegación|tienda|almacén) (de )?@ |
            puntos? (de (recogida|entrega|conveniencia|pickup)|pack|pickup|@) | taquillas? | citypaq
        """,
        "it": r"""
            uffici[o]? postal[ei] | punt[oi] (di (ritiro|raccolta|consegna)|poste|pickup|@) |
            (sede|filiale|deposito|negozio) (del corriere|(di )?@) | fermopoint | fermo ?deposito | locker | edicola |
            tabaccheria
        """,
        "nl": r"""
            (afhaal|pakket|service|post|inlever)-?(punt|punten|kantoor|shop|automaat|kluis) |
            @[ -]?\w*(punt|shop|depot|locatie) |
            parcelshop
        """,
        "pt": r"""
            pontos? de (recolha|retirada|coleta|entrega) | ponto pickup | loja (dos |da )?@ |
            (agência|estação|posto)( dos| de| da)? @ | cacifo\w* | locker
        """,
        "pl": r"""
            punk(t|cie|tu) (odbioru|nadania|@|pocztow\w+) | paczkoma\w+ | urz(ąd|ędzie|ędu) pocztow\w+ |
            placówk\w+ (poczt\w+|@) | poczcie | oddzia(ł|le) (kurier\w*|@)
        """,
        "sv": r"""
            utlämningsställe\w* | (post|paket)?ombud\w* | paket(box|skåp|automat)\w* | postkontor\w* | serviceställe\w*
        """,
        "tr": r"""
            teslim(at)? noktası\w* | (kargo|@) (\w+ )?(şube|ofis|dağıtım)\w* | postane\w* |
            kargomat\w*
        """,
        "ja": r"""
            郵便局 | 営業所 | 配送センター | 宅配(ロッカー|ボックス) | 受取(場所|店舗|ロッカー) | コンビニ |
            セブン.?イレブン | ファミリーマート |
            ローソン | PUDO
        """,
        "zh": r"""
            自提点 | 自提柜 | 快递柜 | 菜鸟驿站 | 驿站 | 邮局 | 代收点 | 快递(网点|点|站)
        """,
        "ar": r"""
            مكتب (ال)?بريد | نقطة (ال)?(استلام|تسليم) | فرع (أرامكس|سمسا|دي إتش إل|البريد)
        """,
        "hi": r"""
            डाकघर | पोस्ट ऑफिस | पिकअप (पॉइंट|केंद्र)
        """,
    },
    "the maker's": {
        "en": r"""
            manufacturer: | manufacturer is | (manufactured|produced|imported) (in \w+ |for \w+ )?by |
            importer: |
            importer is | responsible (person|party|economic operator): | responsible (person|party) is |
            (authori[sz]ed )?representative: | (eu|ec|uk|eea|ch)[ -]?rep(resentative)?\W | economic operator: |
            producer:
        """,
        "de": r"""
            Hersteller(in|angaben)?: | hergestellt (von|durch) | Hersteller ist | Importeur(in)?: | Importeur ist |
            importiert von | (EU-?)?Verantwortliche[rn]?: | verantwortliche (Person|Wirtschaftsakteur\w*): |
            verantwortliche Person … ist | Bevollmächtigte[rn]?: | Inverkehrbringer(in)?: |
            in Verkehr gebracht (von|durch) |
            Wirtschaftsakteur\w*:
        """,
        "fr": r"""
            fabricant: | fabriqué par | importateur: | importé par | (personne )?responsable … (UE|européenne|France): |
            (personne|opérateur) responsable: | mandataire: | le fabricant est
        """,
        "es": r"""
            fabricante: | fabricado por | importador: | importado por |
            (persona )?responsable … (UE|europea|producto): |
            persona responsable: | representante autorizado: | el fabricante es
        """,
        "it": r"""
            (fabbricante|produttore): | (prodotto|fabbricato|importato) da | importatore: |
            (persona )?responsabile … (UE|europea|prodotto): | persona responsabile: | mandatario:
        """,
        "nl": r"""
            fabrikant: | producent: | (gefabriceerd|geproduceerd|geïmporteerd) door | importeur: |
            verantwoordelijke (persoon|marktdeelnemer): | gemachtigde:
        """,
        "pt": r"""
            fabricante: | fabricado por | importador: | importado por | (pessoa )?responsável … (UE|europeia|produto): |
            pessoa responsável: | mandatário:
        """,
        "pl": r"""
            producent: | wyprodukowan\w+ przez | importer: | podmiot odpowiedzialny: | osoba odpowiedzialna: |
            upoważniony przedstawiciel:
        """,
        "sv": r"""
            tillverkare(n)?: | tillverkad av | importör: | ansvarig person: | ansvarig (aktör|ekonomisk aktör): |
            EU-ansvarig:
        """,
        "tr": r"""
            üretici( firma)?: | imalatçı( firma)?: | ithalatçı( firma)?: | (AB )?(sorumlu|yetkili) (kişi|temsilci)\w*:
        """,
        "ja": r"""
            製造元 | 製造者 | 製造業者 | 輸入元 | 輸入者 | 輸入業者 | 製造販売元 | EU責任者
        """,
        "zh": r"""
            制造商 | 生产商 | 生产厂家 | 进口商 | 欧盟(负责人|代表)
        """,
        "ar": r"""
            (الشركة )?المصن(ع|عة): | المستورد: | الشخص المسؤول:
        """,
        "hi": r"""
            निर्माता: | आयातक: | निर्माता | आयातकर्ता
        """,
    },
}
"""What in front of an address, in its sentence, says whose it is. Phrases are apart by ` | `; a space is any white
space, `…` some words or none, `=` a colon, a colon the rest of a label with its colon, `@` one of `CARRIERS`."""

BEHIND = {
    "a return": {
        "en": r"""
            (is|are|as) (our |the |your )?returns? (address|cent(er|re)|department|warehouse) |
            for (a|an|the|your) (return|exchange|refund) |
            (so|and|then) … (exchange|replace|refund) | where … returns?
        """,
        "de": r"zurück\w* | für (die|Ihre) (Rücksendung|Retoure) | retour\w* | zum Umtausch",
        "fr": r"pour (le|un|votre) (retour|échange|remboursement) | en retour",
        "es": r"para (la|su|el) (devolución|cambio|reembolso) | de vuelta",
        "it": r"per (il|la) (reso|restituzione|cambio|rimborso)",
        "nl": r"terug\w* | retour\w*",
        "pt": r"para (a|sua|o) (devolução|troca|reembolso) | de volta",
        "pl": r"w celu (zwrotu|wymiany) | jako zwrot",
        "sv": r"tillbaka | för (retur|byte)\w* | åter | i retur",
        "tr": r"(adresine )?(geri (gönder|yolla)\w* | iade \w+)",
        "ja": r"返品 | 返送 | 返却 | 交換 | 送り返",
    },
    "a counter of others": {
        "en": r"is (a|an|the) (\w+ ){0,2}(post office|parcel ?shop|locker|(pick-?up|collection|access) point)",
        "de": r"ist … (Packstation|Paketshop|Postfiliale|Abholstation)",
        "ja": r"郵便局 | 営業所",
    },
    "the buyer's": {
        "en": r"""
            is (what \w+ \w+ has |still |the address )?(on file|(on|in) your order|you (gave|entered)|your … address) |
            as undeliverable | (on|in) (the|your) order | as (your|the) (\w+ )?address
        """,
        "de": r"angegeben | zugestellt | abgegeben | (ist|als) (das )?(Ihre|deine) \w*(adresse|Anschrift) | hinterlegt",
        "fr": r"(est|comme) (votre |l['\u2019])?adresse",
        "es": r"(es|como) su dirección",
        "it": r"(è|come) (il )?(Suo|tuo) indirizzo",
        "nl": r"(is|als) (uw|je) adres",
        "pt": r"(é|como) (o )?seu endereço",
        "tr": r"olarak (kayıtlı|görün\w+)",
        "ja": r"で(よろしい|お間違い)",
    },
}
"""The same for what follows in its sentence."""

ASKED = {
    "en": r"""
        right | correct | confirm | check | typos? | accurate | valid | complete | up to date | current(ly)? | still |
        missing |
        exists? | house number |
        (apartment|flat|unit|suite|street) (number|name) | you … (live|mean) | we … (re)?(send|ship|deliver) |
        your address
    """,
    "de": r"stimm(t|en) | heißt es | richtig | korrekt | vollständig | aktuell | gültig | fehlt | Hausnummer | noch",
    "fr": r"exacte? | correcte? | bonne | complète | valide | toujours | juste | manque",
    "es": r"correct[oa] | complet[oa] | válid[oa] | sigue siendo | todavía | falta | vive",
    "it": r"corrett[oa] | giust[oa] | complet[oa] | valid[oa] | ancora | manca | esatt[oa]",
    "nl": r"klopt | juist | correct | compleet | volledig | nog steeds | nog | ontbreekt | woont",
    "pt": r"corret[oa] | correct[oa] | cert[oa] | complet[oa] | válid[oa] | ainda | falta",
    "pl": r"poprawn\w+ | prawidłow\w+ | aktualn\w+ | właściw\w+ | kompletn\w+ | nadal | brakuje | zgadza",
    "sv": r"rätt | korrekt | stämmer | fortfarande | fullständig | giltig | saknas",
    "tr": r"doğru | geçerli | eksik | hâlâ | hala | güncel",
    "ja": r"よろしい | 正しい | 間違い | 合って | 変更",
    "zh": r"正确 | 对吗 | 是否 | 有误",
    "ar": r"صحيح\w* | (لا )?(يزال|تزال)",
    "hi": r"सही | ठीक",
}
"""What a question about a buyer's own address asks."""

INVITING = {
    "en": r"""
        (our|my) (\w+ ){0,2}(stores?|shops?|showrooms?|boutiques?|galler(y|ies)|outlets?|counter) |
        visit(ing)? (us|our|me) | your (next |return )?visit | (come|stop|drop|pop|swing)( on)? (by|over|round|along) |
        (come|pop|stop) (in|to) | come (and )?see | see you (at|in) | find us | write (to )?(us|me) |
        we are (at|located) | we are an? (\w+ ){0,3}(shop|store|business|company) | letters? | postcards? | cheques? |
        (a|your|by) check | checks | cash | money orders?
    """,
    "de": r"""
        unser\w* (\w+ )?(Laden|Ladengeschäft|Ladenlokal|Geschäft|Filiale|Shop|Showroom|Ausstellung|Verkaufsraum)\w* |
        besuch\w* (Sie )?(uns|unser\w*|mich) | (komm|schau)\w* … vorbei | vorbeikommen | finden Sie uns |
        Sie finden uns |
        schreiben Sie (uns|an uns) | Briefe? | Impressum
    """,
    "fr": r"""
        (notre|nos) (\w+ )?(boutiques?|magasins?|showroom) | rend(ez|re) visite | visitez (nous|notre) |
        nous (rendre )?visiter? |
        (venez|passez) (nous|dans|à) | écrivez-nous | nous écrire | chèques? | mentions légales
    """,
    "es": r"""
        nuestr[ao]s? (\w+ )?(tiendas?|local|locales|showroom) | vis[ií]t\w*nos | visit\w+ nuestr\w+ |
        ven(ga|gan)? a (vernos|nuestr\w+) |
        pas[ea]\w* por nuestr\w+ | escr[ií]b\w*nos | cheques? | aviso legal
    """,
    "it": r"""
        nostr[oaie] (\w+ )?(negozi[oi]?|punto vendita|showroom|bottega) | a trovarci | visit\w+ il nostro | visitarci |
        da noi | ci scriva | scrive(teci|rci|re a) | scrivici | assegn[oi]
    """,
    "nl": r"""
        (onze|ons) (\w+ )?(winkels?|showroom|zaak) | bezoek\w* (ons|onze) | kom\w* (\w+ ){0,2}langs | langskomen |
        schrijf\w* ons
    """,
    "pt": r"""
        noss[oa]s? (\w+ )?(lojas?|showroom) | visite(-nos| a nossa| nossa) | venha (visitar|conhecer|à|até) |
        passe (na|pela) nossa | escrev\w+-nos | cheques?
    """,
    "pl": r"""
        nasz\w* (\w+ )?(sklep|salon|lokal)\w* | zapraszamy do | odwied\w+ nas\w* | przyjd\w+ do | wpadnij\w* |
        napisz\w* do nas | listownie
    """,
    "sv": r"""
        vår\w* (\w+ )?(butik|affär|showroom)\w* | besök\w* (oss|vår\w*) | kom(ma)? (förbi|in) | titta in |
        skriv\w* till oss
    """,
    "tr": r"""
        mağazamız\w* | showroom\w* | dükkanımız\w* | bizi ziyaret\w* | bekleriz | bize (uğra|yaz)\w+
    """,
    "ja": r"""
        お越し | ご来店 | 当店(へ|に|まで|の店舗) | ショールーム | お立ち寄り | お手紙 | お便り
    """,
    "zh": r"""
        光临 | 门店 | 实体店 | 我们的店 | 来访 | 寄信
    """,
    "ar": r"""
        زورونا | (ل|ب)?زيارتنا | متجرنا | معرضنا | محلنا
    """,
    "hi": r"""
        हमारी दुकान | हमारे (स्टोर|शोरूम) | पधार\w*
    """,
}
"""What invites to a counter or asks for letters: that address is the shop's, whatever else is said of it."""

OURS = {
    "en": r"our | ours | my",
    "de": r"unser\w*",
    "fr": r"notre | nos",
    "es": r"nuestr\w+",
    "it": r"nostr\w+",
    "nl": r"ons | onze",
    "pt": r"noss\w+",
    "pl": r"nasz\w*",
    "sv": r"vår\w*",
    "tr": r"bizim | \w+(ımız|imiz|umuz|ümüz)",
    "ja": r"当店 | 弊社 | 当社",
    "zh": r"我们的 | 本店 | 我司",
}
"""What makes an address the shop's between the words for another's and itself: "You wrote to us; our address is"."""

CLOSING = r"""
    regards | wishes | sincerely | cheers | Grüßen? | Gruß | cordialement | salutations | saludos? | atentamente |
    saluti | groet(en|jes)? | cumprimentos | atenciosamente | abraços? | pozdrawiam\w* | pozdrowieniami | hälsning\w* |
    saygılar\w* | thanks | thank you | danke | merci | gracias | grazie | bedankt | obrigad[oa] | dziękujemy | tack |
    teşekkür\w*
"""
"""What ends a message: the lines below it are a signature."""

ASKED_NEXT = {
    "en": r"(is|are|does|do) (that|this|it|everything|all|the (address|house|street|flat|apartment|unit)) … \w+",
    "de": r"""
        (stimmt|stimmen) (das|dies|die|alles) | ist (das|sie|die \w+) … (richtig|korrekt|vollständig|aktuell)
    """,
    "fr": r"est-(ce|elle|il) … (exacte?|correcte?|bonne|complète|juste) | (adresse|numéro) est",
    "es": r"(es|está) (correct|complet|bien)\w*",
    "it": r"è (corrett|giust|complet|esatt)\w*",
    "nl": r"klopt (dit|dat|het)",
    "pt": r"(está|é) (corret|correct|cert|complet)\w*",
    "pl": r"czy … (popraw|prawidłow|zgadza|aktualn)\w*",
    "sv": r"stämmer (det|den|adressen) | är (det|den|adressen) (rätt|korrekt)",
    "tr": r"doğru mu",
    "ja": r"よろしい | 間違い | 合って",
    "zh": r"对吗 | 正确",
}
"""What the next sentence asks, if the address of the one before is the buyer's."""

SENDING = {
    "en": r"(send|ship|mail|post) (it|them|this|these|everything|(the|your) \w+( \w+)?)( \w+){0,3} to",
    "de": r"(send|schick)\w* (Sie )?(es|sie|ihn|diese\w*|das|die|den|alles)( \w+){0,3} an | (send|schick)\w* Sie … an",
    "fr": r"(envoyez|expédiez|adressez)(-(le|la|les))? … (à|au) | (envoyer|expédier) … (à|au)",
    "es": r"env[ií](e|en|a|ar)(l[oa]s?)? … a | mánde(l[oa]s?)? … a",
    "it": r"(invi|spedi|mand)\w* … (a|al|presso)",
    "nl": r"(stuur|zend) (het|deze|dit|de)( \w+){0,3} (naar|aan)",
    "pt": r"envi\w+ … (para|a|ao)",
    "pl": r"(wyślij|wysłać|prześlij|nadać)\w* … na",
    "sv": r"(skicka|sänd) (den|det|dem|varan|paketet)( \w+){0,3} till",
    "tr": r"gönder\w*",
    "ja": r"送 | 発送",
}
"""What sends the goods somewhere: a return, if the sentence before spoke of one."""

SPOKEN_OF = {"en": r"returns? | returning | exchange\w*"}
"""What speaks of a return in the sentence before, beside the words of `CUES`."""

POINTING = {
    "en": r"below | following | this address | address here",
    "de": r"folgende[nrs]? | unten(stehende[nrs]?)? | nachstehende[nrs]? | diese (Adresse|Anschrift)",
    "fr": r"suivante | ci-dessous | cette adresse",
    "es": r"siguiente | a continuación | esta dirección | abajo",
    "it": r"seguente | qui sotto | di seguito | questo indirizzo",
    "nl": r"volgende?e | onderstaande? | hieronder | dit adres",
    "pt": r"seguinte | abaixo | este endereço | esta morada",
    "pl": r"poniższy | poniżej | następujący | ten adres",
    "sv": r"nedan(stående)? | följande | denna adress",
    "tr": r"aşağıda\w* | şu adres\w*",
    "ja": r"下記 | 以下 | 次の",
}
"""What points from a paragraph to the address below it."""

CARRIERS = (
    "UPS|FedEx|USPS|DHL|GLS|DPD|Evri|Hermes|Yodel|Royal Mail|Parcelforce|Canada Post|Purolator|Australia Post|StarTrack"
    "|An Post|Deutsche Post|Chronopost|Colissimo|Mondial Relay|Relais Colis|Correos|SEUR|MRW|Nacex|BRT|SDA"
    "|Poste Italiane|PostNL|bpost|InPost|PostNord|Instabox|Budbee|CTT|Correios|Jadlog|PTT|Aras|Yurtiçi|MNG|Sürat"
    "|Aramex|TNT|OnTrac|LaserShip|Amazon"
)
"""Whose shops and depots are no shop's of a seller; `@` in the tables."""

_ADDRESSEE = lazy(r"(?i:attn|attention|c/o|rma|ref|reference|z\.? ?hd|company|name|an|to|à|dept)\b")
"""Labels that are lines of an address themselves."""

_DIGIT = "0-9\uff10-\uff19\u3007一二三四五六七八九十百"
_LOT = (
    rf"(?:[{_DIGIT}]{{1,5}}(?:丁目|番地|番|号|地割)(?:の)?){{1,3}}[{_DIGIT}-]{{0,9}}(?:号)?"
    rf"|[0-9\uff10-\uff19]{{1,4}}(?:[-\uff0d\u2212\u2010ー][0-9\uff10-\uff19]{{1,4}}){{1,3}}"
)
_HAN = r"[々-ヿ㐀-鿿]"
_JAPANESE = lazy(
    r"〒[ \u3000]?[0-9\uff10-\uff19]{3}[-\uff0d\u2212ー]?[0-9\uff10-\uff19]{4}(?:[^\n]{0,3}\n?[^\n\u3002]{0,3}"
    rf"{_HAN}{{2,4}}?[都道府県](?:(?!まで|です|宛|にて|へ){_HAN}){{1,25}}"
    r"[^\n\u3002\u3001 \u3000ぁ-ゖ\uff08\uff09]{0,20})?"
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


KINDS = (
    ("the label of a return", 110, True),
    ("the maker's", 110, True),
    ("the buyer's", 50, True),
    ("a return", 140, False),
    ("a counter of others", 70, False),
)
"""Whose an address may be, how far behind the words it stands, and whether they outweigh an invitation before them."""

_RETURNS = ("the label of a return", "a return")
_SPACELESS = ("ja", "zh")
_LEAD = 220
"""How far in front of an address its sentence is read."""
_STOPPED = lazy(
    r"[!?\uff01\uff1f\u061f]+(?=\s|[^\x00-\x7f]|\Z)|[\u3002\u0964]"
    r"|(?P<word>[\w\ufffc]{1,20})[)\"\u201d\u00bb]?\.(?=\s{1,4}(?P<next>[^\W_a-zß-öø-ÿ]|[¿¡\ufffc])|\n|\Z)"
)
_BREAK = lazy(r"\s{0,9}\n\s{0,9}")
_LABELLED = lazy(r"\n[ \t]{0,4}(?P<label>[^\W\d_a-zß-öø-ÿ][^\n:\uff1a]{0,40})[:\uff1a](?=\s|[^\x00-\x7f])")
_LINE = lazy(r"\n(?![^\W\d_A-Z])")


@cache
def _expression(name: str) -> re.Pattern[str]:
    """The phrases of all languages as one expression: templates mix languages, and few of the words mean two things."""
    kind, _, place = name.partition("/")
    table = {"": CUES, "behind": BEHIND}[place].get(kind) if kind in CUES else _TABLES[kind]
    spaced: list[str] = []
    other: list[str] = []
    for language, phrases in (table or {}).items():
        (other if language in _SPACELESS else spaced).append(_alternatives(phrases))
    return re.compile("|".join([rf"(?i:(?<!\w)(?:{'|'.join(spaced)})(?!(?<=\w)\w))", *other]) if spaced else r"(?!)")


_COLONS = {":": r"(?!\w)[^:\uff1a\n]{0,40}[:\uff1a]", "=": r"\s?[:\uff1a]"}


def _alternatives(phrases: str) -> str:
    joined = " ".join(phrases.split()).replace(" | ", "|").replace(" ?", r"\s?")
    joined = re.sub(r"[:=](?=\||\Z)", lambda colon: _COLONS[colon[0]], joined)
    joined = re.sub(r"\((?!\?)", "(?:", joined).replace("@", f"(?:{CARRIERS})")
    joined = joined.replace(" … ", r"\s{1,3}(?:[\s\S]{1,60}?\s{1,3})?")
    # What looks behind itself has one width only.
    return re.sub(r"(\(\?<![^)]*\))| ", lambda space: space[1] or r"\s{1,3}", joined)


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


def own(value: str) -> list[tuple[Address, bool]]:
    """The addresses of `find` that nothing beside them says to be another's, and whether a return goes there."""
    kept = []
    last = 0
    for address in find(value):
        # The lines below one address are not about the next one.
        line = value.find("\n", last, address.start) if last else -1
        kind = whose(value, address, line + 1)
        if not kind or kind in _RETURNS:
            kept.append((address, bool(kind)))
        last = address.end
    return kept


def whose(value: str, address: Address, first: int = 0) -> str:
    """Which of `KINDS` an address of a text is, by the words of its sentence from `first` on; empty if none of them."""
    lead, before = _lead(value, max(first, address.start - _LEAD), address.start)
    behind, following = _behind(value, address.end)
    invited = max((match.end() for match in _expression("inviting").finditer(lead)), default=0)
    said = _in_front(lead, invited)
    if said or invited:
        return said
    said = next((kind for kind in BEHIND if _expression(f"{kind}/behind").search(behind)), "")
    if said or _sent_back(lead, before):
        return said or "a return"
    return "the buyer's" if _asked_about(lead, behind, following) else ""


def _in_front(lead: str, invited: int) -> str:
    """Whose an address is by the words in front of it; `invited` is where the last invitation among them ends."""
    for kind, reach, outweighs in KINDS:
        for match in _expression(kind).finditer(lead):
            if match.end() < len(lead) - reach or (match.end() < invited if outweighs else invited):
                continue
            # "You wrote to us, our address is ...", "Write your address on a card and send it to ...".
            if kind in _RETURNS or not any(_expression(name).search(lead, match.end()) for name in ("ours", "sending")):
                return kind
    return ""


def _sent_back(lead: str, before: str) -> bool:
    """Whether a sentence sends the goods to an address and the one before it spoke of a return."""
    if not _expression("sending").search(lead) or _expression("inviting").search(before):
        return False
    return any(_expression(name).search(before) for name in (*_RETURNS, "spoken of"))


def _asked_about(lead: str, behind: str, following: str) -> bool:
    """Whether a sentence, or the question that follows it, asks whether an address is right."""
    if _expression("ours").search(lead):
        return False
    asks = behind.rstrip().endswith(("?", "\uff1f", "\u061f")) or lead.lstrip().startswith("¿")
    asks = asks and _expression("asked").search(f"{lead}\ufffc{behind}") is not None
    return asks or _expression("asked next").search(following) is not None


def _lead(value: str, first: int, start: int) -> tuple[str, str]:
    """What stands in front of an address in its sentence, and the sentence before that in its paragraph."""
    text = value[first:start]
    stops = [match.end() for match in _STOPPED.finditer(text) if not _abbreviated(match)]
    breaks = [match.end() for match in _closed().finditer(text)]
    breaks += [match.start() for match in _LABELLED.finditer(text) if not _ADDRESSEE.match(match["label"])]
    for gap in _BREAK.finditer(text):
        line = text[: gap.start()].rpartition("\n")[2]
        title = len(line) <= 40 and line[-1:] not in ".!?" and _expression("the label of a return").search(line)
        if line[-1:] in (":", "\uff1a") or _expression("pointing").search(line) or title:
            # "Send it back to the address below." stops there, but its address follows.
            stops = [stop for stop in stops if stop != gap.start()]
        elif gap.group().count("\n") > 1:
            breaks.append(gap.end())
    edge = max(breaks, default=0)
    inner = [stop for stop in stops if stop > edge]
    cut = max(inner, default=edge)
    return text[cut:], text[max(inner[:-1], default=edge) : cut]


def _abbreviated(stop: re.Match[str]) -> bool:
    """Whether a full stop rather belongs to the word before it: `Inc.`, `Nr. 5`."""
    word = stop["word"] or ""
    return bool(word) and (
        (word[0].isupper() and len(word) <= 4) or (len(word) <= 3 and (stop["next"] or "").isdigit())
    )


def _behind(value: str, end: int) -> tuple[str, str]:
    """What stands behind an address in its sentence, the stop included, and the question that follows, if one does."""
    text = value[end : end + 200]
    text = text[: line.start()] if (line := _LINE.search(text)) else text
    stop = _STOPPED.search(f"x{text}")
    if stop is None:
        return text, ""
    at = stop.end() - 1
    sentence, mark, _ = text[at:].partition("?")
    return text[:at], sentence if mark and len(sentence) <= 80 else ""


_TABLES = {
    "inviting": INVITING,
    "ours": OURS,
    "spoken of": SPOKEN_OF,
    "asked": ASKED,
    "asked next": ASKED_NEXT,
    "sending": SENDING,
    "pointing": POINTING,
}


@cache
def _closed() -> re.Pattern[str]:
    return re.compile(rf"(?i:(?<!\w)(?:{_alternatives(CLOSING)})[ ,.!]{{0,3}}\n)")


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
