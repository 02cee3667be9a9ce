"""Finds messengers, social networks and codes to scan: "on WhatsApp", "follow us on Instagram", "scan the QR code".

The talk with a buyer stays in Amazon's messages, where Amazon can read it. A messenger, a profile or a code leads out
of them, and nobody sees where a code leads until it is scanned. Links to messengers and networks count in any case.

A code on the carrier's label or for the return is fine, and so are words that only look alike: a signal cable, an app
that shows messages of WhatsApp.

Ask the buyer to reply to the message, and attach the picture, the film's steps or the manual.
"""

from __future__ import annotations

from checker import hosts
from checker.addresses import web_addresses
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_NETWORKS = (
    "bsky.app discord.com discord.gg douyin.com facebook.com fb.com fb.me instagram.com instagr.am kakao.com "
    "line.me lin.ee linkedin.com m.me messenger.com pinterest.com pinterest.de pinterest.co.uk pinterest.fr "
    "pinterest.es pinterest.it pin.it reddit.com signal.me skype.com snapchat.com t.me telegram.me telegram.org "
    "threads.com threads.net tiktok.com tumblr.com twitter.com viber.com vk.com wa.me wechat.com weibo.com "
    "weixin.qq.com whatsapp.com x.com xiaohongshu.com youtu.be youtube.com zalo.me"
)
_HOSTS = frozenset(_NETWORKS.split())
_FILMS = ("youtu.be/", "youtube.com/watch", "youtube.com/embed", "youtube.com/shorts", "youtube-nocookie.com/")
"""A film is an external link, not a way to talk with the seller."""
_NAMED = (
    r"(?:instagram|insta|ig|facebook|fb|tik ?tok|twitter|x|pinterest|youtube|threads|snapchat|telegram|wechat|line|"
    r"linkedin|whatsapp|discord|viber)"
)
_HANDLE = lazy(
    rf"(?i)\b{_NAMED}\b[^\w\n@]{{0,6}}@[a-z0-9_][\w.]{{1,40}}\w"
    rf"|\b(?:on|in|en|em|su|sur|auf|bei|op|på|via|na) {_NAMED} (?:[^\W\d_]{{2,7}} )?@[a-z_][\w.]{{1,40}}\w"
    rf"|(?<![\w.])@[a-z0-9_][\w.]{{1,40}}\w[ ,(]{{1,3}}(?:on|at) {_NAMED}\b"
)
"""A name in a network: "Instagram: @lampstore", "@lampstore on TikTok"."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    said: list[tuple[int, int]] = []
    for found in given.found("social-contact", prose):
        said.append((found.start, found.end))
        text = prose[found.start : found.end]
        yield Hit(text, f'"{" ".join(text.value.split())}" leads away from Amazon\'s messages. {found.why}')
    for match in _HANDLE.finditer(prose.value):
        if not any(start < match.end() and match.start() < end for start, end in said):
            yield Hit(prose[match.start() : match.end()], f"{match[0]} names a messenger or a social network")
    for address in web_addresses(message):
        host = hosts.normal(address.host) if address.host else ""
        if any(film in address.place.value for film in _FILMS):
            continue
        if any(host == name or host.endswith("." + name) for name in _HOSTS):
            yield Hit(address.place, f"{host} is a messenger or a social network")


RULE = Rule(
    id="social-contact",
    title="Messenger, social network or code to scan",
    clause="C03",
    help="Leave it out and ask for a reply to the message.",
    check=check,
    needs=("phrases", "web", "mail"),
)
