"""Tell what changed between a text and the one that took it.

A copy drops a source, a bound or a conditional more often than a fact; that
is drift. Only pairs whose direction lineage knows are compared, or articles
that name the outlet they quote, and only where the words were taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from recoupe.crosscheck.outlets import WORD, Outlets, names_outlet, words_around
from recoupe.crosscheck.propositions import (
    Proposition,
    alike,
    contained,
    match,
    propositions,
    share_figure,
    shared,
)
from recoupe.crosscheck.utterances import is_taken
from recoupe.model import (
    Certainty,
    ConditionalReading,
    Direction,
    FindingKind,
    LineageKind,
    Part,
    Passage,
    Quotation,
    Reason,
    Span,
    Stance,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.crosscheck.material import Material

#: Share of what the earlier text says that the later one must hold to be told of it.
TOLD_AGAIN = 0.6
#: The same when one of its figures is held, too.
TOLD_WITH_FIGURE = 0.5
#: The same, in nouns: two words may meet by chance.
LEAST_TOLD = 1.6
#: Share of a source's terms that agree when two phrases name one source.
SAME_SOURCE = 0.4
#: Articles of one outlet that one who quotes it may mean.
QUOTED = 16
#: Later than every day and than every id.
LAST_DAY = "~"
#: How firmly a content is put forward, as ranks.
FIRMNESS = {
    Certainty.POSSIBLE: 0,
    Certainty.REPORTED: 0,
    Certainty.PROBABLE: 1,
    Certainty.PLAIN: 2,
}
#: Stances by which somebody tells what they did; what they mean to do is not done.
TOLD_AS_DONE = frozenset({Stance.ASSERT, Stance.CONFIRM, Stance.DENY})
#: Tags of a verb.
VERBS = ("VERB", "AUX")
_MARKS = frozenset('«»“”"„')


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed, from the earlier passage to the later one."""

    kind: FindingKind
    score: float  # 0 to 1: how much of the earlier content the later one holds
    left: Passage
    right: Passage
    reason: Reason


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposition of the earlier text and the same in the later one."""

    given: Proposition
    taken: Proposition
    score: float


@dataclass(frozen=True, slots=True)
class Transfer:
    """A text and one that took from it, by their ids, with what both say."""

    giver: str
    taker: str
    pairs: tuple[Pair, ...]


def find_drift(transferred: Sequence[Transfer], *, material: Material) -> tuple[Drift, ...]:
    """What changed from each text to those that took it, each change once."""
    found: dict[tuple[FindingKind, Passage, Passage], Drift] = {}
    for transfer in transferred:
        for feature in (_dropped, _firmer_or_weaker, _other_source, _other_words):
            for pair in transfer.pairs:
                for drift in feature(material, pair):
                    found.setdefault((drift.kind, drift.left, drift.right), drift)
    return tuple(sorted(found.values(), key=lambda d: (d.left, d.right, d.kind)))


def lay_transfers(material: Material) -> tuple[Transfer, ...]:
    """Every two texts of which one took from the other, with what both say."""
    held: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in propositions(material):
        held[proposition.article_id].append(proposition)
    return tuple(
        Transfer(giver, taker, tuple(_pairs(material, held[giver], taken=held[taker])))
        for giver, taker in transfers(material)
    )


def transfers(material: Material) -> tuple[tuple[str, str], ...]:
    """Who gave to whom: as lineage knows, then as articles say that name the outlet they quote."""
    known = [
        (line.from_id, line.to_id)
        for line in material.lineage
        if line.direction is Direction.KNOWN and line.kind is not LineageKind.COMMON_SOURCE
        if line.from_id in material.readings and line.to_id in material.readings
    ]
    quoting = [pair for story in material.stories for pair in _quoting(material, story.article_ids)]
    return tuple(dict.fromkeys((*known, *quoting)))


def _quoting(material: Material, article_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Articles of one story with those that name their outlet, the last ones before these.

    Cost: linear in the articles.
    """
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article_id in article_ids:
        article = material.article(article_id)
        if article.outlet:
            held[article.outlet].append((article.published.earliest or "", article_id))
    by_day = {outlet: sorted(some) for outlet, some in held.items()}
    outlets = Outlets(by_day)
    for taker in article_ids:
        own = material.article(taker)
        last = (own.published.latest or LAST_DAY, LAST_DAY)
        for outlet in outlets.named_in(frozenset(WORD.findall(own.text))):
            if outlet != own.outlet:
                at = bisect_left(by_day[outlet], last)
                yield from ((giver, taker) for _, giver in by_day[outlet][max(0, at - QUOTED) : at])


