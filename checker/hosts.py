"""What a host is: its registrable domain, and whether it belongs to Amazon, a carrier, a shortener ...

Lists hold registrable domains and a host is compared label by label from the right, never by substring: `ups.com` and
`www.ups.com` are UPS, `ups.com.example` and `my-ups.com` are not. The public suffix list (`tldextract`) has the verdict
on what a registrable domain is; it is asked only where no list and no cheap test knows the answer, since importing it
takes longer than checking a hundred files.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checker.patterns import lazy
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

HOLE = "\ufffc"
"""Stands in an address for a placeholder, as it does in prose."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


MARKETPLACES = _names(
    "amazon.com amazon.ca amazon.com.mx amazon.com.br amazon.co.uk amazon.ie amazon.de amazon.fr amazon.it "
    "amazon.es amazon.nl amazon.com.be amazon.se amazon.pl amazon.com.tr amazon.ae amazon.sa amazon.eg amazon.co.za "
    "amazon.in amazon.co.jp amazon.sg amazon.com.au amazon.cn amazon.at"
)
"""Amazon's stores; amazon.at leads to the German one, amazon.cn belongs to Amazon but has no sellers any more."""

# Sites below a store's domain that no buyer needs for an order.
_NOT_THE_STORE = _names(
    "advertising affiliate-program afiliados associados associates aws developer kdp partenaires partnernet pay "
    "payments programma-affiliazione sell services"
)

_MEDIA = _names("media-amazon.com ssl-images-amazon.com images-amazon.com")

_OPAQUE = _names("a.co amzn.to amzn.eu amzn.asia amzn.in amzn.com")

_OWNED = _names(
    "aboutamazon.com aboutamazon.de aboutamazon.co.uk aboutamazon.fr aboutamazon.it aboutamazon.es aboutamazon.in "
    "abebooks.com alexa.com amazon.jobs amazon-adsystem.com amazonaws.com amazoncognito.com amazonpay.com "
    "amazonses.com amazontrust.com audible.com audible.ca audible.co.uk audible.com.au audible.co.jp audible.de "
    "audible.es audible.fr audible.in audible.it awstrack.me awsstatic.com blinkforhome.com cloudfront.net "
    "comixology.com eero.com elasticbeanstalk.com goodreads.com imdb.com imdb.me primevideo.com ring.com souq.com "
    "twitch.tv wholefoodsmarket.com woot.com zappos.com"
)
"""Amazon's as well, but not the store: advertising, films, books, and servers that anybody may rent."""

_RENTED = _names("amazonaws.com amazoncognito.com cloudfront.net elasticbeanstalk.com")

