from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.neighborhood import (
    EVERYWHERE,
    LENGTH,
    LEVELS,
    MARKS,
    MOST,
    likeness,
    marks_of,
    neighborhood_of,
    neighborhoods,
    step_of,
)

#: A thousandth of a word of the headline, of a name, of another.
HEAD, NAME, WORD = 3000, 2000, 1000


def words(*names: str, weight: int = WORD) -> dict[str, int]:
    return dict.fromkeys(names, weight)


def test_texts_that_share_several_telling_words_are_neighbors_through_one_another() -> None:
    found = neighborhoods(
        {
            "a": words("n:morvanche", "quai", "effondrement", "préfet"),
            "b": words("n:morvanche", "quai", "maire", "reconstruction"),
            "c": words("reconstruction", "maire", "budget", "emprunt"),
            "d": words("n:vardouche", "incendie", "dépôt", "pompier"),
        }
    )

    assert found == [["a", "b", "c"], ["d"]]


def test_one_word_in_common_links_nothing() -> None:
    assert neighborhoods({"a": words("préfet"), "b": words("préfet")}) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("spread", "step"), [(1, 0), (3, 0), (4, 1), (15, 1), (16, 2), (1023, 4), (1024, 5), (9999, 5)]
)
def test_a_word_weighs_less_by_steps(spread: int, step: int) -> None:
    assert step_of(spread) == step


def test_a_rare_word_marks_a_text_more_and_one_that_is_everywhere_not_at_all() -> None:
    marks = marks_of(words("rare", "usual", "all"), {"rare": 1, "usual": 64, "all": EVERYWHERE})

    assert marks["rare"] > marks["usual"]
    assert "all" not in marks


def test_a_bounded_number_of_words_mark_a_text_and_the_headline_first() -> None:
    many = words(*(f"w{n:02}" for n in range(2 * MARKS))) | words("z", weight=HEAD)

    marks = marks_of(many, dict.fromkeys(many, 1))

    assert len(marks) == MARKS
    assert max(marks, key=lambda w: marks[w]) == "z"
    assert sum(w * w for w in marks.values()) <= LENGTH**2


def test_the_closer_text_is_the_more_alike() -> None:
    one, near, far = (
        marks_of(held, dict.fromkeys(held, 1))
        for held in (
            words("a", "b", "c", "d"), words("a", "b", "c", "x"), words("a", "x", "y", "z")
        )
    )  # fmt: skip

    assert likeness(one, near) > likeness(one, far) > 0


def test_a_neighborhood_that_grows_too_large_is_cut_where_little_is_shared() -> None:
    links: dict[str, dict[str, int]] = {}
    for place in range(MOST + 2):  # a chain: two close groups, one loose link between them
        how = LEVELS[0] if place == MOST // 2 else LEVELS[-1]
        one, other = f"t{place:04}", f"t{place + 1:04}"
        links.setdefault(one, {})[other] = links.setdefault(other, {})[one] = how

    def linked(some: object) -> dict[str, dict[str, int]]:
        return {t: links[t] for t in some}  # type: ignore[attr-defined]

    first, last = neighborhood_of("t0000", linked), neighborhood_of(f"t{MOST:04}", linked)

    assert len(first) == MOST // 2 + 1
    assert first.isdisjoint(last)
    assert len(first) + len(last) == len(links)


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3),
        st.dictionaries(st.sampled_from("pqrstuvw"), st.integers(1, 5000), max_size=6),
        max_size=8,
    )
)
def test_every_text_is_in_one_neighborhood_whatever_the_order(
    held: dict[str, dict[str, int]],
) -> None:
    found = neighborhoods(held)

    assert sorted(text for group in found for text in group) == sorted(held)
    assert neighborhoods(dict(reversed(held.items()))) == found


@pytest.mark.parametrize(
    ("bonds", "found"),
    [
        pytest.param([], [["a", "b"], ["c"], ["d"]], id="none"),
        pytest.param([{"b", "d"}], [["a", "b", "d"], ["c"]], id="two neighborhoods"),
        pytest.param([{"b", "d"}, {"d", "c"}], [["a", "b", "c", "d"]], id="one after the other"),
        pytest.param([{"a", "b"}, {"gone"}], [["a", "b"], ["c"], ["d"]], id="nothing to join"),
    ],
)
def test_texts_that_must_be_laid_side_by_side_are_neighbors(
    bonds: list[set[str]], found: list[list[str]]
) -> None:
    held = {"a": words("quai", "maire"), "b": words("quai", "maire"), "c": words("loup"), "d": {}}

    assert sorted(neighborhoods(held, bonds)) == found
    assert sorted(neighborhoods(dict(reversed(held.items())), bonds[::-1])) == found
