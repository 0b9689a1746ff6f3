"""What belongs to a content and what does not, and what is nobody's saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.model import Certainty, Stance
from tests.attribution.frames import contents_of, marked, read_text

if TYPE_CHECKING:
    from recoupe.lang import Pack


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "La préfecture réclame [des informations sur des vols commis par des bandes "
            "appuyant les rebelles].",
            id="a participle that tells which noun is meant",
        ),
        pytest.param(
            "Le club a jugé que [le capitaine avait commis une faute] justifiant ainsi son renvoi.",
            id="a participle that concludes is the writer's",
        ),
        pytest.param(
            "Le syndicat demande [d'assurer la sécurité des élèves et de poursuivre les auteurs "
            "des coups].",
            id="two infinitives joined",
        ),
        pytest.param(
            "La ministre a annoncé que [le chantier aiderait à obtenir des fonds et à garantir "
            "des emplois].",
            id="a cue among the infinitives of a clause",
        ),
        pytest.param(
            "Le syndicat juge que [le plan comporte « trois défauts » : il « ne règle rien », "
            "« coûte cher » et « divise »].",
            id="what a colon spells out with words of the speaker",
        ),
        pytest.param(
            "[La population augmente de 2 %], note l'Institut des comptes, qui emploie neuf "
            "statisticiens.",
            id="a relative clause on who speaks",
        ),
        pytest.param(
            "[La salle rouvrira lundi], a écrit la maire Odile Rance, dans un communiqué.",
            id="where it was said",
        ),
        pytest.param(
            "Le ministre a exclu d'emblée [toute participation de son pays].",
            id="an adverb of two words is no object",
        ),
        pytest.param(
            "Les délégués ont appelé leurs collègues [à boycotter la réunion de rentrée].",
            id="an infinitive is no form of a noun in a longer cue",
        ),
        pytest.param(
            "La maire a confié que [le gardien avait été « victime d'un malaise » et « se "
            "remettait à peine »].",
            id="a clause goes on to the end of the words quoted in it",
        ),
        pytest.param(
            "Les brigades ont indiqué qu'[elles entendaient poursuivre la lutte].",
            id="a plan told by who has it",
        ),
        pytest.param(
            "Le maire a salué [les équipes], non sans rappeler [le rôle des bénévoles].",
            id="not without",
        ),
        pytest.param(
            "Des agents marchent pour réclamer [la réouverture du poste].",
            id="what people gather for",
        ),
        pytest.param(
            "La présidente a tenu à rappeler [la règle].", id="an infinitive that is done"
        ),
    ],
)
def test_a_content_holds_what_belongs_to_it_and_no_more(line: str, french: Pack) -> None:
    text, contents = marked(line)

    assert contents_of(text, french) == contents


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("La compagnie fait partie des clients de la banque.", id="to be part of"),
        pytest.param("Rappelons que la mairie avait fermé la piscine.", id="the writer's « nous »"),
        pytest.param("Maintenant que le pont tient, la route rouvre.", id="an adverb like a verb"),
        pytest.param("Le conseil a accepté la proposition du maire.", id="an object's own « de »"),
        pytest.param("Les enfants apprennent à parler fort, à bien articuler.", id="to learn to"),
        pytest.param("Un dirigeant, reconnu coupable de vols par le tribunal, a fui.", id="guilty"),
        pytest.param("Le ministre, confirmé par les députés, est parti.", id="confirmed in office"),
        pytest.param("Un voisin a alerté les secours.", id="somebody alone is spoken to"),
        pytest.param("Les gendarmes interpellent trois hommes âgés de 30 ans.", id="arrested"),
        pytest.param("Le prix varie selon les saisons.", id="a measure"),
        pytest.param("Une sortie est prévue lundi, pour les rameurs du club.", id="whom it is for"),
        pytest.param("Les agents ne trouvaient aucune trace du bateau.", id="nothing found"),
        pytest.param("Les élus pourront interroger la banque sur ses comptes.", id="may be asked"),
        pytest.param("Un guide est venu pour parler aux élèves.", id="what for"),
    ],
)
def test_what_only_looks_like_a_saying_is_none(text: str, french: Pack) -> None:
    assert contents_of(text, french) == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        pytest.param("Le maire a déclaré que le pont ne peut céder.", Certainty.PLAIN, id="cannot"),
        pytest.param(
            "Le chef a répondu : « Il ne m'est pas possible de vous dire si le four fuyait. »",
            Certainty.PLAIN,
            id="not possible",
        ),
        pytest.param(
            "La maire a lancé : « Nous avons rempli chacun de nos devoirs. »",
            Certainty.PLAIN,
            id="a noun like a modal",
        ),
        pytest.param(
            "Le maire a demandé : « Comment la régie peut-elle attendre ? »",
            Certainty.PLAIN,
            id="a question",
        ),
        pytest.param(
            "Selon la régie, les agents pourront atténuer la perte.",
            Certainty.POSSIBLE,
            id="what will be possible",
        ),
        pytest.param(
            "Port : le bac serait hors d'usage, selon la mairie.",
            Certainty.REPORTED,
            id="past a topic and a colon",
        ),
    ],
)
def test_how_firm_a_content_is(text: str, certainty: Certainty, french: Pack) -> None:
    [found] = read_text(text, french).attributions

    assert found.certainty is certainty


def test_a_link_before_a_quotation_is_the_writers(french: Pack) -> None:
    text = "Le maire a prévenu : Mais « si la régie persiste, nous partirons tous demain »."

    assert contents_of(text, french) == ["si la régie persiste, nous partirons tous demain"]


def test_a_colon_after_who_speaks_opens_a_second_saying(french: Pack) -> None:
    text = (
        "Ces deux bacs subissent une « panne grave », rappelle la note : « Chaque jour, quatre "
        "bacs s'arrêtent »."
    )

    assert contents_of(text, french) == [
        "Ces deux bacs subissent une « panne grave »",
        "Chaque jour, quatre bacs s'arrêtent",
    ]


def test_who_assures_to_be_somebody_promises_nothing(french: Pack) -> None:
    [found] = read_text("L'homme assure appartenir au service des ponts.", french).attributions

    assert found.stance is Stance.ASSERT
