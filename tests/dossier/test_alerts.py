from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from recoupe.dossier import load_words, news_line, news_row, render_alerts
from recoupe.model import News, NewsKind, NewsPlace, Span

ONE = News(
    id="0f3a",
    kind=NewsKind.MOVED_FIGURE,
    at="2031-03-04T10:00:00+00:00",
    story_id="s1",
    story="Le quai de Morvanche s’effondre",
    claim_id=None,
    series_id="series-1",
    subject="blessés",
    before="trois blessés",
    after="cinq blessés",
    place=NewsPlace(
        article_id="a1",
        title="Cinq blessés",
        outlet="La Vigie",
        url="https://vigie.example/quai?a=1&b=2",
        span=Span(4, 16),
        words="cinq blessés",
    ),
)
HOSTILE = "]]></title><script>alert(1)</script>&amp;\x00\x1b\ufffe\ud800"


def entries(*news: News, language: str = "fr") -> list[feedparser.FeedParserDict]:
    written = render_alerts(news, of="story.db", ui_language=language)
    read = feedparser.parse(written)
    assert (read.version, read.bozo) == ("atom10", False)
    return list(read.entries)


def test_each_piece_of_news_is_an_entry_with_its_time_its_words_and_its_article() -> None:
    [entry] = entries(ONE)

    assert entry.title == "Chiffre qui bouge, blessés\u00a0: trois blessés → cinq blessés"
    assert entry.updated == ONE.at
    assert entry.link == ONE.place.url
    assert entry.content[0].value.splitlines() == [
        ONE.story, "«\u202fcinq blessés\u202f»", "La Vigie · Cinq blessés"
    ]  # fmt: skip


def test_an_entry_keeps_its_id_whatever_the_feed_holds() -> None:
    other = replace(ONE, id="77aa")
    first, second = entries(ONE, other)

    assert first.id == entries(ONE)[0].id == entries(other, ONE)[1].id
    assert first.id.startswith("urn:uuid:")
    assert first.id != second.id


def test_the_same_news_gives_the_same_bytes_and_an_empty_feed_is_one() -> None:
    assert render_alerts([ONE], of="a", ui_language="en") == render_alerts(
        [ONE], of="a", ui_language="en"
    )
    assert entries() == []


def test_nothing_of_what_strangers_wrote_becomes_markup() -> None:
    place = replace(ONE.place, words=HOSTILE, title=HOSTILE, outlet=HOSTILE, url="javascript:x")
    bad = replace(ONE, subject=HOSTILE, before=HOSTILE, after=None, story=HOSTILE, place=place)
    written = render_alerts([bad], of=HOSTILE, ui_language="fr")

    tags = {element.tag.partition("}")[2] for element in ElementTree.fromstring(written).iter()}
    assert tags == {
        *("feed", "id", "title", "updated", "author", "name", "generator"),
        *("entry", "category", "content"),
    }


@pytest.mark.parametrize("kind", list(NewsKind))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_news_is_one_line_in_each_language(kind: NewsKind, language: str) -> None:
    line = news_line(replace(ONE, kind=kind), load_words(language))

    assert "cinq blessés" in line or "blessés" in line
    assert "{" not in line


def test_what_is_gone_is_said_to_be() -> None:
    gone = replace(ONE, kind=NewsKind.EDITED_ARTICLE, after=None)

    assert news_line(gone, load_words("en")) == "Edited article, blessés: trois blessés → nothing"


def test_a_row_has_all_that_a_program_needs_to_open_the_words() -> None:
    row = news_row(ONE)

    assert (row["article_id"], row["start"], row["end"]) == ("a1", 4, 16)
    assert row["words"] == row["after"]


def test_the_page_on_watching_shows_what_is_sent() -> None:
    page = (Path(__file__).parents[2] / "docs" / "watch.md").read_text("utf-8")
    [shown] = re.findall(r"^```\n({.+?^})\n```$", page, re.S | re.M)
    [row] = json.loads(shown)["news"]

    assert list(row) == list(news_row(ONE))
