"""Speakers found over the whole article: roles told later, bodies in other words, lists, pairs."""

from __future__ import annotations

import pytest

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.model import AnalyzeSettings
from tests.attribution.cast import PACK, names
from tests.build import article


def speakers(text: str) -> list[list[str]]:
    """The names of the speakers of every attribution of a text, in order."""
    reading = attribute(analyze(article(text), PACK, settings=AnalyzeSettings()), PACK)
    named = {actor.id: actor.name for actor in reading.actors}
    return [[named[s] for s in a.speakers] for a in reading.attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Le ministre Luc Vautrel a signé. |Le ministre de la Pêche| se réjouit.",
            ["Luc Vautrel"],
            id="role told in full after the name",
        ),
        pytest.param(
            "Le président Luc Vautrel a signé. |Le président du Sénat| se réjouit.",
            ["président du Sénat"],
            id="role in another body",
        ),
        pytest.param(
            "Le colonel Luc Vautrel, commandant du poste, a parlé. |L'officier| se tait.",
            ["Luc Vautrel"],
            id="role before the name and after it",
        ),
        pytest.param(
            "|Le délégué CGT, Luc Vautrel,| a parlé.", ["Luc Vautrel"], id="role with a union"
        ),
        pytest.param(
            "|L'une des figures du camp, l'ancien ministre Luc Vautrel (1996-1999),| a parlé.",
            ["Luc Vautrel"],
            id="apposed and bracketed",
        ),
        pytest.param(
            "Selon |la direction de la société Valdor|, rien.", ["Valdor"], id="organ of a body"
        ),
        pytest.param(
            "La Nasa a reporté le vol. |L'agence| se tait.", ["Nasa"], id="agency that flies"
        ),
        pytest.param(
            "Le parti Avenir commun (AC) a refusé. |La formation| se tait.",
            ["AC"],
            id="name spelled out by brackets",
        ),
        pytest.param(
            "|Le porte-parole de la société Valdor| a nié. « Rien », a expliqué Luc Vautrel.",
            ["Luc Vautrel"],
            id="spokesperson named in the next sentence",
        ),
        pytest.param(
            "Luc Vautrel et Ivan Orvanne ont parlé. |Le second| se tait.",
            ["Ivan Orvanne"],
            id="second of two",
        ),
        pytest.param(
            "La présidente du conseil régional, Odile Brassac, a signé. |La socialiste| se tait.",
            ["Odile Brassac"],
            id="side of who holds an office",
        ),
        pytest.param(
            "Le gardien de but Ivan Orvanne part. |Le portier de 33 ans| se tait.",
            ["Ivan Orvanne"],
            id="an age tells nobody apart",
        ),
        pytest.param(
            "Luc Vautrel est arrivé.\n\nOdile Brassac a reporté sa visite au Salon. |Il| se tait.",
            ["Luc Vautrel"],
            id="no pronoun for a place of passage",
        ),
        pytest.param(
            "Selon Luc Vautrel, la commission est dirigée par Ivan Orvanne. |Il| se tait.",
            ["Luc Vautrel"],
            id="who spoke before an agent",
        ),
        pytest.param(
            "|Les avocats de la famille, Me Luc Vautrel et Me Odile Brassac|, se taisent.",
            ["Luc Vautrel", "Odile Brassac"],
            id="a group named one by one",
        ),
        pytest.param(
            "Luc Vautrel et |le ministre de la Pêche| se taisent.",
            ["ministre de la Pêche"],
            id="a role joined to a name is somebody else",
        ),
        pytest.param(
            "Deux routes sont coupées.\n\nLe ministre de la Pêche a parlé. « Non », a ajouté "
            "|le ministre|.\n\n« Nous verrons », a ajouté Luc Vautrel.",
            ["Luc Vautrel"],
            id="who only goes on was met before",
        ),
    ],
)
def test_a_source_is_somebody_the_article_names(text: str, expected: list[str]) -> None:
    assert names(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "« Non », a dit Luc Vautrel. Un avis que partage Odile Brassac. « Nous irons là-bas. »",
            ["Luc Vautrel", "Odile Brassac"],
            id="named just before, for the first time",
        ),
        pytest.param(
            "« Nous irons », a dit Luc Vautrel. Il est arrivé lundi. « Nous avons tout prévu. »",
            ["Luc Vautrel", "Luc Vautrel"],
            id="nobody new",
        ),
        pytest.param(
            "« Nous irons », a dit Luc Vautrel. Ivan Orvanne est parti. « Il était las de tout. »",
            ["Luc Vautrel", "Luc Vautrel"],
            id="words that nobody says of themselves",
        ),
    ],
)
def test_a_quotation_without_a_cue_is_whose_the_sentence_before_tells(
    text: str, expected: list[str]
) -> None:
    assert [name for one in speakers(text) for name in one] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "|Luc Vautrel et Odile Brassac| ont parlé. |Ils| se taisent.",
            ["Luc Vautrel", "Odile Brassac"],
            id="who spoke together",
        ),
        pytest.param(
            "|Luc Vautrel| a parlé. La mairie et la préfecture ont signé. |Elles| se taisent.",
            ["mairie", "préfecture"],
            id="a subject of two",
        ),
        pytest.param(
            "|Luc Vautrel et Odile Brassac| ont parlé. Les pompiers ont fui. |Ils| se taisent.",
            ["pompiers"],
            id="a group named since",
        ),
        pytest.param(
            "Les pompiers ont parlé. Luc Vautrel a parlé à Ivan Orvanne. |Ils| se taisent.",
            ["pompiers"],
            id="two who are not joined",
        ),
    ],
)
def test_a_plural_pronoun_means_those_who_stood_as_one(text: str, expected: list[str]) -> None:
    assert names(text)[-1] == expected


