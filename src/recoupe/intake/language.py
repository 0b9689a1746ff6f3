"""Tell the language of an article, without refusing a short French one.

py3langid tells 97 languages apart and is sure of a paragraph, not of five
words or of a headline in capitals. So it reads lower case, and where it
barely prefers another language, or the words that hold a pack's language
together stand in the text, the pack's language is taken.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from recoupe.intake import reasons
from recoupe.lang import FunctionWordRow
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.lang import Pack
    from recoupe.model import Reason

#: Enough to be sure.
_SAMPLE_CHARS = 6000
#: Words below which the library guesses.
_FEW_WORDS = 40
#: Log-probability by which another language must lead to be believed.
_CLEAR_LEAD = 8.0
#: Share of function words from which a text is the pack's: half of what French prose has.
_FUNCTION_SHARE = 0.25
_WORD = re.compile(r"[^\W\d_]+'?")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str, packs: Sequence[Pack]) -> str | Reason:
    """The tag of the pack that reads the text, or why none does."""
    import py3langid

    first = _LETTER.search(text)
    if first is None:
        return reasons.no_language()
    sample = folded(text[first.start() : first.start() + _SAMPLE_CHARS])
    ranked = py3langid.rank(sample)
    best, lead = str(ranked[0][0]), float(ranked[0][1])
    tags = {pack.tag.split("-")[0]: pack for pack in packs}
    if best in tags:
        return tags[best].tag
    words = _WORD.findall(sample)
    scores = {str(tag): float(score) for tag, score in ranked}
    nearest = max(tags, key=lambda tag: scores.get(tag, float("-inf")))
    few = len(words) < _FEW_WORDS
    if few and lead - scores.get(nearest, float("-inf")) < _CLEAR_LEAD:
        return tags[nearest].tag
    if few and _share(words, tags[nearest]) >= _FUNCTION_SHARE:
        return tags[nearest].tag
    return reasons.other_language(names_of(best), tuple(names_of(pack.tag) for pack in packs))


def is_function_word(word: str, pack: Pack) -> bool:
    """Whether the pack lists the word, in lower case, among its grammar's words."""
    return word in _function_words(pack)


def _share(words: Sequence[str], pack: Pack) -> float:
    known = _function_words(pack)
    return sum(word in known for word in words) / max(1, len(words))


@lru_cache(maxsize=8)
def _function_words(pack: Pack) -> frozenset[str]:
    return frozenset(row.word for row in pack.table(FunctionWordRow))


@lru_cache(maxsize=128)
def names_of(tag: str) -> tuple[str, str]:
    """The language's name in French and in English; its tag where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag, tag
    return locale.get_language_name("fr") or tag, locale.get_language_name("en") or tag
