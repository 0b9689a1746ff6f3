"""Read CoNLL-U and bring every treebank to one scheme.

French treebanks differ in the depth of their labels and split `du` in two,
which leaves no offsets to point at. Here contracted articles stay one token,
labels and features are cut to those that all treebanks share, and a number
with spaces becomes one token per group.

Source: https://universaldependencies.org/format.html
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.analysis.pipeline import normalized, reduced_features, reduced_relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = 10
"""A token's line has ten columns, tab between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One token of a sentence; `head` is an index into it, its own for the root."""

    form: str
    lemma: str
    tag: str
    features: str
    head: int
    relation: str
    space: bool  # white space follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; `place` names the treebank it is of, or the template."""

    words: tuple[Word, ...]
    place: str

    def text(self) -> str:
        """The sentence as written, with normalized characters."""
        return "".join(w.form + (" " if w.space else "") for w in self.words).strip()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file; ids are those of the file, `last` ends a contraction."""

    first: int
    last: int
    columns: tuple[str, ...]


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in order, in the reduced scheme."""
    rows: list[_Row] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            columns = tuple(line.rstrip("\n").split("\t"))
            if len(columns) == COLUMNS:
                rows.extend(_row(columns))
            elif rows:
                yield _sentence(rows, path.parent.name)
                rows = []
    if rows:
        yield _sentence(rows, path.parent.name)


def _row(columns: tuple[str, ...]) -> Iterator[_Row]:
    number = columns[0]
    if "." in number:  # an empty node of the enhanced layer
        return
    first, _, last = number.partition("-")
    yield _Row(int(first), int(last or first), columns)


def _sentence(rows: Iterable[_Row], place: str) -> Sentence:
    merged = _merged(list(rows))
    index = {i: n for n, row in enumerate(merged) for i in range(row.first, row.last + 1)}
    words = []
    for n, row in enumerate(merged):
        head = int(row.columns[6])
        words.append(_word(row.columns, n if head == 0 else index[head]))
    return Sentence(words=tuple(_agents(_split(words))), place=place)


def _merged(rows: list[_Row]) -> list[_Row]:
    """One row per token of the text: the parts of a contraction become one."""
    ranges = {i: r for r in rows if r.last > r.first for i in range(r.first, r.last + 1)}
    parts: dict[int, list[_Row]] = {}
    result: list[_Row] = []
    for row in rows:
        if row.last > row.first:
            continue
        whole = ranges.get(row.first)
        if whole is None:
            result.append(row)
            continue
        parts.setdefault(whole.first, []).append(row)
        if row.last == whole.last:
            result.append(_contraction(whole, parts[whole.first]))
    return result


def _contraction(whole: _Row, parts: list[_Row]) -> _Row:
    """`du` is a preposition with the article's features; `duquel` a pronoun.

    The part that the rest of the sentence governs stands for the whole; of
    `de` and `le`, both governed by the noun, the first.
    """
    inside = range(whole.first, whole.last + 1)
    main = next(part for part in parts if int(part.columns[6]) not in inside)
    features = "|".join(part.columns[5] for part in parts if part.columns[5] != "_") or "_"
    number, form, *_ = whole.columns
    _, _, lemma, tag, _, _, head, relation, *_ = main.columns
    columns = (number, form, lemma, tag, "_", features, head, relation, "_", whole.columns[9])
    return _Row(whole.first, whole.last, columns)


def _word(columns: tuple[str, ...], head: int) -> Word:
    return Word(
        form=normalized(columns[1]),
        lemma=normalized(columns[2]),
        tag=columns[3],
        features=reduced_features("" if columns[5] == "_" else columns[5]),
        head=head,
        relation="root" if columns[6] == "0" else reduced_relation(columns[7]),
        space="SpaceAfter=No" not in columns[9],
    )


def _split(words: list[Word]) -> list[Word]:
    """Tokens that hold a space (10 000) as one token per group, joined by `flat`."""
    if not any(" " in w.form for w in words):
        return words
    first: list[int] = []
    count = 0
    for word in words:
        first.append(count)
        count += len(word.form.split())
    result: list[Word] = []
    for n, word in enumerate(words):
        pieces = word.form.split()
        lemmas = word.lemma.split()
        if len(lemmas) != len(pieces):
            lemmas = pieces
        for i, piece in enumerate(pieces):
            last = i == len(pieces) - 1
            result.append(
                replace(
                    word,
                    form=piece,
                    lemma=lemmas[i],
                    head=first[word.head] if i == 0 else first[n],
                    relation=word.relation if i == 0 else "flat",
                    space=word.space if last else True,
                )
            )
    return result


def _agents(words: list[Word]) -> list[Word]:
    """PUD leaves the agent of a passive unmarked; the other treebanks mark it.

    A complement with « par » under a passive participle is an agent.
    """
    by = {w.head for w in words if w.relation == "case" and w.form.lower() == "par"}
    return [
        replace(w, relation="obl:agent")
        if i in by and w.relation == "obl" and _is_passive(words, w.head)
        else w
        for i, w in enumerate(words)
    ]


def _is_passive(words: list[Word], verb: int) -> bool:
    participle = "VerbForm=Part" in words[verb].features
    return participle and (
        "Voice=Pass" in words[verb].features
        or words[verb].relation == "acl"
        or any(w.head == verb and w.relation == "aux:pass" for w in words)
    )
