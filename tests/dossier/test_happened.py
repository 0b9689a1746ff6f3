"""What happened is told by the sentences that open the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.dossier.edition import build_edition
from recoupe.dossier.happened import what_happened
from recoupe.model import Direction, Lineage, LineageKind, Tracing
from tests import build

if TYPE_CHECKING:
    from recoupe.model import Reading

FIRST = "Le barrage de la Sauge a cédé mardi matin au-dessus de Gossi, a annoncé la préfecture."
MIDDLE = "Une école et douze maisons de Gossi ont été emportées par la rupture du barrage."
LAST = "Le bilan de la rupture du barrage de la Sauge s'élève à quatre morts, selon la préfecture."


def told(*readings: Reading, lineage: tuple[Lineage, ...] = ()) -> list[str]:
    dossier = build.dossier(*readings, tracing=Tracing(lineage=lineage))
    return [one.text for one in what_happened(build_edition(dossier, ui_language="fr"))]


def page(text: str, *, day: str, path: str) -> Reading:
    article = build.article(text, path=path, published=build.published(day))
    return build.reading(build.analysis(article))


def test_the_first_article_and_the_last_open_and_close_the_story() -> None:
    readings = (
        page(f"Titre\n\n{LAST}", day="2031-07-05", path="a.txt"),
        page(f"Titre\n\n{FIRST} Rien d'autre.", day="2031-07-01", path="b.txt"),
        page(f"Titre\n\n{MIDDLE}", day="2031-07-02", path="c.txt"),
    )

    assert told(*readings) == [FIRST, MIDDLE, LAST]


def test_a_dateline_and_a_scrap_tell_nothing() -> None:
    text = f"Titre\n\nGOSSI, 1er juillet (Courlis) –\n\nÀ suivre.\n\n{FIRST}"

    assert told(page(text, day="2031-07-01", path="a.txt")) == [FIRST]


def test_a_copy_opens_nothing() -> None:
    one = page(f"Titre\n\n{FIRST}", day="2031-07-01", path="b.txt")
    copy = page(f"Autre\n\n{LAST}", day="2031-07-01", path="a.txt")
    line = Lineage(
        from_id=one.analysis.article.id,
        to_id=copy.analysis.article.id,
        kind=LineageKind.COPY,
        direction=Direction.KNOWN,
        score=1.0,
        reasons=(),
    )

    assert told(one, copy, lineage=(line,)) == [FIRST]


def test_what_is_said_already_is_not_said_again() -> None:
    readings = (
        page(f"Titre\n\n{FIRST}", day="2031-07-01", path="a.txt"),
        page(f"Titre\n\n{FIRST.replace('mardi', 'ce mardi')}", day="2031-07-02", path="b.txt"),
    )

    assert len(told(*readings)) == 1
