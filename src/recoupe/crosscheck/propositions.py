"""Read every content and every plain sentence as a proposition, and tell which are one.

Precision comes first: two different propositions under one claim would credit
a source with what it never said, while one proposition under two claims only
counts too few. So figures and negation must agree before shared terms count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.crosscheck.cores import core_of
from recoupe.model import Event, Passage, Reason, Span, Stance
from recoupe.text import folded, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from recoupe.crosscheck.cores import Core
    from recoupe.crosscheck.material import Material
    from recoupe.model import Attribution, Quantity, Reading

#: Stances whose content is put forward as so; a question or an appeal claims nothing.
CLAIMING = frozenset(
    {
        Stance.ASSERT,
        Stance.CONFIRM,
        Stance.ESTIMATE,
        Stance.ACCUSE,
        Stance.WARN,
        Stance.PROMISE,
        Stance.CONSIDER,
        Stance.DENY,
    }
)
#: Terms that contents of one proposition share at least, in nouns.
LEAST_SHARED = 2.5
#: The same when one figure of both is equal: it says much by itself.
LEAST_WITH_FIGURE = 2.0
#: Share of both contents' terms that agree when both say the same of the same.
ALIKE_IN_CORE = 0.5
#: The same within one saying, or between a text and its copy, where context vouches for it.
LEAST_SHARED_IN_CONTEXT = 1.6
#: Share of both contents' terms that agree; half still lets « et » join two facts.
ALIKE = 0.58
ALIKE_IN_CONTEXT = 0.45
#: Share of the shorter content's terms found in the longer one, where context vouches.
CONTAINED_IN_CONTEXT = 0.7
CONTAINED_WITH_FIGURE = 0.6
#: How much more a content may say than a short one that it holds.
LONGER = 2.5
#: Attributions after one that may stand inside it.
NEXT_SAYINGS = 6
#: Events that a count can be of only one at a time.
_VAGUE = frozenset({Event.OTHER, Event.MEASURE, Event.PRESENT, Event.SHARE, Event.COST})
_MARKS = str.maketrans("", "", "«»“”„\"'‹›.,;:!?…()[]–—-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What a content or a plain sentence puts forward, ready to be compared."""

    id: str
    article_id: str
    spans: tuple[Span, ...]
    attribution: Attribution | None  # None: the article says it itself
    terms: Mapping[str, float]
    words: Mapping[str, str]  # of each term, as written
    figures: tuple[Quantity, ...]
    is_negated: bool
    wording: str  # the words alone: copies are equal
    core: Core | None  # subject, verb and objects
    names: frozenset[str]  # the terms that are names

    @property
    def passage(self) -> Passage:
        """Where the proposition stands."""
        return Passage(self.article_id, Span(self.spans[0].start, self.spans[-1].end))

    @property
    def weight(self) -> float:
        """How much the terms say, in nouns."""
        return sum(self.terms.values())


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two propositions are, and on what that rests."""

    score: float  # 0 to 1
    reason: Reason


def propositions(material: Material) -> tuple[Proposition, ...]:
    """The propositions of all articles, in the order of articles and places."""
    return tuple(p for a in material.readings for p in _of_article(material, a))


def proposition_at(
    material: Material, article_id: str, *, spans: tuple[Span, ...], attribution: Attribution | None
) -> Proposition:
    """What the words in `spans` put forward."""
    reading = material.readings[article_id]
    text = reading.analysis.article.text
    found = material.terms[article_id].within(spans)
    place = Span(spans[0].start, spans[-1].end)
    words = " ".join(s.of(text) for s in spans)
    told = _with_cue(spans, attribution)
    return Proposition(
        id=attribution.id if attribution else f"{article_id}:{place.start}",
        article_id=article_id,
        spans=spans,
        attribution=attribution,
        terms={t.key: t.weight for t in found},
        words={t.key: text[t.start : t.end] for t in reversed(found)},
        figures=tuple(
            q for q in reading.analysis.quantities if any(s.overlaps(q.span) for s in told)
        ),
        is_negated=material.terms[article_id].is_negated(spans) or _is_denied(attribution),
        wording=" ".join(without_accents(folded(words)).translate(_MARKS).split()),
        core=core_of(reading.analysis.tokens, material.terms[article_id], spans=spans),
        names=frozenset(t.key for t in found if t.is_name),
    )


def _is_denied(attribution: Attribution | None) -> bool:
    """Whether a content is put forward as not so: « dément avoir été prévenu »."""
    return attribution is not None and attribution.stance is Stance.DENY


def _with_cue(spans: tuple[Span, ...], attribution: Attribution | None) -> tuple[Span, ...]:
    """A content with its cue: « estime à 300 le nombre de blessés » has its figure there."""
    if attribution is None or attribution.cue is None:
        return spans
    reach = attribution.cue.end
    nearest = min((s.start for s in spans if s.start >= reach), default=reach)
    return (*spans, Span(attribution.cue.start, nearest))


def match(left: Proposition, right: Proposition, *, vouched: bool) -> Match | None:
    """Why two propositions are one; None when they are not, or when that cannot be told.

    `vouched` says that they stand in one saying, or in a text and its copy.
    """
    if left.wording == right.wording and left.wording:
        return Match(1.0, Reason("Mêmes mots.", "The same words."))
    if disagree(left, right) or not (vouched or events_agree(left, right)):
        return None
    score = alike(left, right)
    close = _is_close_in_context(left, right) if vouched else _is_close(left, right)
    return Match(score, _in_common(left, right)) if close else None


def _is_close(left: Proposition, right: Proposition) -> bool:
    """Whether the terms of two contents alone show that they are one proposition."""
    if left.core and left.core == right.core and _names_agree(left, right):
        return alike(left, right) >= ALIKE_IN_CORE
    least = LEAST_WITH_FIGURE if share_figure(left, right) else LEAST_SHARED
    return alike(left, right) >= ALIKE and shared(left, right) >= least


def _names_agree(left: Proposition, right: Proposition) -> bool:
    """Whether neither names somebody or some place that the other one replaces."""
    return left.names <= right.names or right.names <= left.names


def _is_close_in_context(left: Proposition, right: Proposition) -> bool:
    """Whether terms show it where context vouches for the rest; a toll is context enough."""
    held = contained(left, right)
    if share_toll(left, right):
        return held >= CONTAINED_WITH_FIGURE
    if shared(left, right) < LEAST_SHARED_IN_CONTEXT:
        return False
    least = CONTAINED_WITH_FIGURE if share_figure(left, right) else CONTAINED_IN_CONTEXT
    return alike(left, right) >= ALIKE_IN_CONTEXT or (
        held >= least and _is_of_like_length(left, right)
    )


def _is_of_like_length(left: Proposition, right: Proposition) -> bool:
    """Whether the shorter one says enough not to stand in a long one by chance."""
    smaller, larger = sorted((left.weight, right.weight))
    return smaller >= LEAST_SHARED or larger <= LONGER * smaller


def disagree(left: Proposition, right: Proposition) -> bool:
    """Whether one is negated and the other is not, or a figure differs."""
    return left.is_negated != right.is_negated or not figures_agree(left, right)


def alike(left: Proposition, right: Proposition) -> float:
    """Share of the terms of both that they have in common, 0 to 1."""
    both = left.weight + right.weight
    return 2 * shared(left, right) / both if both else 0.0


def contained(left: Proposition, right: Proposition) -> float:
    """Share of the shorter one's terms that the longer one holds, 0 to 1."""
    smaller = min(left.weight, right.weight)
    return shared(left, right) / smaller if smaller else 0.0