def _pairs(
    material: Material, given: Sequence[Proposition], *, taken: Sequence[Proposition]
) -> list[Pair]:
    """For each proposition of the earlier text, what the later one makes of it.

    What is ascribed there comes before what the later text says itself.
    """
    pairs = []
    for earlier in given:
        met = [
            p
            for p in taken
            if _is_denial(earlier) <= p.is_negated and _is_denial(p) <= earlier.is_negated
            if _is_met(material, earlier, later=p)
        ]
        told = [(contained(earlier, p), p) for p in met if _is_told(earlier, p)]
        if told:
            score, best = max(
                told, key=lambda s: (s[1].attribution is not None, s[0], -s[1].spans[0].start)
            )
            pairs.append(Pair(earlier, best, score))
    return pairs


def _is_denial(proposition: Proposition) -> bool:
    """Whether somebody denies it; what does not negate it says something else."""
    stated = proposition.attribution
    return stated is not None and stated.stance is Stance.DENY


def _is_met(material: Material, earlier: Proposition, *, later: Proposition) -> bool:
    """Whether the later text took the earlier words, or names their outlet beside its own."""
    if is_taken(material, earlier, right=later):
        return True
    outlet = material.article(earlier.article_id).outlet
    if outlet is None or outlet == material.article(later.article_id).outlet:
        return False
    return names_outlet(words_around(material, later), outlet) and bool(
        match(earlier, later, vouched=False)
    )


def _is_told(earlier: Proposition, later: Proposition) -> bool:
    """Whether a proposition of the later text holds most of what the earlier one says.

    With a figure of it, one part of what the earlier one says is enough.
    """
    weight = shared(earlier, later)
    least = TOLD_WITH_FIGURE if share_figure(earlier, later) else TOLD_AGAIN
    return weight >= LEAST_TOLD and (
        weight >= least * earlier.weight
        or alike(earlier, later) >= TOLD_AGAIN
        or (share_figure(earlier, later) and contained(earlier, later) >= TOLD_AGAIN)
    )


def _dropped(material: Material, pair: Pair) -> Iterator[Drift]:
    """The earlier text says on whose word; the later one says it itself."""
    given, taken = pair.given.attribution, pair.taken.attribution
    if given is None or taken is not None or given.part is Part.HEADLINE:
        return
    if _names_speaker(material, pair) or _is_quoted(material, pair.taken):
        return
    left, right = with_source(pair.given), where_told(material, pair)
    who = material.named(given)
    yield Drift(
        FindingKind.ATTRIBUTION_DROPPED,
        pair.score,
        left,
        right,
        Reason(
            f"La source, « {who} », n'est plus nommée : ce qui était rapporté devient un fait."
            if who
            else "Ce qui était rapporté devient un fait.",
            f"The source, “{who}”, is no longer named: what was reported becomes a fact."
            if who
            else "What was reported becomes a fact.",
        ),
    )


def _firmer_or_weaker(material: Material, pair: Pair) -> Iterator[Drift]:
    """The later text puts it forward more firmly, or less, than the earlier one."""
    before, after = (certainty_of(material, p) for p in (pair.given, pair.taken))
    step = FIRMNESS[after] - FIRMNESS[before]
    if not step:
        return
    kind = FindingKind.CERTAINTY_RAISED if step > 0 else FindingKind.CERTAINTY_LOWERED
    fr, en = (
        (
            "Une réserve du premier texte n'est plus dans le second.",
            "A reservation in the first text is gone from the second.",
        )
        if step > 0
        else ("Le second texte ajoute une réserve.", "The second text adds a reservation.")
    )
    left = with_source(pair.given) if pair.given.attribution else pair.given.passage
    yield Drift(kind, pair.score, left, where_told(material, pair), Reason(fr, en))


def certainty_of(material: Material, proposition: Proposition) -> Certainty:
    """How firmly a content is put forward: as attributed, or by the sentence's conditionals."""
    if proposition.attribution:
        return proposition.attribution.certainty
    analysis = material.readings[proposition.article_id].analysis
    readings = {
        c.reading
        for c in analysis.conditionals
        if any(span.overlaps(c.span) for span in proposition.spans)
    }
    if ConditionalReading.POSSIBLE in readings:
        return Certainty.POSSIBLE
    return Certainty.REPORTED if ConditionalReading.REPORTED in readings else Certainty.PLAIN


def _other_source(material: Material, pair: Pair) -> Iterator[Drift]:
    """The later text ascribes it to somebody else."""
    given, taken = pair.given.attribution, pair.taken.attribution
    if given is None or taken is None:
        return
    before, after = _sources(material, pair.given), _sources(material, pair.taken)
    lost = {s: p for s, p in before.items() if not _is_among(material, p, speaker=s, others=after)}
    new = {s: p for s, p in after.items() if not _is_among(material, p, speaker=s, others=before)}
    for left, right in zip(lost.values(), new.values(), strict=False):
        one, other = material.words(left), material.words(right)
        yield Drift(
            FindingKind.SOURCE_CHANGED,
            pair.score,
            left,
            right,
            Reason(
                f"La source n'est plus la même : « {one} », puis « {other} ».",
                f"The source is another: “{one}”, then “{other}”.",
            ),
        )