CARRIERS = _names(
    # United States, Canada, Mexico
    "ups.com ups-mi.net fedex.com usps.com ontrac.com lasership.com odfl.com speedeedelivery.com landmarkglobal.com "
    "gofoexpress.com gofo.com lso.com shipveho.com uniuni.com asendia.com asendiausa.com estes-express.com saia.com "
    "xpo.com rlcarriers.com arcb.com canadapost-postescanada.ca canadapost.ca postescanada.ca purolator.com "
    "canpar.com canpar.ca intelcom.ca intelcomexpress.com dragonflyshipping.ca loomis-express.com estafeta.com "
    "redpack.com.mx paquetexpress.com.mx 99minutos.com "
    # DHL and Deutsche Post
    "dhl.com dhl.de dhl.at dhl.ch dhl.fr dhl.it dhl.es dhl.nl dhl.be dhl.pl dhl.se dhl.dk dhl.fi dhl.no dhl.cz "
    "dhl.hu dhl.ie dhl.co.uk dhl.com.pl dhl24.com.pl dhl.com.tr dhl.co.jp dhl.com.au dhl.co.in dhl.com.br "
    "dhl.com.mx dhl.ca dhlparcel.nl dhlparcel.be dhlparcel.co.uk dhlparcel.es dhlparcel.pt dhlparcel.pl "
    "dhlglobalmail.com dhlecommerce.com dhlecommerce.nl dhlecommerce.co.uk express.dhl deutschepost.de paket.de "
    # Royal Mail, Evri, Hermes, Yodel and other British and Irish ones
    "royalmail.com parcelforce.com evri.com myhermes.co.uk hermesworld.com myhermes.de hermes-europe.co.uk "
    "yodel.co.uk dpdlocal.co.uk collectplus.co.uk dxdelivery.com arrowxl.co.uk apc-overnight.com tuffnells.co.uk "
    "ukmail.com anpost.com anpost.ie fastway.ie "
    # DPD, GLS, TNT and other European groups
    "dpd.com dpd.de dpd.co.uk dpd.ie dpd.nl dpd.be dpd.fr dpd.ch dpd.at dpd.pl dpd.com.pl dpd.it dpd.es dpd.pt "
    "dpd.cz dpd.sk dpd.hu dpd.ro dpd.hr dpd.si dpd.ee dpd.lv dpd.lt dpd.lu dpdgroup.com gls-group.com gls-group.eu "
    "gls-pakete.de gls-info.nl gls-spain.es gls-spain.com gls-italy.com gls-france.com gls-poland.com "
    "gls-netherlands.com gls-belgium.com gls-us.com gls-canada.com tnt.com tnt.it tnt.fr asm-red.com dsv.com "
    "dbschenker.com geodis.com trans-o-flex.com kuehne-nagel.com dachser.com "
    # France, Spain, Portugal, Italy
    "laposte.fr colissimo.fr chronopost.fr chronopost.com mondialrelay.fr mondialrelay.com mondialrelay.be "
    "mondialrelay.es colisprive.com colisprive.fr relaiscolis.com correos.es correosexpress.com mrw.es nacex.es "
    "nacex.com seur.com zeleris.com tip-sa.com envialia.com ctt.pt cttexpress.com celeritastransporte.com brt.it "
    "bartolini.it poste.it posteitaliane.it sda.it nexive.it inpost.it inpost.es inpost.fr "
    # Benelux, Austria, Switzerland
    "postnl.nl postnl.be postnl.com bpost.be bpost.cloud bpostgroup.com trunkrs.nl post.at post.ch post.lu "
    # Poland, Scandinavia and the Baltic
    "inpost.pl inpost.eu inpost.co.uk poczta-polska.pl pocztex.pl orlenpaczka.pl postnord.com postnord.se "
    "postnord.dk postnord.no postnord.fi bring.com bring.se bring.no bring.dk bring.fi budbee.com instabox.io "
    "instabox.se instabee.com airmee.com earlybird.se citymail.se schenker.se posti.fi matkahuolto.fi "
    "gls-denmark.com omniva.ee omniva.lv omniva.lt "
    # Turkey, the Gulf, Egypt, South Africa
    "yurticikargo.com araskargo.com.tr mngkargo.com.tr suratkargo.com.tr kolaygelsin.com hepsijet.com ptt.gov.tr "
    "aramex.com aramex.com.au aramex.co.nz aramex.co.za smsaexpress.com spl.com.sa splonline.com.sa "
    "naqelexpress.com emiratespost.ae egyptpost.org bosta.co thecourierguy.co.za fastway.co.za postoffice.co.za "
    # Japan, India, Australia, Singapore, China, Brazil
    "kuronekoyamato.co.jp yamato-hd.co.jp sagawa-exp.co.jp japanpost.jp fukutsu.co.jp seino.co.jp ecohai.co.jp "
    "delhivery.com bluedart.com ekartlogistics.com ekartlogistics.in indiapost.gov.in dtdc.in dtdc.com "
    "xpressbees.com ecomexpress.in shadowfax.in auspost.com.au startrack.com.au sendle.com couriersplease.com.au "
    "fastway.com.au mytoll.com nzpost.co.nz singpost.com speedpost.com.sg ninjavan.co ems.com.cn 4px.com "
    "cainiao.com sf-express.com sf-international.com yuntrack.com yunexpress.com yw56.com.cn correios.com.br "
    "jadlog.com.br loggi.com totalexpress.com.br"
)

_AGGREGATORS = _names(
    "17track.net parcelsapp.com aftership.com parcel.app parcelmonitor.com trackingmore.com track24.net ship24.com "
    "packagetrackr.com postal.ninja paketda.de parcellab.com parcelperform.com narvar.com sendcloud.sc "
    "sendcloud.com easyship.com goshippo.com shiprocket.co shiprocket.in packlink.com malomo.com"
)

