from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.dossier.edition import build_edition
from recoupe.dossier.sayings import all_sayings, speakers, unnamed, unresolved, withheld
from recoupe.model import Certainty, Quotation, Stance
from tests import build
from tests.dossier.story import bridge

if TYPE_CHECKING:
    from recoupe.dossier.sayings import Saying


def sayings() -> tuple[Saying, ...]:
    return all_sayings(build_edition(bridge(), ui_language="fr"))


def test_the_same_words_in_two_articles_are_told_once_with_both_places() -> None:
    [told] = [saying for saying in sayings() if saying.text.startswith("Nous avions")]

    assert [place.cited.name for place in told.places] == ["Le Courrier du Lot", "Quercy Info"]
    assert (told.said_on, told.when) == ("2031-03-04", "4 mars 2031")


def test_the_same_words_said_less_firmly_are_another_saying() -> None:
    page = build.article("Ada dit : le pont tient. Ada dit : le pont tient.")
    ada = build.actor(page, "Ada")
    said = [
        build.attribution(page, "le pont tient", nth=n, speakers=(ada,), certainty=certainty)
        for n, certainty in enumerate((Certainty.PLAIN, Certainty.REPORTED))
    ]
    dossier = build.dossier(build.reading(page, actors=(ada,), attributions=said))

    assert len(all_sayings(build_edition(dossier, ui_language="fr"))) == 2


def test_unknown_sources_are_never_taken_for_one_another() -> None:
    page = build.article("Le pont tient. Le pont tient.")
    said = [build.attribution(page, "Le pont tient", nth=n) for n in (0, 1)]
    dossier = build.dossier(build.reading(page, attributions=said))

    assert len(all_sayings(build_edition(dossier, ui_language="fr"))) == 2


def test_who_is_quoted_most_comes_first_and_direct_words_first() -> None:
    first, *_ = speakers(sayings())

    assert first.entity.name == "Jeanne Aubrac"
    assert first.role == "maire de Saint-Orens"
    assert [s.quotation for s in first.sayings] == [Quotation.DIRECT, Quotation.INDIRECT]


def test_who_denies_comes_before_who_evades_and_who_is_silent() -> None:
    found = withheld(sayings())

    assert [[s.stance for s in one.sayings] for one in found] == [
        [Stance.DENY],
        [Stance.EVADE],
        [Stance.SILENCE],
    ]


def test_a_denial_and_a_later_silence_of_one_speaker_stand_together_by_date() -> None:
    page = build.article("Ada se tait sur le pont. Ada dément la fissure.")
    ada = build.actor(page, "Ada")
    said = (
        build.attribution(
            page, "le pont", speakers=(ada,), stance=Stance.SILENCE, said_on="2031-03-05"
        ),
        build.attribution(
            page, "la fissure", speakers=(ada,), stance=Stance.DENY, said_on="2031-03-04"
        ),
    )
    dossier = build.dossier(build.reading(page, actors=(ada,), attributions=said))

    [one] = withheld(all_sayings(build_edition(dossier, ui_language="fr")))

    assert [s.stance for s in one.sayings] == [Stance.DENY, Stance.SILENCE]


def test_relays_are_named() -> None:
    [denial] = [saying for saying in sayings() if saying.stance is Stance.DENY]

    assert denial.relays == "Midi Presse"


def test_a_source_nobody_is_known_for_is_told_apart_from_no_source() -> None:
    found = sayings()

    assert [s.places[0].source for s in unresolved(found)] == ["une source proche de l’enquête"]
    assert [s.text for s in unnamed(found)] == ["aux riverains de rester chez eux"]


def test_a_cut_in_the_words_is_marked() -> None:
    page = build.article("« Il pleut, dit Ada, et il vente. »")
    said = build.attribution(page, ("Il pleut", "et il vente"))
    edition = build_edition(
        build.dossier(build.reading(page, attributions=(said,))), ui_language="fr"
    )

    assert all_sayings(edition)[0].text == "Il pleut […] et il vente"


def test_what_is_withheld_is_told_with_the_words_that_withhold_it() -> None:
    page = build.article(
        "Hydralpe conteste toute faute. Le maire dit « que le pont tient » à tous."
    )
    firm, mayor = build.actor(page, "Hydralpe"), build.actor(page, "Le maire")
    denied = build.attribution(page, "toute faute", cue="conteste", speakers=[firm])
    cut = build.attribution(page, "que le pont tient", cue="dit", speakers=[mayor])
    told = build.dossier(build.reading(page, actors=[firm, mayor], attributions=[denied, cut]))

    assert [s.told for s in all_sayings(build_edition(told, ui_language="fr"))] == [
        "conteste toute faute",
        "que le pont tient",
    ]
