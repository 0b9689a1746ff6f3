from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from recoupe.model import NewsKind
from recoupe.run import add, dossier_of
from recoupe.run.news import news_of
from recoupe.run.together import together
from recoupe.store import (
    Known,
    check,
    held,
    news_since,
    opened,
)
from recoupe.store.news import keep_news
from tests.store.databases import NO_SERVER, SERVER, fresh_database
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recoupe.model import News
    from recoupe.store import Store

#: A second account: another toll, a denial, the same quotation.
LATER = QUAY | {
    "url": "https://courlis.example/quai",
    "outlet": "Agence Courlis",
    "title": "Quai effondré à Morvanche : cinq blessés",
    "published": "2031-03-05",
    "text": "Cinq personnes ont été blessées dans l’effondrement du quai de Morvanche, selon "
    "l’hôpital. La région dément avoir été alertée. « Nous avions alerté la région », a répété la "
    "maire Jeanne Aubrac.",
}
#: The first account from others, in other words.
SECOND = QUAY | {
    "url": "https://estran.example/quai",
    "outlet": "L’Estran",
    "title": "Morvanche : trois blessés au port",
    "published": "2031-03-05",
    "text": "Le quai de Morvanche n’est plus qu’un tas de pierres. Au moins trois personnes ont "
    "été blessées, ont indiqué les pompiers. La maire Jeanne Aubrac s’est rendue sur place.",
}
#: The first account, edited in place.
EDITED = QUAY | {
    "title": "Le quai de Morvanche cède",
    "text": QUAY["text"].replace("trois personnes", "quatre personnes").replace("avions", "avons"),
}
ELSEWHERE = {
    "url": "https://courlis.example/loup",
    "title": "Un loup dans la Combe-Noire",
    "published": "2031-03-06",
    "text": "« Je l’ai vu passer », affirme l’éleveur Paul Garnot, de la Combe-Noire.",
}


def told(store: Store, since: str = "") -> list[News]:
    with store.reading() as connection:
        return list(news_since(connection, since))


def brief(news: list[News], *kinds: NewsKind) -> list[tuple[str, str | None, str | None]]:
    return [(n.kind.value, n.before, n.after) for n in news if n.kind in kinds or not kinds]


def grown(name: str, folder: Path, *given: dict[str, str]) -> list[list[News]]:
    """What each article made new, added one by one."""
    found: list[list[News]] = []
    with opened(name, create=True) as store:
        for number, row in enumerate(given):
            seen = len(told(store))
            added(store, rows(folder, f"{number}.jsonl", row))
            found.append(told(store)[seen:])
        assert [one for one in check(store) if one.faults] == []
    return found


@contextmanager
def a_store(kind: str, folder: Path) -> Iterator[str]:
    """The name of a store that is not made yet."""
    if kind == "sqlite":
        yield str(folder / "story.db")
        return
    with fresh_database() as url:
        yield url


@pytest.mark.parametrize(
    "kind",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason=NO_SERVER))],
)
def test_an_addition_tells_what_it_changed(kind: str, tmp_path: Path) -> None:
    with a_store(kind, tmp_path) as name:
        first, later, edited = grown(name, tmp_path, QUAY, LATER, EDITED)

    assert brief(first) == [
        ("new_claim", None, "Nous avions alerté la région"),
        ("new_claim", None, "Au moins trois personnes ont été blessées"),
    ]
    assert brief(later) == [
        ("new_claim", None, LATER["text"].partition(", selon")[0]),
        ("moved_figure", "Au moins trois personnes", "cinq blessés"),
        ("first_denial", None, "La région dément avoir été alertée"),
    ]
    assert brief(edited, NewsKind.EDITED_ARTICLE) == [
        ("edited_article", QUAY["title"], EDITED["title"]),
        ("edited_article", "Nous avions alerté la région", "Nous avons alerté la région"),
        ("edited_article", "Au moins trois personnes", "Au moins quatre personnes"),
    ]


def test_news_opens_on_the_words_of_an_article(tmp_path: Path) -> None:
    steps = grown(str(tmp_path / "s.db"), tmp_path, QUAY, LATER, SECOND, EDITED)
    with opened(str(tmp_path / "s.db")) as store:
        dossier = dossier_of(store, settings=ONE, clock=clock, wait_s=0)
    texts = {r.analysis.article.id: r.analysis.article for r in dossier.readings}

    for one in (one for step in steps for one in step):
        article = texts[one.place.article_id]
        assert one.place.words == one.place.span.of(article.text)
        assert (one.place.url, one.place.outlet) == (article.url, article.outlet)
        assert one.place.words
        assert one.at == clock()