_SHORTENERS = _names(
    "bit.ly bitly.com bitly.ws j.mp t.co tinyurl.com tiny.cc goo.gl is.gd v.gd ow.ly cutt.ly rebrand.ly buff.ly "
    "t.ly rb.gy shorturl.at short.io shorte.st s.id soo.gd adf.ly bl.ink dlvr.it trib.al lnkd.in fb.me po.st "
    "snip.ly clk.im git.io t1p.de kurzelinks.de ux.nu x.gd urlr.me dub.sh dub.co pxl.to clck.ru u.to smarturl.it "
    "geni.us lnk.bio linktr.ee linkin.bio bio.link beacons.ai campsite.bio taplink.cc msha.ke shor.by mtr.bio "
    "ffm.to qrco.de qrs.ly me-qr.com q-r.to qr1.be scan.page flow.page flowcode.com qr-code-generator.com lin.ee "
    "page.link app.link onelink.me"
)

_CLICK_TRACKERS = _names(
    "amazon-adsystem.com awstrack.me sendgrid.net list-manage.com mandrillapp.com mailchi.mp hubspotlinks.com "
    "klclick.com klclick1.com klclick2.com klclick3.com klaviyomail.com doubleclick.net googleadservices.com "
    "exct.net mailgun.org mailgun.net sparkpostmail.com mjt.lu sendibt2.com sendibt3.com sendibm1.com sendibm3.com "
    "createsend.com createsend1.com cmail19.com cmail20.com rs6.net activehosted.com mlsend.com customeriomail.com "
    "linksynergy.com awin1.com anrdoezrs.net dpbolvw.net jdoqocy.com kqzyfj.com tkqlhce.com shareasale.com "
    "skimresources.com redirectingat.com viglink.com sjv.io pxf.io go2cloud.org prf.hn tradedoubler.com"
)

RESERVED = frozenset(("example", "test", "invalid"))
"""Top-level names kept free for samples: `lamp-store.example` is a domain, though nobody can own it."""

_LISTED = MARKETPLACES | _MEDIA | _OPAQUE | _OWNED | CARRIERS | _AGGREGATORS | _SHORTENERS | _CLICK_TRACKERS

FILE_ENDINGS = _names(
    "avi bat bmp cfg cmd conf css csv dmg doc docx eps exe gif gz heic htm html ini ipa jpeg jpg js json jsp jsx log "
    "mkv mpeg msi odt pdf php png ppt pptx psd rar rtf svg tar tif tiff ts tsx txt wav webp xhtml xls xlsx xml yaml yml"
)
"""Endings of file names that are no public suffix: `manual.pdf` must not cost the import of the list."""

_INVISIBLE = lazy("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
_DOTS = lazy("[\u3002\uff0e\uff61]")
_LAST = lazy(r"(?:[^\W\d_]|[\u0300-\u109f]){2,63}\Z|xn--[a-z0-9-]{2,59}\Z")
_IPV4 = lazy(r"(?:(?:0x[0-9a-f]{0,16}|\d{1,16})\.){0,3}(?:0x[0-9a-f]{0,16}|\d{1,16})\Z")
_LONGEST = 253


@lru_cache(maxsize=4096)
def normal(host: str) -> str:
    """The host as it is looked up: lower case, full-width letters plain, invisible characters and the last dot gone.

    Percent escapes are decoded, as browsers do. International names stay as written, in letters or as `xn--`.
    """
    if "%" in host:
        from urllib.parse import unquote

        host = unquote(host)
    if not host.isascii():
        import unicodedata

        host = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _DOTS.sub(".", host)))
    host = host.lower()
    return host.removesuffix(".")


def is_ip(host: str) -> bool:
    """Whether it is an address of four numbers or of one, in any base that browsers read, or a bracketed IPv6 one."""
    return host.startswith("[") or _IPV4.match(normal(host)) is not None


@lru_cache(maxsize=4096)
def _listed(host: str, names: frozenset[str]) -> str | None:
    """The name of the list that the host is or stands below."""
    host = normal(host)
    if len(host) > _LONGEST:
        return None
    while host not in names:
        _, dot, host = host.partition(".")
        if not dot:
            return None
    return host


