"""Find denials, refusals and silences, and the claims that they are about.

« dément toute implication » names what it denies; « n'a pas répondu » does
not: it then answers the claim that stands just before it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from recoupe.crosscheck.propositions import CLAIMING, Proposition, proposition_at, sayings, shared
from recoupe.crosscheck.wording import vocabulary
from recoupe.lang import plain
from recoupe.model import Finding, FindingKind, Passage, Quotation, Reason, Span, Stance, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.crosscheck.material import Material
    from recoupe.model import Attribution, Claim

#: Stances that leave a claim without an answer.
UNANSWERING = frozenset({Stance.EVADE, Stance.SILENCE, Stance.UNCONFIRMED})
#: What a denial and a claim share at least, in nouns, to be of one thing.
LEAST_SHARED = 1.6
#: What it is worth that both stand in one article.
SAME_ARTICLE = 0.5
#: Characters before a denial within which a claim stands that it answers by a pronoun.
JUST_BEFORE_CHARS = 600
#: The same before words that point back to nothing by themselves: « n'a pas répondu ».
RIGHT_BEFORE_CHARS = 300
#: Claims that ask for an answer; what is promised or denied does not.
ASKING = CLAIMING - {Stance.PROMISE, Stance.CONSIDER, Stance.WARN, Stance.DENY}
#: Relations of what a sentence is about: « interrogé sur les causes ».
TOPICS = ("obl", "obl:arg", "obl:mod")
#: What the content of a denial says at most that names nothing by itself: « les informations ».
UNNAMED = 0.5
#: Claims that one term may bring.
HOLDERS = 60
#: Scores: a denial whose claim is found, one that stands alone, and the same for silences.
DENIED, DENIED_ALONE, UNANSWERED, UNANSWERED_ALONE = 0.9, 0.7, 0.6, 0.5
#: What one or several do, in French and in English.
VERBS = {
    Stance.DENY: (("dément", "denies"), ("démentent", "deny")),
    Stance.EVADE: (
        ("ne se prononce pas", "takes no position"),
        ("ne se prononcent pas", "take no position"),
    ),
    Stance.SILENCE: (("ne répond pas", "does not answer"), ("ne répondent pas", "do not answer")),
}
UNNAMED_SOURCE = ("Une source non nommée", "A source without a name")


def find_denials(material: Material, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Every denial and every refusal to answer, with the claims it is about."""
    index = _Claimed(material, claims)
    for reading in material.readings.values():
        for attribution in sayings(reading):
            if attribution.stance is Stance.DENY:
                yield _denied(material, attribution, index=index)
            elif attribution.stance in UNANSWERING:
                yield _unanswered(material, attribution, index=index)


