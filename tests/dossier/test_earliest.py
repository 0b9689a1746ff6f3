"""Who had a claim first is told by days, then by who took from whom."""

from __future__ import annotations

import pytest

from recoupe.dossier.earliest import first_to_say, told_first
from recoupe.dossier.edition import build_edition
from recoupe.model import Claim, Direction, Lineage, LineageKind, Tracing
from tests import build


@pytest.mark.parametrize(
    ("days", "taken", "first"),
    [
        pytest.param(
            ("2031-03-05", "2031-03-04"),
            Direction.UNKNOWN,
            "d’abord chez 2 (4 mars)",
            id="the earlier day",
        ),
        pytest.param(
            ("2031-03-04", "2031-03-04"),
            Direction.KNOWN,
            "d’abord chez 1 (4 mars)",
            id="the one taken from",
        ),
        pytest.param(
            ("2031-03-04", "2031-03-04"),
            Direction.UNKNOWN,
            "premier inconnu, parus le même jour : 1 (4 mars), 2 (4 mars)",
            id="one day",
        ),
        pytest.param(
            (None, "2031-03-04"),
            Direction.UNKNOWN,
            "premier inconnu, date manquante : 1, 2 (4 mars)",
            id="an article without a day",
        ),
        pytest.param(
            (None, "2031-03-04"),
            Direction.KNOWN,
            "d’abord chez 1",
            id="what was taken from came first",
        ),
    ],
)
def test_the_first_article_is_known_by_its_day_or_its_copies(
    days: tuple[str | None, str], taken: Direction, first: str
) -> None:
    pages = [
        build.article(f"Le pont cède. {n}", path=f"{n}.txt", published=build.published(day))
        for n, day in enumerate(days)
    ]
    line = Lineage(
        from_id=pages[0].id,
        to_id=pages[1].id,
        kind=LineageKind.COPY,
        direction=taken,
        score=1.0,
        reasons=(),
    )
    claim = Claim(
        id="c",
        story_id="s",
        text="Le pont cède.",
        attribution_ids=(),
        utterance_ids=(),
        article_ids=tuple(p.id for p in pages),
        family_ids=(),
        parties=(),
        origins_at_most=1,
        reasons=(),
    )
    dossier = build.dossier(*map(build.reading, pages), tracing=Tracing(lineage=(line,)))
    edition = build_edition(dossier, ui_language="fr")
    told = told_first(first_to_say(claim, edition), edition.words)

    assert told
    assert told.replace("\u00a0", " ") == first
