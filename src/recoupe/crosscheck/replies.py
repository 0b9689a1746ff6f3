"""Find the claim that a denial, a refusal or a silence answers.

« dément toute implication » names what it denies. « n'a pas répondu » does
not: it answers the claim just before it in its paragraph, and only where its
source was asked or is spoken of there. Who is silent about something else is
left alone: a silence laid beside the wrong claim accuses.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.crosscheck.propositions import CLAIMING, Proposition, proposition_at, sayings, shared
from recoupe.crosscheck.wording import vocabulary
from recoupe.lang import load_pack, lowered, plain
from recoupe.model import Span, Stance

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
#: Characters before an answer within which a claim stands that it points back to.
JUST_BEFORE_CHARS = 600
#: Claims that ask for an answer; what is promised or denied does not.
ASKING = CLAIMING - {Stance.PROMISE, Stance.CONSIDER, Stance.WARN, Stance.DENY}
#: Stances of what somebody goes against; what is granted is passed over.
OPPOSED = CLAIMING - {Stance.PROMISE, Stance.CONSIDER, Stance.CONFIRM}
#: Relations of what a sentence is about: « interrogé sur les causes ».
TOPICS = ("obl", "obl:arg", "obl:mod")
#: Relations of an object, which a pronoun may be: « nie l'avoir reçu ».
OBJECTS = ("obj", "iobj", "obl:arg")
#: What the content of a denial says at most that names nothing by itself: « les informations ».
UNNAMED = 0.5
#: Marks that a paragraph ends on; a heading ends on none.
CLOSING = frozenset('.!?…»”"')
#: Claims that one term may bring.
HOLDERS = 60

Answered = tuple[Proposition, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A participle that says that somebody was asked: « contactée, la mairie … »."""

    TABLE: ClassVar[str] = "asked.tsv"
    form: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something said in an article: where, by whom, and the claim that it is one of, if any."""

    span: Span
    attribution: Attribution | None
    claim: Answered | None


class Claimed:
    """The propositions of claims by story and by article."""

    def __init__(self, material: Material, claims: Sequence[Claim]) -> None:
        self.material = material
        held = {a: claim.id for claim in claims for a in claim.attribution_ids}
        told = {passage: claim.id for claim in claims for passage in claim.assertions}
        self.by_story: dict[str, list[Answered]] = defaultdict(list)
        self.by_article: dict[str, list[Told]] = defaultdict(list)
        self.accusations: dict[str, list[Told]] = defaultdict(list)
        self.holders: dict[tuple[str, str], list[int]] = defaultdict(list)
        for article_id, reading in material.readings.items():
            for a in sayings(reading):
                claim = None
                if a.id in held:
                    item = proposition_at(material, article_id, spans=a.content, attribution=a)
                    claim = self._add(item, claim_id=held[a.id])
                told_here = Told(a.content[-1], a, claim)
                if a.stance not in UNANSWERING:
                    self.by_article[article_id].append(told_here)
                if a.stance is Stance.ACCUSE:
                    self.accusations[article_id].append(told_here)
        for passage, claim_id in told.items():
            article_id, spans = passage.article_id, (passage.span,)
            item = proposition_at(material, article_id, spans=spans, attribution=None)
            claim = self._add(item, claim_id=claim_id)
            self.by_article[article_id].append(Told(passage.span, None, claim))

    def _add(self, item: Proposition, *, claim_id: str) -> Answered:
        story = self.material.story_of.get(item.article_id, "")
        for term in item.terms:
            self.holders[story, term].append(len(self.by_story[story]))
        self.by_story[story].append((item, claim_id))
        return item, claim_id

    def answered(self, attribution: Attribution) -> Answered | None:
        """The claim that a denial or a silence is about."""
        is_open = is_bare(attribution) or self._points_back(attribution)
        topic = self._topic(attribution) if is_open else ()
        found = self._about(attribution, topic or attribution.content)
        if found or (topic and is_bare(attribution)):
            return found
        found = self._before(attribution)
        is_told = attribution.stance is Stance.DENY and not is_bare(attribution)
        return found or (self._accusation(attribution) if is_told else None)

    def _topic(self, attribution: Attribution) -> tuple[Span, ...]:
        """What a sentence says it is about, before words that do not: « sur les causes, »."""
        reading = self.material.readings[attribution.article_id]
        article, tokens = reading.analysis.article, reading.analysis.tokens
        asked = _asked_forms(article.language)
        end = (attribution.cue or attribution.content[0]).start
        start = self.material.sentence_at(attribution.article_id, attribution.content[0]).start
        first, last = (self.material.token_at(attribution.article_id, at) for at in (start, end))
        taken = [t.span for t in reading.analysis.timexes]
        taken += [attribution.source] if attribution.source else []
        spans = (
            Span(tokens.start[i], end)
            for i in range(first, last)
            if tokens.relation[i] in TOPICS
            and tokens.tag[i] in ("NOUN", "PROPN")
            and lowered(article.text[tokens.start[i] : tokens.end[i]]) not in asked
        )
        return tuple(s for s in spans if not any(t.start <= s.start < t.end for t in taken))[:1]

    def _about(self, attribution: Attribution, spans: tuple[Span, ...]) -> Answered | None:
        """The claim that shares most terms with a denial or its topic, by somebody else."""
        denial = proposition_at(
            self.material, attribution.article_id, spans=spans, attribution=attribution
        )
        story = self.material.story_of.get(attribution.article_id, "")
        wanted = {**denial.terms, **_own_state(self.material, attribution)}
        places = {p for term in wanted for p in self.holders.get((story, term), ())[:HOLDERS]}
        named = self._named_again(attribution) if spans is attribution.content else None
        best: tuple[float, float, int] | None = None
        for place in sorted(places):
            item, _ = self.by_story[story][place]
            if self._is_own(item.attribution, attribution) or not shared(denial, item):
                continue
            if self._is_later(item, attribution):
                continue
            if named and not (named in item.terms and _stands_before(item, attribution)):
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

    def _is_later(self, item: Proposition, attribution: Attribution) -> bool:
        """Whether something was surely published after the day of a denial."""
        here, there = (
            self.material.article(a).published for a in (attribution.article_id, item.article_id)
        )
        return bool(here.latest and there.earliest and here.latest < there.earliest)

    def _before(self, attribution: Attribution) -> Answered | None:
        """The claim that stands just before, where the answer can only be meant for it."""
        bare, points_back = is_bare(attribution), self._points_back(attribution)
        if not (bare or points_back or self._refers(attribution)):
            return None
        silent = bare and attribution.stance is not Stance.DENY
        found, is_apart = self._nearest(attribution, heeds_own=silent)
        if found and found.claim and _asks(found.attribution):
            asked = silent and _is_asked(self.material, attribution)
            is_meant = points_back or (not is_apart and bare and (asked or not silent))
            reach = self._reach(attribution, found, is_apart=is_apart, asked=asked)
            if is_meant or self._speaks_of(attribution, reach):
                return found.claim
        return self._accusation(attribution) if silent else None

    def gone_against(self, attribution: Attribution, *, retorts: bool) -> Told | None:
        """What a saying goes against: the last that somebody else says before it.

        A retort goes against what is negated there, whatever is granted after it.
        """
        for near in self._told_before(attribution):
            others = [
                told
                for told in near
                if told.attribution
                and told.attribution.stance in OPPOSED
                and not self._is_own(told.attribution, attribution)
            ]
            negated = [t for t in others if retorts and t.claim and t.claim[0].is_negated]
            if others:
                return max(negated or others, key=lambda told: told.span.end)
        return None

    def _told_before(self, attribution: Attribution) -> Iterator[list[Told]]:
        """What is said before it in its paragraph; if it opens that, then in the one above."""
        start = attribution.content[0].start
        sentence = self.material.sentence_at(attribution.article_id, attribution.content[0])
        text = self.material.article(attribution.article_id).text
        for region in paragraphs_before(text, sentence.start, end=start):
            earliest = max(start - JUST_BEFORE_CHARS, region.start)
            yield [
                told
                for told in self.by_article[attribution.article_id]
                if region.start <= told.span.start
                and earliest <= told.span.end <= region.end
                and told.attribution is not attribution
            ]

    def _nearest(self, attribution: Attribution, *, heeds_own: bool) -> tuple[Told | None, bool]:
        """What is said last before an answer, and whether in the paragraph before its own.

        Where somebody is silent who has spoken since, `heeds_own` tells that nothing is near.
        """
        for is_apart, near in enumerate(self._told_before(attribution)):
            heard = [t for t in near if heeds_own or not self._is_own(t.attribution, attribution)]
            found = max(heard, key=lambda t: (t.span.end, t.claim is not None), default=None)
            if found:
                is_own = self._is_own(found.attribution, attribution)
                return (None if is_own else found), bool(is_apart)
        return None, False

    def _reach(self, attribution: Attribution, found: Told, *, is_apart: bool, asked: bool) -> Span:
        """Where the one who is silent must be spoken of for a claim to be meant."""
        end = self.material.sentence_at(attribution.article_id, attribution.content[0]).start
        if is_apart and asked:
            return Span(0, end)
        if is_apart or not is_bare(attribution):
            return self.material.sentence_at(attribution.article_id, found.span)
        text = self.material.article(attribution.article_id).text
        return Span(text.rfind("\n", 0, found.span.start) + 1, max(end, found.span.end))

    def _accusation(self, attribution: Attribution) -> Answered | None:
        """The last accusation before an answer that names the one who gives it, or is silent.

        A denial that says of what shares a word with it: one is accused of this, and denies that.
        """
        start, article_id = attribution.content[0].start, attribution.article_id
        denial = None
        if attribution.stance is Stance.DENY:
            denial = proposition_at(
                self.material, article_id, spans=attribution.content, attribution=attribution
            )
        for told in reversed(self.accusations[article_id]):
            whole = self.material.sentence_at(article_id, told.span)
            if whole.end > start or self._is_own(told.attribution, attribution):
                continue
            if self._speaks_of(attribution, whole):
                is_of_it = told.claim and (denial is None or shared(denial, told.claim[0]))
                return told.claim if is_of_it else None
        return None

    def _speaks_of(self, attribution: Attribution, reach: Span) -> bool:
        """Whether the one who answers is named in a stretch, or told by the words of its source."""
        material = self.material
        speakers = set(material.speakers(attribution))
        sides = {side for s in speakers if (side := material.side(s))}
        for actor in material.readings[attribution.article_id].actors:
            if not any(m.span.overlaps(reach) for m in actor.mentions):
                continue
            (entity,) = material.entity_ids((actor.id,))
            if entity in speakers or material.side(entity) in sides:
                return True
        source = attribution.source
        if source is None or source.overlaps(reach):
            return False
        terms = material.terms[attribution.article_id]
        words = {t.key for t in terms.within((source,))}
        return any(t.key in words for t in terms.within((reach,)))

    def _is_own(self, stated: Attribution | None, attribution: Attribution) -> bool:
        """Whether those who answer, or their side, said it themselves."""
        if stated is None:
            return False
        speakers, others = (set(self.material.speakers(a)) for a in (attribution, stated))
        sides, other_sides = (
            {p for s in some if (p := self.material.side(s))} for some in (speakers, others)
        )
        return bool(speakers & others or sides & other_sides)

    def _points_back(self, attribution: Attribution) -> bool:
        """Whether what is answered is told by « ces informations », or not named: « les faits »."""
        if is_bare(attribution):
            return False
        if self._demonstrative(attribution) is not None:
            return True
        terms = self.material.terms[attribution.article_id].within(attribution.content)
        return sum(t.weight for t in terms) <= UNNAMED

    def _demonstrative(self, attribution: Attribution) -> int | None:
        """The « ces », « cette » that opens what is answered."""
        tokens = self.material.readings[attribution.article_id].analysis.tokens
        first = self.material.token_at(attribution.article_id, attribution.content[0].start)
        is_one = first < len(tokens) and "PronType=Dem" in tokens.features[first]
        return first if is_one else None

    def _named_again(self, attribution: Attribution) -> str | None:
        """The term by which « cette livraison de charbon » tells what stands before; if it does."""
        first = self._demonstrative(attribution)
        if first is None:
            return None
        tokens = self.material.readings[attribution.article_id].analysis.tokens
        head = tokens.head[first]
        place = Span(tokens.start[head], tokens.end[head])
        terms = self.material.terms[attribution.article_id].within((place,))
        return next((t.key for t in terms if t.weight > UNNAMED), None)

    def _refers(self, attribution: Attribution) -> bool:
        """Whether a denial refers to what was said: « nie l'avoir reçu », « ce jour-là »."""
        if attribution.stance is not Stance.DENY or is_bare(attribution):
            return False
        article_id = attribution.article_id
        tokens = self.material.readings[article_id].analysis.tokens
        inside = (
            i
            for span in attribution.content
            for i in range(
                self.material.token_at(article_id, span.start),
                min(len(tokens), self.material.token_at(article_id, span.end - 1) + 1),
            )
        )
        return any(
            "PronType=Dem" in tokens.features[i]
            or (
                tokens.tag[i] == "PRON"
                and tokens.relation[i] in OBJECTS
                and "Person=3" in tokens.features[i]
                and "Reflex=Yes" not in tokens.features[i]
            )
            for i in inside
        )