def shared(left: Proposition, right: Proposition) -> float:
    """What the terms that both hold weigh, in nouns."""
    return sum(min(w, right.terms[k]) for k, w in left.terms.items() if k in right.terms)


def _in_common(left: Proposition, right: Proposition) -> Reason:
    """The sentence that names the words of both that say the same."""
    pairs = dict.fromkeys((left.words[k], right.words[k]) for k in left.terms if k in right.terms)
    named = ", ".join(one if folded(one) == folded(two) else f"{one} = {two}" for one, two in pairs)
    return Reason(f"En commun : {named}.", f"In common: {named}.")


def figures_agree(left: Proposition, right: Proposition) -> bool:
    """Whether no figure of one says otherwise than the figure of the same event in the other."""
    if bool(left.figures) != bool(right.figures):
        return not any(f.event not in _VAGUE for f in (*left.figures, *right.figures))
    return all(
        any(_same_figure(f, g) for g in right.figures)
        for f in left.figures
        if any(_comparable(f, g) for g in right.figures)
    ) and (not left.figures or share_figure(left, right))


def events_agree(left: Proposition, right: Proposition) -> bool:
    """Whether no number is of one event here and of another there: killed, killed or injured."""
    return not any(
        _same_figure(f, g) and f.event != g.event and not {f.event, g.event} & _VAGUE
        for f in left.figures
        for g in right.figures
    )


