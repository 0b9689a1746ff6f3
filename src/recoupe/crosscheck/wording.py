"""Read a passage as the terms that carry its proposition, whatever its words.

Two sentences of one fact rarely share their words: « des troupes
nord-coréennes », « les soldats de Corée du Nord ». A term stands for a word's
lemma, for the concept that a table gives the lemma, or for the state that a
name, a capital or a demonym names. Sentence embeddings would bring such
passages together as well, but could not say on which words.

Source: the table `concepts.tsv` of the pack; names of places through `lang`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.lang import LinkRow, load_pack, lowered, open_lexicon, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recoupe.lang import Atlas
    from recoupe.model import Analysis, Span, Tokens

#: What a word of a class says of a fact, relative to a noun; other classes say nothing.
WEIGHTS = {"NOUN": 1.0, "PROPN": 1.0, "VERB": 0.8, "ADJ": 0.6, "NUM": 0.4, "ADV": 0.2}
#: Letters below which a lemma is a clitic, a unit or a slip of the parser.
SHORTEST = 2
#: Words after « ne » within which what completes it stands.
NEGATED_WORDS = 8
#: Words after a verb within which the infinitive stands that it takes: « de ne plus répondre ».
INFINITIVE_WORDS = 4
#: What the table writes for a lemma that says nothing by itself.
EMPTY = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptRow:
    """A lemma and what it stands for; « - » when it says nothing by itself."""

    TABLE: ClassVar[str] = "concepts.tsv"
    lemma: str
    concept: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NegationRow:
    """A word of negation: of the verb or noun after it, or one that goes with such a word.

    A verb negates the infinitive after it: « cesser de répondre » is « ne plus répondre ».
    A headline leaves out « ne »: « pas de fuite », « aucun blessé ». What ends, « ne répond
    plus », is an event all the same.
    """

    TABLE: ClassVar[str] = "negations.tsv"
    word: str
    reach: str  # verb, noun, of, with, ends, only, infinitive
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries meaning: its key, what it weighs, where it stands."""

    key: str
    weight: float
    start: int
    end: int
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one language gives to read terms by."""

    concepts: Mapping[str, str]
    genitives: frozenset[str]  # words that say whose or of which
    negating: frozenset[str]  # words that negate a verb: « ne »
    completing: frozenset[str]  # words that go with them: « pas »
    lacking: frozenset[str]  # words that negate the noun they determine: « aucun »
    lacking_of: frozenset[str]  # words that do so with « de »: « pas de »
    ended: frozenset[str]  # words by which what was so no longer is: « plus »
    restricting: frozenset[str]  # words that make « only » of them: « que »
    ending: frozenset[str]  # verbs that negate the infinitive after them: « cesser »
    atlas: Atlas


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text in order, with the places where something is negated."""

    terms: tuple[Term, ...]
    starts: tuple[int, ...]
    negations: tuple[int, ...]
    genitives: frozenset[int]  # where a word says whose or of which

    def within(self, spans: Iterable[Span]) -> tuple[Term, ...]:
        """The terms that stand in any of `spans`."""
        found: list[Term] = []
        for span in spans:
            first = bisect_left(self.starts, span.start)
            last = bisect_left(self.starts, span.end)
            found += self.terms[first:last]
        return tuple(found)

    def is_negated(self, spans: Iterable[Span]) -> bool:
        """Whether a word of negation stands in any of `spans`."""
        return any(
            bisect_left(self.negations, s.start) < bisect_left(self.negations, s.end) for s in spans
        )


@lru_cache(maxsize=8)
def vocabulary(language: str) -> Vocabulary:
    """The concepts and places of a language."""
    pack = load_pack(language)
    return Vocabulary(
        concepts={row.lemma: row.concept for row in pack.table(ConceptRow)},
        genitives=frozenset(row.form for row in pack.table(LinkRow) if row.sort == "of"),
        negating=frozenset(r.word for r in pack.table(NegationRow) if r.reach == "verb"),
        completing=frozenset(
            r.word for r in pack.table(NegationRow) if r.reach in ("noun", "with")
        ),
        lacking=frozenset(r.word for r in pack.table(NegationRow) if r.reach == "noun"),
        lacking_of=frozenset(r.word for r in pack.table(NegationRow) if r.reach == "of"),
        ended=frozenset(r.word for r in pack.table(NegationRow) if r.reach == "ends"),
        restricting=frozenset(r.word for r in pack.table(NegationRow) if r.reach == "only"),
        ending=frozenset(r.word for r in pack.table(NegationRow) if r.reach == "infinitive"),
        atlas=open_lexicon(pack).atlas,
    )


