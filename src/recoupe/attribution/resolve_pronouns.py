"""Find for whom a pronoun stands: who was heard last, or the subject before it.

A pronoun must agree in gender and number with the words that last named the
actor. Whoever spoke last is the first guess; an actor named as a subject
since then is the better one.

Source: salience after Lappin & Leass 1994, cut to subjects, recency and speech.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from recoupe.model import EntityKind, MentionKind, Reason, Span

if TYPE_CHECKING:
    from recoupe.attribution.actors import Cast
    from recoupe.attribution.resolve_drafts import Draft
    from recoupe.lang import Demonym, PronounRow
    from recoupe.model import Mention

_LOOK_BACK = 60  # mentions before a pronoun that are weighed
_OVERLAPPING = 3  # mentions that can end on one word: « le maire de Marsac », « Marsac »
_NEAR = 2  # sentences, the pronoun's own among them, in which the last named can stand
_SENTENCES = 3  # sentences before a pronoun's own in which its actor can stand

PRONOUN = Reason(
    "Le pronom s'accorde avec cet acteur, le dernier sujet ou le dernier cité.",
    "The pronoun agrees with this actor, the last subject or the last one quoted.",
)
TOLD_OF = Reason(
    "Le pronom désigne la personne dont la justice ou la police vient de parler.",
    "The pronoun stands for the person of whom the courts or the police have just spoken.",
)
NEAREST = Reason(
    "Ces mots renvoient au dernier acteur nommé.", "These words refer to the actor named last."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An actor who has spoken, and the words that named them."""

    draft: Draft
    gender: str
    number: str
    span: Span
    is_quoted: bool = False  # the words stand inside a quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An actor for whom a pronoun could stand."""

    draft: Draft
    span: Span
    gender: str
    number: str
    is_subject: bool
    is_agent: bool  # « par X »
    is_inside: bool  # a complement of another noun, or the author of a document
    sentences_back: int