class _Claimed:
    """The propositions of claims by story and by article."""

    def __init__(self, material: Material, claims: Sequence[Claim]) -> None:
        self.material = material
        held = {a: claim.id for claim in claims for a in claim.attribution_ids}
        told = {passage: claim.id for claim in claims for passage in claim.assertions}
        self.by_story: dict[str, list[tuple[Proposition, str]]] = defaultdict(list)
        self.by_article: dict[str, list[tuple[Proposition, str]]] = defaultdict(list)
        self.holders: dict[tuple[str, str], list[int]] = defaultdict(list)
        for article_id, reading in material.readings.items():
            story = material.story_of.get(article_id, "")
            for a in sayings(reading):
                if a.id in held:
                    item = proposition_at(material, article_id, spans=a.content, attribution=a)
                    self._add(item, claim_id=held[a.id], story=story)
        for passage, claim_id in told.items():
            article_id, spans = passage.article_id, (passage.span,)
            item = proposition_at(material, article_id, spans=spans, attribution=None)
            self._add(item, claim_id=claim_id, story=material.story_of.get(article_id, ""))

    def _add(self, item: Proposition, *, claim_id: str, story: str) -> None:
        for term in item.terms:
            self.holders[story, term].append(len(self.by_story[story]))
        self.by_story[story].append((item, claim_id))
        self.by_article[item.article_id].append((item, claim_id))

    def answered(self, attribution: Attribution) -> tuple[Proposition, str] | None:
        """The claim that a denial or a silence is about."""
        topic = self._topic(attribution) if _is_bare(attribution) else ()
        return self._about(attribution, topic or attribution.content) or (
            None if topic else self._before(attribution)
        )

    def _topic(self, attribution: Attribution) -> tuple[Span, ...]:
        """What a sentence says it is about, before words that do not: « sur les causes, »."""
        reading = self.material.readings[attribution.article_id]
        tokens, cue = reading.analysis.tokens, attribution.content[0]
        start = self.material.sentence_at(attribution.article_id, cue).start
        first = self.material.token_at(attribution.article_id, start)
        last = self.material.token_at(attribution.article_id, cue.start)
        taken = [t.span for t in reading.analysis.timexes]
        taken += [attribution.source] if attribution.source else []
        spans = (
            Span(tokens.start[i], cue.start)
            for i in range(first, last)
            if tokens.relation[i] in TOPICS and tokens.tag[i] in ("NOUN", "PROPN")
        )
        return tuple(s for s in spans if not any(t.start <= s.start < t.end for t in taken))[:1]

    def _about(
        self, attribution: Attribution, spans: tuple[Span, ...]
    ) -> tuple[Proposition, str] | None:
        """The claim that shares most terms with a denial or its topic, by somebody else."""
        denial = proposition_at(
            self.material, attribution.article_id, spans=spans, attribution=attribution
        )
        story = self.material.story_of.get(attribution.article_id, "")
        wanted = {**denial.terms, **_own_state(self.material, attribution)}
        places = {p for term in wanted for p in self.holders.get((story, term), ())[:HOLDERS]}
        speakers = set(self.material.speakers(attribution))
        best: tuple[float, float, int] | None = None
        for place in sorted(places):
            item, _ = self.by_story[story][place]
            if self._is_own(item, speakers) or not shared(denial, item):
                continue
            if item.is_negated and attribution.stance is Stance.DENY:
                continue
            weight = sum(min(w, item.terms[t]) for t, w in wanted.items() if t in item.terms)
            if weight < LEAST_SHARED:
                continue
            near = SAME_ARTICLE if item.article_id == attribution.article_id else 0.0
            rank = round(weight + near, 4), round(weight / sum(item.terms.values()), 4)
            if best is None or rank > best[:2]:  # of two that share as much, what says little else
                best = *rank, place
        return self.by_story[story][best[2]] if best else None

    def _before(self, attribution: Attribution) -> tuple[Proposition, str] | None:
        """The claim that stands just before, in the same article, by somebody else."""
        if not self._points_back(attribution):
            return None
        start = attribution.content[0].start
        speakers = set(self.material.speakers(attribution))
        reach = RIGHT_BEFORE_CHARS if _is_bare(attribution) else JUST_BEFORE_CHARS
        near = [
            (item, claim_id)
            for item, claim_id in self.by_article[attribution.article_id]
            if start - reach <= item.spans[-1].end <= start and not self._is_own(item, speakers)
        ]
        found = max(near, key=lambda found: found[0].spans[-1].end, default=None)
        stated = found[0].attribution if found else None
        return None if stated and stated.stance not in ASKING else found

    def _is_own(self, item: Proposition, speakers: set[str]) -> bool:
        """Whether those who deny, or their side, said it themselves."""
        if item.attribution is None:
            return False
        others = set(self.material.speakers(item.attribution))
        sides, other_sides = (
            {p for s in some if (p := self.material.side(s))} for some in (speakers, others)
        )
        return bool(speakers & others or sides & other_sides)

    def _points_back(self, attribution: Attribution) -> bool:
        """Whether what is denied is not named, or named by « ces informations »."""
        content = attribution.content[0]
        if _is_bare(attribution):
            return True
        tokens = self.material.readings[attribution.article_id].analysis.tokens
        first = self.material.token_at(attribution.article_id, content.start)
        if first < len(tokens) and "PronType=Dem" in tokens.features[first]:
            return True
        terms = self.material.terms[attribution.article_id].within(attribution.content)
        return sum(t.weight for t in terms) <= UNNAMED


