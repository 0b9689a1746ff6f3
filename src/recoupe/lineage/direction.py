"""Tell who took from whom: what one article has, says or leaves out, against the other.

Each feature looks at one article as the giver and the other as the taker, and
is asked both ways. What speaks for one direction is weighed against what
speaks for the other; dates decide only where nothing else does, and where
nothing decides the direction stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from recoupe.lang import lowered
from recoupe.lineage.sketch import Fact
from recoupe.model import DateBasis, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.lineage.outlets import Outlets
    from recoupe.lineage.sketch import Sketch
    from recoupe.model import Article, Attribution, Span

#: What is for one direction must outweigh what is for the other by this much.
DECISIVE = 0.5
#: A direction that the dates contradict needs as much.
DECISIVE_AGAINST_DATES = 0.9
#: Score of the features by which an article names the other's outlet.
TOLD = 0.8
#: How much a direction that only dates tell is worth.
DATES_SCORE = 0.5
#: Dates that are as sure as a page; what a text lets guess is not compared.
_DATED = frozenset({DateBasis.METADATA, DateBasis.PAGE, DateBasis.TEXT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for one article having taken from another."""

    score: float  # 0 to 1
    giver: tuple[Span, ...]
    taker: tuple[Span, ...]
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles that share words or facts, seen from one to the other."""

    giver: Sketch
    taker: Sketch
    stretches: tuple[tuple[Span, Span], ...]  # of the giver, of the taker
    giver_name: str
    taker_name: str
    outlets: Outlets

    def turned(self) -> Pair:
        """The pair seen the other way."""
        return replace(
            self,
            giver=self.taker,
            taker=self.giver,
            stretches=tuple((t, g) for g, t in self.stretches),
            giver_name=self.taker_name,
            taker_name=self.giver_name,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Which way a pair goes: 1 from giver to taker, -1 the other way, 0 unknown.

    The evidence is that of the way: its giver is the right article when the
    way is -1.
    """

    way: int
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def is_told(self) -> bool:
        """Whether one of the articles itself says where it has its words from."""
        return any(e.score >= TOLD for e in self.evidence)


def decide(pair: Pair) -> Verdict:
    """Which of the two articles took from the other, and what tells so."""
    turned = pair.turned()
    forward = tuple(e for feature in FEATURES if (e := feature(pair)))
    backward = tuple(e for feature in FEATURES if (e := feature(turned)))
    balance = sum(e.score for e in forward) - sum(e.score for e in backward)
    dated = _by_dates(pair) or _by_dates(turned)
    dates_way = 0 if dated is None else 1 if _by_dates(pair) else -1
    way = 1 if balance > 0 else -1
    needed = DECISIVE_AGAINST_DATES if dates_way == -way else DECISIVE
    if abs(balance) >= needed:
        evidence = forward if way > 0 else backward
        return Verdict(way=way, score=min(1.0, abs(balance)), evidence=evidence)
    if dated and abs(balance) < DECISIVE:
        return Verdict(way=dates_way, score=DATES_SCORE, evidence=(dated,))
    return Verdict(way=0, score=0.0, evidence=())


def credits_the_other(pair: Pair) -> Evidence | None:
    """The taker credits the giver's outlet."""
    voices = _voices(pair)
    if voices[0] == voices[1] or not pair.outlets.credits(pair.taker.article, voices[0]):
        return None
    return Evidence(
        score=1.0,
        giver=(),
        taker=(),
        reason=Reason(
            f"{pair.taker_name} crédite {pair.giver_name}.",
            f"{pair.taker_name} credits {pair.giver_name}.",
        ),
    )


def names_the_other(pair: Pair) -> Evidence | None:
    """The taker's text names the giver's outlet."""
    voices = _voices(pair)
    named = pair.outlets.named_in(pair.taker.article, voices[0])
    if voices[0] == voices[1] or not named:
        return None
    return Evidence(
        score=TOLD,
        giver=(),
        taker=named[:1],
        reason=Reason(
            f"{pair.taker_name} cite {pair.giver_name} dans son texte.",
            f"{pair.taker_name} names {pair.giver_name} in its text.",
        ),
    )


def tells_first_hand(pair: Pair) -> Evidence | None:
    """In what they share, the giver speaks of its own reporter or of itself; the taker does not."""
    own = _first_hand(pair.giver.article, pair.outlets)
    others = _first_hand(pair.taker.article, pair.outlets)
    shared = [
        span
        for given, taken in pair.stretches
        for span in own
        if given.overlaps(span) and not any(taken.overlaps(other) for other in others)
    ]
    if not shared:
        return None
    return Evidence(
        score=0.7,
        giver=tuple(sorted(set(shared))),
        taker=(),
        reason=Reason(
            f"Dans ce qu'ils partagent, {pair.giver_name} parle de son propre reportage, "
            f"{pair.taker_name} non.",
            f"In what they share, {pair.giver_name} speaks of its own reporting, "
            f"{pair.taker_name} does not.",
        ),
    )


def is_dispatch(pair: Pair) -> Evidence | None:
    """The giver opens as its own agency's dispatch, the taker does not: dispatches are taken."""
    dateline = pair.outlets.own_dateline(pair.giver.article)
    if dateline is None or pair.outlets.own_dateline(pair.taker.article):
        return None
    return Evidence(
        score=0.4,
        giver=(dateline,),
        taker=(),
        reason=Reason(
            f"{pair.giver_name} est une dépêche, {pair.taker_name} non.",
            f"{pair.giver_name} is a dispatch, {pair.taker_name} is not.",
        ),
    )


