"""Cut French text into tokens, and keep sentences whole around quotations.

spaCy's French tokenizer splits Royaume-Uni and là-bas, takes `-t-il` apart
and leaves `d'«` in one piece. This one is a single pattern, so that its time
is linear in any text: it knows elision, the pronouns that follow a verb, and
hyphens as part of the word. The guard answers where a sentence must and may
not begin, whatever a model believes, because a quotation cut from
« a-t-il dit » has lost its speaker.

Input is normalized: straight apostrophes, plain spaces.

Source: the tokens of Universal Dependencies' French treebanks; abbreviations
after Imprimerie nationale, Lexique des règles typographiques.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recoupe.lang.fr.conjugation import forms
from recoupe.lang.fr.inflection import is_conditional, lemma, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "FrenchTokenizer",
    "forms",
    "guard",
    "is_conditional",
    "lemma",
    "make_tokenizer",
    "settled",
    "token_spans",
]

#: Abbreviations before a name or a number, never the end of a sentence.
LEADING = (
    "M", "MM", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "Mgr", "St", "Ste", "Gal", "Cdt", "Col",
    "Cne", "Lt", "Mr", "Mrs", "Jr", "art", "al", "no", "No", "p", "pp", "vol", "chap", "fig",
    "env", "av", "apr", "cf", "ex", "éd", "coll", "dir", "tél", "bd", "bld", "op", "cit",
    "trad", "vs",
)  # fmt: skip
#: Abbreviations that may stand last: what follows them decides.
TRAILING = ["etc", "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "hab"]

#: Words whose hyphen or apostrophe is no seam.
WHOLE = (
    "rendez-vous", "aujourd'hui", "c'est-à-dire", "celui-là", "celle-là", "ceux-là",
    "celles-là", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "jusque-là", "par-là",
    "celui-la", "peut-être", "week-end", "là-bas", "là-dessus",
)  # fmt: skip

#: Small words whose capital tells that something begins.
OPENERS = (
    "Le", "La", "Les", "L'", "Un", "Une", "Des", "Ce", "Cet", "Cette", "Ces", "C'", "Il", "Elle",
    "Ils", "Elles", "On", "Nous", "Je", "J'", "Dans", "En", "Au", "Aux", "Du", "Pour", "Selon",
    "Depuis", "Après", "Avant", "Mais", "Si", "Son", "Sa", "Ses", "Leur", "À", "D'", "Lors", "Par",
)  # fmt: skip

_TRAILING_FORMS = frozenset(f"{word}." for word in TRAILING)

OPENING = frozenset("«([{")
CLOSING = frozenset("»)]}")
ENDING = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "!!!", "???", "....", ".."})

_BULLETS = frozenset('"-–—•')

#: Tokens of a dateline at most, and letters of a place that no initials have.
_DATELINE, _INITIALS = 16, 3
_DASHES = frozenset("-–—")

#: Marks that close one after the other, at most: « (… »). » and the like.
_MOST_CLOSINGS = 4

_LETTER = r"[^\W\d_]"
_CHAR = r"[\w\u0300-\u036f\u00ad]"  # accents and soft hyphens written apart stay in the word
_PRONOUN = (
    r"-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|en|y|là)"
    r"(?:-(?:moi|lui|leur|les?|la|en|y))?(?![\w'-])"
)
#: A consonant after the apostrophe makes a name (N'Djamena) unless it opens an acronym.
_ELISION = (
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?![b-df-gj-np-tv-xz])"
    r"|[ld]'(?=(?-i:[A-ZÀ-Ý]{2}))"
)
_TOKEN = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[^\s«»\"<>]{0,500}[^\s«»\"<>.,;:!?)\]]",
            r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}",
            rf"{_CHAR}{{1,40}}(?:[.-]{_CHAR}{{1,40}}){{0,4}}\.(?:fr|com|org|net|info|eu|be|ch|ca|tv)(?![\w.])",
            r"[@#]\w+",
            rf"(?i:{'|'.join(WHOLE)})(?!\w)",
            rf"(?<!\w)(?:{'|'.join((*LEADING, *TRAILING))})\.(?!\w)",
            r"(?<![\w'])(?:[A-ZÀ-Ý][a-zh]?\.-?){1,6}(?<=\.)(?=\s[A-ZÀ-Ý])|(?<!\w)(?:[A-Z]\.-?){2,}",
            rf"(?<!\w)(?i:{_ELISION})",
            rf"(?<={_LETTER})(?i:{_PRONOUN})",
            r"(?<![\w)])[-−]\d+(?:[.,]\d+)*",
            rf"\d+(?:[.,:/]\d+)*(?:(?:{_LETTER}|-\w){_CHAR}*(?:-\w+)*)?",
            rf"{_CHAR}+(?:(?i:(?!{_PRONOUN})-{_CHAR}+)|['·&]{_CHAR}+|\((?:e|s|es|ne|le|trice)\)s?)*",
            r"[nN]°|\.{2,}|[!?]{2,}|-{2,}|[^\w\s\u200b-\u200f\u2060\ufeff]",
        )
    )
)


def token_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every token of `text`, white space in none."""
    return [match.span() for match in _TOKEN.finditer(text)]