def _own_state(material: Material, attribution: Attribution) -> Mapping[str, float]:
    """The state that the denier speaks for: what it denies is mostly about itself."""
    atlas = vocabulary(material.article(attribution.article_id).language).atlas
    found = {}
    for speaker in material.speakers(attribution):
        side = material.side(speaker)
        words = [plain(word) for word in side.split()] if side else []
        place = atlas.places.longest(words, 0) if words else None
        if place and place[0] == len(words):
            found[f"@{place[1].territory}"] = 1.0
    return found


def _is_bare(attribution: Attribution) -> bool:
    """Whether the words of a denial or a silence say nothing of what: « n'a pas répondu »."""
    return attribution.cue is not None and attribution.cue.overlaps(attribution.content[0])


def _denied(material: Material, attribution: Attribution, *, index: _Claimed) -> Finding:
    """The finding that somebody denies."""
    claim = index.answered(attribution)
    return _finding(
        FindingKind.DENIED,
        attribution,
        claim=claim,
        told=(DENIED if claim else DENIED_ALONE, _told(material, attribution)),
    )


def _unanswered(material: Material, attribution: Attribution, *, index: _Claimed) -> Finding:
    """The finding that somebody was asked, or could answer, and does not."""
    claim = index.answered(attribution)
    return _finding(
        FindingKind.UNANSWERED,
        attribution,
        claim=claim,
        told=(UNANSWERED if claim else UNANSWERED_ALONE, _told(material, attribution)),
    )


def _told(material: Material, attribution: Attribution) -> Reason:
    """Who denies or is silent, in the words that say so."""
    what = _words(material, attribution)
    if attribution.stance is Stance.UNCONFIRMED:
        return Reason(f"Personne ne le confirme : « {what} ».", f"Nobody confirms it: “{what}”.")
    who = material.named(attribution)
    first = f"{who[:1].upper()}{who[1:]}" if who else None
    fr, en = VERBS[attribution.stance][_is_plural(material, attribution)]
    return Reason(
        f"{first or UNNAMED_SOURCE[0]} {fr} : « {what} ».",
        f"{first or UNNAMED_SOURCE[1]} {en}: “{what}”.",
    )


def _words(material: Material, attribution: Attribution) -> str:
    """The cue with what stands after it; a quotation by itself."""
    spans = list(attribution.content)
    cue = attribution.cue
    if cue and cue.start <= spans[0].start and attribution.quotation is not Quotation.DIRECT:
        spans = [Span(cue.start, max(cue.end, spans[-1].end))]
    text = material.article(attribution.article_id).text
    return " ".join(" … ".join(s.of(text) for s in spans).split())


def _is_plural(material: Material, attribution: Attribution) -> bool:
    """Whether several are said to deny or to be silent."""
    if len(attribution.speakers) > 1:
        return True
    if attribution.source is None:
        return False
    tokens = material.readings[attribution.article_id].analysis.tokens
    first = material.token_at(attribution.article_id, attribution.source.start)
    return first < len(tokens) and "Number=Plur" in tokens.features[first]


def _finding(
    kind: FindingKind,
    attribution: Attribution,
    *,
    claim: tuple[Proposition, str] | None,
    told: tuple[float, Reason],
) -> Finding:
    left = Passage(attribution.article_id, attribution.content[0])
    right = claim[0].passage if claim else None
    return Finding(
        id=f"finding-{digest(kind, left, attribution.id)}",
        kind=kind,
        score=told[0],
        claim_ids=(claim[1],) if claim else (),
        left=left,
        right=right,
        reason=told[1],
    )