def terms_of(analysis: Analysis) -> Terms:
    """The terms of an article."""
    text, tokens = analysis.article.text, analysis.tokens
    known = vocabulary(analysis.article.language)
    written = tokens.words(text)
    words = [plain(word) for word in written]
    ending = _endings(analysis, known=known)
    found: list[Term] = []
    position = 0
    while position < len(words):
        end, territory = _territory(words, position, written=written, known=known)
        if territory:
            start, stop = tokens.start[position], tokens.end[end - 1]
            found.append(Term(f"@{territory}", 1.0, start, stop, is_name=True))
            position = end
            continue
        key = _key(analysis, position, word=lowered(written[position]), known=known)
        if key and position not in ending:
            tag = tokens.tag[position]
            start, stop = tokens.start[position], tokens.end[position]
            found.append(Term(key, WEIGHTS[tag], start, stop, is_name=tag == "PROPN"))
        position += 1
    negating = {i for i in range(len(words)) if _negates(written, i, known=known)}
    negating |= {i for i in range(len(words)) if _lacks(tokens, written, position=i, known=known)}
    for i in sorted(ending):  # « n'a pas cessé de » negates nothing
        undone = negating & set(range(max(0, i - NEGATED_WORDS // 2), i))
        negating = negating - undone if undone else negating | {i}
    negations = tuple(tokens.start[i] for i in sorted(negating))
    genitives = frozenset(
        tokens.start[i] for i, word in enumerate(words) if word in known.genitives
    )
    return Terms(tuple(found), tuple(t.start for t in found), negations, genitives)


def _endings(analysis: Analysis, *, known: Vocabulary) -> frozenset[int]:
    """The verbs that negate the infinitive after them: « a cessé de répondre »."""
    tokens = analysis.tokens
    return frozenset(
        tokens.head[i]
        for i in range(len(tokens))
        if "VerbForm=Inf" in tokens.features[i]
        and tokens.head[i] < i <= tokens.head[i] + INFINITIVE_WORDS
        and tokens.lemma[tokens.head[i]].lower() in known.ending
    )


def _negates(written: tuple[str, ...], position: int, *, known: Vocabulary) -> bool:
    """Whether a verb is negated here, and not only restricted: « n'est parti que lundi »."""
    if lowered(written[position]) not in known.negating:
        return False
    for word in written[position + 1 : position + 1 + NEGATED_WORDS]:
        if lowered(word) in known.completing:
            return True
        if lowered(word) in known.restricting:
            return False
    return True


def _lacks(tokens: Tokens, written: tuple[str, ...], *, position: int, known: Vocabulary) -> bool:
    """Whether a noun is negated here without « ne »: « pas de fuite », « aucun blessé »."""
    word = lowered(written[position])
    if word in known.lacking:  # « sans aucun doute » negates no more than « sans » does
        before = lowered("".join(written[max(0, position - 1) : position]))
        return tokens.tag[position] == "DET" and before not in known.lacking
    return (
        word in known.lacking_of
        and tokens.tag[position] == "ADV"
        and plain("".join(written[position + 1 : position + 2])) in known.genitives
    )


def _territory(
    words: list[str], position: int, *, written: tuple[str, ...], known: Vocabulary
) -> tuple[int, str | None]:
    """Where a name of a state, of its capital or people ends, and which state it is."""
    place = known.atlas.places.longest(words, position)
    if place:
        return place[0], place[1].territory
    demonym = known.atlas.demonym(written[position])
    return position + 1, demonym.territory if demonym else None


def _key(analysis: Analysis, position: int, *, word: str, known: Vocabulary) -> str | None:
    """What a word stands for; None when it says nothing by itself."""
    tokens = analysis.tokens
    if tokens.tag[position] not in WEIGHTS:
        return None
    lemma = tokens.lemma[position].lower()
    concept = known.concepts.get(word) or known.concepts.get(lemma)
    if concept == EMPTY or len(lemma) < SHORTEST:
        return None
    return f"#{concept}" if concept else plain(lemma)