def test_an_origin_more_is_told_and_one_less_too(tmp_path: Path) -> None:
    _, second = grown(str(tmp_path / "s.db"), tmp_path, QUAY, SECOND)
    [one] = [n for n in second if n.kind is NewsKind.ORIGIN_ADDED]
    assert (one.before, one.after, one.place.outlet) == ("1", "2", "L’Estran")

    with opened(str(tmp_path / "s.db")) as store:
        readings = dossier_of(store, settings=ONE, clock=clock, wait_s=0).readings
    found = together(readings, ONE)
    claims = tuple(replace(c, origins_at_most=c.origins_at_most + 1) for c in found[2].claims)
    fresh = frozenset(r.analysis.article.id for r in readings[-1:])
    lost = news_of(found, Known(claims=claims, fresh=fresh, edits=()), at=clock())

    assert ("origin_lost", "3", "2") in brief(list(lost))


def test_claims_are_matched_by_what_they_hold_not_by_their_ids(tmp_path: Path) -> None:
    grown(str(tmp_path / "s.db"), tmp_path, QUAY, SECOND)
    with opened(str(tmp_path / "s.db")) as store:
        readings = dossier_of(store, settings=ONE, clock=clock, wait_s=0).readings
    found = together(readings, ONE)
    fresh = frozenset(r.analysis.article.id for r in readings[-1:])
    renamed = tuple(replace(c, id=f"other-{n}") for n, c in enumerate(reversed(found[2].claims)))
    before = Known(claims=renamed, fresh=fresh, edits=())

    kinds = {n.kind for n in news_of(found, before, at=clock())}

    assert kinds.isdisjoint({NewsKind.NEW_CLAIM, NewsKind.ORIGIN_ADDED, NewsKind.ORIGIN_LOST})


def test_what_is_there_already_and_stories_without_a_new_article_are_no_news(
    tmp_path: Path,
) -> None:
    _, again, elsewhere = grown(str(tmp_path / "s.db"), tmp_path, QUAY, QUAY, ELSEWHERE)

    assert again == []
    assert {one.story for one in elsewhere} == {ELSEWHERE["title"]}


def test_a_denial_is_first_once(tmp_path: Path) -> None:
    again = LATER | {"url": "https://estran.example/b", "outlet": "L’Estran"}
    _, _, third = grown(str(tmp_path / "s.db"), tmp_path, QUAY, LATER, again)

    assert brief(third, NewsKind.FIRST_DENIAL, NewsKind.NEW_CLAIM) == []


def test_news_of_an_interrupted_addition_is_told_by_the_next(tmp_path: Path) -> None:
    whole = grown(str(tmp_path / "a.db"), tmp_path, QUAY, LATER)[1]
    with opened(str(tmp_path / "b.db"), create=True) as store:
        added(store, rows(tmp_path, "0.jsonl", QUAY))
        seen = len(told(store))

        def stops() -> str:
            times.append("asked")
            if len(times) > 1:
                raise KeyboardInterrupt
            return clock()

        times: list[str] = []
        with pytest.raises(KeyboardInterrupt), held(store, since=clock(), wait_s=0):
            add(store, [rows(tmp_path, "1.jsonl", LATER)], settings=ONE, clock=stops)
        assert len(told(store)) == seen
        added(store, str(tmp_path / "1.jsonl"))

        assert told(store)[seen:] == whole


def test_a_cross_check_that_is_made_again_tells_nothing(tmp_path: Path) -> None:
    with opened(str(tmp_path / "s.db"), create=True) as store:
        added(store, rows(tmp_path, "0.jsonl", QUAY))
        seen = told(store)
        other = replace(ONE, trace=replace(ONE.trace, min_chars=ONE.trace.min_chars + 1))
        dossier_of(store, settings=other, clock=clock, wait_s=0)
        dossier_of(store, settings=ONE, clock=clock, wait_s=0)

        assert told(store) == seen


def test_the_same_additions_tell_the_same(tmp_path: Path) -> None:
    first, second = (
        grown(str(tmp_path / name), tmp_path, QUAY, LATER, EDITED) for name in ("a.db", "b.db")
    )

    assert first == second


def test_what_is_told_twice_at_one_time_is_kept_once(tmp_path: Path) -> None:
    with opened(str(tmp_path / "s.db"), create=True) as store:
        added(store, rows(tmp_path, "0.jsonl", QUAY))
        seen = told(store)
        with store.writing() as connection:
            keep_news(connection, seen, neighborhood=1)

        assert told(store) == seen


def test_news_since_a_moment_is_what_was_told_from_then_on(tmp_path: Path) -> None:
    grown(str(tmp_path / "s.db"), tmp_path, QUAY)
    with opened(str(tmp_path / "s.db")) as store:
        assert told(store, clock()) == told(store)
        assert told(store, "2031-03-04T10:00:01+00:00") == []
