"""Hosts: what was registered, and to whom it belongs."""

from __future__ import annotations

import subprocess
import sys

import pytest
import tldextract
from hypothesis import given
from hypothesis import strategies as st

from checker import hosts

EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
LISTS = {
    name: getattr(hosts, name)
    for name in ("MARKETPLACES", "CARRIERS", "_MEDIA", "_OPAQUE", "_OWNED", "_AGGREGATORS", "_SHORTENERS")
}


def test_registrable_agrees_with_the_public_suffix_list() -> None:
    for suffix in EXTRACT.tlds:
        for host in (suffix, f"lamp.{suffix}", f"www.lamp.{suffix}"):
            found = EXTRACT(host)
            expected = f"{found.domain}.{found.suffix}" if found.domain and found.suffix else None
            assert hosts.registrable(host) == expected, host


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_registrable_domains(name: str) -> None:
    for domain in LISTS[name] - {"amazon.com.be"}:
        assert EXTRACT(domain).top_domain_under_public_suffix == domain


def test_lists_do_not_overlap() -> None:
    names = [domain for name in LISTS for domain in LISTS[name]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.lamp.co.uk", "lamp.co.uk"),
        ("WWW.Lamp.DE.", "lamp.de"),
        ("ｗｗｗ．ｌａｍｐ．ｄｅ", "lamp.de"),
        ("www。lamp。jp", "lamp.jp"),
        ("la\u200bmp.de", "lamp.de"),
        ("lamp%2Ede", "lamp.de"),
        ("www.bücher.de", "bücher.de"),
        ("xn--bcher-kva.de", "xn--bcher-kva.de"),
        ("президент.рф", "президент.рф"),
        ("a.lamp-store.example", "lamp-store.example"),
        ("www.amazon.com.be", "amazon.com.be"),
        ("mydhl.express.dhl", "express.dhl"),
        ("co.uk", None),
        ("com", None),
        ("", None),
        ("manual.pdf", None),
        ("e.g", None),
        ("lamp.nosuchname", None),
        ("192.168.1.1", None),
        ("[::1]", None),
        ("localhost", None),
        ("lamp..de", None),
        (".".join("a" * 200) + ".de", None),
        ("a" * 64 + ".de", None),
    ],
)
def test_registrable(host: str, expected: str | None) -> None:
    assert hosts.registrable(host) == expected


