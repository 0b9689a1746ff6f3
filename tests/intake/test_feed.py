from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from recoupe.intake import gather
from recoupe.model import Article, DateBasis, GatherSettings, Rejection
from tests.intake.prose import HEADLINE, PROSE

if TYPE_CHECKING:
    from pathlib import Path

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
LINK = "https://www.courrier.example/pont"


def rss(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Le Courrier</title>'
        f"<link>https://www.courrier.example/</link>{''.join(items)}</channel></rss>"
    )


def item(body: str = "", *, title: str = HEADLINE) -> str:
    return (
        f"<item><title>{escape(title)}</title><link>{LINK}</link>"
        "<pubDate>Mon, 03 Mar 2031 23:30:00 +0100</pubDate><dc:creator>Inès Delatour</dc:creator>"
        f"{body}</item>"
    )


def content(body: str = BODY) -> str:
    return f"<content:encoded><![CDATA[{body}]]></content:encoded>"


def read(tmp_path: Path, feed: str, name: str = "a.rss") -> list[Article | Rejection]:
    (tmp_path / name).write_text(feed, "utf-8")
    return list(gather([str(tmp_path / name)], GatherSettings()))


def test_an_entry_with_its_text_is_an_article(tmp_path: Path) -> None:
    [found] = read(tmp_path, rss(item(content())))

    assert isinstance(found, Article)
    assert (found.path, found.url, found.outlet) == ("a.rss#1", LINK, "Le Courrier")
    assert (found.title, found.byline) == (HEADLINE, "Inès Delatour")
    assert (found.published.earliest, found.published.latest) == ("2031-03-03", "2031-03-03")
    assert found.published.basis is DateBasis.METADATA
    assert found.headline is not None
    assert found.headline.of(found.text) == HEADLINE
    assert all(paragraph in found.text for paragraph in PROSE)


def test_an_entry_of_atom_is_read_alike(tmp_path: Path) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Revue de presse</title><entry>'
        f"<title>{HEADLINE}</title><link href='{LINK}'/><updated>2031-03-03T10:00:00Z</updated>"
        f"<source><title>Le Courrier</title></source><summary>Court.</summary>"
        f'<content type="html">{escape(BODY)}</content></entry></feed>'
    )
    [found] = read(tmp_path, feed, "a.atom")

    assert isinstance(found, Article)
    assert (found.outlet, found.url) == ("Le Courrier", LINK)
    assert found.published.earliest == "2031-03-03"
    assert PROSE[-1] in found.text


def test_a_summary_stands_in_where_there_is_no_content(tmp_path: Path) -> None:
    plain = escape("\n\n".join(PROSE))
    [found] = read(tmp_path, rss(item(f"<description>{plain}</description>")), "a.xml")

    assert isinstance(found, Article)
    assert PROSE[0] in found.text.split("\n")


def test_an_entry_without_text_is_set_aside_and_the_others_go_on(tmp_path: Path) -> None:
    first, second = read(tmp_path, rss(item(), item(content())))

    assert isinstance(first, Rejection)
    assert (first.path, first.reason.fr) == ("a.rss#1", "Vide : aucun texte.")
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        pytest.param(rss(), "Vide", id="no entries"),
        pytest.param("<urlset><url>x</url></urlset>", "Ni RSS ni Atom", id="other XML"),
        pytest.param("<rss version='2.0'>" + "<item><title>a" * 200, "Vide", id="never closed"),
        pytest.param("rien", "Ni RSS ni Atom", id="no XML"),
        pytest.param("", "Vide", id="nothing"),
    ],
)
def test_what_holds_no_entries_is_set_aside_whole(feed: str, said: str, tmp_path: Path) -> None:
    [found] = read(tmp_path, feed, "a.xml")

    assert isinstance(found, Rejection)
    assert found.reason.fr.startswith(said)


def test_scripts_and_entities_that_grow_bring_nothing(tmp_path: Path) -> None:
    grow = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boum"}">' for n in range(10))
    hostile = content(f"<script>alert(1)</script>{BODY}<p onclick='x()'>&e9;</p>")
    found = read(
        tmp_path,
        rss(item(hostile, title="&e9;"), head=f"<!DOCTYPE rss [{grow}]>").replace(
            "&amp;e9;", "&e9;"
        ),
    )

    texts = [one.text for one in found if isinstance(one, Article)]
    assert [text for text in texts if "alert" in text or "boumboum" in text] == []
