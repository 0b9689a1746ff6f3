"""Contents that stand apart from their verb, or have no verb of saying at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attribution.frames import contents_of, marked

if TYPE_CHECKING:
    from recoupe.lang import Pack

#: A day, a place, an aside or a relative clause between a verb and its « que ».
BEYOND = """
Le syndicat a annoncé mercredi qu'[il allait cesser le travail après l'expiration du préavis].
Issa Barry a averti hier depuis le navire Astérion, qui croise au large, que [le détroit fermait].
Le président du club a déclaré, dans une interview accordée à Rete Nove, que [rien n'était signé].
L'ancienne ministre souligne [l'urgence de repenser l'école], qu'elle doit à ses maîtres.
En outre, mardi, la Maison-Blanche a appelé instamment le Kandou [à coopérer avec l'agence].
Car comme le raconte Le Relevé, [le nom de l'ancien trésorier n'avait pas été cité].
Anne Morvan, intervenant lundi à Berthac, a dénoncé [l'« absurde » projet de loi].
Le ton monte et Ali Benzema, le président du Kandou, évoque [la possibilité d'une guerre].
Le préfet a dit que [le pont a cédé], et le maire a répondu : « [Nous le savions depuis mai] ».
Le porte-parole a démenti jeudi soir [des informations faisant état d'un départ].
L'ONU a demandé jeudi [la fin des bombardements sur le Kandou].
La commission du lac, qui avait jugé l'affaire, avait prôné [l'inverse de cette loi].
Les dirigeants du club ont informé la presse que [le contrat était signé].
"""
#: Words in marks that tell how, and labels before their object or of a pronoun.
MARKED = """
Le conseil municipal a condamné « avec la plus grande fermeté » [les dégradations commises samedi].
L'ONU a condamné mardi, "dans les termes les plus vifs", [la récente attaque du convoi].
La ministre a condamné [le vol], en le qualifiant [d'"acte lâche"].
Il a qualifié [de « farce » et de « jeu truqué » les manœuvres du parti].
Paul Ferrand a réagi en qualifiant [les propos du maire d'« absurdes »].
Le maire a qualifié la mesure.
[La nouvelle] n'a pas été confirmée de source indépendante.
"""
#: Verbs that stand once for several sources.
GAPPED = """
L'association dénonce « [un abus de pouvoir] », le gouvernement « [une simple bavure] ».
La droite parle de « [gâchis] », la gauche de « [trahison] ».
L'Égypte a condamné "[la fin des pourparlers]" et l'Arabie saoudite "[la reprise du siège]".
Les uns saluent [une avancée], les autres dénoncent [un recul].
Le gouvernement dénonce « [une bavure] », le « Relevé » aussi.
"""
#: Sources a parser does not take for somebody, and what they share with a verb before.
OTHERS = """
Celui qui a été réélu maire s'est félicité du [score de son camp].
Les élus ont exprimé [leur tristesse] et souhaité [un prompt rétablissement aux blessés].
Pour lui [l'élection de Berthac veut dire que la gauche a perdu].
La maire ne décolère pas : « [Personne ne nous a prévenus avant le début des travaux] ».
Le texte tient en une phrase : « Personne ne doit entrer dans la salle du conseil ».
« [La grève continue ici] », a dit Luc Morin. C'est la réponse au discours de la direction.
La préfète se dit [préoccupée par la hausse des prix].
Le patron se dit [satisfait de l'accord].
Le préfet a appelé [au calme].
Le syndicaliste s'en est pris au [préfet].
"""


@pytest.mark.parametrize("line", (BEYOND + MARKED + GAPPED + OTHERS).split("\n"))
def test_what_stands_between_brackets_is_the_content(line: str, french: Pack) -> None:
    text, expected = marked(line)

    assert [c.rstrip(" .") for c in contents_of(text, french)] == expected


def test_a_name_is_no_auxiliary(french: Pack) -> None:
    text = "Le quotidien italien Corriere della Sera a rapporté que [le port était fermé]."
    clean, expected = marked(text)

    assert contents_of(clean, french) == expected


@pytest.mark.parametrize(
    "text", ["Le maire a condamné «", 'Il a dénoncé "', "C'est la réponse", ""]
)
def test_a_text_that_breaks_off_is_read(text: str, french: Pack) -> None:
    assert contents_of(text, french) == []
