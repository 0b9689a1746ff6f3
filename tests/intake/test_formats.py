from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.intake.formats import known_formats, own_and_others, reader_of, sniffed, suffix_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.txt", ".txt"),
        ("A.HTML", ".html"),
        ("a.warc.gz", ".warc.gz"),
        ("a.warc", ".warc"),
        ("a.tar.gz", None),
        ("txt", None),
        (".txt", None),
        ("a.docx", None),
    ],
)
def test_the_longest_known_ending_is_the_format(name: str, suffix: str | None) -> None:
    assert suffix_of(name) == suffix


def test_every_format_has_a_reader() -> None:
    assert all(callable(reader_of(suffix)) for suffix in known_formats())


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"%PDF-1.7", ".pdf"),
        (b"PK\x03\x04", ".zip"),
        (b"\x1f\x8b\x08", ".warc.gz"),
        (b"WARC/1.1\r\n", ".warc"),
        (b'\xef\xbb\xbf{"text": 1}', ".jsonl"),
        (b"<!DOCTYPE html>", ".html"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<rss version="2.0">', ".rss"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', ".rss"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", ".mhtml"),
        (b"id;title;text\n1;2;3", ".csv"),
        (b"Le pont est ferm\xc3\xa9, dit le texte.", ".txt"),
        (b"", ".txt"),
    ],
)
def test_a_stream_is_known_by_its_beginning(head: bytes, suffix: str) -> None:
    assert sniffed(head) == suffix


def test_readers_of_others_are_found_and_replace_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "autre-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: autre\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text(
        "[recoupe.readers]\n.docx = autre:read_docx\n.txt = autre:read_text\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))

    found = own_and_others()

    assert found[".docx"] == "autre:read_docx"
    assert found[".txt"] == "recoupe.intake.plain:read_text"
