"""Readings for lineage: sentences of an invented story, articles put together from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.lineage import trace
from tests import build

if TYPE_CHECKING:
    from typing import Unpack

    from recoupe.lang import Pack
    from recoupe.model import Direction, LineageKind, Reading, Tracing

#: What one reporter writes.
STORY = (
    "Le barrage de Cormeval a cédé dimanche à l'aube sous les eaux gonflées par la fonte.",
    "Douze hameaux de la vallée sont coupés du monde et 340 habitants dorment dans les gymnases.",
    "« Nous avions signalé la fissure au printemps, et nul n'est venu », a lancé Odette Brassin.",
    "Cette éleveuse de Rochefière a perdu quatre-vingts brebis et la moitié de son foin.",
    "Selon le préfet Armand Delcourt, la brèche mesure trente mètres et s'élargit lentement.",
    "Des plongeurs de Vernance inspectent les vannes avant que l'on décide de vider la retenue.",
    "L'exploitant Hydroval promet de rembourser les bêtes et les récoltes sans attendre d'experts.",
    "Une commission d'ingénieurs rendra ses conclusions en septembre, après la venue du ministre.",
)
#: The same facts in other words.
REWRITE = (
    "Dimanche avant le jour, gonflées par la fonte, les eaux ont emporté le barrage de Cormeval.",
    "Dans la vallée, 340 habitants de douze hameaux coupés de tout passent la nuit au gymnase.",
    "Odette Brassin fulmine : « Nous avions signalé la fissure au printemps, et nul n'est venu ».",
    "À Rochefière, l'éleveuse pleure quatre-vingts brebis et une moitié de foin perdue.",
    "La brèche, qui fait trente mètres, s'élargit, prévient Armand Delcourt, préfet.",
    "Venus de Vernance, des plongeurs regardent les vannes ; on videra peut-être la retenue.",
    "Chez Hydroval, l'exploitant, on promet un remboursement des récoltes et des bêtes.",
    "Les ingénieurs de la commission concluront en septembre, une fois la ministre passée.",
)
#: The same event as another reporter saw it: other facts, the same quotation.
OTHER = (
    "À Cormeval, l'eau est entrée par les fenêtres du café avant que le clocher ne sonne.",
    "Le facteur raconte avoir ramé jusqu'à l'école avec le courrier sous sa veste.",
    "« Nous avions signalé la fissure au printemps, et nul n'est venu », répète Odette Brassin.",
    "Les pompiers manquent de barques, et deux hélicoptères seulement tournent sur les toits.",
    "Le préfet Armand Delcourt doit revenir mardi avec des responsables de la société Hydroval.",
    "Au lycée de Vernance, les élèves trient des couvertures et préparent trois cents repas.",
)
#: Nothing to do with it.
APART = (
    "Le musée de la soie de Brézolles rouvre samedi après quatre ans de travaux de toiture.",
    "On y verra le métier à tisser sur lequel travaillait la famille Ansquer depuis deux siècles.",
    "La conservatrice espère vingt mille visiteurs, le double de ce que recevait l'ancienne salle.",
    "Un fonds privé a payé la moitié du chantier, la région et la ville se partagent le reste.",
    "Le samedi d'ouverture, un tisserand montrera ses gestes aux enfants dans la cour pavée.",
)
#: Another story, as long as the two others together.
ELSEWHERE = (
    "La patinoire de Saint-Orme perd son froid, et ses hockeyeurs jouent leur saison ailleurs.",
    "Un compresseur acheté d'occasion a rendu l'âme pendant la finale des moins de quinze ans.",
    "Le gardien a fait sortir trois cents parents par la porte des livraisons, sans panique.",
    "Réparer coûterait plus cher que de racheter, tranche un devis que la mairie garde secret.",
    "Les supporters vendent des écharpes et des gaufres sur le marché pour payer les déplacements.",
    "À vingt kilomètres, la ville voisine prête sa glace le mardi, quand les piscines ferment.",
    "L'entraîneur promet que personne ne quittera le club avant que les juniors aient tout joué.",
    "Des ingénieurs de l'école thermique proposent une machine à l'essai, prêtée jusqu'au dégel.",
)


def article(
    *sentences: str, name: str, title: str | None = None, **given: Unpack[build.ArticleFields]
) -> Reading:
    """The reading of an article that is put together from sentences, two to a paragraph."""
    pairs = [" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)]
    text = "\n\n".join([title, *pairs] if title else pairs)
    given.setdefault("id", name)
    return build.reading(build.article(text, path=f"{name}.txt", title=title, **given))


def traced(pack: Pack, *readings: Reading) -> Tracing:
    """The tracing of some readings."""
    return trace(readings, (pack,))


def lines(tracing: Tracing) -> list[tuple[str, str, LineageKind, Direction]]:
    """Each lineage by its articles, kind and direction."""
    return [(one.from_id, one.to_id, one.kind, one.direction) for one in tracing.lineage]


def kin(tracing: Tracing) -> set[frozenset[str]]:
    """The pairs of articles that are kin."""
    return {frozenset((line.from_id, line.to_id)) for line in tracing.lineage}