def attributes_more(pair: Pair) -> Evidence | None:
    """In what they share, the giver says on whose word where the taker does not."""
    lost: list[Span] = []
    for given, taken in pair.stretches:
        here = _sourced(pair.giver.reading.attributions, given)
        there = _sourced(pair.taker.reading.attributions, taken)
        if len(here) > len(there):
            held = [lowered(a.source.of(pair.taker.article.text)) for a in there if a.source]
            named = [s for a in here if (s := a.source)]
            named.sort(key=lambda s: lowered(s.of(pair.giver.article.text)) in held)
            lost += named[: len(here) - len(there)]
    if not lost:
        return None
    return Evidence(
        score=min(0.6, 0.25 * len(lost)),
        giver=tuple(sorted(set(lost))),
        taker=(),
        reason=Reason(
            f"{pair.giver_name} dit de qui il tient ce que {pair.taker_name} donne sans source.",
            f"{pair.giver_name} says on whose word it has what {pair.taker_name} gives without.",
        ),
    )


def knows_more(pair: Pair) -> Evidence | None:
    """In the sentences they share, the giver has names and figures that the taker lacks."""
    ours = _details(pair.giver, (given for given, _ in pair.stretches))
    theirs = _details(pair.taker, (taken for _, taken in pair.stretches))
    here = ours - set(pair.taker.facts.keys.tolist())
    there = theirs - set(pair.giver.facts.keys.tolist())
    if len(here) <= len(there):
        return None
    return Evidence(
        score=0.8 * (len(here) - len(there)) / (len(here) + len(there) + 3),
        giver=(),
        taker=(),
        reason=Reason(
            f"{pair.giver_name} donne des noms et des chiffres que {pair.taker_name} n'a pas.",
            f"{pair.giver_name} gives names and figures that {pair.taker_name} lacks.",
        ),
    )


def refers_back(pair: Pair) -> Evidence | None:
    """A shared passage opens on a name in the giver's lead and on nothing before it in the taker's.

    « Elle a ajouté… » after a sentence that names nobody has lost the one before it.
    """
    found = [
        (given, taken)
        for given, taken in pair.stretches
        if pair.outlets.refers_back(taken.of(pair.taker.article.text))
        and _is_orphan(pair.taker, taken)
        and not _is_orphan(pair.giver, given)
    ]
    if not found:
        return None
    return Evidence(
        score=0.5,
        giver=tuple(given for given, _ in found),
        taker=tuple(taken for _, taken in found),
        reason=Reason(
            f"Une phrase de {pair.taker_name} renvoie à ce que seul {pair.giver_name} dit avant.",
            f"A sentence of {pair.taker_name} refers to what only {pair.giver_name} says before.",
        ),
    )


def goes_on(pair: Pair) -> Evidence | None:
    """The taker is the giver's beginning: articles are cut from the end."""
    if len(pair.stretches) != 1:
        return None
    given, taken = pair.stretches[0]
    whole = len(pair.taker.article.text.strip())
    is_all = len(taken) >= 0.95 * whole
    starts = given.start <= 0.05 * len(given)
    if not is_all or not starts or len(pair.giver.article.text.strip()) < 1.2 * whole:
        return None
    return Evidence(
        score=0.3,
        giver=(given,),
        taker=(taken,),
        reason=Reason(
            f"{pair.taker_name} est le début de {pair.giver_name}, qui continue.",
            f"{pair.taker_name} is the beginning of {pair.giver_name}, which goes on.",
        ),
    )


#: The features of a direction, each asked both ways.
FEATURES = (
    credits_the_other,
    names_the_other,
    tells_first_hand,
    is_dispatch,
    attributes_more,
    knows_more,
    refers_back,
    goes_on,
)


def _voices(pair: Pair) -> tuple[str | None, str | None]:
    """The outlets that speak in giver and taker."""
    return pair.outlets.voice_of(pair.giver.article), pair.outlets.voice_of(pair.taker.article)


def _by_dates(pair: Pair) -> Evidence | None:
    """The giver was surely published on an earlier day."""
    given, taken = pair.giver.article.published, pair.taker.article.published
    if given.basis not in _DATED or taken.basis not in _DATED:
        return None
    if not given.latest or not taken.earliest or given.latest >= taken.earliest:
        return None
    return Evidence(
        score=DATES_SCORE,
        giver=(),
        taker=(),
        reason=Reason(
            f"{pair.giver_name} a paru avant {pair.taker_name}.",
            f"{pair.giver_name} was published before {pair.taker_name}.",
        ),
    )


def _first_hand(article: Article, outlets: Outlets) -> tuple[Span, ...]:
    """Where an article speaks of its own reporters, or of its own outlet."""
    voice = outlets.voice_of(article)
    return (*outlets.own_reporters_in(article), *outlets.named_in(article, voice))


def _sourced(attributions: Iterable[Attribution], stretch: Span) -> list[Attribution]:
    """The attributions that name a source and whose content lies for half in a stretch."""
    return [
        a
        for a in attributions
        if a.source
        and 2
        * sum(max(0, min(s.end, stretch.end) - max(s.start, stretch.start)) for s in a.content)
        >= sum(len(s) for s in a.content)
    ]


def _details(sketch: Sketch, stretches: Iterable[Span]) -> set[int]:
    """The names and numbers of the sentences that some stretches touch."""
    touched = {number for stretch in stretches for number in sketch.sentences_in(stretch)}
    facts = sketch.facts
    kept = np.isin(facts.sentences, sorted(touched)) & (facts.kinds <= Fact.NUMBER)
    return set(facts.keys[kept].tolist())


def _is_orphan(sketch: Sketch, stretch: Span) -> bool:
    """Whether a stretch begins the text or follows a sentence without a name."""
    before = sketch.sentence_of(stretch.start) - 1
    facts = sketch.facts
    return not bool(((facts.sentences == before) & (facts.kinds == Fact.NAME)).any())
