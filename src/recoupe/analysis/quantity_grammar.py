"""Answer questions of grammar about the tokens of a text.

`Tokens` is a table; who depends on whom, which verb governs a phrase and
where a noun phrase ends are asked of it here, each in constant time or in the
size of one phrase.

Source: relations of Universal Dependencies v2.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.lang import Pack
    from recoupe.model import Tokens

VERBS = ("VERB", "AUX")
NOUNS = ("NOUN", "PROPN")
#: Steps up the tree before a governor is given up: sentences nest less deeply.
_CLIMB = 8


class Grammar:
    """The tokens of a text with their dependents at hand."""

    def __init__(self, text: str, tokens: Tokens, *, pack: Pack) -> None:
        self.text = text
        self._code = pack.module()
        self.tokens = tokens
        self.words = tuple(w.lower().replace("’", "'") for w in tokens.words(text))
        dependents: list[list[int]] = [[] for _ in range(len(tokens))]
        for i, head in enumerate(tokens.head):
            if head != i:
                dependents[head].append(i)
        self._dependents = dependents
        self._sentence_starts = tuple(first for first, _ in tokens.sentences)

    def at(self, offset: int) -> int | None:
        """The token that holds a character, or the next one; None at the end."""
        i = bisect_left(self.tokens.end, offset + 1)
        return i if i < len(self.tokens) else None

    def sentence(self, token: int) -> tuple[int, int]:
        """First token of the token's sentence, and the one after its last."""
        return self.tokens.sentences[bisect_right(self._sentence_starts, token) - 1]

    def dependents(self, token: int, *relations: str) -> Iterator[int]:
        """The token's dependents, in order; only those in the relations when any is named."""
        for i in self._dependents[token]:
            if not relations or self.tokens.relation[i] in relations:
                yield i

    def is_tag(self, token: int, *tags: str) -> bool:
        """Whether the token bears one of the tags."""
        return self.tokens.tag[token] in tags

    def has_feature(self, token: int, feature: str) -> bool:
        """Whether the token bears a feature such as `Tense=Past`."""
        return feature in self.tokens.features[token].split("|")

    def lemma(self, token: int) -> str:
        """The token's lemma in lower case."""
        return self.tokens.lemma[token].lower()

    def is_conditional(self, token: int) -> bool:
        """Whether the token is a conditional, by its mood or, mistagged, by its form."""
        if self.has_feature(token, "Mood=Cnd"):
            return True
        is_verb = self.is_tag(token, *VERBS)
        after = self.words[token + 1] if token + 1 < len(self.words) else ""
        is_name = self.is_tag(token, "PROPN") and not after.startswith("-")
        if self._code is None or is_verb or is_name:
            return False
        return bool(self._code.is_conditional(self.words[token]))

    def verb_lemma(self, token: int) -> str:
        """The lemma that the word has as a verb, whatever its tag: estimer of « estimés »."""
        if self._code is None or self.is_tag(token, *VERBS):
            return self.lemma(token)
        return str(self._code.lemma(self.words[token], "VERB"))

    def top(self, first: int, last: int) -> int:
        """The token of a stretch on which the rest of it depends; a verb is never one."""
        here = last
        for _ in range(_CLIMB):
            head = self.tokens.head[here]
            if head == here or not first <= head <= last or self.is_tag(head, *VERBS):
                return here
            here = head
        return here

    def first_conjunct(self, token: int) -> int:
        """The token at the head of a coordination: « policiers et gendarmes »."""
        for _ in range(_CLIMB):
            head = self.tokens.head[token]
            if self.tokens.relation[token] != "conj" or self.is_tag(head, *VERBS):
                return token
            token = head
        return token

    def governor(self, token: int) -> int | None:
        """The verb, or predicate with a subject, above a token; None when there is none."""
        here = token
        for _ in range(_CLIMB):
            head = self.tokens.head[here]
            if head == here:
                return None
            if self.is_tag(head, *VERBS) or any(self.dependents(head, "nsubj", "nsubj:pass")):
                return head
            here = head
        return None

    def phrase_end(self, head: int) -> int:
        """The last of the adjectives that follow a noun directly."""
        last = head
        for i in range(head + 1, min(head + 4, len(self.tokens))):
            inner = self.tokens.relation[i] in ("amod", "flat", "flat:name", "flat:foreign")
            if not inner or self.tokens.head[i] not in range(head, i):
                break
            last = i
        return last

    def span_text(self, first: int, last: int) -> str:
        """The characters from one token to another."""
        return self.text[self.tokens.start[first] : self.tokens.end[last]]
