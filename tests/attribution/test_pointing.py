from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attribution.frames import contents_of, marked

if TYPE_CHECKING:
    from recoupe.lang import Pack

POINTING = """
[La liaison fluviale rouvrira en mars]. C'est ce qu'a annoncé mercredi la ministre Odile Kerven.
[Trois communes seront raccordées]. C'est du moins ce qu'affirme le conseil régional.
[Les salaires augmenteront de 4 %]. C'est ce que révèle un rapport de la Cour des comptes.
[Le bac sera démoli]. C'est l'annonce faite lundi par le préfet Alain Morvan.
[La commune doit renoncer au stade]. C'est la demande formulée par les clubs de la ville.
[Les écoles doivent fermer]. C'est la demande qu'a formulée jeudi à Limoges Anne Marel.
[Le feu est parti du grenier]. C'est en tout cas l'hypothèse des enquêteurs.
[Le bac rouvrira en mai]. Telle est la conclusion de la commission d'enquête.
[La grève continuera]. Voilà ce qu'ont décidé les ouvriers.
[Les vacances seront avancées], c'est en tout cas ce qu'a laissé entendre la ministre.
[La gare fermera], c'est du moins l'avis du maire.
[La tour sera rasée], ce que confirme la mairie.
[Les eaux montent], comme le préfet l'avait annoncé.
[Les eaux montent], comme le rapporte le quotidien La Vigie.
Comme l'a rappelé le procureur, [l'enquête ne fait que commencer].
Ainsi que l'indique le rapport, [les digues étaient fragiles].
Comme annoncé par la mairie, [le marché sera déplacé].
Comme le dit le préfet : « [les eaux montent dangereusement] ».
Le ministre l'assure, [la digue tiendra].
Le ministre l'a confirmé à la radio jeudi : [la digue a cédé].
C'est une décision du tribunal.
C'est l'avis de la commission qui compte.
Comme prévu, le marché a été déplacé.
"""
PASSIVE = """
L'attaque a été qualifiée de « [lâche] » par le Premier ministre.
Cette attaque, qualifiée de « [lâche attentat] » par le Premier ministre, a fait deux morts.
La décision est jugée « [incompréhensible] » par les syndicats.
Le groupe, considéré comme « [terroriste] » par la Turquie, a fait sept morts.
Le texte est présenté par le ministre comme [un compromis].
Accusé par l'opposition [de mentir], le ministre a quitté la salle.
Le maire est accusé de [corruption] par son ancien adjoint.
Les habitants ont été invités par la préfecture [à rester chez eux].
Un homme a été interpellé, sans incident, par les gendarmes.
En qualifiant [les grévistes de « preneurs d'otages »], le ministre a choqué.
"""
BESIDE = """
[Le chauffeur avait bu], toujours selon la gendarmerie.
Pour Anne Roussel, de la Ligue des usagers, « [les trains s'arrêtent. Rien n'a été fait] ».
En effet, pour Anne Roussel du syndicat Rail libre, « [les trains s'arrêtent. Rien n'a changé] ».
Selon la ministre, qui s'exprimait à Lyon, [rien n'est joué].
Le maire, pour qui [le pont est sûr], refuse de le fermer.
Le maire, selon lequel [le pont est sûr], refuse de le fermer.
[Le bilan est de douze morts], indique-t-on de source hospitalière.
De source policière, on apprend que [deux suspects ont été arrêtés].
Aux cris de « [Démission !] », ils ont marché jusqu'au port.
Le sénateur (UPR) : « [C'est un échec cuisant pour nous tous] ».
"""


@pytest.mark.parametrize("line", [*POINTING.split("\n"), *PASSIVE.split("\n"), *BESIDE.split("\n")])
def test_what_stands_between_brackets_is_the_content(line: str, french: Pack) -> None:
    text, expected = marked(line)

    assert [c.rstrip(" .") for c in contents_of(text, french)] == expected
