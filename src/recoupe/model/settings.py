"""One frozen record of settings per stage; `run` alone fills them from outside."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.model.version import RELEASE_DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """What fetching may reach, and its bounds; local files are read without it."""

    allow_hosts: tuple[str, ...] = ()  # NAME or NAME:PORT that may be private, or on that port
    page_bytes: int = 16 * 2**20  # as sent and as unfolded; long feeds have 5 MB
    timeout_s: float = 30.0  # one request, from the look-up of the name to the last byte
    redirects: int = 5  # as many as RFC 9309 asks for
    pause_s: float = 1.0  # between two requests to one host; robots.txt may ask for more
    linked_pages: int = 100  # fetched for the entries of one feed


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherSettings:
    """Bounds of intake."""

    file_bytes: int = 32 * 2**20  # one file or archive member; the longest book is under 10 MB
    archive_bytes: int = 2**31  # all that one archive may unfold to
    archive_members: int = 100_000
    article_chars: int = 2_000_000  # body of one article
    page_timeout_s: float = 20.0  # to take the body out of one page
    languages: tuple[str, ...] = ("fr",)  # packs to read with; others are set aside
    fetch: FetchSettings = field(default_factory=FetchSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeSettings:
    """How words are read."""

    pipeline: str | None = None  # an installed spaCy pipeline to use instead of the pack's own
    as_of: str = RELEASE_DATE  # ISO 8601 day; no date is later


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSettings:
    """What counts as shared, and how much is compared."""

    min_chars: int = 40  # a shorter passage is half a line and says nothing
    pairs_per_article: int = 16  # compared with at most so many others that it chose itself
    frequent_texts: int = 32  # words that stand in more texts are a phrase of the trade


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderSettings:
    """How a dossier is written."""

    ui_language: str = "fr"  # BCP 47: fr or en


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """What the desk lets people do, and its bounds."""

    ui_language: str | None = None  # BCP 47; None: as the reader's browser asks
    address: str | None = None  # what readers type, when a proxy stands before the desk
    fetches: bool = True  # whether addresses that editors name are fetched
    upload_bytes: int = 64 * 2**20  # one upload, all its files together
    paste_chars: int = 500_000  # one article that is pasted; the longest reports have 200,000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a whole run."""

    gather: GatherSettings = field(default_factory=GatherSettings)
    analyze: AnalyzeSettings = field(default_factory=AnalyzeSettings)
    trace: TraceSettings = field(default_factory=TraceSettings)
    render: RenderSettings = field(default_factory=RenderSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    outlets: str | None = None  # path of a TSV: outlet, owner
    as_of: str | None = None  # None: the newest date in the input's metadata
    workers: int = 0  # processes; 0: as many as there are cores
    pool_from: int = 24  # articles below which one process is faster than a pool
