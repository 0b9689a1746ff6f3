"""Count the independent origins that may stand behind a claim: an upper bound.

Every speaker of every attribution could be an origin of its own. Two are one
when something shows it: one utterance, words taken from one text into
another, one speaker on one day, one agency credited, a paper quoted by
another. What is left over may still have spoken to one another: hence *at
most*. Parties never join origins.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from recoupe.crosscheck.groups import Groups
from recoupe.crosscheck.outlets import Outlets, words_around
from recoupe.crosscheck.propositions import alike
from recoupe.crosscheck.sayings import days_said
from recoupe.crosscheck.utterances import is_taken
from recoupe.model import JoinKind, Origin, Part, Reason
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.propositions import Proposition

#: Characters of the words that a reason quotes.
QUOTED_CHARS = 60
#: What shows that two accounts are one origin, as a reason words it in French and in English.
WORDED = {
    JoinKind.UTTERANCE: ("un même propos", "one utterance"),
    JoinKind.PASSAGE: ("un passage repris", "a passage taken"),
    JoinKind.FAMILY: ("une même famille", "one family"),
    JoinKind.ARTICLE: ("dite deux fois par un article", "told twice by one article"),
    JoinKind.SPEAKER: ("un même locuteur, le même jour", "one speaker on one day"),
    JoinKind.AGENCY: ("une même agence créditée", "one agency credited"),
    JoinKind.OUTLET: ("un média que l’autre cite", "an outlet that the other quotes"),
}


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins that a claim has at most, and why they are not more."""

    found: tuple[Origin, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """One speaker of one attribution, or an article that says it itself."""

    proposition: Proposition
    speaker: str | None

    @property
    def key(self) -> tuple[str, str]:
        return self.proposition.id, self.speaker or ""


@dataclass(frozen=True, slots=True)
class _Join:
    """Two nodes that are one origin, and what shows it."""

    left: _Node
    right: _Node
    kind: JoinKind
    why: Reason | None = None  # as an editor words it


def count_origins(
    material: Material, members: Sequence[Proposition], *, utterance_of: Mapping[str, str]
) -> Origins:
    """The origins behind the propositions of one claim, with a reason for each join."""
    nodes = [node for p in members for node in _nodes(material, p)]
    groups = Groups(node.key for node in nodes)
    joined: list[_Join] = []
    reasons: list[Reason] = []
    for join in _joins(material, nodes, utterance_of=utterance_of):
        if groups.of(join.left.key) != groups.of(join.right.key):
            reason = join.why or _reason(material, join)
            groups.join(join.left.key, join.right.key, reason=reason)
            joined.append(join)
            reasons.append(reason)
    held: dict[tuple[str, str], list[_Node]] = defaultdict(list)
    for node in nodes:
        held[groups.of(node.key)].append(node)
    found = (
        _origin(some, [j.kind for j in joined if groups.of(j.left.key) == root])
        for root, some in held.items()
    )
    return Origins(tuple(found), tuple(reasons))


def _origin(nodes: Sequence[_Node], joins: Iterable[JoinKind]) -> Origin:
    """What the nodes of one group say of the place that they can have come from."""
    said = [n.proposition.id for n in nodes if n.proposition.attribution]
    return Origin(
        speakers=tuple(dict.fromkeys(n.speaker for n in nodes if n.speaker)),
        attribution_ids=tuple(dict.fromkeys(said)),
        article_ids=tuple(dict.fromkeys(n.proposition.article_id for n in nodes)),
        joins=tuple(joins),
    )


def _nodes(material: Material, proposition: Proposition) -> Iterator[_Node]:
    attribution = proposition.attribution
    speakers = material.speakers(attribution) if attribution else ()
    for speaker in speakers or (None,):
        yield _Node(proposition, speaker)


def _joins(
    material: Material, nodes: list[_Node], *, utterance_of: Mapping[str, str]
) -> Iterator[_Join]:
    """Every reason for which two nodes are one origin, the surest first."""
    yield from _by_judgment(material, nodes)
    yield from _by_utterance(nodes, utterance_of=utterance_of)
    yield from _unless_independent(material, _by_taking(material, nodes))
    yield from _unless_independent(material, _by_family(material, nodes))
    yield from _by_article(nodes)
    yield from _by_speaker_and_day(material, nodes)
    yield from _unless_independent(material, _by_agency(material, nodes))
    yield from _unless_independent(material, _by_quoted_outlet(material, nodes))


def _by_judgment(material: Material, nodes: list[_Node]) -> Iterator[_Join]:
    """Two articles that an editor marks as copies: what one says, the other has from it."""
    for link in material.copies:
        held = [[n for n in nodes if n.proposition.article_id == a] for a in sorted(link.sides[0])]
        if not link.is_apart and all(held):
            pairs = _counterparts(*held)
            yield from (_Join(a, b, JoinKind.JUDGMENT, link.why) for a, b in pairs)


def _unless_independent(material: Material, joins: Iterator[_Join]) -> Iterator[_Join]:
    """The joins but for those of two articles that an editor marks as independent."""
    apart = {frozenset(a for s in k.sides for a in s) for k in material.copies if k.is_apart}
    for join in joins:
        if {n.proposition.article_id for n in (join.left, join.right)} not in apart:
            yield join


def _by_utterance(nodes: list[_Node], *, utterance_of: Mapping[str, str]) -> Iterator[_Join]:
    """Two attributions of one utterance to one speaker."""
    held: dict[tuple[str, str], list[_Node]] = defaultdict(list)
    for node in nodes:
        utterance = utterance_of.get(node.proposition.id)
        if utterance:
            held[utterance, node.speaker or ""].append(node)
    for some in held.values():
        yield from (_Join(a, b, JoinKind.UTTERANCE) for a, b in pairwise(some))


def _by_taking(material: Material, nodes: list[_Node]) -> Iterator[_Join]:
    """Two articles of one family, and this passage among what was taken."""
    by_member: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        by_member[node.proposition.id].append(node)
    members = [some[0].proposition for some in by_member.values()]
    for left, right in _taken_pairs(material, members):
        pairs = _counterparts(by_member[left.id], by_member[right.id])
        yield from (_Join(one, other, JoinKind.PASSAGE) for one, other in pairs)


def _taken_pairs(
    material: Material, members: Sequence[Proposition]
) -> Iterator[tuple[Proposition, Proposition]]:
    """The propositions of which one stands in the other's article as copy or rewrite.

    Cost: linear in the members and in what their articles share with others; the same
    words in one family are laid beside one another in a row.
    """
    rows: dict[tuple[str, str], list[Proposition]] = defaultdict(list)
    by_article: dict[str, list[Proposition]] = defaultdict(list)
    for member in members:
        by_article[member.article_id].append(member)
        for family in sorted(material.families_of.get(member.article_id, ())):
            rows[family, member.wording].append(member)
    for row in rows.values():
        yield from ((a, b) for a, b in pairwise(row) if a.article_id != b.article_id)
    for left in members:
        for other in material.sharing.get(left.article_id, ()):
            for right in by_article.get(other, ()) if other > left.article_id else ():
                if material.are_kin(left.article_id, other) and is_taken(
                    material, left, right=right
                ):
                    yield left, right


def _counterparts(left: list[_Node], right: list[_Node]) -> Iterator[tuple[_Node, _Node]]:
    """Speakers of a text beside those of its copy: the same, then the others in order.

    A copy that names fewer speakers adds no origin: all of its own are told of.
    """
    same = [(a, b) for a in left for b in right if a.speaker == b.speaker]
    yield from same
    told = {node.key for pair in same for node in pair}
    fewer, more = sorted((left, right), key=len)
    rest = [n for n in more if n.key not in told] or more
    for i, node in enumerate(n for n in fewer if n.key not in told):
        yield node, rest[min(i, len(rest) - 1)]


def _by_family(material: Material, nodes: list[_Node]) -> Iterator[_Join]:
    """What articles of one family say themselves."""
    plain = [n for n in nodes if n.proposition.attribution is None]
    first: dict[str, _Node] = {}
    for node in plain:
        article_id = node.proposition.article_id
        for family in sorted(material.families_of.get(article_id, (article_id,))):
            other = first.setdefault(family, node)
            if other is not node:
                yield _Join(other, node, JoinKind.FAMILY)


def _by_article(nodes: list[_Node]) -> Iterator[_Join]:
    """A headline, or a sentence of the article's own, and what the same article ascribes below."""
    held: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        held[node.proposition.article_id].append(node)
    for some in held.values():
        ascribed = [n for n in some if _stands_below(n)]
        for node in some:
            if ascribed and not _stands_below(node):
                own = [n for n in ascribed if node.speaker and n.speaker == node.speaker]
                nearest = max(own or ascribed, key=lambda n: alike(n.proposition, node.proposition))
                yield _Join(nearest, node, JoinKind.ARTICLE)


def _stands_below(node: _Node) -> bool:
    """Whether a node is an attribution in the body, which a headline only announces."""
    attribution = node.proposition.attribution
    return attribution is not None and attribution.part is Part.BODY


def _by_speaker_and_day(material: Material, nodes: list[_Node]) -> Iterator[_Join]:
    """One resolved speaker, on one day as far as can be known."""
    held: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        if node.speaker and node.speaker in material.entities:
            held[node.speaker].append(node)
    for some in held.values():
        told = [(_bounds(material, node), n, node) for n, node in enumerate(some)]
        (_, reach), _, last = min(told, key=lambda t: t[:2])
        for (earliest, latest), _, node in sorted(told, key=lambda t: t[:2])[1:]:
            if earliest <= reach:
                yield _Join(last, node, JoinKind.SPEAKER)
            if latest >= reach:
                reach, last = latest, node


def _bounds(material: Material, node: _Node) -> tuple[date, date]:
    """The first and last day on which a node may have been said."""
    days = days_said(material.article(node.proposition.article_id), node.proposition.attribution)
    return days.earliest or date.min, days.latest or date.max


def _by_agency(material: Material, nodes: list[_Node]) -> Iterator[_Join]:
    """Two articles, or two attributions, that credit one agency."""
    first: dict[str, _Node] = {}
    for node in nodes:
        for agency in _agencies(material, node.proposition):
            other = first.setdefault(agency, node)
            if other is not node:
                yield _Join(other, node, JoinKind.AGENCY)


def _agencies(material: Material, proposition: Proposition) -> tuple[str, ...]:
    """The agencies that an article credits."""
    credit = material.article(proposition.article_id).credit
    return tuple(sorted({folded(a) for a in credit.split(",") if a.strip()})) if credit else ()


def _by_quoted_outlet(material: Material, nodes: list[_Node]) -> Iterator[_Join]:
    """An article that says it, and another that has it from that article's outlet."""
    carriers: dict[str, _Node] = {}
    for node in nodes:
        outlet = material.article(node.proposition.article_id).outlet
        if outlet:
            carriers.setdefault(outlet, node)
    outlets = Outlets(carriers)
    for node in nodes if carriers else ():
        for outlet in outlets.named_in(words_around(material, node.proposition)):
            carrier = carriers[outlet]
            if node.proposition.article_id != carrier.proposition.article_id:
                yield _Join(carrier, node, JoinKind.OUTLET)


def _reason(material: Material, join: _Join) -> Reason:
    """Why two nodes are one origin, with the words of both."""
    one, other = (_quoted(material, node) for node in (join.left, join.right))
    fr, en = WORDED[join.kind]
    return Reason(
        f"Une seule origine, {fr} : « {one} » et « {other} ».",
        f"One origin, {en}: “{one}” and “{other}”.",
    )


def _quoted(material: Material, node: _Node) -> str:
    words = " ".join(material.words(node.proposition.passage).split())
    return words if len(words) <= QUOTED_CHARS else words[:QUOTED_CHARS].rsplit(" ", 1)[0] + " …"