class PronounResolver:
    """Resolves the pronouns of one article."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.words = cast.words
        self.mentions = [m for m in cast.analysis.mentions if m.kind is not MentionKind.PRONOUN]
        self.starts = [m.span.start for m in self.mentions]
        quoted = self.words.in_quotation
        told = [not quoted[first] for first, _ in self.words.tokens.sentences]
        self.told = [0, *accumulate(told)]  # sentences told, not quoted, before each

    def resolve(
        self, pronoun: PronounRow, at: Span, *, heard: tuple[Heard, ...]
    ) -> tuple[Draft, Reason, Span] | None:
        """The actor for whom a pronoun stands, why, and the words that name them."""
        if pronoun.sort == "possessive":
            return (heard[0].draft, PRONOUN, heard[0].span) if heard else None
        fitting = [c for c in self._candidates(at) if _agrees(c, pronoun)]
        if pronoun.sort in ("near", "first"):
            return self._nearest(fitting, is_first=pronoun.sort == "first")
        if pronoun.sort == "speaker" and pronoun.number == "singular":
            fitting = [c for c in fitting if c.draft.kind is EntityKind.PERSON]
        told_of = self._told_of(fitting, at=at, heard=heard)
        if told_of is not None:
            return told_of.draft, TOLD_OF, told_of.span
        return self._salient(fitting, pronoun, at=at, heard=heard)

    def _told_of(
        self, fitting: list[Candidate], *, at: Span, heard: tuple[Heard, ...]
    ) -> Candidate | None:
        """The person whom a magistrate or the police spoke of, where the pronoun pleads.

        « Luc Vautrel a été écroué, a annoncé le parquet. Il nie. »
        """
        if not heard or not self._pleads(self.words.first(at)) or not _prosecutes(heard[0].draft):
            return None
        there = self._sentence_index(heard[0].span)
        if self._sentence_index(at) - there != 1:
            return None
        people = [
            c
            for c in fitting
            if c.draft.kind is EntityKind.PERSON
            and c.is_subject
            and not _prosecutes(c.draft)
            and c.span.end <= heard[0].span.start
            and self._sentence_index(c.span) == there
        ]
        return people[-1] if people else None

    def _pleads(self, pronoun: int) -> bool:
        """Whether the pronoun denies or admits a charge: « il continue de nier »."""
        tokens, pleading = self.words.tokens, self.words.grammar["pleading"]
        verb = tokens.head[pronoun]
        after = range(pronoun + 1, self.words.sentence(pronoun)[1])
        verbs = (
            verb,
            *(i for i in after if tokens.head[i] == verb and tokens.relation[i] == "xcomp"),
        )
        return any(tokens.lemma[i] in pleading for i in verbs)

    def together(
        self, pronoun: PronounRow, at: Span, *, heard: tuple[Heard, ...]
    ) -> tuple[tuple[Draft, Span], ...]:
        """Those for whom a plural stands when no group was named since: « X et Y … Ils »."""
        if pronoun.number != "plural" or pronoun.sort in ("possessive", "object"):
            return ()
        one = [(h.draft, h.span) for h in heard if h.span == heard[0].span]
        near = len(one) > 1 and self._back(one[0][1], at) <= _SENTENCES
        found = max(
            one if near else [], self._pair(at), key=lambda f: f[-1][1] if f else Span(0, 0)
        )
        if not found or any(not _fits(pronoun, gender=d.gender, number="") for d, _ in found):
            return ()
        known = self.resolve(pronoun, at, heard=heard)
        is_other = known is not None and known[0] not in [d for d, _ in found]
        return () if is_other else tuple(found)

    def _pair(self, at: Span) -> list[tuple[Draft, Span]]:
        """The two whom « et » last joined as a subject before `at`."""
        candidates = [c for c in self._candidates(at) if c.draft.kind in _CAN_SPEAK]
        for i, second in enumerate(candidates):
            for first in candidates[i + 1 : i + 1 + _OVERLAPPING]:
                is_two = first.draft is not second.draft and first.is_subject
                if is_two and self._joins(first.span, second.span):
                    return [(c.draft, c.span) for c in (first, second)]
        return []

    def _joins(self, left: Span, right: Span) -> bool:
        """Whether « et » alone stands between two mentions."""
        first, last = self.words.last(left), self.words.first(right)
        link = self.words.lexicon.links.longest(self.words.wording.lower, first)
        return link is not None and link[1] == "and" and link[0] == last

    def _back(self, span: Span, at: Span) -> int:
        """How many sentences told part two places."""
        return self._sentence_index(at) - self._sentence_index(span)

    def person_of(self, demonym: Demonym, at: Span) -> tuple[Draft, Reason, Span] | None:
        """The person of a people named last: « l'Italien »."""
        for candidate in self._candidates(at):
            draft = candidate.draft
            states = {draft.territory, *(d.territory for d in draft.described)} - {None}
            is_one = draft.kind is EntityKind.PERSON and bool(draft.forms)
            is_agreeing = not demonym.gender or draft.gender in ("", demonym.gender)
            is_state = not demonym.territory or not states or demonym.territory in states
            if is_one and is_agreeing and is_state:
                return draft, NEAREST, candidate.span
        return None

    def _candidates(self, at: Span) -> list[Candidate]:
        """The actors mentioned in the pronoun's sentence and those just before, latest first."""
        stop = bisect_left(self.starts, at.start)
        is_quoted = self.words.in_quotation[self.words.first(at)]
        here = self._sentence_index(at)
        found = []
        for mention in reversed(self.mentions[max(0, stop - _LOOK_BACK) : stop]):
            link = self.cast.links.get(mention.span)
            back = here - self._sentence_index(mention.span)
            if back > _SENTENCES:
                break
            if link is None or mention.span.end > at.start:
                continue
            if not is_quoted and self.words.in_quotation[self.words.first(mention.span)]:
                continue
            found.append(self._candidate(mention, link.draft, back=back))
        return found

    def _candidate(self, mention: Mention, draft: Draft, *, back: int) -> Candidate:
        span, name = mention.span, mention.name
        phrase = self.words.phrase(span)
        token = self.words.first(name) if name else phrase.head if phrase else 0
        head = phrase.head if phrase is not None else token
        tokens = self.words.tokens
        gender, number = draft.gender, draft.number
        if phrase is not None and (name is None or phrase.noun is not None):
            gender = phrase.gender or gender
            number = phrase.number
        if draft.kind is EntityKind.PERSON:
            gender = draft.gender or gender
        # « la Mutuelle, l'assureur du navire »: either gender can be taken up
        is_either = (
            draft.kind is not EntityKind.PERSON
            and mention.role is not None
            and self._gender(mention.role) not in ("", gender)
        )
        relations = [tokens.relation[token], tokens.relation[head]]
        if tokens.relation[token] == "appos":
            relations.append(tokens.relation[tokens.head[token]])
        return Candidate(
            draft=draft,
            span=span,
            gender="" if is_either else gender or self._article_gender(token),
            number=number,
            is_subject=self._opens(span, kind=draft.kind)
            or any(r in ("nsubj", "nsubj:pass") for r in relations),
            is_agent="obl:agent" in relations,
            is_inside=mention.kind is MentionKind.DOCUMENT
            or (tokens.relation[head] in ("nmod", "flat:name") and name is None),
            sentences_back=back,
        )

    def _opens(self, span: Span, *, kind: EntityKind) -> bool:
        """Whether words open their sentence, as its topic if not its subject."""
        first = self.words.first(span)
        start = self.words.sentence(first)[0]
        if kind is EntityKind.PERSON and self.words.tokens.tag[start] == "ADP":
            start += 1  # « Pour Luc Vautrel, »
        is_after_dateline = first > start and self.words.wording.words[first - 1] in _DASHES
        return first == start or (is_after_dateline and first - start < _DATELINE)

    def _gender(self, role: Span) -> str:
        phrase = self.words.phrase(role)
        return phrase.gender if phrase is not None else ""

    def _article_gender(self, token: int) -> str:
        """The gender of the article before a name: « la Russie »."""
        features = self.words.tokens.features[token - 1] if token else ""
        if "PronType=Art" not in features:
            return ""
        return "f" if "Gender=Fem" in features else "m" if "Gender=Masc" in features else ""

    def _sentence_index(self, span: Span) -> int:
        """How many sentences outside quotations begin before the span ends."""
        sentences = self.words.tokens.sentences
        return self.told[bisect_left(sentences, (self.words.first(span) + 1, -1))]

    def _nearest(
        self, fitting: list[Candidate], *, is_first: bool
    ) -> tuple[Draft, Reason, Span] | None:
        """The person named last, or the body where no person was named as late."""
        reach = _SENTENCES if is_first else _NEAR
        speaking = [c for c in fitting if c.draft.kind in _CAN_SPEAK and c.sentences_back < reach]
        people = [c for c in speaking if c.draft.kind is EntityKind.PERSON]
        found = people or speaking
        if not found:
            return None
        together = [c for c in found if c.sentences_back == found[0].sentences_back]
        best = together[-1] if is_first else found[0]
        return best.draft, NEAREST, best.span

    def _salient(
        self,
        fitting: list[Candidate],
        pronoun: PronounRow,
        *,
        at: Span,
        heard: tuple[Heard, ...],
    ) -> tuple[Draft, Reason, Span] | None:
        """The likeliest of the actors mentioned before and those heard."""
        is_quoted = self.words.in_quotation[self.words.first(at)]
        speakers = [h for h in heard if h.is_quoted <= is_quoted][:_SPEAKERS]
        scored = [(self._score(c, speakers, at=at), c.span, c.draft) for c in fitting]
        here = self._sentence_index(at)
        for rank, one in enumerate(speakers):
            back = min(max(here - self._sentence_index(one.span), 0), _FADED)
            if _fits(pronoun, gender=one.gender, number=one.number):
                score = _HEARD + _KIND_SCORES.get(one.draft.kind, 0.0) - rank - _FADING * back
                scored.append((score, one.span, one.draft))
        if not scored:
            return None
        best = max(scored, key=lambda s: (s[0], s[1].start))
        return best[2], PRONOUN, best[1]

    def _is_topic(self, candidate: Candidate, at: Span) -> bool:
        """Whether the sentence opens on the actor before the pronoun: « Quant à Luc, il »."""
        if self.words.text[candidate.span.end : at.start].strip() != ",":
            return False
        start = self.words.first(candidate.span)
        opening = self.words.tokens.tag[self.words.sentence(start)[0] : start]
        is_plain = len(opening) <= _OPENING and "VERB" not in opening
        return is_plain and candidate.draft.kind in _CAN_SPEAK

    def _score(self, candidate: Candidate, heard: list[Heard], *, at: Span) -> float:
        if self._is_topic(candidate, at):
            return _TOPIC
        score = _KIND_SCORES.get(candidate.draft.kind, 0.0)
        score += 2.0 * candidate.is_subject - 2.0 * candidate.is_inside + candidate.is_agent
        is_aside = not candidate.is_subject and not candidate.is_agent
        if candidate.draft.kind is not EntityKind.PERSON and is_aside:
            score -= _ASIDE
        score -= _FADING * candidate.sentences_back
        if not candidate.gender:
            score -= _UNSURE
        if heard and heard[0].draft is candidate.draft:
            score += 1.0
        return score


