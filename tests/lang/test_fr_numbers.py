"""Every row of the French number tables: its example shows what the row says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.analysis.conditional import ConditionalRow, find_conditionals
from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.analysis.quantity_bounds import HedgeRow
from recoupe.analysis.quantity_cardinals import NumberRow
from recoupe.analysis.quantity_counted import LabelRow, UnitRow
from recoupe.analysis.quantity_event import EventRow
from recoupe.analysis.quantity_pieces import plain_text
from recoupe.lang import load_pack
from recoupe.model import Event
from tests.analysis.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recoupe.lang.pack import Row
    from recoupe.model import Quantity

#: Kinds of words that a number is made of: the example's number holds the word.
IN_NUMBER = (
    "unit", "article", "ten", "hundred", "thousand", "scale", "scales", "short", "collective",
    "collectives", "part", "share", "multiple", "none", "zero", "single", "sole", "half",
)  # fmt: skip
#: Labels whose number, 12 in the example, counts nothing.
NO_COUNT = ("before", "address", "idle", "singular")


def rows(row: type[Row], *keys: str) -> Sequence[object]:
    """The rows of a table as parameters, named by some of their columns."""
    return [
        pytest.param(r, id="-".join(str(getattr(r, key)) for key in keys))
        for r in load_pack("fr").table(row)
    ]


def holds(found: Sequence[Quantity], text: str, word: str) -> list[Quantity]:
    """The quantities whose span holds a word."""
    return [q for q in found if word.lower() in plain_text(q.span.of(text))]


@pytest.mark.parametrize("row", rows(NumberRow, "word", "kind"))
def test_a_number_word_is_read_for_what_it_is_worth(row: NumberRow) -> None:
    found = quantities(row.example)

    assert found
    if row.kind not in IN_NUMBER:
        return
    values = [
        v for q in holds(found, row.example, row.word) for v in (q.low, q.high) if v is not None
    ]
    worth = float(row.value)
    assert any(v == worth or (worth and abs(v / worth - round(v / worth)) < 1e-3) for v in values)


EFFECTS: dict[str, Callable[[Quantity], bool]] = {
    "low": lambda q: q.high is None and not q.strict,
    "high": lambda q: q.low is None and not q.strict,
    "above": lambda q: q.high is None and q.strict,
    "below": lambda q: q.low is None and q.strict,
    "approximate": lambda q: q.approximate and q.low == q.high,
    "times": lambda q: (q.low, q.unit) == (40, "share"),
    "divided": lambda q: (q.low, q.unit) == (0.25, "share"),
}


@pytest.mark.parametrize("row", rows(HedgeRow, "pattern", "side"))
def test_a_hedge_bounds_or_blurs_the_number_beside_it(row: HedgeRow) -> None:
    found = quantities(row.example)

    if row.effect == "change":
        assert [q.low for q in found] == [40, 60]
        return
    assert any(EFFECTS[row.effect](q) for q in found)


@pytest.mark.parametrize("row", rows(UnitRow, "words"))
def test_a_unit_is_known_behind_its_number(row: UnitRow) -> None:
    found = quantities(row.example)

    if row.kind == "time":
        assert found == ()
        return
    event = {"money": Event.COST, "percent": Event.SHARE, "measure": Event.MEASURE}[row.kind]
    assert [(q.unit or "", q.event) for q in found] == [(row.unit, event)]


@pytest.mark.parametrize("row", rows(LabelRow, "word", "kind"))
def test_a_label_says_what_the_number_beside_it_is(row: LabelRow) -> None:
    found = quantities(row.example)

    if row.kind in NO_COUNT:
        assert found == ()
    elif row.kind == "known":
        assert all(q.low != 2 for q in found)
    elif row.kind == "part":
        assert [q.part_of for q in found] == [None, 0]
    elif row.kind == "place":
        assert any(q.scope for q in found)
    else:
        assert found


@pytest.mark.parametrize("row", rows(EventRow, "words", "role"))
def test_a_word_tells_what_befell_the_things_counted(row: EventRow) -> None:
    assert Event(row.event) in [q.event for q in quantities(row.example)]


@pytest.mark.parametrize("row", rows(ConditionalRow, "words", "mark"))
def test_a_mark_gives_the_conditional_its_reading(row: ConditionalRow) -> None:
    pack = load_pack("fr")
    tokens = parse(row.example, load_pipeline(pack))
    found = find_conditionals(row.example, tokens, pack=pack)

    assert row.reading in [c.reading for c in found]
