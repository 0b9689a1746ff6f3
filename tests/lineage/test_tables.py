"""Every phrase of the trade does what its row says."""

from __future__ import annotations

import pytest

from recoupe.lang import Pack, load_pack
from recoupe.lineage.tables import StockRow, stock_of
from recoupe.text import words_of

ROWS = load_pack("fr").table(StockRow)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.words)
def test_a_stock_phrase_is_found_in_its_example(row: StockRow, french: Pack) -> None:
    words = words_of(row.example)
    flags, skipped = stock_of((french,)).found(words)

    assert int(flags.sum()) >= len(words_of(row.words))
    assert flags.sum() < len(words), "an example says more than the phrase"
    assert len(skipped) > 0


def test_a_stock_phrase_is_found_whatever_its_marks(french: Pack) -> None:
    text = "Le promoteur N’A PAS donné suite à nos sollicitations."
    flags, _ = stock_of((french,)).found(words_of(text))

    assert flags.tolist() == [False, False] + [True] * 8
