"""Walk the dependencies of a parsed article without recursion.

`Tokens` holds plain tuples; frames ask for children, edges, clauses and the
noun phrase around a head. Everything is computed once per article and in time
linear in its length.

Source: relations follow Universal Dependencies v2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from recoupe.attribution.grammar import Grammar
    from recoupe.model import Tokens

#: Relations that carry a clause of its own.
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:caus", "nsubj:outer"})
AUXILIARIES = frozenset({"aux", "aux:pass", "aux:tense", "aux:caus", "cop"})
SPACES_AND_COMMAS = " \t\n\u00a0\u202f,;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """An article's tokens with what a walk over them needs.

    `words` are lower case with straight apostrophes; `left` and `right` are
    the first and last token that hang, directly or not, on each token.
    """

    text: str
    tokens: Tokens
    grammar: Grammar
    words: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    sentence: tuple[int, ...]  # index of the sentence of each token

    def __len__(self) -> int:
        return len(self.words)

    def has(self, i: int, feature: str) -> bool:
        """Whether token `i` bears a feature, written as in UD: "VerbForm=Inf"."""
        return feature in self.tokens.features[i].split("|")

    def is_verb(self, i: int) -> bool:
        """Whether token `i` is a verb or an auxiliary."""
        return self.tokens.tag[i] in ("VERB", "AUX")

    def is_root(self, i: int) -> bool:
        """Whether token `i` heads its sentence."""
        return self.tokens.head[i] == i

    def is_adverb(self, noun: int) -> bool:
        """Whether a noun and the adposition before it are an adverb: « d'emblée »."""
        return self.words[noun] in self.grammar["adverbial"] and self.tokens.tag[noun - 1] == "ADP"

    def by_relation(self, i: int, relations: Iterable[str]) -> tuple[int, ...]:
        """The children of token `i` that hang on it by one of `relations`."""
        return tuple(c for c in self.children[i] if self.tokens.relation[c] in relations)

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, both included."""
        return Span(self.tokens.start[first], self.tokens.end[last])

    def sentence_of(self, i: int) -> tuple[int, int]:
        """First and last token of the sentence that holds token `i`."""
        first, end = self.tokens.sentences[self.sentence[i]]
        return first, end - 1

    def at(self, offset: int) -> int:
        """The first token that ends after `offset`; the number of tokens when none does."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.tokens.end[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def before(self, offset: int) -> int:
        """The last token that starts before `offset`; -1 when none does."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.tokens.start[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def subtree(self, i: int, *, without: Callable[[int], bool]) -> tuple[int, int]:
        """Edges of what hangs on token `i`, leaving out the branches that `without` names.

        The stretch is contiguous around `i`: a branch that lies beyond a
        left-out one is left out with it.
        """
        first = last = i
        skipped: list[tuple[int, int]] = []
        stack = [i]
        members = [i]
        while stack:
            for child in self.children[stack.pop()]:
                if without(child):
                    skipped.append((self.left[child], self.right[child]))
                else:
                    stack.append(child)
                    members.append(child)
        low = max((right for _, right in skipped if right < i), default=-1)
        high = min((left for left, _ in skipped if left > i), default=len(self))
        for member in members:
            if low < member < high:
                first, last = min(first, member), max(last, member)
        return first, last


def grow(text: str, tokens: Tokens, *, grammar: Grammar) -> Tree:
    """The tree of a parsed text.

    Cost: linear in the number of tokens.
    """
    size = len(tokens)
    children: list[list[int]] = [[] for _ in range(size)]
    for i, head in enumerate(tokens.head):
        if head != i:
            children[head].append(i)
    left, right = list(range(size)), list(range(size))
    for i in _leaves_first(tokens, children):
        head = tokens.head[i]
        if head != i:
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
    sentence = [0] * size
    for number, (first, end) in enumerate(tokens.sentences):
        for i in range(first, end):
            sentence[i] = number
    return Tree(
        text=text,
        tokens=tokens,
        grammar=grammar,
        words=tuple(w.lower().replace("’", "'") for w in tokens.words(text)),
        children=tuple(tuple(c) for c in children),
        left=tuple(left),
        right=tuple(right),
        sentence=tuple(sentence),
    )


def trim(text: str, span: Span, *, characters: str = SPACES_AND_COMMAS) -> Span:
    """The span without the given characters at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(start, end)


def merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that only spaces part joined into one."""
    ordered = sorted(s for s in spans if s.end > s.start)
    if not ordered:
        return ()
    joined = [ordered[0]]
    for span in ordered[1:]:
        gap = text[joined[-1].end : span.start]
        if span.start <= joined[-1].end or not gap.strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _leaves_first(tokens: Tokens, children: list[list[int]]) -> list[int]:
    """All tokens, every child before its head."""
    order = [i for i, head in enumerate(tokens.head) if head == i]
    for i in order:  # grows while it is walked: heads come before children
        order.extend(children[i])
    return order[::-1]
