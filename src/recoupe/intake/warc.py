"""Read web archives, and say what a damaged one has lost.

FastWARC, like its peers, returns a cut-off record without an error and stops
at the first damaged member of a compressed archive. So every length is
compared with what the record declares, and a compressed archive is walked
member by member: after damage the next member is looked for.

Source: ISO 28500 (WARC 1.1); RFC 1952 for the members of a gzip file.
"""

from __future__ import annotations

import io
import tempfile
import zlib
from collections import Counter
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from recoupe.intake import reasons
from recoupe.intake.formats import reader_of
from recoupe.intake.found import Draft, Found, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.model import GatherSettings, Rejection

_GZIP_SIGN = b"\x1f\x8b\x08"
_CHUNK_BYTES = 2**16
#: Media type → the suffix whose reader takes it.
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
_OK = 200


class _Tally:
    """What one archive has given and lost; lives as long as its reading."""

    def __init__(self) -> None:
        self.records = 0
        self.read_bytes = 0
        self.lost = 0
        self.is_cut = False  # the record at hand was cut off, and said to be so
        self.others: Counter[str] = Counter()


def read_warc(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The pages of a web archive, in the archive's order, and what it has lost."""
    tally = _Tally()
    with found.open() as stream:
        zipped = stream.read(len(_GZIP_SIGN)) == _GZIP_SIGN
        stream.seek(0)
        for part in _gzip_members(stream, tally, settings=settings) if zipped else (stream,):
            yield from _records(part, found, settings=settings, tally=tally)
            if tally.read_bytes > settings.archive_bytes:
                yield rejected(found.path, reasons.archive_full(settings.archive_bytes))
                break
            if tally.records > settings.archive_members:
                yield rejected(found.path, reasons.too_many_members(settings.archive_members))
                break
    if tally.lost:
        yield rejected(found.path, reasons.lost_members(tally.lost))
    if tally.others:
        kinds = tuple(f"{kind} ({n})" for kind, n in sorted(tally.others.items()))
        yield rejected(found.path, reasons.other_records(sum(tally.others.values()), kinds))
    if not tally.records and not tally.lost:
        yield rejected(found.path, reasons.damaged("WARC", "no record"))


def _gzip_members(
    stream: BinaryIO, tally: _Tally, *, settings: GatherSettings
) -> Iterator[BinaryIO]:
    """Each member that begins where one can begin, unfolded; after damage, the next one."""
    start = 0
    while (start := _next_sign(stream, start)) >= 0:
        with tempfile.SpooledTemporaryFile(max_size=settings.file_bytes) as unfolded:
            room = settings.archive_bytes - tally.read_bytes
            end = _unfold(stream, start, into=unfolded, room=room)
            unfolded.seek(0)
            tally.is_cut = False
            yield cast("BinaryIO", unfolded)
        if end is None:
            tally.lost += not tally.is_cut
        start = start + len(_GZIP_SIGN) if end is None else end


def _unfold(stream: BinaryIO, start: int, *, into: IO[bytes], room: int) -> int | None:
    """Where the member at `start` ends, its bytes unfolded; None when it is damaged.

    No more than `room` bytes are unfolded; the rest counts as damage.
    """
    stream.seek(start)
    unfold = zlib.decompressobj(wbits=31)
    while not unfold.eof:
        chunk = unfold.unconsumed_tail or stream.read(_CHUNK_BYTES)
        try:
            data = unfold.decompress(chunk, _CHUNK_BYTES)
        except zlib.error:
            return None
        if not (chunk or data) or len(data) > room:
            return None
        into.write(data)
        room -= len(data)
    return stream.tell() - len(unfold.unused_data)


def _next_sign(stream: BinaryIO, start: int) -> int:
    """Where the next member begins, from `start` on; -1 when none does."""
    stream.seek(start)
    kept = b""
    while chunk := stream.read(_CHUNK_BYTES):
        window = kept + chunk
        found = window.find(_GZIP_SIGN)
        if found >= 0:
            return start + found
        kept = window[-2:]
        start += len(window) - len(kept)
    return -1


def _records(
    stream: BinaryIO, found: Found, *, settings: GatherSettings, tally: _Tally
) -> Iterator[Draft | Found | Rejection]:
    """The pages among the records of one stretch of an archive."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    records = iter(ArchiveIterator(stream, record_types=wanted, parse_http=False))
    while True:
        try:
            record = next(records, None)
        except (OSError, ValueError, RuntimeError, EOFError):
            tally.lost += 1
            return
        if record is None:
            return
        tally.records += 1
        yield from _page_of(record, found, settings=settings, tally=tally)


def _page_of(
    record: Any, found: Found, *, settings: GatherSettings, tally: _Tally
) -> Iterator[Draft | Found | Rejection]:  # Any: the library ships partial types
    """The page in one record, or why it has none."""
    path = f"{found.path}#{tally.records}"
    want = int(record.content_length)
    body = record.reader.read(min(want, settings.file_bytes) + 1)
    tally.read_bytes += len(body)
    if len(body) > settings.file_bytes:
        yield rejected(path, reasons.too_large(settings.file_bytes))
        return
    if len(body) < want:
        tally.is_cut = True
        yield rejected(path, reasons.cut_record(len(body), want))
        return
    address = record.headers.get("WARC-Target-URI")
    try:
        status, kind, charset, payload = _response(record, body, limit=settings.file_bytes)
    except (OSError, ValueError, EOFError) as error:
        yield rejected(path, reasons.damaged("HTTP", str(error)[:120]))
        return
    suffix = _TYPES.get(kind)
    if status != _OK or suffix is None:
        tally.others[kind or "?" if status == _OK else f"HTTP {status}"] += 1
        return
    page = Found(
        path=path,
        suffix=suffix,
        open=lambda: io.BytesIO(payload),
        depth=found.depth + 1,
        url=address,
        charset=charset,
        captured=_day_of(record),
    )
    yield from reader_of(suffix)(page, settings)


def _response(
    record: Any, body: bytes, *, limit: int
) -> tuple[int, str, str | None, bytes]:  # Any: the library ships partial types
    """Status, media type, encoding and payload of a record, unpacked up to the limit.

    Raises: OSError, ValueError where the HTTP response is broken.
    """
    if not record.headers.get("Content-Type", "").startswith("application/http"):
        kind, charset = _media_type(record.headers.get("Content-Type", ""))
        return _OK, kind, charset, body
    record.set_bytes_content(body)
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    kind, charset = _media_type(headers.get("Content-Type", "") if headers else "")
    status = int(headers.status_code or 0) if headers else 0
    return status, kind, charset, record.reader.read(limit + 1)


def _media_type(field: str) -> tuple[str, str | None]:
    """Type and encoding in the value of a Content-Type field."""
    kind, _, rest = field.partition(";")
    _, _, charset = rest.partition("charset=")
    return kind.strip().lower(), charset.partition(";")[0].strip(" \"'") or None


def _day_of(record: Any) -> str | None:
    day = record.headers.get("WARC-Date", "")[:10]
    return day if len(day) == 10 and day[4] == day[7] == "-" else None
