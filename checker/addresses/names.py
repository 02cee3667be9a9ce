"""Whether words with a dot between them are a host name, or two sentences, a file, an abbreviation."""

from __future__ import annotations

import re

from checker import hosts
from checker.addresses.words import Pattern, word_set
from checker.hosts import HOLE
from checker.records import NamedTuple

# Words, abbreviations and names of things that end a sentence or stand before "at": they are no mailbox and no domain.
COMMON = word_set(
    "a about above again all also always am amazon an and any are arrived as at available away back be been "
    "before best better box bought broken but buy by call can check click come contact customer damage damaged "
    "day days defective delivered delivery detail details do does done down each else even ever fine first fixed "
    "for found free from get give go good got great had happy has have he help here him his home how if in "
    "instructions inside is issue issues it item items just know later like link little local located look made "
    "mail me message more much my near new next nice no not now of off ok on once one online only open or "
    "order ordered orders other our out over package page paid parcel part parts pay please point polka price problem "
    "problems product products purchase purchased put question questions quickly read ready received refund "
    "refunded reply request resolved return returned returns right safe said same satisfied see seller send sent "
    "service shipment shipped shipping shop shopping site so something soon store such support sure team than "
    "thank thanks that the their them then there these they thing this those time to today together tomorrow too "
    "top tracking try two unit up us use used very visit waiting want was watch way we website week well were "
    "what when where which while who why will with work working works yes yesterday you your yours "
    # abbreviations
    "approx art av bijv bl blvd bzgl bzw ca capt cf cl co corp dept dipl dott dr ecc ed ej etc ev evtl excl exkl "
    "ext fig geb ggf hr inc incl ing inkl jr lic ltd max mehr min misc mme mr mrs ms mwst no nr num op pag pp "
    "prof pts ref resp sig sog sr sra st str tel usw vgl vol vs zzgl "
    "sok mah cad apt san tic avda cll ctra edif esq plz pza urb "
    # German, French, Spanish, Italian, Dutch, Polish, Swedish, Portuguese, Turkish
    "artikel auf bestellung da danke das dass der die ein es fertig gut ihnen ihr ist ja kaputt lieferung mit mir "
    "nicht paket produkt rechnung sie uns versand versendet vielen von wir zu zurück arrivé article avec avis "
    "bien bientôt cela colis commande est expédié français jour la le les livraison livré lui merci moi nous "
    "nouveau pas produit que reçu retour un une vous a ahora casa con cuenta día ella entrega enviado esta está "
    "este favor gracias hoy lo llegado muy no nosotros nuestro para pedido pero por producto recibido si sí "
    "también tienda todo usted ya arrivato articolo bene che ci consegna grazie lei noi oggi ordine pacco per "
    "prodotto qui reso ricevuto spedito tutto voi aan bedankt bestelling dat dit een geleverd goed heeft hier het "
    "ik je maar niet ontvangen ook u uw van verzonden voor dla dziękujemy jest już na nas nie paczka pan pani "
    "proszę się tak to towar zamówienie att beställning det du ej era er här inte ni oss produkten tack vi är "
    "aqui chegou ele encomenda ela entregue obrigado obrigada isso não nós produto seu sua você bir bize bu için "
    "iyi kargo olarak sipariş size teşekkürler ürün var ve"
)
_PLAIN = word_set(
    "com net org biz info edu gov int shop store online site website tech app dev xyz club blog cloud boutique "
    "gmbh mobi asia example test invalid"
)
_SHOPPY = frozenset(
    ("shop", "store", "online", "site", "app", "cloud", "club", "blog", "info", "website", "example", "test")
)
# Top-level names that are words as well: after them a missing space is likelier than an address.
_WORDS = {
    "en": "ad am as at be by do eg hr id ie in is it la ma me mr ms my no pa pm ps re so st to tv us vs",
    "de": "ad am as ca do er es id im in je la mo na ne no pm sa so st tv",
    "fr": "ai as au ca ce de es et eu il je la lu ma me mu ne ni nu sa se si su tv va vu",
    "es": "al de do es eu fe fu ha he id la me mi ni no se si su ti tv va ve vi ya",
    "it": "ad ai al ci co de do fa fu ha il in io la li ma me mi mo ne ni no se si so su tv va ve vi",
    "nl": "al as be de en er ga in is je la me na nu om re so tv",
    "pl": "ad by ci co do go im in je la li ma me mi mu my na ni nr od sa se si su to tu tv za",
    "sv": "ad av de er fm in is la mo na nu om se si so st to tv vi",
    "pt": "ai ao as com da de do eu fe ha la me mo na no nr pa se si so su tv va ve vi",
    "tr": "ad al az de es ev id il in is it ki la me mu ne no tv ve",
}
_ALSO_WORDS = {language: word_set(words) for language, words in _WORDS.items()}
_ALSO_WORDS["any"] = word_set(" ".join(_WORDS.values())) - {"com"}
# Endings of files that are top-level names as well, and pictures a buyer sends for an engraving.
FILE_NAMES = word_set("zip mov sh py md rs ps pm cab dot mo")
_ARTWORK = Pattern(
    r"(?:.*[-_])?(?:logo|artwork|design|vector|file|image|graphic|proof|print|drawing)s?\d*\Z", re.IGNORECASE
)
_PRODUCTS = frozenset(("asp.net", "ado.net", "vb.net", "co.kg"))
_SHORT = frozenset(("x.com", "t.co", "a.co", "g.co", "t.me", "m.me", "t.ly", "s.id", "u.to", "v.gd", "x.gd", "j.mp"))
_SHOUTED = word_set(
    "com net org biz info eu de uk fr it es nl pl se jp cn tr br mx au ca in ae sa eg be ie at ch co io us shop store "
    "online example test invalid"
)
_FRONTS = word_set("www m shop store blog help support my mail app track tracking get go")
_NEXT_WORD = Pattern(r"(?:[ \t\n]{0,2}|['’])[^\W\d_]")
_CUE = Pattern(
    r"(?:[(\[:\"'“„«»‹›|•·–—>→=*]|\b(?:www|visit|at|on|via|see|from|by|of|our|my|site|website|web|shop|store|webshop|"
    r"homepage|page|portal|besuch\w*(?:[ \t]sie|[ \t]uns)?|auf|unter|bei|von|über|unsere[rnms]?|visite[zr]?|chez|sur|"
    r"visit[ea]|en|nuestra|su|da|presso|visiti|sul|dal|op|van|bezoek|onze|na|od|w|z|stronie|sklep\w*|på|från|hos|no|em|nosso|"
    r"adresinden|sitemiz\w*))[ \t]{0,2}\Z",
    re.IGNORECASE,
)
_LONGEST = 253


