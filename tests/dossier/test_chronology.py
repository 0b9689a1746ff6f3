from __future__ import annotations

from recoupe.dossier.chronology import days
from recoupe.dossier.edition import build_edition
from recoupe.model import ChronologyKind
from tests.dossier.story import bridge

DAYS = days(build_edition(bridge(), ui_language="fr"))


def test_days_stand_in_order_in_words() -> None:
    assert [day.when for day in DAYS] == ["2 mars 2031", "4 mars 2031", "5 mars 2031"]


def test_an_event_opens_on_the_words_that_date_it() -> None:
    [event] = DAYS[0].moments

    assert (event.kind, event.speakers) == (ChronologyKind.EVENT, ())
    assert event.places[0].anchor.startswith("d-")


def test_a_saying_names_its_speaker_and_opens_on_its_words() -> None:
    saying = DAYS[1].moments[0]

    assert [entity.name for entity in saying.speakers] == ["Jeanne Aubrac"]
    assert saying.places[0].anchor.startswith("t-")
