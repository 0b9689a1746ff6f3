"""Go to addresses again and again: what whoever watches needs of intake.

What a host said of its last answer goes with the next question, so that an
unchanged page costs one line. As in `gather`, the code that fetches is
imported when it is first needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.intake.fetch import Fetcher
    from recoupe.intake.found import Found
    from recoupe.intake.wire import Network
    from recoupe.model import FetchSettings, Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a host said of its last answer, to be told back: whether anything is newer."""

    url: str  # where redirects ended
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of going to an address once more; neither of the first two: nothing is newer."""

    found: Found | None = None
    rejection: Rejection | None = None
    validators: Validators | None = None
    wait_s: float | None = None  # the host asks to be left alone so long


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article."""

    name: str  # what it is known by: where it leads, or a name of its own
    mark: str  # another when the feed says anything else of it
    title: str | None = None
    byline: str | None = None
    published: str | None = None  # as the feed writes it
    outlet: str | None = None
    html: str | None = None  # the whole text, when the entry carries it
    leads: bool = True  # whether the name is an address


def fetcher(settings: FetchSettings, network: Network | None = None) -> Fetcher:
    """One that goes to addresses, politely; the system's own network when none is given."""
    from recoupe.intake.fetch import Fetcher

    return Fetcher(settings, network)


def watchlist(
    names: Sequence[str], settings: FetchSettings
) -> tuple[tuple[str, ...], tuple[Rejection, ...]]:
    """The addresses that the names stand for, each once, and what cannot be watched.

    A name is an address, a text file of addresses or an OPML file.
    """
    from recoupe.intake.watchlist import listed_in

    return listed_in(names, settings)


def posted(
    address: str, body: bytes, *, settings: FetchSettings, network: Network | None = None
) -> Visit:
    """What came of sending JSON to an address; no rejection: it was taken."""
    from recoupe.intake.post import sent_to

    return sent_to(address, body, settings=settings, network=network)
