"""Keys, shingles and fingerprints: the same on every machine, in every release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text import (
    FINGERPRINT_VERSION,
    bands,
    key_of,
    paired,
    resemblance,
    shingles,
    signature,
    word_key,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TEXTS = (
    "Le pont de Valombre a cédé mardi soir.",
    "L'usine d'Arvence fermera le 3 mai, a dit « Le Phare ».",
    "",
)


def test_fingerprints_never_change_under_one_version(
    golden: Callable[[str, Iterable[str]], None],
) -> None:
    lines = [f"version {FINGERPRINT_VERSION}"]
    for text in TEXTS:
        signed = signature(shingles(words_of(text).keys))
        lines.append(" ".join(f"{value:08x}" for value in signed.tolist()))
        lines.append(" ".join(f"{value:016x}" for value in bands(signed).tolist()))

    golden("fingerprints.txt", lines)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Élu", "elu", id="case and accents"),
        pytest.param("ŒUVRE", "oeuvre", id="ligature"),
        pytest.param("garçon", "garçon", id="composed or not"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


def test_keys_of_parts_keep_the_parts_apart() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


def test_a_key_of_two_keys_knows_their_order() -> None:
    one, other = (np.array([k], dtype=np.uint64) for k in (3, 5))

    assert paired(one, other).tolist() != paired(other, one).tolist()


@given(st.text())
def test_words_lie_in_the_text_one_after_the_other(text: str) -> None:
    words = words_of(text)
    places = [p for pair in zip(words.start, words.end, strict=True) for p in pair]

    assert places == sorted(places)
    assert all(0 <= p <= len(text) for p in places)
    assert [word_key(text[s:e]) for s, e in zip(words.start, words.end, strict=True)] == (
        words.keys.tolist()
    )


def test_shingles_are_runs_of_three_words() -> None:
    one = shingles(words_of("le pont de Valombre a cédé").keys)
    other = shingles(words_of("Hier, le pont de Valombre tremblait").keys)

    assert len(one) == 4
    assert np.isin(one, other).tolist() == [True, True, False, False]


def test_a_text_too_short_for_a_shingle_has_none() -> None:
    assert len(shingles(words_of("le pont").keys)) == 0


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_signatures_agree_as_often_as_sets_overlap(share: float) -> None:
    keys = np.array([key_of(str(n)) for n in range(1000)], dtype=np.uint64)
    size = round(1000 * share)
    one, other = signature(keys[:size]), signature(keys)

    assert resemblance(one, other) == pytest.approx(share, abs=0.15)


def test_near_duplicates_share_a_band() -> None:
    words = [f"mot{n}" for n in range(300)]
    one = bands(signature(shingles(words_of(" ".join(words)).keys)))
    words[40] = words[200] = "autre"
    other = bands(signature(shingles(words_of(" ".join(words)).keys)))

    assert np.isin(one, other).any()


def test_the_order_of_shingles_does_not_matter() -> None:
    keys = shingles(words_of("le pont de Valombre a cédé mardi soir").keys)

    assert signature(keys).tolist() == signature(keys[::-1]).tolist()