@lru_cache(maxsize=1)
def _suffix_list() -> Callable[[str], str]:
    import tldextract

    # No network, no cache folder: the list that the library brings with it.
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    def look(host: str) -> str:
        found = extract.extract_str(host)
        return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""

    return look


@lru_cache(maxsize=4096)
def registrable(host: str) -> str | None:
    """The part of a host that somebody registered: `lamp.co.uk` of `www.lamp.co.uk`.

    None where no public suffix is known, for a suffix alone and for IP addresses. `example`, `test` and `invalid` count
    as suffixes.
    """
    host = normal(host)
    labels = host.split(".")
    last = labels[-1]
    if len(labels) < 2 or len(host) > _LONGEST or not all(0 < len(label) <= 63 for label in labels):
        return None
    if last in FILE_ENDINGS or not _LAST.match(last):
        return None
    if last in RESERVED:
        return ".".join(labels[-2:])
    return _listed(host, _LISTED) or _suffix_list()(host) or None


def _below_store(host: str) -> list[str] | None:
    """The labels before the store's domain; None for a host that is no store's."""
    store = _listed(host, MARKETPLACES)
    return None if store is None else normal(host)[: -len(store)].split(".")


def is_amazon(host: str) -> bool:
    """Whether a link to it is one to Amazon: a store or its image servers, but not Amazon Pay, AWS and the like."""
    below = _below_store(host)
    if below is None:
        return _listed(host, _MEDIA) is not None
    return not _NOT_THE_STORE & set(below)


def is_amazon_owned(host: str) -> bool:
    """Whether it is Amazon's in any way: the stores and all the rest, rented servers and short addresses included."""
    host = normal(host)
    return _listed(host, MARKETPLACES | _MEDIA | _OPAQUE | _OWNED) is not None or host.endswith((".amazon", ".aws"))


def is_amazon_owned_opaque(host: str) -> bool:
    """Amazon's own short addresses: they lead to Amazon, nobody sees where."""
    return _listed(host, _OPAQUE) is not None


def is_seller_central(host: str) -> bool:
    """Amazon's pages for sellers, which no buyer can open."""
    return bool({"sellercentral", "sellercentral-europe", "vendorcentral"} & set(_below_store(host) or ()))


def is_carrier(host: str) -> bool:
    """Whether it is a carrier's own site, of the carriers and countries that are known."""
    return _listed(host, CARRIERS) is not None


def is_aggregator(host: str) -> bool:
    """A site that shows parcels of many carriers and is none."""
    return _listed(host, _AGGREGATORS) is not None


def is_shortener(host: str) -> bool:
    """A host whose addresses hide where they lead: short links, link lists, QR code redirects."""
    return _listed(host, _SHORTENERS) is not None


def is_click_tracker(host: str) -> bool:
    """A host that counts clicks and sends on: mailing services, affiliate networks."""
    return _listed(host, _CLICK_TRACKERS) is not None


def is_within(host: str, name: str) -> bool:
    """Whether the host is that name or stands below it."""
    return bool(name) and _listed(host, frozenset((normal(name.strip()),))) is not None


def below_any(host: str, names: frozenset[str]) -> bool:
    """Whether the host is one of these names, each normal, or stands below one."""
    return _listed(host, names) is not None


# Letters that look like others; more than one character may stand for one.
_LOOKS = str.maketrans(
    "аɑαāăąäáàâãåạ@4" + "мʍ" + "οоօ0öóòôõøōọ" + "ᴢʐźżž2" + "ոհպηñńň",
    "a" * 15 + "mm" + "o" * 12 + "z" * 6 + "n" * 7,
)
_TWINS = (("rn", "m"), ("nn", "m"), ("vv", "w"))
_SERVICE = lazy(r"amazon(?!(?:e|en|es|s|as|a|ia|ian|ians|ica|ico|ic|ite|it|ie|ien|ki|ka)\Z)")
_SLIPS = _names(
    "amazn amzon amazom amazonn amazoon amaazon ammazon amazzon amaozn amazno anazon amazan amazen arnazon amacon "
    "amzaon aamzon amozon amazin amazion amasson"
)


