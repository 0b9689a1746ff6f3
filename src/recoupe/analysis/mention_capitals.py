"""Tell where a capital says nothing: where a sentence or a headline would give any word one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recoupe.lang import Wording

_OPENING_MARKS = frozenset('«“„"‹([{]:–—-•*‘')
_TITLE_CASE_SHARE = 0.8  # of a line's longer words with a capital, all are capitalized
_TITLE_CASE_WORDS = 5


def opening_positions(text: str, wording: Wording) -> tuple[bool, ...]:
    """Whether each token stands where any word gets a capital."""
    tokens = wording.tokens
    firsts = {first for first, _ in tokens.sentences}
    result: list[bool] = []
    for i, word in enumerate(wording.words):
        before = result[i - 1] and wording.words[i - 1] in _OPENING_MARKS if i else True
        is_line = i == 0 or "\n" in text[tokens.end[i - 1] : tokens.start[i]]
        is_after_mark = i > 0 and wording.words[i - 1] in _OPENING_MARKS and word[0].isalpha()
        is_after_stop = i > 0 and wording.words[i - 1] in (".", "!", "?", "…", "...")
        is_first = i in firsts and not (i and wording.is_capital(i - 1))  # « Bruno | Le Maire »
        result.append(is_first or is_line or before or is_after_mark or is_after_stop)
    return tuple(result)


def title_case(text: str, wording: Wording) -> tuple[bool, ...]:
    """Whether each token stands in a line whose every longer word has a capital."""
    tokens = wording.tokens
    result: list[bool] = []
    first = 0
    for i in range(len(wording.words) + 1):
        is_end = i == len(wording.words)
        if not is_end and (i == 0 or "\n" not in text[tokens.end[i - 1] : tokens.start[i]]):
            continue
        long_words = [w for w in wording.words[first:i] if len(w) > 3 and w[0].isalpha()]
        capital = sum(w[0].isupper() for w in long_words)
        is_title = len(long_words) >= _TITLE_CASE_WORDS and (
            capital >= _TITLE_CASE_SHARE * len(long_words)
        )
        result.extend([is_title] * (i - first))
        first = i
    return tuple(result)