def test_two_who_spoke_together_are_meant_by_their_number() -> None:
    text = "|La société Valdor et la société Norvolt| ont parlé. |Les deux sociétés| se taisent."

    assert names(text) == [["Valdor", "Norvolt"], ["Valdor", "Norvolt"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "« La route est libre », a affirmé à l'AFP le colonel Luc Vautrel.",
            [["Luc Vautrel"]],
            id="addressee before the speaker",
        ),
        pytest.param(
            "Le maire de Marsac, Luc Vautrel, a démenti lundi la fermeture du port.",
            [["Luc Vautrel"]],
            id="verb after an apposition is not inserted",
        ),
        pytest.param(
            "Le président Luc Vautrel, le ministre malien Issa Traoré ainsi que le président "
            "français Paul Orvanne ont condamné les attentats.",
            [["Luc Vautrel", "Issa Traoré", "Paul Orvanne"]],
            id="three before the verb",
        ),
        pytest.param(
            "Le port est fermé, ont indiqué le maire de Marsac et la préfète du Lot.",
            [["maire de Marsac", "préfète du Lot"]],
            id="two after the verb",
        ),
        pytest.param(
            "Le port est fermé, ont indiqué les pompiers et la mairie a fermé le quai.",
            [["pompiers"]],
            id="what has a verb of its own is not listed",
        ),
        pytest.param(
            "Le port est fermé, a-t-on appris auprès des pompiers et du parquet de Marsac.",
            [["pompiers", "parquet de Marsac"]],
            id="two asked",
        ),
        pytest.param(
            "Le port est fermé, a-t-on appris de sources policières et de la mairie.",
            [["sources policières", "mairie"]],
            id="sources and a body",
        ),
        pytest.param(
            "Luc Vautrel et son frère ont tiré, a ajouté la préfète, insistant sur les faits.",
            [["préfète"], ["préfète"]],
            id="a participle after an inserted verb",
        ),
        pytest.param(
            "Le ministre de la Pêche, le général Luc Vautrel, a démenti les rumeurs selon "
            "lesquelles le président Paul Orvanne aurait fui, ajoutant que tout est calme.",
            [["Luc Vautrel"], ["Luc Vautrel"]],
            id="a participle after a verb that is not inserted",
        ),
        pytest.param(
            "Entendue lundi par les enquêteurs, la conductrice du car a assuré que tout est vrai.",
            [["conductrice"]],
            id="the noun « car » joins no clauses",
        ),
        pytest.param(
            "Le maire de Marsac, tout comme la préfète du Lot, affirme que le pont tient.",
            [["maire de Marsac", "préfète du Lot"]],
            id="whoever says the same, one verb in the singular",
        ),
        pytest.param(
            "Le pont, dont le gardien Luc Vautrel a dit qu'il tenait, est fermé.",
            [["Luc Vautrel"]],
            id="past a relative pronoun",
        ),
        pytest.param(
            "Des riverains se sont réunis. Certains disent vouloir partir.",
            [["Certains"]],
            id="some of many",
        ),
        pytest.param(
            "Le tribunal du port a jugé Luc Vautrel dit Tito Lupin.", [], id="no verb but an alias"
        ),
        pytest.param(
            "Les pompiers ont averti que l'eau monte. Tous assurent que la digue tiendra.",
            [["pompiers"], ["pompiers"]],
            id="all of those named before",
        ),
    ],
)
def test_the_speaker_of_a_verb_is_found_past_other_names(
    text: str, expected: list[list[str]]
) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "« Les trains partent », dit d'emblée Luc Vautrel.",
        "« Le pont est fermé », a dit d'emblée le maire Luc Vautrel.",
    ],
)
def test_a_noun_that_tells_how_something_is_said_is_nobody(text: str) -> None:
    assert speakers(text) == [["Luc Vautrel"]]


def test_who_still_speaks_is_who_was_told_by_a_role() -> None:
    text = "« Non », a dit le ministre de la Pêche. « Nous verrons », dit encore Luc Vautrel."
    assert speakers(text) == [["Luc Vautrel"], ["Luc Vautrel"]]
