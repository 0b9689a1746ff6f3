from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.intake import gather
from recoupe.intake.formats import known_formats, sniffed
from recoupe.model import Article, GatherSettings, Rejection
from tests.intake.prose import PROSE

SETTINGS = GatherSettings(file_bytes=50_000, page_timeout_s=5)
#: PDF files are read by another process each: too slow for many examples.
SUFFIXES = [s for s in known_formats() if s != ".pdf"]
FRAGMENTS = [
    *(sentence.encode() for sentence in PROSE),
    *(
        b"\n",
        b"\n\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xe9",
        b"\xc3",
        b'"',
        b",",
        b"{",
        b"}",
        b"[",
        b"<",
        b">",
    ),
    *(b'{"text": "Le pont est ferm\xc3\xa9."}', b"id,text\n", b"<p>", b"<html><body>", b"</p>"),
    *(b"Lire aussi : Le bac", "Par Inès Delatour".encode(), b"3 mars 2031. - Le pont"),
    *(b"WARC/1.1\r\n", b"WARC-Type: response\r\n", b"Content-Length: 9\r\n\r\n", b"\x1f\x8b\x08"),
    *(b"PK\3\4", b"PK\5\6", b"MIME-Version: 1.0\n", b"Content-Type: text/html\n\n"),
    *("\u202e".encode(), "«".encode(), "\ufeff".encode(), b"\xff\xfe", b"\x00\x00"),
]
content = st.one_of(
    st.binary(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(b"".join)
)
slowly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def checked(items: list[Article | Rejection]) -> list[Article | Rejection]:
    """The items, each as it must be whatever the input held."""
    articles = [item for item in items if isinstance(item, Article)]
    assert len({a.id for a in articles}) == len(articles)
    for article in articles:
        assert article.text.strip()
        article.text.encode("utf-8")
        assert not any(c < " " and c not in "\n\t" for c in article.text)
        if article.headline:
            assert article.headline.start == 0
            assert article.headline.of(article.text) == article.text.split("\n")[0].rstrip()
    for item in items:
        if isinstance(item, Rejection):
            assert item.reason.fr.endswith(".")
            assert item.stage == "gather"
    return items


@pytest.mark.parametrize("suffix", SUFFIXES)
@slowly
@given(data=content)
def test_whatever_a_file_holds_it_is_an_article_or_a_rejection(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a{suffix}").write_bytes(data)
        (Path(folder) / "z.txt").write_text(PROSE[0], "utf-8")

        found = checked(list(gather([folder], SETTINGS)))

    assert {item.path.split("#")[0].split("!")[0] for item in found} == {f"a{suffix}", "z.txt"}


@slowly
@given(data=content)
def test_whatever_a_stream_holds_it_is_an_article_or_a_rejection(data: bytes) -> None:
    if sniffed(data) == ".pdf":
        return

    assert checked(list(gather(["-"], SETTINGS, stdin=io.BytesIO(data))))


@slowly
@given(members=st.dictionaries(st.sampled_from(["a.txt", "b.html", "c.jsonl", "d.bin"]), content))
def test_no_member_of_an_archive_is_lost(members: dict[str, bytes]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)

    found = checked(list(gather(["-"], SETTINGS, stdin=io.BytesIO(out.getvalue()))))

    told = {item.path.split("#")[0].partition("!")[2] for item in found}
    assert told == (set(members) or {""})


@slowly
@given(texts=st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=8))
def test_no_row_is_lost(texts: list[str]) -> None:
    rows = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()

    found = checked(list(gather(["-"], SETTINGS, stdin=io.BytesIO(rows))))

    assert [item.path for item in found] == [f"-#{n}" for n in range(1, len(texts) + 1)]


@slowly
@given(
    lines=st.lists(
        st.one_of(
            st.sampled_from([*PROSE, "Lire aussi : Le bac", "Partager", "Inès Delatour", "Monde"]),
            st.text(min_size=1, max_size=40),
        ),
        max_size=10,
    )
)
def test_no_line_of_a_pasted_page_is_lost(lines: list[str]) -> None:
    text = "\n".join((*lines, PROSE[3]))
    row = json.dumps({"text": text, "raw": True, "language": "fr"}).encode()

    [found] = gather(["-"], SETTINGS, stdin=io.BytesIO(row))

    if isinstance(found, Article):
        kept = found.text + "".join(f.text for f in found.furniture)
        assert sorted(c for c in kept if c.isalnum()) == sorted(
            c for c in _as_cleaned(text) if c.isalnum()
        )


def _as_cleaned(text: str) -> str:
    from recoupe.text import cleaned

    return cleaned(text)
