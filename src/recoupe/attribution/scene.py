"""What every frame looks at, and what every frame hands back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from recoupe.attribution.cues import Cue, find_cues
from recoupe.attribution.grammar import grammar
from recoupe.attribution.phrases import Phrase, find_phrases
from recoupe.attribution.quotes import Quote, find_quotes
from recoupe.attribution.tree import SUBJECTS, Tree, grow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.lang import Pack
    from recoupe.model import Analysis, Mention, Span, Stance, Timex

#: Quotations looked back at from a place; news nests and chains fewer.
NEAR_QUOTES = 12
#: What parts a participle from the noun before it, and so gives it to whoever speaks.
PARTING = frozenset({",", ";", ":", "»", "”", '"', "–", "—", "(", ")"})
#: A quotation of fewer words is a fragment: it needs a cue to be an attribution.
WORDS_OF_A_SENTENCE = 5


class Weight(IntEnum):
    """How sure a frame is of its content, to choose between two that overlap."""

    NOUN = 40
    FREE = 45
    PHRASE = 55
    OBJECT = 60
    PASSIVE = 65
    INFINITIVE = 70
    ADPOSITION = 75
    INSERTED = 80
    SILENCE = 92
    CLAUSE = 90
    QUOTATION = 95
    ENCLOSED = 97  # a quotation followed by its verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution before its speaker is known.

    `head` is the cue's token, `source_head` the source's.
    """

    content: tuple[Span, ...]
    cue: Span | None
    head: int | None
    source: Span | None
    source_head: int | None
    stance: Stance
    weight: Weight
    row: str  # the cue as the table has it; "" when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An analyzed article, ready for the frames."""

    analysis: Analysis
    pack: Pack
    tree: Tree
    quotes: tuple[Quote, ...]
    quote_starts: tuple[int, ...]  # where each quotation opens
    quote_roots: tuple[int, ...]  # index of the outermost quotation around each
    spoken: frozenset[Quote]  # quotations that say something by themselves
    cues: tuple[Cue, ...]
    cue_heads: tuple[int, ...]
    phrases: tuple[Phrase, ...]  # set phrases of denial and silence
    timex_starts: tuple[int, ...]
    stops: frozenset[int]  # first tokens of cues that end the content of another
    mention_at: tuple[int, ...]  # index of the widest mention over each token; -1 for none

    @property
    def text(self) -> str:
        """The article's text."""
        return self.analysis.article.text

    def mention(self, token: int) -> Mention | None:
        """The widest mention over a token, or None."""
        at = self.mention_at[token]
        return self.analysis.mentions[at] if at >= 0 else None

    def cues_between(self, first: int, last: int) -> tuple[Cue, ...]:
        """The cues whose verb stands from token `first` on and before token `last`."""
        heads = self.cue_heads
        return self.cues[bisect_left(heads, first) : bisect_left(heads, last)]

    def timexes_in(self, span: Span) -> tuple[Timex, ...]:
        """The time expressions that begin in a span."""
        first = bisect_left(self.timex_starts, span.start)
        last = bisect_left(self.timex_starts, span.end)
        return self.analysis.timexes[first:last]

    def in_timex(self, token: int) -> bool:
        """Whether a token stands in a time expression."""
        start = self.tree.tokens.start[token]
        before = bisect_right(self.timex_starts, start) - 1
        return before >= 0 and self.analysis.timexes[before].span.end > start

    def quote_over(self, span: Span) -> Quote | None:
        """The outermost quotation of a sentence or more that holds a span, or None."""
        for quote in self.quotes_touching(span):
            if quote.outer.covers(span) and self.is_sentence(quote):
                return quote
        return None

    def opening_from(self, offset: int) -> Quote | None:
        """The first quotation that opens at `offset` or after it, or None."""
        at = bisect_left(self.quote_starts, offset)
        return self.quotes[at] if at < len(self.quotes) else None

    def closing_by(self, offset: int) -> Quote | None:
        """The outermost quotation that closes last at `offset` or before it, or None."""
        at = bisect_left(self.quote_starts, offset) - 1
        for back in range(at, max(at - NEAR_QUOTES, -1), -1):
            quote = self.quotes[self.quote_roots[back]]
            if quote.outer.end <= offset:
                return quote
        return None

    def quotes_touching(self, span: Span) -> Iterator[Quote]:
        """The quotations that share a character with a span, outermost first."""
        at = bisect_left(self.quote_starts, span.start)
        if at:
            around = self.quotes[self.quote_roots[at - 1]]
            if around.outer.overlaps(span):
                yield around
            for quote in self.quotes[max(self.quote_roots[at - 1] + 1, at - NEAR_QUOTES) : at]:
                if quote.outer.overlaps(span):
                    yield quote
        while at < len(self.quotes) and self.quotes[at].outer.start < span.end:
            yield self.quotes[at]
            at += 1

    def quote_around(self, token: int) -> bool:
        """Whether a token stands between two quotation marks."""
        place = self.tree.span(token, token)
        return any(q.inner.covers(place) for q in self.quotes_touching(place))

    def is_sentence(self, quote: Quote) -> bool:
        """Whether a quotation says something by itself: several words, one of them a verb."""
        return quote in self.spoken


