"""Bring contents and plain sentences with one proposition under one claim.

Distinct wordings are compared once, however many copies bear them. Groups
merge from the most alike pair downwards, and only while nothing in them
disagrees, so that a chain of half-alike sentences does not become one claim.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recoupe.crosscheck.candidates import candidate_pairs
from recoupe.crosscheck.firmness import degrees_of, order_of, why_apart
from recoupe.crosscheck.origins import count_origins
from recoupe.crosscheck.propositions import (
    Match,
    Proposition,
    alike,
    contained,
    disagree,
    match,
    propositions,
)
from recoupe.crosscheck.settling import Settled
from recoupe.crosscheck.standing import is_sentence, opens_elsewhere
from recoupe.crosscheck.vouching import APART_DAYS, Vouching, bare_tolls, heard_in_bodies
from recoupe.model import Claim, Direction, Passage, Reason, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recoupe.crosscheck.counting import Count
    from recoupe.crosscheck.material import Material
    from recoupe.model import Link, Utterance

#: Alikeness from which two contents are one although nobody knows when either was said.
UNDATED_ALIKE = 0.8
#: Mean alikeness of two groups below which one alike pair does not merge them.
GROUPS_ALIKE = 0.45
#: What words lose in clarity: nobody is named who says them, a copy has them, it hardened them.
UNSAID, COPIED, HARDENED = 0.5, 1.5, 4.0
#: Members of each group that are looked at when groups merge.
LOOKED_AT = 5


@dataclass(slots=True)
class _Group:
    """Propositions taken for one so far."""

    members: list[Proposition]
    rows: set[str]  # what is taken together from the start
    reasons: list[Reason] = field(default_factory=list)


def form_claims(
    material: Material,
    utterances: Sequence[Utterance],
    *,
    counts: Mapping[str, Sequence[Count]],
    links: Sequence[Link] = (),
) -> tuple[Claim, ...]:
    """The claims of all stories: one proposition each, with its origins at most.

    `counts` are the figures of each article. `links`, of ids of propositions, are what
    editors hold for one claim or for several.
    """
    utterance_of = {a: u.id for u in utterances for a in u.attribution_ids}
    vouching = Vouching(
        material, utterance_of, tolls=bare_tolls(counts), heard_below=heard_in_bodies(material)
    )
    by_story: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in propositions(material):
        by_story[material.story_of.get(proposition.article_id, "")].append(proposition)
    claims = (
        _claim(material, group, story_id=story_id, utterance_of=utterance_of)
        for story_id, items in sorted(by_story.items())
        for group in _groups(vouching, items, links=links)
        if _is_worth_telling(material, group)
    )
    return tuple(sorted(claims, key=in_order))


def in_order(claim: Claim) -> tuple[str, int, str, str]:
    """Where a claim stands: in its story, by how many articles carry it."""
    return claim.story_id, -len(claim.article_ids), claim.text, claim.id


def _groups(
    vouching: Vouching, items: list[Proposition], *, links: Sequence[Link]
) -> Iterable[_Group]:
    """The propositions of one story in groups; what editors have settled comes first."""
    row_of = _rows(items, links)
    rows: dict[str, list[Proposition]] = defaultdict(list)
    for item in items:
        rows[row_of[item.id]].append(item)
    held = {row: _Group(some, rows={row}) for row, some in rows.items()}
    settled = Settled(links, of=row_of)
    for row, other_row, why in settled.joins:
        _merge(held, held[row], other=held[other_row], why=why)
    for left, right, found in _matches(vouching, list(rows.values())):
        one, other = held[row_of[left.id]], held[row_of[right.id]]
        if one is other or settled.forbids(one.rows, other.rows) or not _may_merge(one, other):
            continue
        if vouching.is_only_announced([*one.members, *other.members]):
            continue
        _merge(held, one, other=other, why=_why(vouching.material, left, right=right, found=found))
    groups = {id(group): group for group in held.values()}.values()
    for sides, why in settled.apart:
        for group in groups:
            if any(side & group.rows for side in sides):
                group.reasons.append(why)
    return groups


def _rows(items: Iterable[Proposition], links: Sequence[Link]) -> dict[str, str]:
    """What is taken together from the start: what has one wording, and is not taken out of it."""
    row_of = {item.id: item.wording or item.id for item in items}
    for link in reversed(links):  # the newest has the last word
        for side in link.sides[:-1]:
            for member in side & row_of.keys():
                row_of[member] = f"{min(side)}\x1f{member}"
    return row_of


def _merge(held: dict[str, _Group], one: _Group, *, other: _Group, why: Reason) -> None:
    """Add a group to another, with the reason."""
    one.reasons += [*other.reasons, why]
    one.members += other.members
    one.rows |= other.rows
    for row in other.rows:
        held[row] = one


def _matches(
    vouching: Vouching, wordings: list[list[Proposition]]
) -> list[tuple[Proposition, Proposition, Match]]:
    """The pairs of distinct wordings that are one proposition, the most alike first."""
    found = []
    for i, j in dict.fromkeys(candidate_pairs([some[0] for some in wordings])):
        best = _best(vouching, wordings[i], right=wordings[j])
        if best:
            found.append(best)
    return sorted(found, key=lambda m: (-m[2].score, m[0].wording, m[1].wording))


def _best(
    vouching: Vouching, left: list[Proposition], *, right: list[Proposition]
) -> tuple[Proposition, Proposition, Match] | None:
    """Two bearers of two wordings that are one proposition, vouched for by context first."""
    pairs = [(a, b) for a in left[:LOOKED_AT] for b in right[:LOOKED_AT]]
    for a, b in pairs:
        if vouching.holds(a, b):
            found = match(a, b, vouched=True)
            if found:
                return a, b, found
    for a, b in pairs:
        found = match(a, b, vouched=False)
        if found and _are_of_one_time(vouching, a, right=b, found=found):
            return a, b, found
    return None


def _are_of_one_time(
    vouching: Vouching, left: Proposition, *, right: Proposition, found: Match
) -> bool:
    """Whether two accounts are near enough in time to be of one state of affairs."""
    near = vouching.days(left).within(vouching.days(right), days=APART_DAYS)
    return found.score >= UNDATED_ALIKE if near is None else near


def _may_merge(one: _Group, other: _Group) -> bool:
    """Whether nothing in two groups disagrees, and they are alike on the whole."""
    left, right = (_worded(group.members)[:LOOKED_AT] for group in (one, other))
    pairs = [(a, b) for a in left for b in right]
    if any(disagree(a, b) for a, b in pairs):
        return False
    near = sum(alike(a, b) + contained(a, b) for a, b in pairs)
    return near >= 2 * GROUPS_ALIKE * len(pairs)


def _worded(members: Iterable[Proposition]) -> list[Proposition]:
    """One proposition for each wording: copies say it once, however many there are."""
    return list({member.wording or member.id: member for member in members}.values())


def _is_worth_telling(material: Material, group: _Group) -> bool:
    """Whether somebody is said to have said it, or two families of articles say it themselves."""
    if any(p.attribution for p in group.members):
        return True
    articles = sorted({p.article_id for p in group.members})
    return any(not material.are_kin(articles[0], other) for other in articles[1:])


def _claim(
    material: Material, group: _Group, *, story_id: str, utterance_of: Mapping[str, str]
) -> Claim:
    """The claim that a group of propositions is."""
    members = sorted(group.members, key=lambda p: (p.article_id, p.spans))
    origins = count_origins(material, members, utterance_of=utterance_of)
    articles = tuple(sorted({p.article_id for p in members}))
    attributions = tuple(p.id for p in members if p.attribution)
    assertions = tuple(p.passage for p in members if p.attribution is None)
    families = {f for a in articles for f in material.families_of.get(a, ())}
    degrees = degrees_of(material, members)
    return Claim(
        id=f"claim-{digest(*(p.id for p in members))}",
        story_id=story_id,
        text=_clearest(material, members, utterance_of=utterance_of),
        attribution_ids=attributions,
        utterance_ids=tuple(sorted({utterance_of[a] for a in attributions if a in utterance_of})),
        article_ids=articles,
        family_ids=tuple(sorted(families)),
        parties=_parties(material, members),
        origins_at_most=len(origins.found),
        reasons=(*group.reasons, *why_apart(material, degrees), *origins.reasons),
        assertions=assertions,
        origins=origins.found,
        degrees=degrees,
    )


def _clearest(
    material: Material, members: list[Proposition], *, utterance_of: Mapping[str, str]
) -> str:
    """The words that say what the others say: few, without pronouns, and not a copy's."""
    common: dict[str, int] = defaultdict(int)
    worded = _worded(members)
    for member in worded:
        for term in member.terms:
            common[term] += 1
    carriers = {member.article_id for member in members}
    copied = {
        line.to_id
        for line in material.lineage
        if line.direction is Direction.KNOWN and {line.from_id, line.to_id} <= carriers
    }
    firmness = {m.id: order_of(material, m) for m in members}
    weakest: dict[str, int] = {}
    for m in members:
        said = utterance_of.get(m.id, m.id)
        weakest[said] = min(firmness[m.id], weakest.get(said, firmness[m.id]))

    def clarity(told: tuple[Proposition, str, float]) -> tuple[float, int, str]:
        member, words, doubts = told
        says = sum(w for t, w in member.terms.items() if common[t] > 1 or len(worded) == 1)
        is_hardened = firmness[member.id] > weakest[utterance_of.get(member.id, member.id)]
        doubts += 2 * (member.attribution is None) + COPIED * (member.article_id in copied)
        doubts += HARDENED * is_hardened
        return (len(words) / 200 + doubts - says, len(words), words)

    return min((w for m in members for w in _wordings(material, m)), key=clarity)[1]


