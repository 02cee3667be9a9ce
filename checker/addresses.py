"""Web and mail addresses found in a message: linked, bare, disguised.

The words are read in three steps. They are *plained*: full-width letters and invisible characters become what a reader
takes them for. They are *undisguised*: `(at)`, ` dot `, `w w w` become `@`, `.`, `www`. Then one set of patterns finds
the addresses. Each step keeps, for every character, where it came from, so that a place is what the author wrote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from checker import hosts
from checker.hosts import HOLE, Parts
from checker.message import Link, Message, Tag
from checker.readers import placeholders
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class WebAddress(NamedTuple):
    """A web address that a buyer could follow, or type."""

    place: Text
    """What to underline: a link's target as written; else the words, all of a disguise included."""
    url: str
    """Without disguise; placeholders stand in it as `HOLE`."""
    parts: Parts
    form: str
    """A link's form (inline, reference, autolink, html), or html and style for other markup, bare, disguised."""
    link: Link | None = None
    """The link it is the target of, or in whose label it stands."""
    shown: Text | None = None
    """Of a link's target: the words in the label that show the same host."""

    @property
    def scheme(self) -> str:
        return self.parts.scheme

    @property
    def host(self) -> str:
        """Normal; empty where a placeholder decides."""
        return self.parts.host

    @property
    def path(self) -> str:
        """Path, query and fragment as written."""
        return self.parts.path

    @property
    def registrable(self) -> str | None:
        return hosts.registrable(self.parts.host)


class MailAddress(NamedTuple):
    """An e-mail address."""

    place: Text
    address: str
    """Without disguise; placeholders stand in it as `HOLE`."""
    link: Link | None = None
    """The `mailto:` link whose target it is, where the label does not show it."""


class _Pattern:
    """A pattern that is compiled the first time it is used: together they would take longer than all else."""

    __slots__ = ("_compiled", "_flags", "_pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __call__(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._pattern, self._flags)
        return self._compiled


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- Letters ---
# Scripts whose writers put a space around a foreign word, and the others: `メールはa@b.example` has an address in it.
_SPACED = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u052f\u0531-\u0587\u10a0-\u10ff"
    "\u13a0-\u13ff\u1c80-\u1cbf\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff" + HOLE
)
_L = f"[{_SPACED}]"
_POINTS = "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f"
_OTHER = rf"(?:[^\W_{_SPACED}]|[{_POINTS}])"
_LABEL = rf"(?:{_L}[{_SPACED}-]*+|{_OTHER}++)"
_DOTTED = rf"{_LABEL}(?:\.{_LABEL})++"
_IS_SPACED = re.compile(_L)

_NEEDS_PLAINING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2024\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2100-\u214f"
    "\u2460-\u24ff\ufe00-\ufe0f\ufe50-\ufe6b\ufeff\uff01-\uff5e\uff61\U0001d400-\U0001d7ff]"
)
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u180e\ufeff"
    + "".join(
        map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)))
    )
)