def set_scene(analysis: Analysis, pack: Pack) -> Scene:
    """The scene of an analyzed article."""
    text = analysis.article.text
    tree = grow(text, analysis.tokens, grammar=grammar(pack))
    cues = tuple(find_cues(tree, pack))
    widest = [-1] * len(tree)
    by_width = sorted(enumerate(analysis.mentions), key=lambda m: len(m[1].span))
    for index, mention in by_width:
        for token in range(tree.at(mention.span.start), tree.before(mention.span.end) + 1):
            widest[token] = index
    quotes = find_quotes(text)
    return Scene(
        analysis=analysis,
        pack=pack,
        tree=tree,
        quotes=quotes,
        quote_starts=tuple(q.outer.start for q in quotes),
        quote_roots=_roots(quotes),
        spoken=frozenset(q for q in quotes if _says_something(tree, q.inner)),
        cues=cues,
        timex_starts=tuple(t.span.start for t in analysis.timexes),
        phrases=tuple(find_phrases(tree, pack)),
        cue_heads=tuple(cue.head for cue in cues),
        stops=frozenset(_stop(tree, cue) for cue in cues if _ends_another(tree, cue)),
        mention_at=tuple(widest),
    )


def _says_something(tree: Tree, inner: Span) -> bool:
    """Whether the words between two marks are a sentence rather than a fragment."""
    inside = range(tree.at(inner.start), tree.before(inner.end) + 1)
    words = [i for i in inside if tree.tokens.tag[i] != "PUNCT"]
    if not words:
        return False
    finite = any(tree.is_verb(i) for i in words)
    closed = inner.of(tree.text)[-1:] in "!?."
    return closed or (finite and len(words) >= WORDS_OF_A_SENTENCE)


def _roots(quotes: tuple[Quote, ...]) -> tuple[int, ...]:
    """For each quotation the index of the outermost one that holds it."""
    roots: list[int] = []
    for index, quote in enumerate(quotes):
        around = roots[-1] if roots else index
        roots.append(around if quotes[around].outer.end >= quote.outer.end else index)
    return tuple(roots)


def _ends_another(tree: Tree, cue: Cue) -> bool:
    """Whether a cue begins something new: a coordinated verb of saying or a participle.

    A participle right after a noun tells which (« un avion assurant la liaison »),
    and a second infinitive belongs with the first (« à obtenir A et à garantir B »).
    """
    parting = tree.grammar["junction"] | tree.grammar["gerund"] | PARTING
    participle = tree.has(cue.head, "VerbForm=Part") and tree.has(cue.head, "Tense=Pres")
    concludes = tree.words[cue.last + 1 : cue.last + 2]
    participle = participle and (
        cue.first == 0
        or tree.words[cue.first - 1] in parting
        or bool(tree.grammar["conclusion"].intersection(concludes))
    )
    infinitive = cue.first == cue.head and tree.has(cue.head, "VerbForm=Inf")
    joined = tree.tokens.relation[cue.head] == "conj" and not infinitive
    again = any(tree.words[c] in tree.grammar["that"] for c in tree.children[cue.head])
    return participle or (joined and not again)  # « et qu'une commission établira »


def _stop(tree: Tree, cue: Cue) -> int:
    """Where the content before a cue has to end: at its conjunction or its comma.

    A verb with a subject of its own ends it before that: « …, et la mairie annonce ».
    """
    own = [c for c in tree.by_relation(cue.head, SUBJECTS) if c < cue.first]
    first = tree.left[own[0]] if own and tree.tokens.relation[cue.head] == "conj" else cue.first
    while first > 0 and tree.words[first - 1] in tree.grammar["junction"] | tree.grammar[
        "gerund"
    ] | {","}:
        first -= 1
    return first
