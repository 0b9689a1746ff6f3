"""Find the places of a text that match the pack's patterns of time expressions.

A row of `timex.tsv` is a pattern over classes of words, with the TIMEX3 type
and the rule that it yields. A pattern reads

    [before <] body [> after]

in which only the body is in the span. Names are classes of
`timex_words.tsv`, or of numbers (`num day hour minute nmonth year yy decade
ord century`); `?` makes the last name or group optional, `*` repeats it, `|`
parts alternatives, `( )` group. The first body term of a class is what
`{class}` stands for in the rule, `class2` is kept apart as `{class2}`, and
`_class` is matched and not kept.

At each place the longest body wins; between equals times of day before dates
before durations, then the row that saw more.

Patterns become regular expressions over one letter per term, so that a text
is read in linear time whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.analysis.timex_words import Vocabulary, vocabulary_of
from recoupe.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from recoupe.analysis.timex_words import Term
    from recoupe.lang import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexPattern:
    """A pattern over classes of words, and the time that it says."""

    TABLE: ClassVar[str] = "timex.tsv"

    pattern: str
    type: str
    rule: str
    mod: str
    guard: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a pattern holds: terms `first` to `last`, excluded, and what they say."""

    first: int
    last: int
    row: TimexPattern
    values: Mapping[str, str]
    seen: int  # terms of body and context


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A row, ready to match."""

    row: TimexPattern
    before: re.Pattern[str] | None
    body: re.Pattern[str]
    names: Mapping[str, str]  # group of the expression → name in the rule


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns of a pack, found by the letters that stand in a body."""

    vocabulary: Vocabulary
    by_letter: Mapping[str, tuple[_Compiled, ...]]


BEFORE_TERMS = 8
"""No pattern looks further back; it bounds the work at each place."""

MOST_REPEATS = 6
"""`*` goes no further, so that a page of numbers is read in linear time."""

_SIGNS = {"(": "(?:", "*": f"{{0,{MOST_REPEATS}}}"}
_NAME = re.compile(r"\s*(?:(?P<name>_?[a-z]+\d?)|(?P<sign>[()|?*]))")


@lru_cache(maxsize=8)
def grammar_of(pack: Pack) -> Grammar:
    """The grammar of a pack, compiled once.

    Raises: PackError where a pattern names a class that no word has.
    """
    vocabulary = vocabulary_of(pack)
    by_letter: dict[str, list[_Compiled]] = {}
    known = set(vocabulary.letters.values())
    for row in pack.table(TimexPattern):
        compiled = _compile(row, vocabulary)
        for letter in sorted(set(compiled.body.pattern) & known):
            by_letter.setdefault(letter, []).append(compiled)
    return Grammar(vocabulary, {k: tuple(v) for k, v in by_letter.items()})


def matches(
    terms: Sequence[Term], grammar: Grammar, *, allows: Callable[[Match], bool]
) -> Iterator[Match]:
    """The places that say a time, left to right, none overlapping.

    `allows` sees each match and may refuse it; the next best is then tried.

    Cost: linear in the terms.
    """
    letters = "".join(t.letter for t in terms)
    at = 0
    while at < len(terms):
        found = None
        candidates = grammar.by_letter.get(letters[at], ())
        for match in sorted(
            _all_at(letters, at, terms=terms, candidates=candidates), key=_preference
        ):
            if allows(match):
                found = match
                break
        if found:
            yield found
        at = found.last if found else at + 1


def _all_at(
    letters: str, at: int, *, terms: Sequence[Term], candidates: Sequence[_Compiled]
) -> list[Match]:
    """Every pattern that holds with its body beginning here."""
    held = []
    for compiled in candidates:
        found = compiled.body.match(letters, at)
        if found is None or found.end("body") == at:
            continue
        start = max(0, at - BEFORE_TERMS)
        if compiled.before and not compiled.before.search(letters[start:at]):
            continue
        values: dict[str, str] = {}
        for group, name in compiled.names.items():
            where = found.start(group)
            if where >= 0:
                values.setdefault(name, terms[where].kinds[name.rstrip("0123456789")])
        seen = found.end() - at + bool(compiled.before)
        held.append(Match(at, found.end("body"), compiled.row, values, seen))
    return held


_TYPES = ("", "TIME", "DATE", "SET", "DURATION")
"""Which type is tried first when two bodies are as long."""


def _preference(match: Match) -> tuple[int, int, int, int]:
    """Longest body first, then the type, the widest context, the most said."""
    return (-match.last, _TYPES.index(match.row.type), -match.seen, -len(match.values))


def _compile(row: TimexPattern, vocabulary: Vocabulary) -> _Compiled:
    """A row's pattern as regular expressions over letters."""
    before, _, rest = row.pattern.rpartition("<")
    body, _, after = rest.partition(">")
    names: dict[str, str] = {}
    inside = _expression(body, row, vocabulary=vocabulary, names=names)
    behind = _expression(after, row, vocabulary=vocabulary, names=names)
    expression = f"(?P<body>{inside}){behind}"
    ahead = _expression(before, row, vocabulary=vocabulary, names={})
    try:
        return _Compiled(
            row,
            re.compile(f"(?:{ahead})\\Z") if before.strip() else None,
            re.compile(expression),
            names,
        )
    except re.error as error:
        raise PackError(
            f"{row.TABLE}: pattern {row.pattern!r}: {error}, expected names of classes, "
            "and `? * | ( ) < >`; correct the row",
            pattern=row.pattern,
        ) from error


def _expression(
    source: str, row: TimexPattern, *, vocabulary: Vocabulary, names: dict[str, str]
) -> str:
    """A stretch of a pattern as a regular expression; groups are added to `names`."""
    parts: list[str] = []
    at = 0
    while source[at:].strip():
        found = _NAME.match(source, at)
        if found is None:
            raise PackError(
                f"{row.TABLE}: pattern {row.pattern!r}: cannot read {source[at:]!r}, "
                "expected a class or one of `( ) | ? *`; correct the row",
                pattern=row.pattern,
            )
        at = found.end()
        sign = found["sign"]
        if sign:
            parts.append(_SIGNS.get(sign, sign))
        else:
            parts.append(_class(found["name"], row, vocabulary=vocabulary, names=names))
    return "".join(parts)


def _class(name: str, row: TimexPattern, *, vocabulary: Vocabulary, names: dict[str, str]) -> str:
    """One class as a set of letters, kept under a group of its own unless it says not to."""
    kind = name.strip("_0123456789")
    letters = vocabulary.letters_of(kind)
    if not letters:
        raise PackError(
            f"{row.TABLE}: pattern {row.pattern!r}: no word has the class {kind!r}, "
            "expected one of timex_words.tsv; correct the row or add the word",
            pattern=row.pattern,
        )
    if name.startswith("_"):
        return f"[{letters}]"
    group = f"g{len(names)}"
    names[group] = name
    return f"(?P<{group}>[{letters}])"
