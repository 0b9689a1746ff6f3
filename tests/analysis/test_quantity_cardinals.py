"""Cardinals: digits and words, whatever they are written with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.analysis.quantity_cardinals import Form, digits_value
from recoupe.analysis.quantity_numerals import find_numerals
from recoupe.analysis.quantity_pieces import pieces_of, plain_text
from recoupe.lang import load_pack
from recoupe.model import Span

SMALL = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
SCALES = ((1_000_000, "million"), (1000, "mille"), (100, "cent"))
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}


def in_words(number: int) -> str:
    """A number below one billion, spelled as France spells it."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return _below_hundred(number)
    scale, word = next((s, w) for s, w in SCALES if number >= s)
    count, rest = divmod(number, scale)
    is_plain = count == 1 and scale < 1_000_000
    plural = "s" if scale == 1_000_000 and count > 1 else ""
    head = word if is_plain else f"{in_words(count)} {word}{plural}"
    return f"{head} {in_words(rest)}" if rest else head


def _below_hundred(number: int) -> str:
    ten, unit = divmod(number, 10)
    if ten in (7, 9):
        ten, unit = ten - 1, unit + 10
    if unit == 0:
        return TENS[ten] + ("s" if ten == 8 else "")
    joint = " et " if unit in (1, 11) and ten != 8 else "-"
    return TENS[ten] + joint + SMALL[unit]


@given(st.integers(2, 999_999_999))
def test_a_number_spelled_in_full_is_read_back(number: int) -> None:
    text = in_words(number)

    [found] = find_numerals(pieces_of(text, ()), text, pack=load_pack("fr"))

    assert (found.low, found.high, found.form) == (number, number, Form.WORDS)


@given(
    st.integers(1000, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ".", "'", "’"])
)
def test_grouped_digits_are_read_back_whatever_parts_them(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", mark)

    [found] = find_numerals(pieces_of(text, ()), text, pack=load_pack("fr"))

    assert (found.low, found.form) == (number, Form.DIGITS)


@pytest.mark.parametrize(
    ("digits", "is_decimal", "value"),
    [
        pytest.param("12", False, 12, id="plain"),
        pytest.param("1,5", False, 1.5, id="decimal comma"),
        pytest.param("1.5", False, 1.5, id="decimal point"),
        pytest.param("0,125", False, 0.125, id="decimal of three digits"),
        pytest.param("12,400", False, 12400, id="grouped by a comma"),
        pytest.param("2,345", True, 2.345, id="decimal before a scale"),
        pytest.param("3.000", True, 3000, id="grouped before a scale"),
        pytest.param("1.234.567", False, 1234567, id="two groups"),
        pytest.param("1 234,56", False, 1234.56, id="two kinds of mark"),
        pytest.param("1,234.56", False, 1234.56, id="English"),
    ],
)
def test_marks_between_digits_group_or_part(digits: str, is_decimal: bool, value: float) -> None:
    assert digits_value(digits, is_decimal=is_decimal) == value


def test_neighbors_are_not_run_together() -> None:
    text = "deux, trois vingt cinq cent"

    found = find_numerals(pieces_of(text, ()), text, pack=load_pack("fr"))

    assert [n.low for n in found] == [2, 3, 25, 100]


@given(st.text(max_size=120), st.integers(0, 60), st.integers(1, 20))
def test_pieces_are_the_text_s_own_characters_and_avoid_what_is_hidden(
    text: str, start: int, length: int
) -> None:
    hidden = Span(min(start, len(text)), min(start + length, len(text)))

    pieces = pieces_of(text, [hidden])

    assert len(plain_text(text)) == len(text)
    for piece in pieces:
        assert piece.word == plain_text(text)[piece.start : piece.end]
        assert not Span(piece.start, piece.end).overlaps(hidden) or not len(hidden)
