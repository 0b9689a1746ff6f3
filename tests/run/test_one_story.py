from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import render_html, render_json
from recoupe.errors import PlanError
from recoupe.run import demo_path, dossier_of, finished_story, stories, story_of
from recoupe.store import opened
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.store import Store


@pytest.fixture(scope="module")
def two_stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the demo's story and of two articles on another."""
    folder = tmp_path_factory.mktemp("two")
    copy = QUAY | {"url": "https://copie.example/quai", "outlet": "La Copie"}
    with opened(str(folder / "s.db"), create=True) as store:
        added(store, str(demo_path()), rows(folder, "quay.jsonl", QUAY, copy))
        dossier_of(store, settings=ONE, clock=clock, wait_s=0)
        yield store


def test_stories_are_listed_with_their_days_families_and_origins(two_stories: Store) -> None:
    ferry, quay = sorted(stories(two_stories), key=lambda s: -s.articles)

    assert (quay.title, quay.articles, quay.families) == (QUAY["title"], 2, 1)
    assert (quay.first_day, quay.last_day) == ("2031-03-04", "2031-03-04")
    assert (quay.claims > 0, quay.claims_of_several_origins, quay.origins_at_most) == (True, 0, 1)
    assert ferry.origins_at_most > 1
    assert [s.title for s in stories(two_stories)] == [quay.title, ferry.title]


def test_the_dossier_of_one_story_is_that_story_of_the_whole(two_stories: Store) -> None:
    whole = dossier_of(two_stories, settings=ONE, clock=clock, wait_s=0)
    for told in stories(two_stories):
        own = story_of(two_stories, told.id, settings=ONE)
        ids = {r.analysis.article.id for r in own.readings}

        assert [s.id for s in own.stories] == [told.id]
        assert ids == set(own.stories[0].article_ids)
        assert own.claims == tuple(c for c in whole.claims if c.story_id == told.id)
        assert own.series == tuple(s for s in whole.series if s.story_id == told.id)
        assert own.findings == tuple(f for f in whole.findings if f.left.article_id in ids)
        assert {a for f in own.tracing.families for a in f.article_ids} <= ids
        assert {m.passage.article_id for e in own.entities for m in e.mentions} <= ids


def test_the_dossier_of_one_story_can_be_written(two_stories: Store) -> None:
    for told in stories(two_stories):
        own = story_of(two_stories, told.id, settings=ONE)

        assert told.id in render_json(own)
        assert "<html" in render_html(own, ui_language="fr")


def test_a_finished_story_is_told_without_making_anything(two_stories: Store) -> None:
    for told in stories(two_stories):
        own = story_of(two_stories, told.id, settings=ONE)

        assert finished_story(two_stories, told.id) == own
    assert finished_story(two_stories, "nowhere") is None


def test_no_story_of_that_id_is_told(two_stories: Store) -> None:
    with pytest.raises(PlanError, match=r"nowhere: no story of .* expected one that"):
        story_of(two_stories, "nowhere", settings=ONE)
