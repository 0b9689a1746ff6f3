from __future__ import annotations

import gzip
import io
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

import pytest

from recoupe.intake import gather
from recoupe.model import Article, DateBasis, GatherSettings, Rejection
from tests.intake.prose import PROSE

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = GatherSettings(file_bytes=3_000_000, archive_bytes=4_000_000, archive_members=5)
TEXT = "\n".join(PROSE).encode()
PAGE = f"<html><body><article><p>{'</p><p>'.join(PROSE)}</p></article></body></html>".encode()


def read(path: Path) -> list[Article | Rejection]:
    return list(gather([str(path)], SETTINGS))


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    return path


def record(url: str, payload: bytes, *, kind: str = "text/html", status: int = 200) -> bytes:
    """One response record of a web archive."""
    body = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
    ).encode() + payload
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2031-03-05T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    return head + body + b"\r\n\r\n"


def said(items: list[Article | Rejection]) -> list[tuple[str, str]]:
    """Path and reason of each rejection."""
    return [(i.path, i.reason.en) for i in items if isinstance(i, Rejection)]


def test_members_are_read_by_name(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        {"b.txt": TEXT, "a/c.html": PAGE, "r.jsonl": b'{"text":"Le pont est ferm\\u00e9."}'},
    )

    found = read(path)

    assert [a.path for a in found] == ["a.zip!a/c.html", "a.zip!b.txt", "a.zip!r.jsonl#1"]
    assert all(isinstance(a, Article) for a in found)


@pytest.mark.parametrize(
    ("name", "data", "en"),
    [
        pytest.param("../a.txt", TEXT, "Unsafe member name", id="leads up"),
        pytest.param("x/../../a.txt", TEXT, "Unsafe member name", id="leads up later"),
        pytest.param("/etc/a.txt", TEXT, "Unsafe member name", id="absolute"),
        pytest.param("C:/a.txt", TEXT, "Unsafe member name", id="drive"),
        pytest.param("..\\a.txt", TEXT, "Unsafe member name", id="leads up with backslashes"),
        pytest.param("a.zip", b"PK\5\6" + b"\0" * 18, "Archive within an archive", id="nested"),
        pytest.param("a.exe", b"MZ", "Unknown format (.exe)", id="format"),
        pytest.param("a.txt", b"", "Empty", id="empty"),
        pytest.param("a.txt", b"\0" * 2_000_000, "Decompression bomb", id="bomb"),
        pytest.param("__MACOSX/._a.txt", b"\0\5\x16\7\0" * 9, "Binary", id="resource fork"),
    ],
)
def test_a_bad_member_is_rejected_and_the_others_go_on(
    name: str, data: bytes, en: str, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "z.zip", {name: data, "zz.txt": TEXT})

    bad, good = read(path)

    assert isinstance(bad, Rejection)
    assert bad.path == f"z.zip!{name}"
    assert bad.reason.en.startswith(en)
    assert isinstance(good, Article)


def test_members_behind_a_password_are_rejected(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a.txt": TEXT})
    data = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(sign) + offset] |= 1
    path.write_bytes(data)

    assert said(read(path)) == [("z.zip!a.txt", "Protected by a password.")]


def test_an_archive_is_read_up_to_its_allowance(tmp_path: Path) -> None:
    big = b"".join(b"%d Le pont.\n" % i for i in range(180_000))
    path = zipped(tmp_path / "z.zip", {"a.txt": big, "b.txt": big, "c.txt": TEXT})

    assert (
        "z.zip!b.txt",
        "Archive too large: more than 3.8147 MB when unpacked.",
    ) in said(read(path))


def test_an_archive_with_too_many_members_is_read_in_part(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {f"{i}.txt": TEXT + b"%d" % i for i in range(7)})

    found = read(path)

    assert len([a for a in found if isinstance(a, Article)]) == 5
    assert said(found) == [("z.zip", "Archive with more than 5 members; split it.")]


def test_a_directory_of_endless_length_is_not_even_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a" * 700 + f"{i}.txt": b"x" for i in range(9)})

    assert said(read(path)) == [("z.zip", "Archive with more than 5 members; split it.")]


