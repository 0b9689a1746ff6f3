"""Open ZIP archives without trusting a word of what they say.

Every bound is checked before a byte is unfolded: the length of the
directory, names, passwords, ratio and sum of sizes. `zipfile` never unfolds
more than the size a member declares, so declared sizes bound real ones.
"""

from __future__ import annotations

import struct
import zipfile
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from recoupe.intake import reasons
from recoupe.intake.formats import known_formats, suffix_of
from recoupe.intake.found import Draft, Found, rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from recoupe.model import GatherSettings, Reason, Rejection

#: Texts shrink to a fifth, tables of repeated rows to a fiftieth.
_MAX_RATIO = 200
#: Below this size even a dense member is harmless.
_SMALL_BYTES = 2**20
#: Longest entry of the directory that is met in practice: a path of 400 characters.
_ENTRY_BYTES = 512
_ENCRYPTED_FLAG = 0x1
#: The end of a ZIP: its fixed record, and the longest comment that may follow.
_TAIL_BYTES = 22 + 20 + 65_535


def read_zip(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The members of an archive, by name, each to be read by its own reader."""
    if found.depth:
        yield rejected(found.path, reasons.nested_archive())
        return
    with found.open() as stream:
        if _directory_bytes(stream) > settings.archive_members * _ENTRY_BYTES:
            yield rejected(found.path, reasons.too_many_members(settings.archive_members))
            return
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            yield rejected(found.path, reasons.damaged("ZIP", str(error)[:120]))
            return
        with archive:
            yield from _members(archive, found, settings=settings)


def _members(
    archive: zipfile.ZipFile, found: Found, *, settings: GatherSettings
) -> Iterator[Found | Rejection]:
    """Each member as something to read, or why it is not read."""
    members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
    if not members:
        yield rejected(found.path, reasons.empty())
    unfolded = 0
    for count, member in enumerate(members):
        if count >= settings.archive_members:
            yield rejected(found.path, reasons.too_many_members(settings.archive_members))
            return
        path = f"{found.path}!{member.filename}"
        reason = _objection(member)
        if reason is None and unfolded + member.file_size > settings.archive_bytes:
            reason = reasons.archive_full(settings.archive_bytes)
        suffix = suffix_of(PurePosixPath(member.filename).name)
        if reason is None and suffix is None:
            ending = PurePosixPath(member.filename).suffix or PurePosixPath(member.filename).name
            reason = reasons.unknown_format(ending, known_formats())
        if reason or suffix is None:
            yield rejected(path, reason or reasons.empty())
            continue
        unfolded += member.file_size
        opened = cast("Callable[[], BinaryIO]", partial(archive.open, member))
        yield Found(path=path, suffix=suffix, open=opened, depth=found.depth + 1)


def _objection(member: zipfile.ZipInfo) -> Reason | None:
    """Why a member must not be opened, or None."""
    name = member.orig_filename.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or parts[0].endswith(":") or "\0" in name:
        return reasons.unsafe_name()
    if member.flag_bits & _ENCRYPTED_FLAG:
        return reasons.encrypted()
    ratio = member.file_size // max(1, member.compress_size)
    if member.file_size > _SMALL_BYTES and ratio > _MAX_RATIO:
        return reasons.bomb(ratio, _MAX_RATIO)
    return None


def _directory_bytes(stream: BinaryIO) -> int:
    """How long the archive says its directory is; 0 when it is no archive.

    `zipfile` reads the whole directory on opening, so its length is looked at first.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL_BYTES))
    tail = stream.read(_TAIL_BYTES)
    stream.seek(0)
    end = tail.rfind(b"PK\5\6")
    if end < 0 or len(tail) < end + 22:
        return 0
    declared = int(struct.unpack_from("<L", tail, end + 12)[0])
    wide = tail.rfind(b"PK\6\6", 0, end)
    if wide >= 0 and len(tail) >= wide + 56:
        declared = max(int(struct.unpack_from("<Q", tail, wide + 40)[0]), declared % 0xFFFFFFFF)
    return min(declared, size)
