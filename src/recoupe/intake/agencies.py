"""Which agencies a page credits, and who signs it.

An agency counts where a page credits it: in a line of its own, in brackets
at either end of the article, in the dateline. « a déclaré à l'AFP » is what
someone told an agency, and is left to attribution.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from recoupe.intake.language import is_function_word
from recoupe.intake.lines import names_only
from recoupe.lang import AgencyRow, SignatureRow
from recoupe.text import evened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recoupe.lang import Pack

#: Words that may stand beside agencies in a credit: « Le Courrier de Valombre avec AFP ».
_CREDIT_WORDS = 6
_CREDIT_CHARS = 90
#: How far into the lead a dateline's bracket can stand.
_LEAD_CHARS = 90
_LEAD_PARAGRAPHS = 4
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_AT_END = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*[.\s]*$")
#: Dates, brackets and signs part a signature.
_SIGNATURE_PARTS = re.compile(r"[()\d:|•]+")
#: Reporters are named early.
_REPORTER_CHARS = 3000
#: What follows a bracket or a name that opens a lead: a dash.
_OPENING = re.compile(r"\s*[-–—:]")


def agencies_in(text: str, packs: tuple[Pack, ...]) -> tuple[str, ...]:
    """The agencies that the text names, each once, in the text's order."""
    names, pattern = _known(packs)
    found = (names[m.group()] for m in pattern.finditer(evened(text)))
    return tuple(dict.fromkeys(found))


def is_credit_line(line: str, packs: tuple[Pack, ...]) -> bool:
    """Whether the line credits an agency and says nothing else."""
    if len(line) > _CREDIT_CHARS or not agencies_in(line, packs):
        return False
    rest = _known(packs)[1].sub(" ", evened(line))
    words = re.findall(r"[^\W\d_]+", rest)
    return len(words) <= _CREDIT_WORDS and not re.search(r"[.!?…]\s+\w", rest)


def credit_of(
    date_lines: Iterable[str], paragraphs: Sequence[str], *, packs: tuple[Pack, ...]
) -> str | None:
    """The agencies that an article credits, as one string, or None."""
    found: dict[str, None] = {}
    for line in date_lines:
        if is_credit_line(line, packs) or len(line) <= _CREDIT_CHARS:
            found.update(dict.fromkeys(agencies_in(line, packs)))
    for paragraph in paragraphs[:_LEAD_PARAGRAPHS]:
        found.update(dict.fromkeys(_in_lead(paragraph, packs)))
    for paragraph in paragraphs[-2:]:
        end = _AT_END.search(paragraph[-80:])
        if end and is_credit_line(end.group(1), packs):
            found.update(dict.fromkeys(agencies_in(end.group(1), packs)))
    return ", ".join(found) or None


def byline_of(lines: Iterable[str], packs: tuple[Pack, ...]) -> str | None:
    """The people who sign, from the lines that were told to be bylines, or None."""
    _, pattern = _known(packs)
    found: dict[str, None] = {}
    for line in lines:
        for part in _SIGNATURE_PARTS.split(pattern.sub("", evened(line))):
            text = part.strip(" -–—,")
            names = next(filter(None, (names_only(text[i:]) for i in _starts(text, packs))), ())
            found.update(dict.fromkeys(names))
    return ", ".join(found) or None


def reporter_of(text: str, packs: tuple[Pack, ...]) -> str | None:
    """The outlet's own reporters whom the text names in passing, or None.

    « rapporte notre correspondante à Valombre, Inès Delatour ».
    """
    for match in _reporters(packs).finditer(evened(text[:_REPORTER_CHARS])):
        names = names_only(match.group(1))
        if names:
            return ", ".join(names)
    return None


@lru_cache(maxsize=8)
def _reporters(packs: tuple[Pack, ...]) -> re.Pattern[str]:
    """The words for a reporter, a place, a comma, and what stands up to the next sign."""
    rows = (row.words for pack in packs for row in pack.table(SignatureRow))
    words = "|".join(re.escape(w) for w in rows) or "(?!)"
    return re.compile(rf"\b(?:{words})\b[^.,;:!?«»\n]{{0,60}},\s+([^.,;:!?«»\n]{{3,80}})", re.I)


def _starts(text: str, packs: tuple[Pack, ...]) -> list[int]:
    """Where names can begin: at one of the first capitals that no word of the grammar bears."""
    return [
        word.start()
        for word in list(re.finditer(r"\S+", text[:80]))[:5]
        if word.group()[0].isupper()
        and not any(is_function_word(word.group().lower(), pack) for pack in packs)
    ]


def _in_lead(paragraph: str, packs: tuple[Pack, ...]) -> tuple[str, ...]:
    """The agencies in the bracket of a dateline: « (Reuters) – », « PARIS, 3 mars (AFP) - »."""
    head = paragraph[:_LEAD_CHARS]
    for bracket in _BRACKETS.finditer(head):
        follows = _OPENING.match(paragraph, bracket.end())
        if (follows or bracket.start() == 0) and is_credit_line(bracket.group(1), packs):
            return agencies_in(bracket.group(1), packs)
    return ()


@lru_cache(maxsize=8)
def _known(packs: tuple[Pack, ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """Words → agency, and the pattern that finds the words, longest first."""
    names = {row.words: row.name for pack in packs for row in pack.table(AgencyRow)}
    longest = sorted(names, key=lambda w: (-len(w), w))
    words = "|".join(re.escape(w) for w in longest) or "(?!)"
    return names, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
