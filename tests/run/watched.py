"""A site of our own to watch: feeds, pages that change, hosts that ask to be left alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from recoupe.model import FetchSettings, GatherSettings
from recoupe.run import Round, World, watch
from recoupe.store import opened
from tests.intake.webserver import answer, once
from tests.store.invented import ONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from recoupe.model import Settings
    from tests.intake.webserver import Site

STARTED = "2031-03-04T10:00:00+00:00"
XML = "application/xml"
TOLL = (
    "Le quai de Morvanche s’est effondré mardi matin, vers six heures, devant la criée. "
    "« Nous avions alerté la région », a déclaré la maire Jeanne Aubrac. "
    "Au moins {n} personnes ont été blessées, selon la préfecture."
)


@dataclass
class Clock:
    """A time that moves when it is told to."""

    at: str = STARTED

    def __call__(self) -> str:
        return self.at

    def later(self, **by: float) -> None:
        self.at = (datetime.fromisoformat(self.at) + timedelta(**by)).isoformat()


@dataclass
class Watcher:
    """Someone who goes round a site for a store."""

    web: Site
    name: str  # of the store
    clock: Clock = field(default_factory=Clock)

    def settings(self, **bounds: object) -> Settings:
        given: dict[str, object] = {
            "allow_hosts": (f"localhost:{self.web.port}", f"127.0.0.1:{self.web.port}"),
            "pause_s": 0.0,
            "timeout_s": 5.0,
            **bounds,
        }
        fetch = FetchSettings(**given)  # type: ignore[arg-type]
        return replace(ONE, gather=GatherSettings(fetch=fetch))

    def round(self, *names: str, **bounds: object) -> Round:
        """What comes of going round once."""
        with opened(self.name, create=True) as store:
            world = World(clock=self.clock, wait_s=5)
            return watch(store, names, settings=self.settings(**bounds), world=world)


def told(title: str, *, n: str = "trois") -> bytes:
    """A page that tells of a collapse."""
    return (
        f'<!doctype html><html lang="fr"><head><title>{escape(title)}</title>'
        '<meta property="article:published_time" content="2031-03-04"></head><body><article>'
        f"<h1>{escape(title)}</h1>"
        + "".join(f"<p>{s}.</p>" for s in TOLL.format(n=n).rstrip(".").split(". "))
        + "</article></body></html>"
    ).encode()


def item(link: str, *, title: str = "Le quai s’effondre", body: str = "", mark: str = "") -> str:
    """An entry of an RSS feed: a summary, and the whole text when `body` is given."""
    whole = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<description>En bref.{mark}</description>{whole}"
        "<pubDate>Tue, 04 Mar 2031 08:00:00 +0100</pubDate></item>"
    )


def feed(*items: str) -> bytes:
    """An RSS feed."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>La Vigie</title>{''.join(items)}</channel></rss>"
    ).encode()


def fixed(
    body: bytes, *, kind: str = "text/html; charset=utf-8", **more: str
) -> Callable[[], Iterable[bytes]]:
    """The answer of a path that always has this body."""
    return once(answer(body, Content_Type=kind, **more))


def conditional(
    web: Site, body: Callable[[], bytes], *, kind: str = XML
) -> Callable[[], Iterable[bytes]]:
    """The answer of a path that says 304 to who knows its latest body."""

    def reply() -> Iterable[bytes]:
        data = body()
        etag = f'"{len(data)}-{hash(data)}"'
        if f"If-None-Match: {etag}\r\n" in web.seen[-1]:
            return (answer(status="304 Not Modified", ETag=etag, Content_Length=None),)
        return (answer(data, Content_Type=kind, ETag=etag),)

    return reply
