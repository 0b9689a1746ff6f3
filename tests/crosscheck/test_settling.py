from __future__ import annotations

import pytest

from recoupe.crosscheck.settling import Settled
from recoupe.model import Link, Reason

OF = {"a": 1, "b": 2, "c": 3, "also c": 3}


def link(*sides: str) -> Link:
    """What is one, or several: the ids of each side, by letters apart."""
    return Link(sides=tuple(frozenset(side.split(", ")) for side in sides), why=Reason("", ""))


@pytest.mark.parametrize(
    ("links", "joined", "apart"),
    [
        pytest.param([link("a, b")], [(1, 2)], 0, id="joined"),
        pytest.param([link("a, gone")], [], 0, id="one side of it is gone"),
        pytest.param([link("a", "b")], [], 1, id="apart"),
        pytest.param([link("a", "b"), link("a, b")], [], 1, id="the newest says apart"),
        pytest.param([link("a, b"), link("a", "b")], [(1, 2)], 0, id="the newest says one"),
        pytest.param(
            [link("a", "c"), link("b, c"), link("a, b")], [(2, 3)], 1, id="not by way of a third"
        ),
        pytest.param([link("c", "also c")], [], 0, id="one thing cannot be two"),
        pytest.param([link("a, b", "c")], [(1, 2)], 1, id="what is taken out together is one"),
    ],
)
def test_the_newest_judgment_holds(
    links: list[Link], joined: list[tuple[int, int]], apart: int
) -> None:
    settled = Settled(links, of=OF)

    assert [(left, right) for left, right, _ in settled.joins] == joined
    assert len(settled.apart) == apart


def test_groups_that_hold_what_is_apart_are_not_to_meet() -> None:
    settled = Settled([link("a", "b")], of=OF)

    assert settled.forbids({1, 3}, {2})
    assert settled.forbids({2}, {1})
    assert not settled.forbids({1}, {3})
