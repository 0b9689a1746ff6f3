"""Stories of a mixed folder come apart, whole, whatever the files are called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.crosscheck.entities import join_actors
from recoupe.crosscheck.settling import Settled
from recoupe.crosscheck.stories import form_stories
from recoupe.crosscheck.story_groups import Topic, grouped
from recoupe.crosscheck.story_words import telling_words, unit
from recoupe.model import Direction, Lineage, LineageKind, Story, Tracing
from tests.build import article, published, reading
from tests.crosscheck.invented import DAM, OTHERS, dam, folder, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.model import Reading


def stories(readings: Sequence[Reading], tracing: Tracing | None = None) -> tuple[Story, ...]:
    return form_stories(readings, join_actors(readings), tracing=tracing or Tracing())


def test_a_story_of_a_mixed_folder_comes_out_whole_and_alone() -> None:
    found = {s.article_ids for s in stories(list(folder().values()))}

    assert found == {
        tuple(sorted(f"{name}.txt" for name in DAM)),
        *((f"{name}.txt",) for name in OTHERS),
    }


def test_a_folder_of_one_story_is_one_story() -> None:
    assert len(stories(list(dam().values()))) == 1


def test_every_article_is_in_exactly_one_story() -> None:
    readings = list(folder().values())

    told = sorted(i for s in stories(readings) for i in s.article_ids)
    assert told == sorted(r.analysis.article.id for r in readings)


def test_a_title_is_a_headline_of_the_story() -> None:
    titles = {text.partition("\n")[0] for text in (*DAM.values(), *OTHERS.values())}

    assert {s.title for s in stories(list(folder().values()))} <= titles


def test_a_headline_with_a_toll_gives_way_to_the_one_with_the_next() -> None:
    early = read(
        "Incendie du dépôt de Vardouche : trois morts\n\nLe dépôt de Vardouche a brûlé.",
        "early.txt",
        published("2023-10-01"),
    )
    late = read(
        "Incendie du dépôt de Vardouche : neuf morts\n\nLe dépôt de Vardouche a brûlé.",
        "late.txt",
        published("2023-10-03"),
    )

    [story] = stories([early, late])

    assert story.title == "Incendie du dépôt de Vardouche : neuf morts"


def test_an_article_without_a_headline_gives_its_story_its_first_words() -> None:
    first = "Le phare " + "ancien " * 30 + "tient."
    [story] = stories([reading(article(first))])

    assert story.title.startswith("Le phare ancien")
    assert story.title.endswith("…")
    assert len(story.title) <= 121


def test_no_article_makes_no_story() -> None:
    assert stories([]) == ()


def test_articles_without_words_are_stories_of_their_own() -> None:
    assert len(stories([reading(article("…", path="a")), reading(article("?", path="b"))])) == 2


def test_alike_news_a_year_apart_are_two_stories() -> None:
    text = DAM["fissures"]
    again = text.replace("Odile Brassac", "Nadège Lourmel").replace("éclusiers", "promeneurs")
    again = again.replace("n'a pas souhaité répondre", "promet des travaux sur les berges du lac")
    near = [
        read(text, "a.txt", published("2021-03-01")),
        read(again, "b.txt", published("2021-03-03")),
    ]
    far = [
        read(text.replace("Vardouche", "Vardouche"), "a.txt", published("2021-03-01")),
        read(DAM["vanne"], "b.txt", published("2023-03-03")),
    ]

    assert len(stories(near)) == 1
    assert len(stories(far)) == 2


def test_a_copy_is_of_the_story_of_its_original() -> None:
    readings = [read(DAM["vanne"], "vanne.txt"), read(DAM["bilan"], "bilan.txt")]
    line = Lineage(
        from_id="vanne.txt",
        to_id="bilan.txt",
        kind=LineageKind.COPY,
        direction=Direction.KNOWN,
        score=0.9,
        reasons=(),
    )

    assert len(stories(readings, Tracing(lineage=(line,)))) == 1


def facts(found: Sequence[Story]) -> list[tuple[object, ...]]:
    return [(s.id, s.title) for s in found]


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(7)), st.lists(st.integers(0, 6), max_size=3))
def test_order_names_and_doubling_of_files_change_nothing(
    order: list[int], doubled: list[int]
) -> None:
    texts = [*DAM.values(), *OTHERS.values()]
    plain = stories([read(t, f"{i}.txt") for i, t in enumerate(texts)])
    other = [renamed(texts[i], f"z{i}.md") for i in order]
    other += [renamed(texts[i], f"copy {n} of {i}.txt") for n, i in enumerate(doubled)]
    found = stories(other)

    assert facts(found) == facts(plain)
    assert sum(len(s.article_ids) for s in found) == len(other)


def renamed(text: str, path: str) -> Reading:
    """The reading of a text under another name, without reading it again."""
    known = read(text, "0.txt")
    page = replace(known.analysis.article, id=path, path=path)
    return replace(known, analysis=replace(known.analysis, article=page))


def test_a_chain_of_articles_alike_two_by_two_is_no_story() -> None:
    words = [f"n:{n}" for n in range(80)]
    topics = [
        Topic(words=unit(dict.fromkeys(words[i : i + 3], 1.0)), earliest=None, latest=None)
        for i in range(0, 78, 2)
    ]

    assert len(grouped(topics, (), settled=Settled((), of={}))) > 1


def test_a_story_that_runs_for_months_stays_one() -> None:
    days = range(1, 360, 20)
    topics = [
        Topic(words=unit({"n:a": 2.0, "n:b": 2.0, "@X": 1.0, f"w{n}": 2.0}), earliest=d, latest=d)
        for n, d in enumerate(days)
    ]

    assert len(grouped(topics, (), settled=Settled((), of={}))) == 1


def test_a_state_its_capital_and_its_people_are_one_word() -> None:
    readings = [
        read("Rome promet un pont.\n\nRome signe.", "a.txt"),
        read("Un pont italien.\n\nLe pont italien est long.", "b.txt"),
    ]
    left, right = telling_words(readings, ())

    assert {"@IT", "pont"} <= set(left) & set(right)


@pytest.mark.parametrize("count", [2, 10])
def test_copies_of_one_article_are_one_story(count: int) -> None:
    [story] = stories([renamed(DAM["bilan"], f"{n}.txt") for n in range(count)])

    assert len(story.article_ids) == count