class _Words(NamedTuple):
    """Characters with the offset in prose that each one came from."""

    value: str
    at: Sequence[int]

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> _Words:
        """With pieces replaced; a replacement comes from where its piece began."""
        value, at, last = [], [], 0
        for start, end, by in edits:
            value += [self.value[last:start], by]
            at += [*self.at[last:start], *[self.at[start]] * len(by)]
            last = end
        if not value:
            return self
        return _Words("".join([*value, self.value[last:]]), [*at, *self.at[last:]])

    def replaced(self, pattern: re.Pattern[str], by: str) -> _Words:
        return self.edited((*match.span(), by) for match in pattern.finditer(self.value))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in prose."""
        return self.at[start], self.at[end - 1] + 1


def _plain(written: str) -> _Words:
    if written.isascii() or not _NEEDS_PLAINING.search(written):
        return _Words(written, range(len(written)))
    import unicodedata

    edits = []
    for match in _NEEDS_PLAINING.finditer(written):
        letter = match[0]
        by = "" if letter in _INVISIBLE else unicodedata.normalize("NFKC", letter)
        if by.isascii() and len(by) <= 1:
            edits.append((match.start(), match.end(), by))
    return _Words(written, range(len(written))).edited(edits)


# --- Disguises --------------------------------------------------------------------------------------------------------

# Top-level names after which a dot that stands apart, or is spelled out, is taken for a dot.
_SURE = "com|net|org|biz|eu|de|uk|fr|it|es|nl|pl|se|jp|cn|tr|br|mx|au|ca|ae|sa|eg|ie|ch|co|example"
_DOT_NOUN = "dot|punkt|pkt|punt|kropka|nokta|prick|piste|ドット|どっと|点|점|точка|نقطة"
# Words that stand before "de" in every second sentence.
_DOT_WORD = _DOT_NOUN + "|punto|ponto|point"
_DOT_WORDS = tuple(_DOT_WORD.split("|"))
_AT_WORD = (
    "arroba|arobase|arrobase|arobas|chiocciola|apenstaartje|ma[łl]pa|snabel-?a|klammeraffe|ät|"
    "アット(?:マーク)?|あっと(?:まーく)?|골뱅이|собака"
)
_DOT = re.compile(r"\.(?:[^\W\d_]|xn--)")
_OPEN, _CLOSE = r"[ \t]{0,2}[(\[{<][ \t]{0,2}", r"[ \t]{0,2}[)\]}>][ \t]{0,2}"
_BRACKETED = _Pattern(
    rf"[(\[{{<][ \t]{{0,2}}(?:at|aet|et|bei|a|@|\.|·|{_AT_WORD}|{_DOT_WORD})[ \t]{{0,2}}[)\]}}>]", re.IGNORECASE
)
_AT_BRACKETED = _Pattern(rf"{_OPEN}(?:at|aet|et|bei|@|{_AT_WORD}){_CLOSE}|(?<=\w)[(\[{{]a[)\]}}](?=\w)", re.IGNORECASE)
_DOT_BRACKETED = _Pattern(rf"{_OPEN}(?:\.|·|{_DOT_WORD}){_CLOSE}", re.IGNORECASE)
_AT_DASHED = _Pattern(r"(?<=\w)(?:_at_|\*at\*|~at~|--at--|[ \t]-at-[ \t])(?=\w)", re.IGNORECASE)
_AT_SIGN = _Pattern(r"を[ \t]?@[ \t]?に")
_DOT_BETWEEN = rf"(?:\.|[ \t]{{1,2}}(?:{_DOT_WORD}|\.)[ \t]{{1,2}}|ドット|どっと)"
_DOT_BETWEEN_LABELS = _Pattern(_DOT_BETWEEN, re.IGNORECASE)
_SPOKEN_DOMAIN = _Pattern(rf"{_LABEL}(?:{_DOT_BETWEEN}{_LABEL}){{1,4}}", re.IGNORECASE)
_AT_SPOKEN = _Pattern(
    rf"[ \t]{{1,2}}(?:at|{_AT_WORD})[ \t]{{1,2}}|(?<=\w)(?:アット(?:マーク)?|あっと(?:まーく)?)(?=\w)", re.IGNORECASE
)
_SPELLED = _Pattern(r"(?<!\S)(?:[\w@.:/\-] ){3,}[\w@.:/\-](?!\S)")
_WWW_APART = _Pattern(
    rf"\bwww[ \t]{{0,2}}\.[ \t]{{0,2}}{_LABEL}"
    rf"(?:(?:[ \t]{{1,2}}\.[ \t]{{0,2}}|\.){_LABEL}|\.[ \t]{{1,2}}(?:{_SURE})(?![\w-]))*+",
    re.IGNORECASE,
)
_SPACE = _Pattern(r"[ \t]++")
_DOT_SPOKEN = _Pattern(
    rf"(?<=\w)[ \t]{{1,2}}(?:(?:{_DOT_NOUN})[ \t]{{1,2}}(?=(?:{_SURE})(?![\w-]))"
    rf"|(?:punto|ponto|point)[ \t]{{1,2}}(?=(?:com|net|org|eu|fr|example)(?![\w-])))",
    re.IGNORECASE,
)
_DOT_APART = _Pattern(rf"(?<=\w)[ \t]{{1,2}}\.[ \t]{{0,2}}(?=(?:{_SURE})(?![\w-]))")
_IDEOGRAPHIC_DOT = _Pattern(rf"(?<=[0-9A-Za-z])[。｡](?=(?:{_SURE})(?![\w-]))", re.IGNORECASE)
_AT_APART = _Pattern(rf"(?:[ \t]{{1,2}}@[ \t]{{0,2}}|@[ \t]{{1,2}})(?={_DOTTED})")

_MAIL_CUE = _Pattern(
    r"(?:\be-?mails?|\bmail(?:to|en)?|\bcourriel|\bcorreo|\be-?posta|\bposta|\bwrite|\bescr[ií]b\w*|\bschreib\w*|"
    r"\bécri\w*|\bscriv\w*|\bnapisz\w*|\bskriv|\bschrijf|\bmejla)\b\W{0,6}(?:\w{1,20}\W{1,4}){0,3}\Z|メール\W{0,3}\Z",
    re.IGNORECASE,
)

# Words, abbreviations and names of things that end a sentence or stand before "at": they are no mailbox and no domain.
_COMMON = _word_set(
    "a about above again all also always am amazon an and any are arrived as at available away back be been "
    "before best better box bought broken but buy by call can check click come contact customer damage damaged "
    "day days defective delivered delivery detail details do does done down each else even ever fine first fixed "
    "for found free from get give go good got great had happy has have he help here him his home how if in "
    "instructions inside is issue issues it item items just know later like link little local located look made "
    "mail me message more much my near new next nice no not now of off ok on once one online only open or "
    "order ordered orders other our out over package page paid parcel part parts pay please point price problem "
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
_MAILBOX = _word_set(
    "info help support service sales contact kontakt contato contacto contatto hello hallo office mail shop store "
    "orders order returns retoure care customercare customerservice kundenservice sav serviceclient atencion "
    "soporte assistenza klantenservice kundtjanst pomoc destek feedback reviews team admin billing warranty"
)
"""Local parts that are words, too: `our support at lamp-store.com` need not be an address."""
_NO_MAILBOX = _COMMON - _MAILBOX


def _undisguised(words: _Words) -> _Words:
    lower = words.value.lower()
    words = words.edited(_spelled(words.value))
    if _BRACKETED().search(words.value):
        words = words.replaced(_AT_BRACKETED(), "@").replaced(_DOT_BRACKETED(), ".")
    if "at" in lower and ("_at_" in lower or "*at*" in lower or "~at~" in lower or "-at-" in lower):
        words = words.replaced(_AT_DASHED(), "@")
    if "www" in lower:
        words = words.edited(_www_apart(words.value))
    if "。" in lower or "｡" in lower:
        words = words.replaced(_IDEOGRAPHIC_DOT(), ".")
    if sign := _AT_SIGN().search(words.value, 1) if "を" in lower else None:
        mark = re.escape(words.value[sign.start() - 1])
        words = words.replaced(re.compile(rf"(?<={_L}){mark}(?={_L})"), "@")
    spoken = any(word in lower for word in _DOT_WORDS)
    if spoken or _DOT.search(words.value):
        words = words.edited(_spoken_at(words.value))
    if spoken:
        words = words.replaced(_DOT_SPOKEN(), ".")
    if " ." in words.value or "\t." in words.value:
        words = words.replaced(_DOT_APART(), ".")
    if "@" in words.value:
        words = words.edited(_at_apart(words.value))
    return words


def _spelled(value: str) -> Iterator[tuple[int, int, str]]:
    """The spaces of `w w w . l a m p . d e`."""
    for match in _SPELLED().finditer(value):
        if "." in match[0] or "@" in match[0] or "/ /" in match[0]:
            yield from ((space, space + 1, "") for space in range(match.start() + 1, match.end(), 2))


def _www_apart(value: str) -> Iterator[tuple[int, int, str]]:
    """The spaces of `www . shop . com`."""
    for match in _WWW_APART().finditer(value):
        yield from ((*space.span(), "") for space in _SPACE().finditer(value, *match.span()))


def _spoken_at(value: str) -> Iterator[tuple[int, int, str]]:
    """`name at shop dot com`: the words, where they can be nothing else."""
    last = 0
    for match in _AT_SPOKEN().finditer(value):
        domain = _SPOKEN_DOMAIN().match(value, match.end())
        start = _local_start(value, match.start())
        if domain is None or start == match.start() or start < last:
            continue
        dots = list(_DOT_BETWEEN_LABELS().finditer(value, *domain.span()))
        if match[0].strip().lower() == "at":
            local = value[start : match.start()]
            spoken = any(dot[0] != "." for dot in dots) and local.lower() not in _NO_MAILBOX
            shouted = match[0].strip() == "AT" and local.islower() and local not in _NO_MAILBOX
            cued = local.lower() in _MAILBOX and _MAIL_CUE().search(value, max(0, start - 60), start)
            if not (spoken or shouted or cued):
                continue
        if not _known_end(_DOT_BETWEEN_LABELS().sub(".", domain[0])):
            continue
        last = domain.end()
        yield (*match.span(), "@")
        yield from ((*dot.span(), ".") for dot in dots)


def _at_apart(value: str) -> Iterator[tuple[int, int, str]]:
    """`name @ shop.com`: the spaces, unless the sign belongs to a price, a unit or a handle."""
    for match in _AT_APART().finditer(value):
        start = _local_start(value, match.start())
        local = value[start : match.start()]
        before = not match[0].startswith("@")
        if not local or (before and (local.isdigit() or local.lower() in _NO_MAILBOX)):
            continue
        handle = before and match[0].endswith("@")
        cued = local.lower() in _MAILBOX or _MAIL_CUE().search(value, max(0, start - 60), start)
        if not handle or cued:
            yield (*match.span(), "@")


# --- Names -----
# Generic top-level names that say "web address"; all other long ones are words first (`parcel.delivery`).
_PLAIN = _word_set(
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
    "pt": "ai ao as da de do eu fe ha la me mo na no nr pa se si so su tv va ve vi",
    "tr": "ad al az de es ev id il in is it ki la me mu ne no tv ve",
}
_ALSO_WORDS = {language: _word_set(words) for language, words in _WORDS.items()}
# Endings of files that are top-level names as well, and pictures a buyer sends for an engraving.
_FILE_NAMES = _word_set("zip mov sh py md rs ps pm cab dot mo")
_ARTWORK = _Pattern(
    r"(?:.*[-_])?(?:logo|artwork|design|vector|file|image|graphic|proof|print|drawing)s?\d*\Z", re.IGNORECASE
)
_PRODUCTS = frozenset(("asp.net", "ado.net", "vb.net", "co.kg"))
_SHORT = frozenset(("x.com", "t.co", "a.co", "g.co", "t.me", "m.me", "t.ly", "s.id", "u.to", "v.gd", "x.gd", "j.mp"))
_NEXT_WORD = _Pattern(r"[ \t\n]{0,2}[^\W\d_]")
_CUE = _Pattern(
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
        return head == head.upper() or last.lower() in ("com", "net", "org", "de")
    return last.istitle() and head.title() == head and last.lower() in ("com", "net", "org")


def _known_end(host: str) -> int:
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


class _Around(NamedTuple):
    """What decides whether words with a dot between are a name."""

    before: str
    after: str
    language: str
    path: bool
    apart: bool
    """Whether its dots stand apart or are spelled out, without brackets."""


def _is_name(host: str, around: _Around) -> bool:
    """Whether a host written without scheme and `www.` is one, and not two sentences, a file or an abbreviation."""
    labels = host.split(".")
    ending = labels[-1].lower()
    domain = hosts.registrable(host) or ""
    name = domain.partition(".")[0]
    if HOLE in domain or "_" in name:
        return False
    if around.path:
        return True
    is_file = ending in _FILE_NAMES or (ending == "ai" and _ARTWORK().match(name))
    is_handle = around.before.endswith("@") and ending in _SHOPPY
    is_short = len(name) == 1 and (domain not in _SHORT or host != host.lower())
    is_initials = len(labels) > 2 and all(len(label) == 1 for label in labels[:-1])
    if is_file or is_handle or is_short or is_initials or domain in _PRODUCTS:
        return False
    words = _ALSO_WORDS.get(around.language, _ALSO_WORDS["en"])
    plain = ending not in words if len(ending) == 2 or not ending.isascii() else ending in _PLAIN
    if name.isdigit():
        return plain and len(name) > 2
    runs_on = _NEXT_WORD().match(around.after) is not None
    if plain:
        return name not in _COMMON or not (around.apart or (runs_on and ending in _SHOPPY))
    return _stands_out(labels, name, around, runs_on)


def _stands_out(labels: list[str], name: str, around: _Around, runs_on: bool) -> bool:
    """Whether a host whose top-level name is a word, too, has something that a missing space would not leave."""
    if "-" in name or any(letter.isdigit() for letter in name) or (len(labels) > 2 and len(labels[0]) > 1):
        return True
    if name in _COMMON or around.apart:
        return False
    written = labels[0]
    camel = written[1:] != written[1:].lower() and not written.isupper()
    return camel or not runs_on or _CUE().search(around.before) is not None


# --- Finding ---
_W = _SPACED + "_"
_HOST_LABEL = rf"(?:[{_W}][{_W}-]*+|{_OTHER}++)"
_SEP = r"(?:[ \t]?:[ \t]?[/\\](?:[ \t]?[/\\])*+[ \t]?|;?//+)"
_PORT_PATH = rf"(?::\d{{1,5}}+)?(?:[/?#\\][{_W}!$&'()*+,./:;=?@\[\]\\^`{{|}}~%#-]*+)?"
_URL = _Pattern(
    rf"(?:(?:[Hh](?:[Tt]{{2}}|[Xx]{{2}})|[Ff][Tt])[Pp][Ss]?(?P<sep>{_SEP}))+(?:[{_W}.%+:!$&'*~-]{{1,200}}+@)?"
    rf"(?P<host>\[[0-9A-Fa-f:.]{{2,45}}\]|{_HOST_LABEL}(?:\.{_HOST_LABEL})*+)(?P<rest>{_PORT_PATH})"
)
_WWW = _Pattern(rf"(?<![{_W}])[Ww]{{3}}\.(?P<host>{_HOST_LABEL}(?:\.{_HOST_LABEL})*+)(?P<rest>{_PORT_PATH})")
_BARE = _Pattern(
    rf"(?<![/\\$#%-])(?<!\w@)(?:(?<![{_W}]){_L}[{_SPACED}-]*+|(?<!{_OTHER}){_OTHER}++)(?:\.{_LABEL})++(?![(=@_])"
)
_REST = _Pattern(_PORT_PATH)
_MAIL_DOMAIN = _Pattern(rf"{_LABEL}(?:\.{_LABEL})*+")
_SIGN = re.compile("@")
_LOCAL_MARKS = frozenset("._%+-'=&~")
_SCALE = _Pattern(r"\dx\Z")
_APART = _Pattern(r"\w\w[ \t]|[ \t]\w\w")
_BRACKET = _Pattern(r"[(\[{<（［｛]")
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _trimmed(value: str, start: int, end: int) -> int:
    """The end without what belongs to the sentence: full stops, commas, quotes, brackets that nobody opened."""
    unopened = {
        close: value.count(close, start, end) - value.count(opening, start, end) for close, opening in _BRACKETS.items()
    }
    while end > start:
        last = value[end - 1]
        if last in _BRACKETS:
            if unopened[last] <= 0:
                break
            unopened[last] -= 1
        elif last not in ".,;:!?'*_~|\\":
            break
        end -= 1
    return end


def _urls(value: str) -> Iterator[tuple[int, int]]:
    """Addresses with a scheme or `www.`."""
    for match in _URL().finditer(value) if "/" in value or "\\" in value else ():
        host = match["host"]
        if match["sep"] != "://" and ("." not in host or not _known_end(host)):
            continue
        if host.lower() in ("http", "https", "ftp") and not match["rest"]:
            continue
        yield match.start(), _cut(value, match)
    for match in _WWW().finditer(value) if "www." in value.lower() else ():
        host = match["host"]
        if "." in host or match["rest"] or (_IS_SPACED.match(host) and len(host) > 1):
            yield match.start(), _cut(value, match)


def _cut(value: str, match: re.Match[str]) -> int:
    """Where an address ends: after its path, or after its host if a word was glued to that."""
    host, end = match["host"], match.end()
    last = host.rpartition(".")[2]
    named = match.re is _WWW()
    if not match["rest"] and "." in host and (named or "-" in last or last.istitle()):
        known = _known_end(host)
        end = match.start("host") + known if known else end
    return _trimmed(value, match.end("host") if match["rest"] else match.start("host"), end)


def _local_start(value: str, end: int) -> int:
    """Where a local part that ends there begins; `end` if there is none."""
    start = end
    other = end > 0 and value[end - 1].isalnum() and not _IS_SPACED.match(value[end - 1])
    while start > 0 and end - start < 64:
        letter = value[start - 1]
        if other:
            if not letter.isalnum() or _IS_SPACED.match(letter):
                break
        elif letter not in _LOCAL_MARKS and not _IS_SPACED.match(letter):
            break
        start -= 1
    while start < end and value[start] in _LOCAL_MARKS and value[start] != "_":
        start += 1
    if value[start:end].count("'") and not value[start:end].replace("'", "").isalnum():
        start = value.rindex("'", start, end) + 1
    return start


def _mails(value: str) -> Iterator[tuple[int, int]]:
    for sign in _SIGN.finditer(value):
        at = sign.start()
        start = _local_start(value, at)
        domain = _MAIL_DOMAIN().match(value, at + 1)
        if start == at or domain is None or value[at - 1] == ".":
            continue
        end = _known_end(domain[0]) if "." in domain[0] else 0
        owner = (hosts.registrable(domain[0][:end]) or HOLE) if end else HOLE
        if HOLE not in owner and not _SCALE().match(owner.partition(".")[0]):
            yield start, domain.start() + end
        elif value[max(0, start - 7) : start].lower() == "mailto:" and HOLE not in domain[0]:
            yield start, domain.end()


def _bare(words: _Words, written: str, language: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Hosts without scheme and `www.`, with their path."""
    value = words.value
    if not _DOT.search(value):
        return
    for match in _BARE().finditer(value):
        known = 0 if _overlaps(match.span(), taken) else _known_end(match[0])
        if not known:
            continue
        start, end = match.start(), match.start() + known
        rest = _REST().match(value, end)
        last = _trimmed(value, end, rest.end()) if rest and known == len(match[0]) else end
        here, there = words.place(start, end)
        around = _Around(
            before=value[max(0, start - 40) : start],
            after=value[last : last + 3],
            language=language,
            path=last > end + 1,
            apart=_APART().search(written, here, there) is not None and not _BRACKET().search(written, here, there),
        )
        if _is_name(value[start:end], around):
            yield start, last


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a span meets one of those, which are in order and apart."""
    index = bisect_left(taken, (span[1],)) - 1
    return index >= 0 and taken[index][1] > span[0]


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without those that begin inside an earlier one."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


class _Found(NamedTuple):
    """An address in words; the offsets are those of the words as written."""

    start: int
    end: int
    value: str
    """Without disguise."""
    disguised: bool


@lru_cache(maxsize=8)
def _scan(written: str, language: str) -> tuple[tuple[_Found, ...], tuple[_Found, ...]]:
    """The web and the mail addresses in words."""
    words = _undisguised(_plain(written))
    urls = _apart(_urls(words.value))
    mails = _apart(mail for mail in _mails(words.value) if not _overlaps(mail, urls))
    names = _bare(words, written, language, sorted([*urls, *mails]))

    def found(spans: Iterable[tuple[int, int]]) -> Iterator[_Found]:
        for start, end in sorted(spans):
            here, there = words.place(start, end)
            value = words.value[start:end]
            yield _Found(here, there, value, written[here:there] != value or value[:3].lower() == "hxx")

    return tuple(found([*urls, *names])), tuple(found(mails))


# --- Messages ---------------------------------------------------------------------------------------------------------

# Where markup other than a link leads or loads from. Images have rules of their own.
_TARGETS = {
    "a": "href",
    "area": "href",
    "audio": "src",
    "base": "href",
    "button": "formaction",
    "embed": "src",
    "form": "action",
    "frame": "src",
    "iframe": "src",
    "input": "formaction",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}
_READ_ALOUD = ("alt", "title", "aria-label", "label", "placeholder", "summary", "value")
_STYLE_URL = _Pattern(r"url\([ \t\n]{0,3}[\"']?([^\"')\s]{1,2000})", re.IGNORECASE)
_MAIL_FIELDS = _Pattern(r"[?&](?:to|cc|bcc)=([^&#]+)", re.IGNORECASE)
_MAIL_PIECE = _Pattern(r"[^,;]+")


def _language(message: Message) -> str:
    return (message.language or "").partition("-")[0].partition("_")[0]


def _masked(target: Text) -> _Words:
    """A link's target with its placeholders as `HOLE`."""
    words = _Words(target.value, range(len(target)))
    return words.edited((slot.start, slot.end, HOLE) for slot in placeholders.find(target.value))


