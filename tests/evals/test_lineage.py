"""Made coverage is what it says it is: the same for one seed, with its copies where it says."""

from __future__ import annotations

from random import Random

import pytest

from evals.coverage import Newsroom
from evals.lineage import cases, wanted_places


def test_one_seed_makes_one_coverage() -> None:
    made = [
        [(kind, [a.text for a in articles]) for kind, articles in cases(Newsroom(Random(3)))]
        for _ in range(2)
    ]

    assert made[0] == made[1]


def test_a_verbatim_copy_is_wanted_whole() -> None:
    newsroom = Newsroom(Random(4))
    source = newsroom.original(newsroom.event())
    copy = newsroom.copy(source)

    wanted = wanted_places([source, copy])[copy.id, source.id]

    assert {at for at, c in enumerate(copy.text) if c.isalnum()} <= wanted


@pytest.mark.parametrize("kind", ["quotations only", "same event", "rewrite"])
def test_what_is_worded_apart_is_not_wanted(kind: str) -> None:
    made = dict(cases(Newsroom(Random(5))))[kind]

    assert not any(wanted_places(made).values())


def test_sentences_stand_where_their_spans_say() -> None:
    for _, articles in cases(Newsroom(Random(6))):
        for made in articles:
            spans = zip(made.spans(), made.sentences, strict=True)
            assert [made.text[s:e] for (s, e), _ in spans] == [s.text for s in made.sentences]
