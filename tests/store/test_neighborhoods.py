"""Tables that grow text by text hold the neighborhoods that all texts at once have."""

from __future__ import annotations

import random
import tempfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from recoupe.store import (
    METADATA,
    Conditions,
    begin_addition,
    keep_gathered,
    keep_reading,
    opened,
    outdated,
    regroup,
    settle,
)
from recoupe.text import neighborhoods, text_id
from tests.build import article, reading, rejection
from tests.store.databases import NO_SERVER, SERVER, fresh_database
from tests.store.invented import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from recoupe.model import Article, Reading, Rejection
    from recoupe.store import Store

    Words = Mapping[str, int]

CONDITIONS = Conditions(recoupe="1", pipeline="", as_of="2031-01-01")


def kept(store: Store, words: Mapping[str, Words]) -> None:
    """Keep a text under each name, with its telling words, as if these had been read in it."""
    page = {name: article(f"Le texte {name}.", path=f"{name}.txt") for name in words}
    number = begin_addition(store, ["x"], started_at=clock())
    keep_gathered(store, enumerate(page.values()), addition=number)
    rows = METADATA.tables["articles"]
    with store.reading() as connection:
        row_of = dict(connection.execute(select(rows.c.path, rows.c.row_id)).all())
    for name, some in words.items():
        keep_reading(
            store,
            row_of[f"{name}.txt"],
            outcome=_outcome(page[name], some),
            words=some,
            conditions=CONDITIONS,
        )


def _outcome(page: Article, words: Words) -> Reading | Rejection:
    return reading(page) if words else rejection(page.path, stage="attribute")


def grouped(store: Store) -> set[frozenset[str]]:
    """The neighborhoods of a store, by the hashes of their texts."""
    while regroup(store):
        pass
    texts = METADATA.tables["texts"]
    found: dict[int, set[str]] = {}
    with store.reading() as connection:
        for number, text in connection.execute(select(texts.c.neighborhood_row, texts.c.text_id)):
            found.setdefault(number, set()).add(text)
    return {frozenset(some) for some in found.values()}


def at_once(words: Mapping[str, Words]) -> set[frozenset[str]]:
    """The neighborhoods of all texts, from scratch; a text without words is alone."""
    by_text = {text_id(f"Le texte {name}."): some for name, some in words.items()}
    return {frozenset(some) for some in neighborhoods(by_text)}


#: A few words, so that many texts hold each, and weights move by steps.
some_words = st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(1, 3), max_size=5)


@given(
    batches=st.lists(
        st.dictionaries(st.sampled_from([f"t{n}" for n in range(12)]), some_words, max_size=6),
        min_size=1,
        max_size=6,
    )
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
)
def test_texts_that_come_and_change_in_any_order_end_in_the_same_neighborhoods(
    batches: list[dict[str, dict[str, int]]],
) -> None:
    whole: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as folder, opened(f"{folder}/s", create=True) as store:
        event.listen(store.engine, "connect", hasten)
        for batch in batches:
            kept(store, batch)
            whole |= batch
            assert grouped(store) == at_once(whole)


def hasten(connection: Any, _: object) -> None:  # Any: a DBAPI connection
    """Let a store that nobody needs after the test leave the disk alone."""
    connection.execute("PRAGMA synchronous=OFF")


def crowd(texts: int) -> dict[str, dict[str, int]]:
    """Texts of a few subjects that lean on one another: their neighborhoods grow past a bound."""
    chance = random.Random(3)
    made = {}
    for number in range(texts):
        subject = number % 4
        near = [f"s{subject}-{chance.randrange(14)}" for _ in range(7)]
        far = [f"s{(subject + 1) % 4}-{chance.randrange(14)}" for _ in range(2)]
        made[f"t{number:03}"] = dict.fromkeys([*near, *far, f"own{number}"], 1000)
    return made


def grown(name: str, texts: int, *, batch: int) -> set[frozenset[str]]:
    words = list(crowd(texts).items())
    random.Random(8).shuffle(words)
    with opened(name, create=True) as store:
        if store.file:
            event.listen(store.engine, "connect", hasten)
        for start in range(0, len(words), batch):
            kept(store, dict(words[start : start + batch]))
            found = grouped(store)
    return found


def test_a_neighborhood_that_outgrows_its_bound_is_cut_alike(tmp_path: Path) -> None:
    whole = at_once(crowd(320))

    assert len(whole) > len(at_once(crowd(160))) == 1
    assert grown(str(tmp_path / "s.db"), 320, batch=80) == whole


@pytest.mark.skipif(not SERVER, reason=NO_SERVER)
def test_postgresql_groups_the_same() -> None:
    with fresh_database() as url:
        assert grown(url, 60, batch=20) == at_once(crowd(60))


def test_only_neighborhoods_that_a_text_touches_are_outdated(tmp_path: Path) -> None:
    first = {
        "a": dict.fromkeys("abc", 1), "b": dict.fromkeys("abd", 1), "z": dict.fromkeys("xyz", 1),
    }  # fmt: skip
    with opened(str(tmp_path / "s.db"), create=True) as store:
        kept(store, first)
        grouped(store)
        _settled(store, outdated(store, "settings"))
        kept(store, {"c": dict.fromkeys("abe", 1)})
        grouped(store)

        assert len(outdated(store, "settings")) == 1
        _settled(store, outdated(store, "settings"))
        assert len(outdated(store, "other settings")) == 2


def _settled(store: Store, numbers: Iterable[int]) -> None:
    for number in numbers:
        settle(store, number, inputs="these")
