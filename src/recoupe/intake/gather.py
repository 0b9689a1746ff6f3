"""Gather articles from files, folders, patterns, archives, a stream and addresses.

Everything found becomes an article or a rejection, in the order of the
paths, whatever the order of the arguments. What fetches is imported only
when an address is named.
"""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from recoupe.errors import IntakeError
from recoupe.intake import reasons
from recoupe.intake.assemble import article_of
from recoupe.intake.formats import SNIFF_BYTES, known_formats, reader_of, sniffed
from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.listing import named
from recoupe.intake.sources import sources
from recoupe.lang import load_pack
from recoupe.model import Rejection

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from recoupe.intake.wire import Network
    from recoupe.lang import Pack
    from recoupe.model import Article, GatherSettings

#: The argument that stands for the stream.
STREAM = "-"
_CHUNK_BYTES = 2**20
#: What readers raise on bytes that are not what they say; anything else is our own mistake.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def gather(
    paths: Sequence[str],
    settings: GatherSettings,
    *,
    stdin: BinaryIO | None = None,
    network: Network | None = None,
    own_ids: bool = True,
) -> Generator[Article | Rejection, None, None]:
    """The articles under the paths, and what was set aside, in the order of their paths.

    `stdin` is what the path `-` stands for; `network` is what addresses are
    fetched through, the system's own when it is None. Two articles of one id
    cannot both stand: the first by path keeps it, the others have a hash of
    their path added, so ids do not depend on the order of the arguments. Without
    `own_ids` they keep the one id, for who tells them apart among more articles.

    Raises: IntakeError when there is nothing to read; SettingsError when a
    host that is allowed is none.
    """
    packs = tuple(load_pack(tag) for tag in settings.languages)
    told = named([p for p in paths if p != STREAM], limit_bytes=settings.file_bytes)
    found, missing = sources(told.paths)
    fetched, refused = _fetched(told.addresses, settings, network=network)
    problems = sorted((*told.problems, *missing, *refused), key=lambda r: r.path)
    stream = stdin if STREAM in paths else None
    if not found and stream is None and fetched is None:
        raise _nothing_to_read(paths, problems)

    def each() -> Generator[Article | Rejection, None, None]:
        yield from problems
        if stream is not None:
            with _stream(stream, settings) as source:
                yield from _articles(source, packs=packs, settings=settings)
        for item in chain(found, fetched or ()):
            if isinstance(item, Rejection):
                yield item
            else:
                yield from _articles(item, packs=packs, settings=settings)

    return _with_own_ids(each()) if own_ids else each()


def _fetched(
    addresses: Sequence[str], settings: GatherSettings, *, network: Network | None
) -> tuple[Iterator[Found | Rejection] | None, Sequence[Rejection]]:
    """What lies at the addresses, fetched as it is asked for, and those that never will be."""
    if not addresses:
        return None, ()
    from recoupe.intake.fetch import Fetcher

    fetcher = Fetcher(settings.fetch, network)
    refused = fetcher.refusals(addresses)
    left = [address for address in addresses if address not in refused]
    return (fetcher.found(left) if left else None), tuple(refused.values())


def _articles(
    source: Found, *, packs: tuple[Pack, ...], settings: GatherSettings
) -> Iterator[Article | Rejection]:
    """What lies in one source, archives opened."""
    for item in drafts_in(source, settings):
        if isinstance(item, Rejection):
            yield item
        else:
            yield article_of(item, packs=packs, settings=settings)


def drafts_in(found: Found, settings: GatherSettings) -> Iterator[Draft | Rejection]:
    """The drafts in one source; whatever breaks its reader is a rejection of the source."""
    try:
        for item in reader_of(found.suffix)(found, settings):
            if isinstance(item, Found):
                yield from drafts_in(item, settings)
            else:
                yield item
    except _BROKEN as error:
        why = f"{type(error).__name__}: {error}"[:160]
        yield rejected(found.path, reasons.unreadable(why))


@contextmanager
def _stream(stdin: BinaryIO, settings: GatherSettings) -> Iterator[Found]:
    """What comes through the stream, laid down within bounds so that it can be read twice."""
    with tempfile.TemporaryFile() as kept:
        left = settings.archive_bytes
        while left > 0 and (chunk := stdin.read(min(left, _CHUNK_BYTES))):
            kept.write(chunk)
            left -= len(chunk)
        kept.seek(0)
        head = kept.read(SNIFF_BYTES)

        def opened() -> BinaryIO:
            stream = os.fdopen(os.dup(kept.fileno()), "rb")
            stream.seek(0)
            return stream

        yield Found(path=STREAM, suffix=sniffed(head), open=opened)


def _with_own_ids(
    items: Iterator[Article | Rejection],
) -> Generator[Article | Rejection, None, None]:
    """The items, no two articles with one id."""
    taken: set[str] = set()
    for item in items:
        if isinstance(item, Rejection):
            yield item
            continue
        name, count = item.id, 1
        while name in taken:
            mark = hashlib.sha256(f"{item.path}\x1f{count}".encode()).hexdigest()[:8]
            name, count = f"{item.id}-{mark}", count + 1
        taken.add(name)
        yield item if name == item.id else replace(item, id=name)


def _nothing_to_read(paths: Sequence[str], problems: Sequence[Rejection]) -> IntakeError:
    """The error that says where nothing was found."""
    formats = " ".join(known_formats())
    if not problems:
        return IntakeError(
            "nothing to read: no path was given; "
            f"name files, folders or archives ({formats}), an address, or “-” for standard input",
            paths=tuple(paths),
        )
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return IntakeError(
        f"{first.path}: {first.reason.en.rstrip('.')}{more}; "
        f"name files, folders or archives that hold articles ({formats})",
        paths=tuple(paths),
        path=first.path,
    )
