"""Who had a claim first is told by days, then by who took from whom."""

from __future__ import annotations

import pytest

from recoupe.dossier.earliest import first_to_say
from recoupe.dossier.edition import build_edition
from recoupe.model import Claim, Direction, Lineage, LineageKind, Tracing
from tests import build


@pytest.mark.parametrize(
    ("days", "taken", "first"),
    [
        pytest.param(("2031-03-05", "2031-03-04"), Direction.UNKNOWN, 2, id="the earlier day"),
        pytest.param(("2031-03-04", "2031-03-04"), Direction.KNOWN, 1, id="the one taken from"),
        pytest.param(("2031-03-04", "2031-03-04"), Direction.UNKNOWN, None, id="nobody knows"),
        pytest.param((None, "2031-03-04"), Direction.KNOWN, None, id="an article without a day"),
    ],
)
def test_the_first_article_is_known_by_its_day_or_its_copies(
    days: tuple[str | None, str], taken: Direction, first: int | None
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
    found = first_to_say(claim, build_edition(dossier, ui_language="fr"))

    assert (found and found.number) == first
