from __future__ import annotations

from dataclasses import fields
from html.parser import HTMLParser

from recoupe.dossier import ReadDossier, summarize
from recoupe.dossier.frames import data_frames
from recoupe.model import Dossier
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.hostile import hostile

#: A cell of a notebook, not a page.
BYTES = 8_000


def handed(dossier: Dossier) -> ReadDossier:
    return ReadDossier(**{f.name: getattr(dossier, f.name) for f in fields(Dossier)})


class Tags(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_a_notebook_shows_the_first_ten_lines() -> None:
    page = handed(compared())._repr_html_()

    assert tuple(Tags(page).text) == summarize(compared(), ui_language="fr")


def test_no_words_become_markup() -> None:
    page = handed(hostile())._repr_html_()

    assert Tags(page).tags == {"div", "strong", "ul", "li"}
    assert len(page.encode()) < BYTES


def test_nothing_read_says_so() -> None:
    assert "aucun article n’a pu être lu" in handed(build.dossier())._repr_html_()


def test_the_tables_are_those_of_the_dossier() -> None:
    frames = handed(compared()).to_pandas()

    assert frames["claims"].equals(data_frames(compared())["claims"])
