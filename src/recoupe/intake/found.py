"""What readers take and give: bytes that were found, and drafts of articles.

A reader is the plug-in point of intake: a function from one `Found` to the
drafts, the further bytes or the rejections that it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

from recoupe.model import Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from recoupe.model import Furniture, GatherSettings, Published, Reason

    #: What lies at an address, or why it was not fetched; nothing when it was asked before.
    Linked = Callable[[str], Iterator["Found | Rejection"]]

#: The stage's verb, as it stands in every rejection.
STAGE = "gather"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Bytes that may hold articles: a file, a member of an archive, a response."""

    path: str  # relative to the argument: "a.zip!b.txt"
    suffix: str  # the format, as a file name would end: ".warc.gz"
    open: Callable[[], BinaryIO]  # seekable, from the start
    depth: int = 0  # archives it lies in
    url: str | None = None
    charset: str | None = None  # as the HTTP header said
    captured: str | None = None  # ISO 8601 day on which an archive took it
    linked: Linked | None = None  # the way to pages it links to; None where nothing is fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text of an article as a reader took it out, before it is judged."""

    path: str
    sha256: str  # of the bytes as found
    text: str
    clean: bool = False  # a body without furniture, to be kept character for character
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None  # BCP 47, trusted
    published: Published | None = None
    furniture: tuple[Furniture, ...] = ()  # what the reader itself set apart
    beside: tuple[str, ...] = ()  # lines of the page next to the body: they may sign or date it
    captured: str | None = None  # ISO 8601 day: the article is not later


class Reader(Protocol):
    """A function that reads one format."""

    def __call__(
        self, found: Found, settings: GatherSettings
    ) -> Iterator[Draft | Found | Rejection]:
        """The drafts, further bytes and rejections that `found` holds, in its own order."""
        ...


def rejected(path: str, reason: Reason) -> Rejection:
    """The rejection by this stage of what lies at `path`."""
    return Rejection(path=path, stage=STAGE, reason=reason)