@pytest.mark.parametrize(
    ("data", "en"),
    [
        pytest.param(b"PK\3\4 but nothing more", "Damaged ZIP: File is not a zip file.", id="cut"),
        pytest.param(b"PK\5\6" + b"\0" * 18, "Empty: no text in it.", id="no member"),
        pytest.param(
            b"PK\5\6" + b"\0" * 8 + struct.pack("<LLH", 50, 2**31, 0), "Damaged ZIP", id="lies"
        ),
    ],
)
def test_a_damaged_archive_is_rejected(data: bytes, en: str, tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(data)

    [(path, reason)] = said(read(tmp_path / "z.zip"))

    assert path == "z.zip"
    assert reason.startswith(en)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_web_archive_become_articles(name: str, tmp_path: Path) -> None:
    records = [
        record("https://www.courrier.example/pont", PAGE),
        record("https://courrier.example/x.png", b"\x89PNG", kind="image/png"),
        record("https://courrier.example/gone", PAGE, status=404),
        record(
            "https://courrier.example/t",
            "Le pont fermé.".encode("cp1252"),
            kind="text/plain; charset=cp1252",
        ),
    ]
    packed = [gzip.compress(r) if name.endswith(".gz") else r for r in records]
    (tmp_path / name).write_bytes(b"".join(packed))

    page, text, others = read(tmp_path / name)

    assert isinstance(page, Article)
    assert (page.path, page.url) == (f"{name}#1", "https://www.courrier.example/pont")
    assert page.text == "\n\n".join(PROSE)
    assert (page.published.latest, page.published.basis) == ("2031-03-05", DateBasis.UNKNOWN)
    assert isinstance(text, Article)
    assert text.text == "Le pont fermé."
    assert said([others]) == [(name, "2 record(s) without a page: HTTP 404 (1), image/png (1).")]


def test_a_whole_archive_packed_as_one_is_read_too(tmp_path: Path) -> None:
    both = record("https://a.example/1", PAGE) + record("https://a.example/2", PAGE + b"<p>Fin.")
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(both))

    assert [a.path for a in read(tmp_path / "a.warc.gz")] == ["a.warc.gz#1", "a.warc.gz#2"]


def test_a_packed_page_is_unpacked_within_its_record(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    raw = record("https://a.example/1", packed).replace(
        b"Content-Type: text/html", b"Content-Encoding: gzip\r\nContent-Type: text/html"
    )
    added = len(b"Content-Encoding: gzip\r\n")
    head, _, rest = raw.partition(b"\r\n\r\n")
    length = int(head.rsplit(b": ", 1)[1])
    (tmp_path / "a.warc").write_bytes(
        head.replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length + added))
        + b"\r\n\r\n"
        + rest
    )

    [found] = read(tmp_path / "a.warc")

    assert isinstance(found, Article)


def test_a_truncated_record_is_rejected_with_what_is_left_of_it(tmp_path: Path) -> None:
    whole = record("https://a.example/1", PAGE)
    (tmp_path / "a.warc").write_bytes(whole + whole[:-100])

    first, cut = read(tmp_path / "a.warc")

    assert isinstance(first, Article)
    [(path, reason)] = said([cut])
    assert path == "a.warc#2"
    assert reason.startswith("Truncated WARC record: ")
    assert " bytes" in reason


@pytest.mark.parametrize("end", [-30, -300])
def test_after_a_cut_member_the_next_one_is_read(end: int, tmp_path: Path) -> None:
    first, second, third = (
        gzip.compress(record(f"https://a.example/{i}", PAGE + b"<p>%d" % i)) for i in range(3)
    )
    (tmp_path / "a.warc.gz").write_bytes(first + second[:end] + third)

    found = read(tmp_path / "a.warc.gz")

    urls = [a.url for a in found if isinstance(a, Article)]
    assert urls == ["https://a.example/0", "https://a.example/2"]
    [(_, reason)] = said(found)
    assert reason.startswith(("Truncated WARC record", "Damaged WARC archive: 1 part(s) lost"))


@pytest.mark.parametrize("data", [b"not an archive", b"\x1f\x8b\x08 nor this", b""])
def test_a_file_without_a_record_is_rejected(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(data)

    [(path, reason)] = said(read(tmp_path / "a.warc"))

    assert path == "a.warc"
    assert reason.startswith(("Damaged WARC", "Empty"))


def test_a_record_larger_than_a_file_may_be_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record("https://a.example/1", b"a" * 3_000_001))

    assert said(read(tmp_path / "a.warc")) == [
        ("a.warc#1", "Too large: more than 2.86102 MB; split the file.")
    ]


def test_an_archive_comes_through_a_stream(tmp_path: Path) -> None:
    data = zipped(tmp_path / "z.zip", {"a.txt": TEXT}).read_bytes()

    [found] = gather(["-"], SETTINGS, stdin=io.BytesIO(data))

    assert isinstance(found, Article)
    assert found.path == "-!a.txt"
