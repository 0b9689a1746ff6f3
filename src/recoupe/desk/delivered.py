"""What people hand to the desk, checked and made into deliveries of the store."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from recoupe.desk.problems import RefusedError
from recoupe.store import Delivery, DeliveryKind, keep_delivery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from recoupe.desk.app import Desk
    from recoupe.desk.shapes import PastedArticle

#: Files of one upload, and addresses of one list.
FILES, ADDRESSES = 500, 100
#: Characters of a name, a title, an address.
NAME_CHARS, FIELD_CHARS, ADDRESS_CHARS = 120, 500, 2000
#: Bytes of a file that are handed on at once.
_PIECE = 2**20
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


def deliver_files(desk: Desk, files: Sequence[tuple[str, BinaryIO]], *, author: str) -> int:
    """Take files; the number of the delivery.

    Raises: RefusedError when there are none, too many, or too large ones.
    """
    given = [(name, stream) for name, stream in files if name]
    if not 0 < len(given) <= FILES:
        raise RefusedError("files", most=FILES)
    names = list(_named([name for name, _ in given]))
    pieces = _pieces([s for _, s in given], most=desk.settings.desk.upload_bytes)
    delivery = Delivery(kind=DeliveryKind.FILES, author=author, at=desk.clock(), names=tuple(names))
    return _kept(desk, delivery, parts=zip(names, pieces, strict=True))


def deliver_text(desk: Desk, article: PastedArticle, *, author: str) -> int:
    """Take an article that was pasted, with what is known of it; the number of the delivery.

    Raises: RefusedError when it has no text, too much of it, or a date or an address that is none.
    """
    written: dict[str, str] = article.model_dump()
    given = {name: value.strip() for name, value in written.items() if value.strip()}
    text = given.get("text", "")
    if not text or len(text) > desk.settings.desk.paste_chars:
        raise RefusedError("text", most=desk.settings.desk.paste_chars)
    if any(len(given.get(name, "")) > FIELD_CHARS for name in ("title", "outlet")):
        raise RefusedError("field", most=FIELD_CHARS)
    if "published" in given and not _is_day(given["published"]):
        raise RefusedError("day", given=given["published"][:NAME_CHARS])
    if "url" in given:
        _check_address(given["url"])
    row = json.dumps({**given, "raw": True}, ensure_ascii=False, sort_keys=True)
    bytes_ = row.encode("utf-8", "replace")
    name = f"paste-{hashlib.sha256(bytes_).hexdigest()[:12]}.jsonl"
    shown = given.get("title") or text.splitlines()[0]
    names = (shown[:NAME_CHARS],)
    delivery = Delivery(kind=DeliveryKind.TEXT, author=author, at=desk.clock(), names=names)
    return _kept(desk, delivery, parts=[(name, [bytes_])])


def deliver_addresses(desk: Desk, written: Iterable[str], *, author: str) -> int:
    """Take addresses of pages or feeds; the number of the delivery.

    Raises: RefusedError when the desk fetches none, when there are none, or one is none.
    """
    if not desk.settings.desk.fetches:
        raise RefusedError("no_fetch", status=403)
    addresses = list(dict.fromkeys(line.strip() for line in written if line.strip()))
    if not 0 < len(addresses) <= ADDRESSES:
        raise RefusedError("addresses", most=ADDRESSES)
    for address in addresses:
        _check_address(address)
    names = tuple(addresses)
    return _kept(
        desk,
        Delivery(kind=DeliveryKind.ADDRESSES, author=author, at=desk.clock(), names=names),
    )


def _kept(
    desk: Desk, delivery: Delivery, *, parts: Iterable[tuple[str, Iterable[bytes]]] = ()
) -> int:
    """Keep a delivery, and let it be read."""
    number = keep_delivery(desk.library.store, delivery, parts=parts)
    desk.adder.wake()
    return number


def _named(names: Iterable[str]) -> Iterator[str]:
    """Names that a folder can have, each once."""
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        path = PurePosixPath(_UNFIT.sub("_", PurePosixPath(name.replace("\\", "/")).name))
        stem = path.stem.lstrip(".")[: NAME_CHARS - len(path.suffix)] or "article"
        fit = f"{stem}{path.suffix}"
        if fit.casefold() in seen:
            fit = f"{stem}-{number}{path.suffix}"
        seen.add(fit.casefold())
        yield fit


def _pieces(streams: Iterable[BinaryIO], *, most: int) -> Iterator[Iterator[bytes]]:
    """The bytes of files, piece by piece, as long as all together are not more than `most`."""
    left = most

    def pieces(stream: BinaryIO) -> Iterator[bytes]:
        nonlocal left
        while piece := stream.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise RefusedError("bytes", status=413, most=most // 2**20)
            yield piece

    yield from map(pieces, streams)


def _check_address(written: str) -> None:
    try:
        parts = urlsplit(written)
        is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        is_web = False
    if not is_web or len(written) > ADDRESS_CHARS or not written.isprintable() or " " in written:
        raise RefusedError("address", given=written[:NAME_CHARS])


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
