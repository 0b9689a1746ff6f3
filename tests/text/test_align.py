"""Passages that two texts share, found wherever they have moved and however they were edited."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.text import Alignment, align, shingled, shingles, words_of

RNG = Random(5)
WORDS = [
    "".join(RNG.choices("abcdefghijklmnopqrstuvwxyz", k=RNG.randint(2, 9))) for _ in range(5000)
]


def passages(left: str, right: str) -> tuple[Alignment, ...]:
    return align(shingled(words_of(left)), shingled(words_of(right)))


def words(rng: Random, count: int) -> list[str]:
    return rng.choices(WORDS, k=count)


def edited(rng: Random, fragment: list[str], share: float) -> list[str]:
    return [rng.choice(WORDS) if rng.random() < share else word for word in fragment]


def test_a_text_aligned_with_itself_is_one_passage() -> None:
    text = " ".join(words(Random(1), 400))

    [found] = passages(text, text)

    assert (found.left, found.right, found.similarity) == ((0, 400), (0, 400), 1.0)


def test_texts_without_a_run_in_common_share_nothing() -> None:
    assert passages("le pont a cédé mardi soir", "mardi le maire a dit que le soir tombe") == ()


def test_passages_that_changed_places_are_found_apart() -> None:
    rng = Random(2)
    one, other = words(rng, 30), words(rng, 30)
    left = " ".join([*one, *words(rng, 50), *other])
    right = " ".join([*other, *words(rng, 50), *one])

    found = passages(left, right)

    assert [(a.left, a.right) for a in found] == [((0, 30), (80, 110)), ((80, 110), (0, 30))]


def test_words_put_in_or_left_out_do_not_break_a_passage() -> None:
    rng = Random(3)
    fragment = words(rng, 40)
    right = [*fragment[:12], *words(rng, 3), *fragment[12:25], *fragment[27:]]

    [found] = passages(" ".join(fragment), " ".join(right))

    assert found.left == (0, 40)
    assert len(found.matches) == 38


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.3, 0.4])
def test_moved_and_edited_fragments_are_found(share: float) -> None:
    rng = Random(4)
    found = wanted = 0
    for _ in range(60):
        fragment = words(rng, 60)
        at, to = rng.randrange(150), rng.randrange(150)
        left, right = words(rng, 150), words(rng, 150)
        left[at:at] = fragment
        right[to:to] = edited(rng, fragment, share)
        places = {n for a in passages(" ".join(left), " ".join(right)) for n in range(*a.left)}
        found += len(places & set(range(at, at + 60)))
        wanted += 60

    assert found / wanted > 0.93 - share / 4


def test_the_closer_passage_scores_higher() -> None:
    rng = Random(6)
    fragment = words(rng, 80)
    scores = [
        sum(a.similarity for a in passages(" ".join(fragment), " ".join(edited(rng, fragment, s))))
        for s in (0.0, 0.1, 0.3)
    ]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_skipped_shingles_start_no_passage() -> None:
    phrase = "votre adresse ne sera pas publiée"
    left, right = f"Bonjour à tous, {phrase} ici", f"Merci bien, {phrase} jamais"
    skipped = shingles(words_of(phrase).keys)
    quiet = [shingled(words_of(t), skipped=skipped) for t in (left, right)]

    assert len(passages(left, right)) == 1
    assert align(quiet[0], quiet[1]) == ()


@settings(max_examples=60)
@given(st.lists(st.sampled_from(("a", "b", "c", "le", "la", "pont")), max_size=60), st.data())
def test_matches_agree_and_no_word_lies_in_two_passages(
    left: list[str], data: st.DataObject
) -> None:
    right = data.draw(st.permutations(left))
    one, other = words_of(" ".join(left)), words_of(" ".join(right))
    found = align(shingled(one), shingled(other))
    pairs = np.array([m for a in found for m in a.matches], dtype=np.int64).reshape(-1, 2)

    assert (one.keys[pairs[:, 0]] == other.keys[pairs[:, 1]]).all()
    for side in (0, 1):
        assert len(set(pairs[:, side].tolist())) == len(pairs)
    for a in found:
        assert list(a.matches) == sorted(a.matches)
        assert (a.matches[0], a.matches[-1]) == (
            (a.left[0], a.right[0]),
            (a.left[1] - 1, a.right[1] - 1),
        )