def _stands_before(item: Proposition, attribution: Attribution) -> bool:
    """Whether something is put forward above in the same article."""
    is_above = item.spans[-1].end <= attribution.content[0].start
    return item.article_id == attribution.article_id and is_above


def paragraphs_before(text: str, sentence: int, *, end: int) -> Iterator[Span]:
    """The paragraph of a sentence up to `end`; where the sentence opens it, the one before too.

    A heading, which ends on no mark, is passed over.
    """
    start = text.rfind("\n", 0, sentence) + 1
    yield Span(start, end)
    if text[start:sentence].strip():
        return
    above = text[:start].rstrip()
    while above and above[-1] not in CLOSING:
        above = above[: above.rfind("\n") + 1].rstrip()
    if above:
        yield Span(above.rfind("\n") + 1, len(above))


def _asks(stated: Attribution | None) -> bool:
    """Whether something said asks for an answer; what an article says itself does."""
    return stated is None or stated.stance in ASKING


def _is_asked(material: Material, attribution: Attribution) -> bool:
    """Whether the sentence says that the one who is silent was asked: « contactée, … »."""
    article = material.article(attribution.article_id)
    sentence = material.sentence_at(article.id, attribution.content[0])
    tokens = material.readings[article.id].analysis.tokens
    first, last = (material.token_at(article.id, at) for at in (sentence.start, sentence.end - 1))
    forms = _asked_forms(article.language)
    return any(
        lowered(article.text[tokens.start[i] : tokens.end[i]]) in forms
        for i in range(first, last + 1)
    )


@lru_cache(maxsize=8)
def _asked_forms(language: str) -> frozenset[str]:
    return frozenset(row.form for row in load_pack(language).table(AskedRow))


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


def is_bare(attribution: Attribution) -> bool:
    """Whether the words of a denial or a silence say nothing of what: « n'a pas répondu »."""
    return attribution.cue is not None and attribution.cue.overlaps(attribution.content[0])