def _sources(material: Material, proposition: Proposition) -> dict[str, Passage]:
    """The speakers of a content, each with the words that name it there."""
    attribution = proposition.attribution
    if attribution is None or attribution.source is None:
        return {}
    reading = material.readings[attribution.article_id]
    found = {}
    for actor in reading.actors:
        if actor.id not in attribution.speakers:
            continue
        named = [m.span for m in actor.mentions if attribution.source.overlaps(m.span)]
        if named:
            span = min(named)
            (entity,) = material.entity_ids((actor.id,))
            found[entity] = Passage(attribution.article_id, span)
    return found


def _is_among(
    material: Material, passage: Passage, *, speaker: str, others: Mapping[str, Passage]
) -> bool:
    """Whether a speaker, or one named in like words, is among others."""
    if speaker in others:
        return True
    terms = _keys(material, passage)
    held = [_keys(material, other) for other in others.values()]
    return any(terms & t and len(terms & t) >= SAME_SOURCE * min(len(terms), len(t)) for t in held)


def _keys(material: Material, passage: Passage) -> frozenset[str]:
    return frozenset(t.key for t in material.terms[passage.article_id].within((passage.span,)))


def _other_words(_: Material, pair: Pair) -> Iterator[Drift]:
    """Both quote word for word, and the words differ."""
    both = (pair.given, pair.taken)
    if any(p.attribution is None or p.attribution.quotation is not Quotation.DIRECT for p in both):
        return
    if pair.given.wording == pair.taken.wording:
        return
    yield Drift(
        FindingKind.QUOTATION_CHANGED,
        pair.score,
        pair.given.passage,
        pair.taken.passage,
        Reason(
            "Les mots entre guillemets ne sont pas les mêmes.",
            "The words between the marks are not the same.",
        ),
    )


def _names_speaker(material: Material, pair: Pair) -> bool:
    """Whether the later sentence still names who said it, beside what they said.

    Who is part of what is said (« 300 clients de la banque », « X dit avoir
    payé ») is named in it all the same.
    """
    given = pair.given.attribution
    if given is None or _is_own_act(material, pair.given):
        return False
    speakers = set(material.speakers(given))
    if _names_any(material, given.article_id, speakers=speakers, spans=pair.given.spans):
        return False
    span = pair.taken.passage.span
    return _names_any(material, pair.taken.article_id, speakers=speakers, spans=(span,))


def _names_any(
    material: Material, article_id: str, *, speakers: set[str], spans: Sequence[Span]
) -> bool:
    """Whether one of some entities is named in some stretches."""
    return any(
        mention.span.overlaps(span)
        for actor in material.readings[article_id].actors
        if speakers & set(material.entity_ids((actor.id,)))
        for mention in actor.mentions
        for span in spans
    )


def _is_own_act(material: Material, proposition: Proposition) -> bool:
    """Whether a content is what its speaker did: « dit avoir transmis le rapport »."""
    attribution = proposition.attribution
    if attribution is None or attribution.stance not in TOLD_AS_DONE:
        return False
    tokens = material.readings[proposition.article_id].analysis.tokens
    first = material.token_at(proposition.article_id, proposition.spans[0].start)
    last = material.token_at(proposition.article_id, proposition.spans[0].end - 1)
    verbs = (i for i in range(first, min(last + 1, len(tokens))) if tokens.tag[i] in VERBS)
    verb = next(verbs, None)
    return verb is not None and "VerbForm=Inf" in tokens.features[verb]


def _is_quoted(material: Material, proposition: Proposition) -> bool:
    """Whether a sentence quotes: marks around a name, as of a ship, quote nobody."""
    start, words = proposition.passage.span.start, material.words(proposition.passage)
    marks = [start + i for i, c in enumerate(words) if c in _MARKS]
    inside = [Span(a, b) for a, b in pairwise(marks)][::2] or [Span(m, m + 1) for m in marks]
    terms = material.terms[proposition.article_id]
    return bool(marks) and any(
        not held or not all(t.is_name for t in held)
        for held in (terms.within((span,)) for span in inside)
    )


def with_source(proposition: Proposition) -> Passage:
    """A content together with its cue and source."""
    attribution = proposition.attribution
    spans = [*proposition.spans]
    if attribution:
        spans += [s for s in (attribution.cue, attribution.source) if s]
    return Passage(
        proposition.article_id, Span(min(s.start for s in spans), max(s.end for s in spans))
    )


def where_told(material: Material, pair: Pair) -> Passage:
    """The words of the later text that tell what the earlier one told."""
    taken = pair.taken
    if taken.attribution:
        return taken.passage
    found = material.terms[taken.article_id].within(taken.spans)
    places = [t for t in found if t.key in pair.given.terms]
    if not places:
        return taken.passage
    tokens = material.readings[taken.article_id].analysis.tokens
    first = bisect_left(tokens.start, places[0].start)
    if first and tokens.tag[first - 1] == "DET":
        first -= 1
    return Passage(taken.article_id, Span(tokens.start[first], places[-1].end))
