"""Lists of what is to be watched come from strangers: whatever they hold, reading them ends."""

from __future__ import annotations

import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.intake import watchlist
from recoupe.model import FetchSettings

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.model import Rejection

ANY = FetchSettings()


def listed(path: Path, data: bytes | str) -> tuple[list[str], list[str]]:
    """The addresses of a list and the English reasons of what is set aside."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    addresses, problems = watchlist([str(path)], ANY)
    return list(addresses), [_said(problem) for problem in problems]


def _said(problem: Rejection) -> str:
    assert problem.reason.fr != problem.reason.en
    return f"{problem.path}: {problem.reason.en}"


def opml(*outlines: str) -> str:
    return f'<?xml version="1.0"?><opml version="2.0"><body>{"".join(outlines)}</body></opml>'


def outline(address: str, name: str = "xmlUrl") -> str:
    return f'<outline text="La Vigie" type="rss" {name}="{address}"/>'


def test_opml_is_read_with_its_folders_each_address_once(tmp_path: Path) -> None:
    folder = f"<outline text='Presse'>{outline('https://a.example/f')}</outline>"
    text = opml(
        folder,
        outline("https://b.example/f?x=1&amp;y=2", "XMLURL"),
        outline("https://a.example/f"),
        outline("https://c.example/page", "url"),
    )

    assert listed(tmp_path / "feeds.opml", text) == (
        ["https://a.example/f", "https://b.example/f?x=1&y=2", "https://c.example/page"],
        [],
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_opml_is_read_in_its_encoding(codec: str, tmp_path: Path) -> None:
    text = opml(outline("https://a.example/été")).replace(
        '"1.0"', f'"1.0" encoding="{codec.removesuffix("-sig")}"'
    )

    addresses, _ = listed(tmp_path / "feeds.opml", text.encode(codec))

    assert addresses == ["https://a.example/%C3%A9t%C3%A9"]


def test_a_text_lists_one_address_on_each_line(tmp_path: Path) -> None:
    text = (
        "# presse\nhttps://a.example/f\n\nhttps://b.example/p#haut  # à relire\nhttps://a.example/f"
    )

    assert listed(tmp_path / "feeds.txt", text) == (
        ["https://a.example/f", "https://b.example/p"],
        [],
    )


def test_names_may_be_addresses_and_files_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://a.example/f\n", "utf-8")

    addresses, problems = watchlist([str(tmp_path / "a.txt"), "https://b.example/"], ANY)

    assert (addresses, problems) == (("https://a.example/f", "https://b.example/"), ())


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("javascript:alert(1)", "“javascript:” is not fetched", id="script"),
        pytest.param("data:text/html,x", "“data:” is not fetched", id="data"),
        pytest.param("file:///etc/passwd", "“file:” is not fetched", id="file"),
        pytest.param("ftp://a.example/f", "“ftp:” is not fetched", id="ftp"),
        pytest.param("https://me:secret@a.example/", "A name or a password", id="password"),
        pytest.param("https://a.example:22/", "Port 22", id="port"),
        pytest.param("http://0x7f.1/", "Host written as an unusual number", id="number"),
        pytest.param("gazette", "Badly written address", id="word"),
    ],
)
def test_what_no_list_may_lead_to_is_set_aside_and_the_rest_is_watched(
    address: str, reason: str, tmp_path: Path
) -> None:
    good = "https://a.example/f"
    for name, text in (
        ("feeds.opml", opml(outline(address), "\n", outline(good))),
        ("feeds.txt", f"{address}\n{good}\n"),
    ):
        addresses, [said] = listed(tmp_path / name, text)

        assert addresses == [good]
        assert said.startswith(f"{name}#1: ")
        assert reason in said or address == "gazette"
        assert "secret" not in said


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
DEEP = "<outline>" * 33 + "</outline>" * 33


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(f"<!DOCTYPE opml [<!ENTITY e0 'ha'>{BOMB}]>{opml('&e11;')}",
                     "a document type (<!DOCTYPE>) is declared", id="entity bomb"),
        pytest.param(f"<!DOCTYPE opml SYSTEM 'file:///etc/passwd'>{opml()}",
                     "a document type (<!DOCTYPE>) is declared", id="another file"),
        pytest.param(opml(DEEP), "outlines nested more than 32 deep", id="nested"),
        pytest.param("<a>" * 400_000, "“a” document, an OPML list expected", id="nested for ever"),
        pytest.param("<opml>" * 400_000, "outlines nested more than 32 deep", id="opml for ever"),
        pytest.param(opml(outline("https://a.example/f"))[:-9], "not well-formed", id="cut"),
        pytest.param(opml(outline("https://a.example/f?x=1&y=2")), "not well-formed", id="bare &"),
        pytest.param("<rss version='2.0'/>", "“rss” document, an OPML list", id="feed in a file"),
        pytest.param(opml(), "list without an address", id="empty"),
        pytest.param("# rien\n", "list without an address", id="no line"),
        pytest.param("", "empty: no text in it", id="nothing"),
        pytest.param("<opml>" + " " * (8 * 2**20), "list of more than 8 MB", id="giant"),
        pytest.param(opml(*(outline(f"https://a.example/{n}") for n in range(10_001))),
                     "more than 10000 addresses", id="endless"),
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_refused_whole_soon_and_in_little_memory(
    data: str, reason: str, tmp_path: Path
) -> None:
    tracemalloc.start()
    started = time.monotonic()
    addresses, [said] = listed(tmp_path / "feeds.opml", data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert addresses == []
    assert reason.lower() in said.lower()
    assert said.startswith(("feeds.opml: ", str(tmp_path)))
    assert time.monotonic() - started < 5
    assert peak < 64 * 2**20


def test_a_file_that_is_not_there_is_told() -> None:
    addresses, [problem] = watchlist(["nowhere.opml"], ANY)

    assert addresses == ()
    assert "cannot be opened (No such file or directory)" in problem.reason.en


PIECES = st.sampled_from(
    (
        *("<", ">", "<opml>", "</opml>", "<outline xmlUrl='", "'/>", "&amp;", "&e;", "\n", "#"),
        *("<!DOCTYPE a>", "<![CDATA[", "]]>", "<?x?>", "https://a.example/", "javascript:"),
    )
)


@given(
    data=st.binary(max_size=300)
    | st.lists(PIECES | st.text(max_size=5), max_size=30).map(
        lambda parts: "".join(parts).encode("utf-8", "replace")
    )
)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_list_holds_it_gives_addresses_of_the_web_or_reasons(
    data: bytes, tmp_path: Path
) -> None:
    addresses, problems = listed(tmp_path / "feeds", data)

    assert addresses or problems
    assert all(address.startswith(("http://", "https://")) for address in addresses)
    assert listed(tmp_path / "feeds", data) == (addresses, problems)
