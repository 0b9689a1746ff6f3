"""Every row of the French tables of times, by its own example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.analysis.timex_guards import GUARDS, Surroundings
from recoupe.analysis.timex_patterns import TimexPattern, grammar_of, matches
from recoupe.analysis.timex_tense import TimexVerb
from recoupe.analysis.timex_words import TimexWord, cut
from recoupe.lang import load_pack

if TYPE_CHECKING:
    from recoupe.analysis.timex_patterns import Match
    from recoupe.lang import Pack

PACK = load_pack("fr")


def found(text: str, pack: Pack) -> list[Match]:
    """The matches that pass their guards, as `find_timexes` sees them."""
    grammar = grammar_of(pack)
    terms = cut(text, grammar.vocabulary)
    around = Surroundings(text, terms, frozenset())

    def allows(match: Match) -> bool:
        return not match.row.guard or GUARDS[match.row.guard](match, around)

    return list(matches(terms, grammar, allows=allows))


@pytest.mark.parametrize("row", PACK.table(TimexPattern), ids=lambda r: r.pattern)
def test_a_pattern_is_found_in_its_example(row: TimexPattern, french: Pack) -> None:
    assert row in [match.row for match in found(row.example, french)]


@pytest.mark.parametrize("row", PACK.table(TimexWord), ids=lambda r: f"{r.word} {r.kind}")
def test_a_word_plays_its_class_in_its_example(row: TimexWord, french: Pack) -> None:
    vocabulary = grammar_of(french).vocabulary
    word = cut(row.word, vocabulary)

    terms = [t for t in cut(row.example, vocabulary) if t.norm == word[0].norm]

    assert len(word) == 1
    assert row.value in [t.kinds.get(row.kind) for t in terms]


@pytest.mark.parametrize("row", PACK.table(TimexVerb), ids=lambda r: r.lemma)
def test_a_verb_has_a_direction_that_code_reads(row: TimexVerb) -> None:
    assert row.direction in ("ahead", "future", "modal")
    assert row.lemma.startswith("-") == (row.direction == "future")


def test_every_guard_that_a_row_names_exists() -> None:
    assert {r.guard for r in PACK.table(TimexPattern)} - {""} <= set(GUARDS)


def test_every_guard_is_named_by_a_row() -> None:
    assert set(GUARDS) <= {r.guard for r in PACK.table(TimexPattern)}


@pytest.mark.parametrize("record", [TimexPattern, TimexVerb, TimexWord])
def test_a_table_is_sorted(record: type[TimexPattern], french: Pack) -> None:
    path = french.directory / record.TABLE
    rows = path.read_text("utf-8").splitlines()[1:]

    assert rows == sorted(rows)