def _wordings(material: Material, member: Proposition) -> Iterator[tuple[Proposition, str, float]]:
    """The sentence of a proposition, and its content where that stands alone; with doubts."""
    place = material.sentence_at(member.article_id, member.passage.span)
    tokens = material.readings[member.article_id].analysis.tokens
    own, source = member.passage, member.attribution and member.attribution.source
    first = material.token_at(member.article_id, own.span.start)
    opens = opens_elsewhere(tokens, first)
    is_vague = opens or opens_elsewhere(tokens, material.token_at(member.article_id, place.start))
    if source:
        ends = (source.start, source.end - 1)
        start, last = (material.token_at(member.article_id, at) for at in ends)
        tags = tokens.tag[start : last + 1]
        is_named = "PROPN" in tags and not opens  # « De son côté, le maire, Luc Vautrel, dit »
        is_vague = not is_named and (is_vague or "PRON" in tags)
    yield member, material.words(Passage(member.article_id, place)), 2.0 * is_vague
    if is_vague and not opens and len(member.spans) == 1 and is_sentence(tokens, own.span):
        yield member, material.words(own), UNSAID


def _parties(material: Material, members: list[Proposition]) -> tuple[str, ...]:
    """The sides that the speakers of a claim speak for."""
    speakers = {s for p in members if p.attribution for s in material.speakers(p.attribution)}
    return tuple(sorted({party for s in speakers if (party := material.side(s))}))


def _why(material: Material, left: Proposition, *, right: Proposition, found: Match) -> Reason:
    """Why two wordings are one proposition."""
    one, other = (" ".join(material.words(p.passage).split())[:80] for p in (left, right))
    return Reason(
        f"Même proposition : « {one} » et « {other} ». {found.reason.fr}",
        f"One proposition: “{one}” and “{other}”. {found.reason.en}",
    )