_CAN_SPEAK = frozenset(
    {EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GOVERNMENT, EntityKind.GROUP}
)
_TOPIC = 9.0  # the words right before the pronoun, a comma between them
_DASHES = frozenset({"–", "—", "-"})
_DATELINE = 10  # tokens, at most, of a place and a day before a story's first words
_OPENING = 3  # tokens before the words that a sentence opens on
_HEARD = 2.0  # whoever spoke last, before any mention is weighed
_FADING = 1.0  # lost for every sentence since
_FADED = 4  # sentences after which nothing more is lost: long quotations are one voice
_ASIDE = 1.0  # off for a body that is no subject: « sa visite au Salon »
_UNSURE = 0.5  # off for an actor whose gender the article does not tell
_SPEAKERS = 3  # speakers weighed
_PROSECUTING = frozenset({"justice", "police"})
_KIND_SCORES = {
    EntityKind.PERSON: 2.0,
    EntityKind.GOVERNMENT: 1.0,
    EntityKind.ORGANIZATION: 1.0,
    EntityKind.GROUP: 0.5,
    EntityKind.PLACE: -2.0,
    EntityKind.DOCUMENT: -2.0,
}


def _prosecutes(draft: Draft) -> bool:
    """Whether an actor is a court, a prosecutor, an investigator, or the police."""
    return bool({draft.sort, *(d.sort for d in draft.described)} & _PROSECUTING)


def _agrees(candidate: Candidate, pronoun: PronounRow) -> bool:
    return _fits(pronoun, gender=candidate.gender, number=candidate.number)


def _fits(pronoun: PronounRow, *, gender: str, number: str) -> bool:
    """Whether gender and number can be the pronoun's; a masculine plural holds both genders."""
    if number and number != pronoun.number:
        return False
    if not gender or not pronoun.gender or gender == pronoun.gender:
        return True
    return pronoun.number == "plural" and pronoun.gender == "m"