def _web_parts(target: str) -> Parts | None:
    """The parts of a link's target that is a web address; None for `mailto:`, `#part`, `page.html` and the like."""
    target = target.strip()
    parts = hosts.parts(target)
    if parts.scheme:
        return parts if parts.scheme in ("http", "https", "ftp", "ftps") else None
    if target.startswith(("//", "\\\\")) or target.lower().startswith(("http/", "https/", "ftp/")):
        return parts
    if target.startswith(HOLE):
        return parts
    if not parts.host or parts.user:
        return None
    if parts.host.startswith("www."):
        return parts
    ending = parts.host.rpartition(".")[2]
    is_file = ending in _FILE_NAMES and not parts.path
    return parts if not is_file and hosts.registrable(parts.host) else None


@lru_cache(maxsize=4)
def web_addresses(message: Message) -> tuple[WebAddress, ...]:
    """Every web address of a message: of links and other markup (not of images), and in its words.

    A link is reported once, though its label may show the same host; a label that shows another host is reported, too.
    """
    return tuple(_web_addresses(message))


def _web_addresses(message: Message) -> Iterator[WebAddress]:
    prose = message.prose
    found, _ = _scan(prose.value, _language(message))
    parts_of = [hosts.parts(one.value) for one in found]
    starts = [one.start for one in found]
    within: dict[int, Link] = {}
    shown: set[int] = set()
    seen: set[tuple[int, int]] = set()
    for link in message.links:
        target = _masked(link.target).value
        parts = _web_parts(target)
        inside = range(*(bisect_left(starts, at) for at in (link.start, link.start + len(link.label))))
        inside = inside if link.start >= 0 else range(0)
        same = [number for number in inside if parts and _same(parts_of[number].host, parts.host)]
        shown.update(same)
        within.update(dict.fromkeys(inside, link))
        if parts and link.target:
            words = prose[found[same[0]].start : found[same[0]].end] if same else None
            seen.add(link.target.span)
            yield WebAddress(link.target, target.strip(), parts, link.form, link, words)
    for number, one in enumerate(found):
        if number not in shown:
            form = "disguised" if one.disguised else "bare"
            yield WebAddress(prose[one.start : one.end], one.value, parts_of[number], form, within.get(number))
    yield from _in_markup(message.tags, seen)


