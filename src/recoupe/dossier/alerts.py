"""What is new as a feed of our own, for any reader of feeds.

Source: RFC 4287 (Atom). Ids are UUIDs made from the ids of the news, so that
a reader knows what it has seen whatever the feed still holds.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID
from xml.etree import ElementTree

from recoupe.dossier.news import news_line
from recoupe.dossier.words import load_words
from recoupe.model import RELEASE_DATE, VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.dossier.words import Words
    from recoupe.model import News

_ATOM = "http://www.w3.org/2005/Atom"
#: What XML 1.0 cannot hold, escaped or not.
_ODD = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_alerts(news: Sequence[News], *, of: str, ui_language: str) -> str:
    """The Atom feed of news, in the order given; `of` names what they are news of."""
    words = load_words(ui_language)
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": words.language})
    _put(feed, "id", text=_uuid("feed", of))
    _put(feed, "title", text=words.say("alerts"))
    newest = max((one.at for one in news), default=f"{RELEASE_DATE}T00:00:00+00:00")
    _put(feed, "updated", text=newest)
    _put(_put(feed, "author"), "name", text="Recoupe")
    _put(feed, "generator", text="Recoupe", version=VERSION)
    for one in news:
        _entry(feed, one, words=words)
    ElementTree.indent(feed)
    written = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'


def _entry(feed: ElementTree.Element, one: News, *, words: Words) -> None:
    """One piece of news."""
    entry = _put(feed, "entry")
    _put(entry, "id", text=_uuid("news", one.id))
    _put(entry, "title", text=news_line(one, words))
    _put(entry, "updated", text=one.at)
    _put(entry, "category", term=one.kind.value)
    place = one.place
    if (place.url or "").startswith(("http://", "https://")):
        _put(entry, "link", rel="alternate", href=place.url or "")
    where = words.join(part for part in (place.outlet, place.title) if part)
    said = words.say("as_source", source=place.words)
    _put(entry, "content", text="\n".join(part for part in (one.story, said, where) if part))


def _put(
    into: ElementTree.Element, name: str, *, text: str = "", **attributes: str
) -> ElementTree.Element:
    """A new element at the end of another, with nothing in it that XML cannot hold."""
    clean = {key: _ODD.sub("\ufffd", value) for key, value in attributes.items()}
    element = ElementTree.SubElement(into, f"{{{_ATOM}}}{name}", clean)
    element.text = _ODD.sub("\ufffd", text) or None
    return element


def _uuid(*parts: str) -> str:
    """A name that is the same for the same parts."""
    made = sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()
    return UUID(bytes=made[:16], version=5).urn