def test_innocent_names_do_not_load_the_suffix_list() -> None:
    names = "manual.pdf e.g z.B St.5 www.amazon.de a.track.amazon.co.uk tools.usps.com bit.ly lamp.example 1.2.3.4 x"
    code = f"""
import sys
from checker import hosts
for name in {names.split()!r}:
    hosts.registrable(name), hosts.is_amazon(name), hosts.is_carrier(name), hosts.looks_like_amazon(name)
    hosts.is_shortener(name), hosts.parts("https://" + name + "/x")
assert "tldextract" not in sys.modules
hosts.registrable("lamp.de")
assert "tldextract" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


AMAZON = {
    "amazon.de": True,
    "www.amazon.co.uk": True,
    "smile.amazon.com": True,
    "track.amazon.it": True,
    "WWW.AMAZON.COM.TR": True,
    "amazon.com.be": True,
    "ａｍａｚｏｎ．ｄｅ": True,
    "sellercentral.amazon.de": True,
    "m.media-amazon.com": True,
    "images-na.ssl-images-amazon.com": True,
    "pay.amazon.de": False,
    "console.aws.amazon.com": False,
    "advertising.amazon.com": False,
    "developer.amazon.com": False,
    "amazon.com.evil.example": False,
    "evil-amazon.de": False,
    "amazon.de.com": False,
    "amazonaws.com": False,
    "a.co": False,
    "primevideo.com": False,
    "amazon": False,
    "": False,
}


@pytest.mark.parametrize(("host", "expected"), AMAZON.items())
def test_amazon(host: str, expected: bool) -> None:
    assert hosts.is_amazon(host) is expected


@pytest.mark.parametrize(
    ("host", "kinds"),
    [
        ("www.ups.com", {"is_carrier"}),
        ("nolp.dhl.de", {"is_carrier"}),
        ("mydhl.express.dhl", {"is_carrier"}),
        ("trackings.post.japanpost.jp", {"is_carrier"}),
        ("track.bpost.cloud", {"is_carrier"}),
        ("ups.com.evil.example", set()),
        ("my-ups.com", set()),
        ("dhl.example", set()),
        ("www.17track.net", {"is_aggregator"}),
        ("bit.ly", {"is_shortener"}),
        ("rabbit.ly", set()),
        ("u1.ct.sendgrid.net", {"is_click_tracker"}),
        ("amazon-adsystem.com", {"is_click_tracker", "is_amazon_owned"}),
        ("amzn.to", {"is_amazon_owned", "is_amazon_owned_opaque"}),
        ("sellercentral.amazon.de", {"is_amazon", "is_amazon_owned", "is_seller_central"}),
        ("sellercentral-europe.amazon.com", {"is_amazon", "is_amazon_owned", "is_seller_central"}),
        ("s3.amazonaws.com", {"is_amazon_owned"}),
        ("audible.de", {"is_amazon_owned"}),
        ("sellercentral.evil.example", set()),
        ("127.0.0.1", {"is_ip"}),
        ("2130706433", {"is_ip"}),
        ("0x7f.1", {"is_ip"}),
        ("[::1]", {"is_ip"}),
        ("1.2.3.4.de", set()),
    ],
)
def test_kinds(host: str, kinds: set[str]) -> None:
    tests = [name for name in vars(hosts) if name.startswith("is_") and name != "is_within"]
    assert {name for name in tests if getattr(hosts, name)(host)} == kinds


@pytest.mark.parametrize(
    "host",
    [
        "amaz0n.de",
        "аmazon.de",
        "amаzon.de",
        "amazοn.com",
        "xn--mazon-3ve.de",
        "amazon.com.evil.example",
        "amazon-support.com",
        "my-amazon.de",
        "myamazonhelp.net",
        "arnazon.de",
        "amazom.de",
        "amzn-orders.com",
        "ama-zon.de",
        "AMAZON.DE.LAMP.EXAMPLE",
        "amazon-refund.s3.amazonaws.com",
        "àmazon.fr",
    ],
)
def test_looks_like_amazon(host: str) -> None:
    assert hosts.looks_like_amazon(host)
    assert not hosts.is_amazon(host)


@pytest.mark.parametrize(
    "host",
    [
        *[
            "www.amazon.de",
            "a.co",
            "amzn.to",
            "s3.amazonaws.com",
            "imdb.com",
            "amazonpay.com",
            "amazone.de",
            "amazonas-reisen.de",
        ],
        *["amazonia.org", "lamp-store.example", "panamazone.example", "xn--.de", "xn--zzzzzzzz99.de"],
        "",
        "a" * 300,
    ],
)
def test_does_not_look_like_amazon(host: str) -> None:
    assert not hosts.looks_like_amazon(host)


def test_every_store_is_amazon_with_every_front() -> None:
    for store in hosts.MARKETPLACES:
        for host in (store, f"www.{store}", f"track.{store}.", store.upper()):
            assert hosts.is_amazon(host)
            assert hosts.is_amazon_owned(host)
            assert not hosts.looks_like_amazon(host)
            assert not hosts.is_amazon(f"{host.rstrip('.')}.evil.example")
            assert hosts.looks_like_amazon(f"{host.rstrip('.')}.evil.example")


@pytest.mark.parametrize(
    ("host", "name", "expected"),
    [
        ("a.lamp.example", "lamp.example", True),
        ("lamp.example", "Lamp.Example", True),
        ("lamp.example", "a.lamp.example", False),
        ("mylamp.example", "lamp.example", False),
        ("lamp.example", "", False),
    ],
)
def test_within(host: str, name: str, expected: bool) -> None:
    assert hosts.is_within(host, name) is expected


@pytest.mark.parametrize(
    ("url", "scheme", "user", "host", "port", "path"),
    [
        ("https://lamp.example/a?b#c", "https", "", "lamp.example", "", "/a?b#c"),
        (" HTTP://Lamp.Example:80?x ", "http", "", "lamp.example", "80", "?x"),
        ("https://amazon.de@evil.example/", "https", "amazon.de", "evil.example", "", "/"),
        ("https://amazon.de:x@y@evil.example", "https", "amazon.de:x@y", "evil.example", "", ""),
        ("https://evil.example/@amazon.de", "https", "", "evil.example", "", "/@amazon.de"),
        ("http:\\\\lamp.example\\a", "http", "", "lamp.example", "", "\\a"),
        ("http:/lamp.example", "http", "", "lamp.example", "", ""),
        ("ht\ntps://lamp.example", "https", "", "lamp.example", "", ""),
        ("hxxps://lamp.example", "https", "", "lamp.example", "", ""),
        ("https://https://lamp.example", "https", "", "lamp.example", "", ""),
        ("http//lamp.example", "", "", "lamp.example", "", ""),
        ("//lamp.example/a", "", "", "lamp.example", "", "/a"),
        ("lamp.example:8080/a", "", "", "lamp.example", "8080", "/a"),
        ("localhost:8000", "", "", "localhost", "8000", ""),
        ("https://[::1]:80/a", "https", "", "[::1]", "80", "/a"),
        ("https://[::1]", "https", "", "[::1]", "", ""),
        ("mailto:a@b.example", "mailto", "", "", "", "a@b.example"),
        ("tel:+441632960961", "tel", "", "", "", "+441632960961"),
        ("/a/b", "", "", "", "", "/a/b"),
        ("#top", "", "", "", "", "#top"),
        ("?a=b", "", "", "", "", "?a=b"),
        ("", "", "", "", "", ""),
        ("https://\ufffc/a", "https", "", "", "", "/a"),
        ("https://\ufffc.lamp.example/a", "https", "", "lamp.example", "", "/a"),
        ("https://x\ufffc.lamp.example", "https", "", "lamp.example", "", ""),
        ("https://lamp.\ufffc/a", "https", "", "", "", "/a"),
        ("https://\ufffc.example/a", "https", "", "", "", "/a"),
        ("https://lamp.example:\ufffc/a", "https", "", "lamp.example", "\ufffc", "/a"),
    ],
)
def test_parts(url: str, scheme: str, user: str, host: str, port: str, path: str) -> None:
    assert hosts.parts(url) == hosts.Parts(scheme, user, host, port, path)


@given(st.text(alphabet="htps:/\\@.[]#?%aA1-_\u200b。ａ\ufffc ", max_size=60))
def test_anything_can_be_asked(text: str) -> None:
    host = hosts.parts(text).host
    assert host == host.lower()
    assert hosts.HOLE not in host
    for name, ask in vars(hosts).items():
        if name.startswith("is_") and name != "is_within":
            assert isinstance(ask(host), bool)
    assert not (hosts.is_amazon(host) and hosts.looks_like_amazon(host))
    domain = hosts.registrable(host)
    assert domain is None or ("." + hosts.normal(host)).endswith("." + domain)