def _same(host: str, other: str) -> bool:
    return host.removeprefix("www.") == other.removeprefix("www.")


def _in_markup(tags: Iterable[Tag], seen: set[tuple[int, int]]) -> Iterator[WebAddress]:
    """What tags other than links and images lead to, and what their styles load."""
    for place, form in _marked_up(tags):
        url = _masked(place).value
        parts = _web_parts(url)
        if parts and place.span not in seen:
            seen.add(place.span)
            yield WebAddress(place, url.strip(), parts, form)


def _marked_up(tags: Iterable[Tag]) -> Iterator[tuple[Text, str]]:
    for tag in tags:
        for attribute in tag.attributes:
            if attribute.name == "style" or (tag.name, attribute.name) == ("style", "#text"):
                for match in _STYLE_URL().finditer(attribute.value.value):
                    yield attribute.value[match.start(1) : match.end(1)], "style"
            elif attribute.name == _TARGETS.get(tag.name) and attribute.value.value.strip():
                yield attribute.value, "html"


@lru_cache(maxsize=4)
def mail_addresses(message: Message) -> tuple[MailAddress, ...]:
    """Every e-mail address of a message: in its words, in `mailto:` links that do not show theirs, in what tags say."""
    return tuple(_mail_addresses(message))


def _mail_addresses(message: Message) -> Iterator[MailAddress]:
    prose = message.prose
    language = _language(message)
    _, found = _scan(prose.value, language)
    seen: set[tuple[int, int]] = set()
    for one in found:
        place = prose[one.start : one.end]
        seen.add(place.span)
        yield MailAddress(place, one.value.removeprefix("mailto:"))
    starts = [one.start for one in found]
    for link in message.links:
        first, last = (bisect_left(starts, at) for at in (link.start, link.start + len(link.label)))
        label = {one.value.lower() for one in found[first:last]} if link.start >= 0 else set()
        for place, address in _linked(link.target):
            if address.lower() not in label and place.span not in seen:
                seen.add(place.span)
                yield MailAddress(place, address, link)
    for text, is_target in _said(message):
        spans = _linked(text) if is_target else _in_words(text, language)
        for place, address in spans:
            if place.span not in seen:
                seen.add(place.span)
                yield MailAddress(place, address)