def share_figure(left: Proposition, right: Proposition) -> bool:
    """Whether a figure of one stands in the other."""
    return any(_same_figure(f, g) for f in left.figures for g in right.figures)


def share_toll(left: Proposition, right: Proposition) -> bool:
    """Whether a figure of one event that befalls people stands in both."""
    return any(
        _same_figure(f, g) and f.event == g.event and f.event not in _VAGUE
        for f in left.figures
        for g in right.figures
    )


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count one kind of thing."""
    if one.unit != other.unit:
        return False
    return one.event == other.event and (
        one.event not in _VAGUE or one.counted_lemma == other.counted_lemma
    )


def _same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether two figures give one number, hedges aside."""
    if one.unit != other.unit:
        return False
    return (one.low is not None and one.low == other.low) or (
        one.high is not None and one.high == other.high
    )


def _of_article(material: Material, article_id: str) -> Iterator[Proposition]:
    """The contents of an article, then the sentences that it says by itself."""
    reading = material.readings[article_id]
    for attribution in sayings(reading):
        if attribution.stance in CLAIMING and not _names_nothing(attribution):
            yield proposition_at(
                material, article_id, spans=attribution.content, attribution=attribution
            )
    for span in unattributed(reading):
        yield proposition_at(material, article_id, spans=(span,), attribution=None)


def _names_nothing(attribution: Attribution) -> bool:
    """Whether a denial's content is no more than its cue: « l'a démenti »."""
    content, cue = attribution.content[0], attribution.cue
    return _is_denied(attribution) and cue is not None and cue.overlaps(content)


def sayings(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of an article in order, but for those that only relay another."""
    ordered = sorted(
        (a for a in reading.attributions if a.content), key=lambda a: (a.content, a.id)
    )
    return tuple(
        a
        for i, a in enumerate(ordered)
        if not any(_relays(a, b) for b in ordered[i : i + NEXT_SAYINGS])
    )


def _relays(outer: Attribution, inner: Attribution) -> bool:
    """Whether one attribution only hands on what the other ascribes to somebody."""
    return bool(
        outer.id != inner.id
        and inner.content[0].start <= outer.content[-1].end
        and set(outer.speakers) & set(inner.relayed_by)
    )


def unattributed(reading: Reading) -> Iterator[Span]:
    """The sentences that hold a verb and nothing that is attributed."""
    tokens = reading.analysis.tokens
    taken = sorted(
        span
        for a in reading.attributions
        for span in (*a.content, *(s for s in (a.cue, a.source) if s))
    )
    position = 0
    reach = 0  # the end of the attributed words that begin before the sentence's end
    for first, last in tokens.sentences:
        start, end = tokens.start[first], tokens.end[last - 1]
        while position < len(taken) and taken[position].start < end:
            reach = max(reach, taken[position].end)
            position += 1
        if reach > start:
            continue
        if any("VerbForm=Fin" in tokens.features[i] for i in range(first, last)):
            yield Span(start, end)
