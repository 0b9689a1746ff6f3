from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.dossier.segments import Mark, MarkKind, Piece, paragraphs
from recoupe.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTER = {MarkKind.CONTENT: "c", MarkKind.FIGURE: "f", MarkKind.TIME: "t"}


def shown(found: Iterable[Iterable[Piece]]) -> str:
    """Tags and text in a line: a capital opens a mark, « / » parts paragraphs."""
    return "/".join("".join(map(letter, pieces)) for pieces in found)


def letter(piece: Piece) -> str:
    if piece.text is not None:
        return piece.text
    if piece.opens:
        return f"<{LETTER[piece.opens.kind].upper() if piece.first else LETTER[piece.opens.kind]}>"
    assert piece.closes
    return f"</{LETTER[piece.closes.kind].upper() if piece.last else LETTER[piece.closes.kind]}>"


def mark(start: int, end: int, kind: MarkKind = MarkKind.CONTENT) -> Mark:
    return Mark(span=Span(start, end), kind=kind, anchor=f"{kind}-{start}-{end}")


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    [
        pytest.param("abcd", [], "abcd", id="none"),
        pytest.param("abcd", [mark(1, 3)], "a<C>bc</C>d", id="one"),
        pytest.param(
            "abcd", [mark(0, 4), mark(1, 2, MarkKind.FIGURE)], "<C>a<F>b</F>cd</C>", id="nested"
        ),
        pytest.param(
            "abcd",
            [mark(0, 2), mark(0, 2, MarkKind.TIME)],
            "<C><T>ab</T></C>cd",
            id="same place",
        ),
        pytest.param(
            "abcd",
            [mark(0, 3), mark(1, 4, MarkKind.FIGURE)],
            "<C>a<F>bc</f></C><f>d</F>",
            id="crossing",
        ),
        pytest.param("ab\n\ncd", [mark(1, 5)], "a<C>b</c>/<c>c</C>d", id="over paragraphs"),
        pytest.param("  ab \n", [mark(0, 7)], "<C>ab</C>", id="white space around"),
        pytest.param("a\n\nb", [mark(1, 3)], "a/b", id="nothing but white space"),
        pytest.param("ab", [mark(0, 1), mark(1, 2)], "<C>a</C><C>b</C>", id="side by side"),
        pytest.param("", [], "", id="empty"),
    ],
)
def test_tags_open_and_close_in_order(text: str, marks: list[Mark], wanted: str) -> None:
    assert shown(paragraphs(text, marks)) == wanted


TEXTS = st.text(alphabet="ab \n", max_size=40)
BOUNDS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(sorted(LETTER)))


@given(TEXTS, st.lists(BOUNDS, max_size=12))
def test_no_word_is_lost_and_every_tag_is_closed(
    text: str, bounds: list[tuple[int, int, MarkKind]]
) -> None:
    marks = [
        mark(min(a, b), min(max(a, b), len(text)), kind)
        for a, b, kind in bounds
        if min(a, b) < min(max(a, b), len(text))
    ]
    found = paragraphs(text, marks)
    for pieces in found:
        stack = []
        for piece in pieces:
            if piece.opens:
                stack.append(piece.opens)
            if piece.closes:
                assert stack.pop() == piece.closes
        assert stack == []

    words = [" ".join("".join(p.text or "" for p in pieces).split()) for pieces in found]
    assert words == [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@given(TEXTS.filter(str.strip), st.lists(BOUNDS, max_size=12))
def test_a_mark_begins_once_and_ends_once(
    text: str, bounds: list[tuple[int, int, MarkKind]]
) -> None:
    marks = {
        mark(min(a, b), min(max(a, b), len(text)), kind)
        for a, b, kind in bounds
        if text[min(a, b) : max(a, b)].strip()
    }
    pieces = [piece for found in paragraphs(text, marks) for piece in found]

    assert sum(piece.first for piece in pieces) == len(marks)
    assert sum(piece.last for piece in pieces) == len(marks)