class FrenchTokenizer:
    """What `nlp.tokenizer` must be: text in, unparsed document out.

    The document holds no white-space tokens: offsets into the text are those
    of `token_spans`, not those of the document.
    """

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of a text, unparsed."""
        from spacy.tokens import Doc

        spans = token_spans(text)
        starts = [start for start, _ in spans[1:]]
        ends = [end for _, end in spans]
        spaces = [end < start for end, start in zip(ends, starts, strict=False)]
        return Doc(
            self.vocab,
            words=[text[start:end] for start, end in spans],
            spaces=[*spaces, False][: len(spans)],
        )


def make_tokenizer(nlp: Language) -> FrenchTokenizer:
    """A tokenizer of French on the vocabulary of `nlp`."""
    return FrenchTokenizer(nlp)


def guard(words: Sequence[str]) -> list[int]:
    """Whether each token of a line must (1), may not (-1) or may (0) begin a sentence.

    A line's first token begins one. Where the answer is 0 a model decides.
    """
    straight = 0  # straight quotation marks before the token
    told_from = _dateline_end(words)
    last_end = max((i for i, word in enumerate(words) if word in ENDING), default=0)
    result = []
    for i, word in enumerate(words):
        is_closing = word in CLOSING or (word == '"' and straight % 2 == 1)
        if i == 0 or i == told_from:
            result.append(1)
        elif is_closing or not _may_open(word):
            result.append(-1)
        else:
            result.append(_begins(words, i, is_prose=i < last_end))
        straight += word == '"'
    return result


def _dateline_end(words: Sequence[str]) -> int:
    """The token after a dateline: « PORT-LAZARE, 3 mai (Courlis) – Le quai »; 0 for none."""
    for k, word in enumerate(words[:_DATELINE]):
        if word in _DASHES and 0 < k < len(words) - 1:
            place = words[0].isupper() and len(words[0]) > _INITIALS
            bracket = words[k - 1] == ")"
            return k + 1 if (place or bracket) and words[k + 1][0].isupper() else 0
        if word in ENDING:
            return 0
    return 0


def _may_open(word: str) -> bool:
    """Whether a sentence can begin with `word`: not in lower case, not with a comma."""
    first = word[0]
    return first.isupper() or first.isdigit() or word in OPENING or word in _BULLETS


def _begins(words: Sequence[str], i: int, *, is_prose: bool) -> int:
    """The guard's answer for a token that can begin a sentence.

    Between two words only a heading run into the text ends: before a small
    word with a capital, in a line that has a full stop further on.
    """
    word, last = words[i], words[i - 1]
    is_acronym = last[-1] == "." and last.count(".") > 1 and "-" not in last
    if last in _TRAILING_FORMS or (is_acronym and word in OPENERS):
        return 0
    if word in OPENERS and last[-1].isalpha():
        return 0 if is_prose else -1
    j = i - 1
    while j > max(0, i - _MOST_CLOSINGS) and (words[j] in CLOSING or words[j] == '"'):
        j -= 1
    if words[j] not in ENDING:
        return -1
    is_word = j > 0 and len(words[j - 1]) > 1 and not words[j - 1].isdigit()
    return 1 if words[j] == "." and is_word and word != '"' else 0
