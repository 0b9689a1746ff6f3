"""Find the named body that a noun means: « la compagnie », « le parti », « l'armateur ».

A body is of the sort that its noun, its own name or the tables give it. One of
unknown sort can be meant too, where the article speaks of it there. The
subject of the sentence before outranks what was merely named later.

Source: salience after Lappin & Leass 1994, cut to sort, subjects and recency.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from recoupe.attribution.resolve_drafts import Described, Draft, Link, same_state
from recoupe.attribution.resolve_words import stem
from recoupe.lang import NounKind, plain
from recoupe.model import EntityKind, Reason, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.attribution.resolve_words import Words
    from recoupe.model import Tokens

_NEAR_SENTENCES = 3  # a body of unknown sort that was named once is not meant from further
_UNIQUE_SORTS = frozenset(
    {"government", "justice", "police", "army", "local", "service", "religion", "camp"}
)
#: Sorts that one body can have at once, as its name alone may not tell: an alliance can be a party.
_RELATED = {
    "party": frozenset({"ngo", "union", "camp", "army", "federation"}),
    "ngo": frozenset({"party", "union", "science", "health", "other", "federation"}),
    "union": frozenset({"ngo", "other", "federation"}),
    "federation": frozenset({"other"}),
    "company": frozenset({"science", "health", "press"}),
    "group": frozenset({"science", "health"}),
    "science": frozenset({"health", "ngo", "company", "other"}),
    "health": frozenset({"science", "company"}),
    "press": frozenset({"company"}),
}
#: Sorts that a noun of a wider sort takes in: an agency reports, or governs, or flies to Mars;
#: a group trades, or helps, or fights.
_WIDER = {
    "agency": frozenset({"press", "government", "science", "health", "authority"}),
    "authority": frozenset({"agency", "government", "health"}),
    "federation": frozenset({"union", "ngo", "party"}),
    "group": frozenset({"company", "press", "ngo", "camp", "army"}),
}
_SORT = 2.0  # for the very sort
_OTHER_SORT = 1.0  # for a related or unknown one
_SUBJECT = 1.0
_OTHER_NOUN = 1.0  # off when the article calls it by another noun
_OTHER_NAME = 0.5  # off when its name opens with another noun
_QUOTED = 1.5  # off when only somebody's own words name it
_FADING = 0.5  # lost for every sentence since
_FADED = 6  # sentences after which nothing more is lost
_OBJECTS = frozenset({"obj", "iobj", "obl:arg"})
_VERB_WORDS = 3  # words of a verbal phrase: « mettre en cause »
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})

SAME_SORT = Reason(
    "C'est le dernier organisme de cette sorte que l'article nomme.",
    "It is the last body of this sort that the article names.",
)
NAMED_SO = Reason(
    "Le nom de cet organisme contient ces mots.", "The name of this body holds these words."
)


class BodyFinder:
    """Finds the named bodies of one article by the nouns that mean them.

    `touched` has the place where each actor was mentioned last, by its key.
    """

    def __init__(self, words: Words, touched: Mapping[tuple[str, ...], Span]) -> None:
        self.words = words
        self.touched = touched
        self._apart: set[tuple[str, tuple[str, ...]]] = set()

    def find(self, described: Described, at: int, *, recent: Sequence[Draft]) -> Link | None:
        """The body meant at `at`, or None; `recent` has the last mentioned last."""
        if described.sort in _UNIQUE_SORTS:
            return None
        bodies = [
            d
            for d in reversed(recent)
            if d.forms
            and not self._is_across(d, described, at=at)
            and (d.kind is EntityKind.ORGANIZATION or _is_unclear(d, described))
            and same_state(d.territory, described.territory)
        ]
        if described.content:
            named = self._named_so(described, bodies)
            if named is not None:
                return named
        if _holds_name(described):
            return None
        scored = [(self._score(d, described, at=at), -k, d) for k, d in enumerate(bodies)]
        best = max((s for s in scored if s[0] is not None), key=lambda s: s[:2], default=None)
        if best is None:
            return None
        best[2].kind = EntityKind.ORGANIZATION
        return Link(draft=best[2], how=SAME_SORT, evidence=self.touched[best[2].key])

    def _is_across(self, draft: Draft, described: Described, *, at: int) -> bool:
        """Whether the body stands across from the one meant: it accuses it, or asks it something.

        It then does so in the whole article. Nor does « la direction » alone mean a union.
        """
        sorts = {draft.sort, *(d.sort for d in draft.described)}
        if described.sort == "organ" and not described.content and "union" in sorts:
            return True
        key = (described.sort, draft.key)
        touched = self.touched[draft.key]
        doer = self._doer(self.words.first(Span(at, at + 1)))
        if doer is not None and touched.start <= self.words.tokens.start[doer] < touched.end:
            self._apart.add(key)
            return True
        return key in self._apart and draft.sort != described.sort

    def _doer(self, start: int) -> int | None:
        """The subject that accuses, asks or calls upon what is described from token `start` on."""
        tokens = self.words.tokens
        phrase = self.words.reader.read(start, self.words.sentence(start)[1])
        if phrase is None:
            return None
        verb, relation = tokens.head[phrase.head], tokens.relation[phrase.head]
        is_asked = relation == "obl" and self.words.reader.link(start - (start > 0)) == "to"
        is_object = relation in _OBJECTS or is_asked
        if not is_object or not self._opposes(verb):
            return None
        before = range(self.words.sentence(start)[0], verb)
        return next((i for i in before if _is_subject_of(tokens, i, verb=verb)), None)

    def _opposes(self, verb: int) -> bool:
        """Whether the verb, or the phrase it opens, accuses, asks, calls upon or warns."""
        lemma, lower = self.words.tokens.lemma, self.words.wording.lower
        ends = range(verb + 1, verb + 1 + _VERB_WORDS)
        return any(
            " ".join((lemma[verb], *lower[verb + 1 : end])) in self.words.opposing for end in ends
        )

    def _named_so(self, described: Described, bodies: Iterable[Draft]) -> Link | None:
        """The body whose name holds what completes the noun: « le club de Marsac »."""
        for draft in bodies:
            names = {stem(w) for form in draft.forms for w in plain(form).split()}
            is_sort = draft.sort in ("", described.sort) and draft.kind is not EntityKind.PERSON
            if is_sort and described.content < names:
                return Link(draft=draft, how=NAMED_SO, evidence=self.touched[draft.key])
        return None

    def _score(self, draft: Draft, described: Described, *, at: int) -> float | None:
        """How likely the body is meant; None when it cannot be."""
        back, is_subject = self._place(self.touched[draft.key], at)
        is_told = bool(described.content) and not described.is_qualified
        own = {d.noun for d in draft.described if d.kind is NounKind.BODY}
        told = [d for d in draft.described if d.kind is NounKind.BODY and d.determiner]
        nouns = {d.noun for d in told}
        if draft.kind is EntityKind.PERSON and (back > 1 or not is_subject):
            return None
        is_any = described.sort in ("any", "organ") and draft.sort != "press"
        sorts = {described.sort} | _WIDER.get(described.sort, frozenset())
        if sorts & {draft.sort, *(d.sort for d in told)} or is_any:
            score = _SORT
        elif not draft.sort:
            is_known = back <= _NEAR_SENTENCES or len(draft.mentions) > 1
            if not is_known or described.content:
                return None
            score = _OTHER_SORT
        elif draft.sort in _RELATED.get(described.sort, ()) and not nouns:
            if is_told:
                return None
            score = _OTHER_SORT
        else:
            return None
        score += _SUBJECT * is_subject - _FADING * min(back, _FADED)
        if (
            self._is_quoted(draft)
            and not self.words.in_quotation[self.words.first(Span(at, at + 1))]
        ):
            score -= _QUOTED
        if described.noun not in own and not is_any:
            score -= _OTHER_NOUN if nouns else _OTHER_NAME * bool(own)
        return score

    def _is_quoted(self, draft: Draft) -> bool:
        """Whether the body was named last inside a quotation."""
        return self.words.in_quotation[self.words.first(self.touched[draft.key])]

    def _place(self, span: Span, at: int) -> tuple[int, bool]:
        """How many sentences back a mention stands, and whether it is a subject there."""
        sentences, tokens = self.words.tokens.sentences, self.words.tokens
        first = self.words.first(span)
        end = self.words.last(span)
        here = bisect_right(sentences, (self.words.first(Span(at, at + 1)), len(tokens)))
        there = bisect_right(sentences, (first, len(tokens)))
        is_subject = any(tokens.relation[i] in _SUBJECTS for i in range(first, end))
        return abs(here - there), is_subject


def _is_subject_of(tokens: Tokens, i: int, *, verb: int) -> bool:
    return tokens.head[i] == verb and tokens.relation[i] == "nsubj"


def _is_unclear(draft: Draft, described: Described) -> bool:
    """Whether a lone word that speaks may be a company's name as well as a person's."""
    is_lone = draft.key[0] == "person" and len(draft.key) == 2 and not draft.gender
    return is_lone and described.sort in ("company", "group") and not draft.described


def _holds_name(described: Described) -> bool:
    """Whether the description names another body: « le groupe Durand »."""
    return any(word[:1].isupper() for word in described.text.split()[1:])
