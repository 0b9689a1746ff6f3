from __future__ import annotations

from recoupe.dossier.edition import build_edition
from recoupe.dossier.gaps import gaps
from recoupe.dossier.sayings import all_sayings
from recoupe.model import Event, Voice
from tests import build
from tests.dossier.story import bridge


def test_what_is_not_known_is_counted_and_listed() -> None:
    edition = build_edition(bridge(), ui_language="en")
    found = gaps(edition, all_sayings(edition))

    assert [(gap.text, [item.text for item in gap.items]) for gap in found] == [
        ("1 undated article", ["date unknown: No date is given."]),
        (
            "1 article dated to within several days",
            ["Mar 4\u2009–\u20096, 2031: The page bears this date."],
        ),
        ("1 source cited but not identified", ["une source proche de l’enquête"]),
        ("1 saying with no source named", ["aux riverains de rester chez eux"]),
        ("2 figures given without a source", ["40 millions d’euros", "25 %"]),
        ("1 date without its year", ["Le 28 février"]),
    ]


def test_nothing_unknown_leaves_no_gap() -> None:
    page = build.article("Rien.", published=build.published("2031-03-04"))
    edition = build_edition(build.dossier(build.reading(page)), ui_language="en")

    assert gaps(edition, ()) == ()


def test_a_headlines_figure_is_not_without_source_when_the_body_gives_one() -> None:
    page = build.article("Trois morts. Trois morts, dit Ada Brel.")
    actor = build.actor(page, "Ada Brel")
    quantities = [
        build.quantity(page, "Trois morts", nth=n, low=3.0, high=3.0, event=Event.KILLED)
        for n in (0, 1)
    ]
    told = build.reading(
        build.analysis(page, quantities=quantities),
        actors=[actor],
        voices=[Voice(quantity=1, attribution_id=None, speakers=(actor.id,))],
    )
    edition = build_edition(build.dossier(told), ui_language="en")

    assert [gap.text for gap in gaps(edition, ()) if "figure" in gap.text] == []