def _shown(label: str) -> str:
    """The label as people see it."""
    if label.startswith("xn--"):
        try:
            return label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            return label
    return label


def looks_like_amazon(host: str) -> bool:
    """Whether a host that is not Amazon's wants to be taken for it.

    `amaz0n.de`, `аmazon.de` with a Cyrillic letter, `amazon.com.evil.example`, `amazon-support.com`. Words that only
    begin alike (`amazone`, `amazonas`) are left alone.
    """
    host = normal(host)
    rented = _listed(host, _RENTED)
    if rented is not None:
        host = host[: -len(rented) - 1]
    elif is_amazon_owned(host) or len(host) > _LONGEST:
        return False
    labels = [_shown(label) for label in host.split(".")]
    return any(label.replace("-", "") == "amazon" or any(map(_imitates, label.split("-"))) for label in labels)


def _imitates(word: str) -> bool:
    if _SERVICE.search(word) or word.startswith("amzn") or word in _SLIPS:
        return True
    seen = word.translate(_LOOKS)
    for pair, single in _TWINS:
        twin = seen.replace(pair, single)
        if twin != word and _SERVICE.search(twin):
            return True
    return seen != word and _SERVICE.search(seen) is not None


class Parts(NamedTuple):
    """A web address taken apart."""

    scheme: str
    """In lower case; empty where there is none or it is broken (`http//`)."""
    user: str
    """What stands before the `@` that comes before the host: meant for a name, used to deceive."""
    host: str
    """Normal; empty where there is none, or where a placeholder decides who it belongs to."""
    port: str
    path: str
    """Path, query and fragment as written, from the first `/`, `?` or `#`."""


_WEB = lazy(r"(?:(h(?:tt|xx)ps?|ftps?)[ \t]?:[ \t/\\]*)+", re.IGNORECASE)
_BROKEN = lazy(r"(?:https?|ftp);?//+", re.IGNORECASE)
_OTHER = lazy(r"([a-z][a-z0-9+\-]*):(?!\d+(?:[/?#]|\Z))", re.IGNORECASE)
_WHITE = lazy(r"[\t\n\r]+")
_END = lazy(r"[/\\?#]")
_PORT = lazy(r":(\d*|\ufffc)\Z")


def parts(url: str) -> Parts:
    """Take an address apart as browsers do: backslashes are slashes, `http:x` is `http://x`, `hxxp` is `http`.

    Placeholders must stand in it as `HOLE`. An address without a scheme is read as one that begins with its host,
    unless it begins with one slash, `?`, `#` or a dot. Other schemes (`mailto:`, `tel:`) have no host.
    """
    url = _WHITE.sub("", url.strip())
    web = _WEB.match(url)
    scheme = ""
    if web:
        scheme = web[1].lower().replace("xx", "tt")
        rest = url[web.end() :]
    elif broken := _BROKEN.match(url):
        rest = url[broken.end() :]
    elif other := _OTHER.match(url):
        return Parts(other[1].lower(), "", "", "", url[other.end() :])
    elif url.startswith(("//", "\\\\")):
        rest = url.lstrip("/\\")
    elif url.startswith(("/", "\\", "?", "#", ".")):
        return Parts("", "", "", "", url)
    else:
        rest = url
    return _authority(scheme, rest)


def _authority(scheme: str, rest: str) -> Parts:
    end = _END.search(rest)
    authority, path = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    user, _, place = authority.rpartition("@")
    port = _PORT.search(place)
    if port and (not place.startswith("[") or place[: port.start()].endswith("]")):
        return Parts(scheme, user, literal(place[: port.start()]), port[1], path)
    return Parts(scheme, user, literal(place), "", path)


def literal(host: str) -> str:
    """The host, or what of it belongs to a known domain when placeholders stand in it; else empty.

    `{{shop}}.lamp-store.example` is below `lamp-store.example` whatever the name is; `www.{{domain}}` can be anybody.
    """
    host = normal(host)
    if HOLE not in host:
        return host
    tail = host.rpartition(HOLE)[2]
    if not tail.startswith("."):
        tail = "." + tail.partition(".")[2]
    tail = tail[1:]
    return tail if registrable(tail) else ""
