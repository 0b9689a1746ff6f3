from __future__ import annotations

from recoupe.dossier.counts import figure_groups
from recoupe.dossier.edition import build_edition
from recoupe.model import Certainty, Event
from tests.dossier.story import bridge

GROUPS = figure_groups(build_edition(bridge(), ui_language="fr"))


def test_losses_come_first() -> None:
    assert [group.event for group in GROUPS] == [
        Event.INJURED,
        Event.PRESENT,
        Event.COST,
        Event.SHARE,
        Event.OTHER,
    ]


def test_a_figure_says_on_whose_word_and_how_firmly() -> None:
    [toll, part] = GROUPS[0].figures

    assert [speaker.name for speaker in toll.speakers] == ["les pompiers du Lot"]
    assert toll.certainty is Certainty.REPORTED
    assert (toll.amount, part.amount) == ("au moins 12", "dont 2")


def test_a_figure_on_the_writers_own_word_names_nobody() -> None:
    [cost] = GROUPS[2].figures

    assert (cost.speakers, cost.source) == ((), None)


def test_a_figure_says_the_period_that_bounds_it() -> None:
    [cars] = GROUPS[1].figures

    assert (cars.scope, cars.when) == ("cette année", "2031")