def _in_words(text: Text, language: str) -> Iterator[tuple[Text, str]]:
    for one in _scan(text.value, language)[1]:
        yield text[one.start : one.end], one.value


def _said(message: Message) -> Iterator[tuple[Text, bool]]:
    """Texts outside of prose that a buyer may read, and targets of markup (true)."""
    for image in message.images:
        if image.alt and image.tag is None:
            yield image.alt, False
    for tag in message.tags:
        for attribute in tag.attributes:
            if attribute.name in _READ_ALOUD and attribute.value:
                yield attribute.value, False
            elif attribute.name == _TARGETS.get(tag.name) and attribute.value:
                yield attribute.value, True


def _linked(target: Text) -> Iterator[tuple[Text, str]]:
    """The addresses of a `mailto:` target, or of one that is nothing but an address."""
    words = _masked(target)
    value = words.value
    head = re.match(r"\s*mailto:", value, re.IGNORECASE)
    if head is None:
        bare = hosts.parts(value)
        if not bare.user or bare.scheme or bare.path or not hosts.registrable(bare.host):
            return
    start = head.end() if head else 0
    end = value.find("?") if "?" in value else len(value)
    for at, to in [(start, end), *(field.span(1) for field in _MAIL_FIELDS().finditer(value, end))]:
        for piece in _MAIL_PIECE().finditer(value, at, to):
            if address := _mailbox(piece[0]):
                here, there = words.place(*piece.span())
                yield target[here:there], address


def _mailbox(piece: str) -> str:
    """The address that a piece of a `mailto:` target names; empty if a placeholder decides."""
    if "%" in piece:
        from urllib.parse import unquote

        piece = unquote(piece)
    local, sign, domain = piece.strip().rpartition("@")
    return f"{local}@{domain}" if sign and local and hosts.literal(domain) else ""