def _written_as_name(host: str) -> bool:
    """Whether the letters' case is that of an address: `Shop.com`, `SHOP.COM`; in `done.Please` a space is missing."""
    head, _, last = host.rpartition(".")
    if last == last.lower():
        return True
    if last.isupper():
        return last.lower() in (_SHOUTED if head == head.upper() else ("com", "net", "org", "de"))
    return last.istitle() and head.title() == head and last.lower() in ("com", "net", "org")


def known_end(host: str) -> int:
    """How long the front of it is that ends in a known suffix; 0 if there is none.

    `shop.de-Team` and `shop.de.Thanks` end after `de`; a file name has no such front.
    """
    end = len(host) if len(host) <= _LONGEST else 0
    while "." in host[:end]:
        head, _, last = host[:end].rpartition(".")
        ending = last if last.lower().startswith("xn--") else last.partition("-")[0]
        if ending.lower() in hosts.FILE_ENDINGS:
            return 0
        front = f"{head}.{ending}"
        if _written_as_name(front) and hosts.registrable(front):
            return len(front)
        end = len(head)
    return 0


class Around(NamedTuple):
    """What decides whether words with a dot between are a name."""

    before: str
    after: str
    language: str
    path: bool
    apart: bool
    """Whether its dots stand apart or are spelled out, without brackets."""


def is_name(host: str, around: Around) -> bool:
    """Whether a host written without scheme and `www.` is one, and not two sentences, a file or an abbreviation."""
    labels = host.split(".")
    ending = labels[-1].lower()
    domain = hosts.registrable(host) or ""
    name = domain.partition(".")[0]
    if HOLE in domain or "_" in name:
        return False
    if around.path:
        return True
    is_file = ending in FILE_NAMES or (ending == "ai" and _ARTWORK().match(name))
    is_handle = around.before.endswith("@") and ending in _SHOPPY
    is_short = len(name) == 1 and (domain not in _SHORT or host != host.lower())
    is_initials = len(labels) > 2 and all(len(label) == 1 for label in labels[:-1])
    if is_file or is_handle or is_short or is_initials or domain in _PRODUCTS:
        return False
    words = _ALSO_WORDS.get(around.language) or _ALSO_WORDS["any" if around.apart else "en"]
    plain = ending in _PLAIN or len(ending) == 2 or not ending.isascii()
    if ending in words and (len(ending) == 2 or around.apart):
        plain = False
    if name.replace("-", "").isdigit():
        return plain and len(name) > 2
    runs_on = _NEXT_WORD().match(around.after) is not None
    if plain:
        wordy = ending in _SHOPPY or (len(ending) == 2 and ending in _ALSO_WORDS["any"])
        doubtful = around.apart or (runs_on and wordy)
        return name not in COMMON or not doubtful
    return _stands_out(labels, name, around, runs_on)


def _stands_out(labels: list[str], name: str, around: Around, runs_on: bool) -> bool:
    """Whether a host whose top-level name is a word, too, has something that a missing space would not leave."""
    written = labels[-2]
    numbered = any(letter.isdigit() for letter in name) and not written.isupper()
    if "-" in name or numbered or (len(labels) > 2 and labels[0].lower() in _FRONTS):
        return True
    if name in COMMON or around.apart:
        return False
    camel = written[1:] != written[1:].lower() and not written.isupper()
    return camel or not runs_on or _CUE().search(around.before) is not None
