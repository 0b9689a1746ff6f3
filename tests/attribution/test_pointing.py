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
C'est la mairie qui a annoncé que [le marché fermerait].
"""
FOLLOWING = """
Elle a raconté [comment elle s'est enfuie].
Il a expliqué [ce qui s'était passé].
Il n'a pas précisé [ce que contenait le colis].
Elle ignore [qui a donné l'ordre].
Les manifestants réclament [la démission du maire, la hausse des salaires et le retour du train].
Elle a exprimé [sa colère].
Il a présenté [ses excuses aux victimes].
Le maire a déclaré [l'état d'urgence], tandis que la préfecture fermait les routes.
Elle considère [la mesure comme injuste].
Le voisin répondit et nia [leur version].
« [Vous mentez tous] », lui avait dit Paul Marel, avant de poursuivre : « [Vous partez déjà] ».
« [Nous irons en appel] », a-t-il ajouté en indiquant [attendre le jugement].
« [Le site fermera en juin] », peut-on lire sur la page de l'entreprise.
Le maire ne cesse de répéter que [le vote est volé].
Le nombre de victimes ne cesse d'augmenter.
Mme Massy a demandé à M. Leroux [de « changer de cap »].
Le club dit [vouloir « accentuer » son effort].
« [C'est facile. Je ne vais pas parler], s'est-il agacé. [Ne posez pas de question !] »
Les Romands sont davantage séduits par cette idée que les Alémaniques.
Il n'est plus considéré que comme simple témoin.
Les eaux montent à Lyon, où s'exprimait le maire.
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
« [C'est un crime] », a ajouté la mère, selon le quotidien La Vigie.
« [La commission est aux ordres d'un seul homme] » (Laurent Okou)
Selon des analyses effectuées par un laboratoire de Bâle, [le lac est pollué au plomb].
Le sénateur (UPR) : « [C'est un échec cuisant pour nous tous] ».
"""


@pytest.mark.parametrize("line", (POINTING + FOLLOWING + PASSIVE + BESIDE).split("\n"))
def test_what_stands_between_brackets_is_the_content(line: str, french: Pack) -> None:
    text, expected = marked(line)

    assert [c.rstrip(" .") for c in contents_of(text, french)] == expected
