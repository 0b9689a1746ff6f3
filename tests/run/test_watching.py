from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.errors import IntakeError
from recoupe.model import NewsKind
from recoupe.store import Listed, check, counts, listing, news_since, opened
from tests.intake.webserver import Site, answer, once, onward, site
from tests.run.watched import XML, Watcher, conditional, feed, fixed, item, told
from tests.store.conftest import name as name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def watcher(web: Site, name: str) -> Watcher:
    return Watcher(web, name)


def articles(watcher: Watcher) -> list[tuple[str, int]]:
    with opened(watcher.name) as store:
        assert [one for one in check(store) if one.faults] == []
        rows = listing(store, Listed.ARTICLES)
    return sorted((str(row["title"]), row["version"]) for row in rows)


def test_the_pages_of_a_feed_are_read_once(web: Site, watcher: Watcher) -> None:
    web.answers["/feed"] = fixed(feed(item(web.address("/a"))), kind=XML)
    web.answers["/a"] = fixed(told("Le quai s’effondre"))

    first = watcher.round(web.address("/feed"))
    again = watcher.round(web.address("/feed"))

    assert articles(watcher) == [("Le quai s’effondre", 1)]
    assert (first.pages, first.kept.added, again.pages, again.kept.added) == (1, 1, 0, 0)
    assert web.paths() == ["/feed", "/a", "/feed"]
    assert first.news > 0


def test_nothing_newer_costs_a_line(web: Site, watcher: Watcher) -> None:
    web.answers["/feed"] = conditional(web, lambda: feed(item(web.address("/a"))))
    web.answers["/a"] = conditional(web, lambda: told("Le quai s’effondre"), kind="text/html")
    watcher.round(web.address("/feed"))
    watcher.clock.later(hours=2)

    again = watcher.round(web.address("/feed"))

    assert (again.unchanged, again.pages) == (1, 0)
    assert web.paths() == ["/feed", "/a", "/feed", "/a"]
    assert all("If-None-Match: " in head for head in web.seen[-2:] if "robots" not in head)


def test_an_edited_page_is_found_when_it_is_due_and_stands_beside_the_first(
    web: Site, watcher: Watcher
) -> None:
    web.answers["/feed"] = fixed(feed(item(web.address("/a"))), kind=XML)
    web.answers["/a"] = fixed(told("Le quai s’effondre"))
    watcher.round(web.address("/feed"))
    web.answers["/a"] = fixed(told("Le quai s’effondre", n="quatre"))

    soon = watcher.round(web.address("/feed"))
    watcher.clock.later(hours=1)
    later = watcher.round(web.address("/feed"))

    assert (soon.pages, later.pages) == (0, 1)
    assert articles(watcher) == [("Le quai s’effondre", 1), ("Le quai s’effondre", 2)]
    with opened(watcher.name) as store, store.reading() as connection:
        edits = [n for n in news_since(connection) if n.kind is NewsKind.EDITED_ARTICLE]
    assert [(n.before, n.after) for n in edits] == [
        ("Au moins trois personnes", "Au moins quatre personnes")
    ]


def test_an_entry_that_says_something_else_is_asked_for_at_once(
    web: Site, watcher: Watcher
) -> None:
    web.answers["/feed"] = fixed(feed(item(web.address("/a"))), kind=XML)
    web.answers["/a"] = fixed(told("Le quai s’effondre"))
    watcher.round(web.address("/feed"))
    web.answers["/feed"] = fixed(feed(item(web.address("/a"), mark=" Mis à jour.")), kind=XML)
    web.answers["/a"] = fixed(told("Le quai cède", n="quatre"))

    watcher.round(web.address("/feed"))

    assert articles(watcher) == [("Le quai cède", 2), ("Le quai s’effondre", 1)]


def test_a_page_is_asked_for_a_few_times_and_then_left(web: Site, watcher: Watcher) -> None:
    web.answers["/feed"] = fixed(feed(item(web.address("/a"))), kind=XML)
    web.answers["/a"] = fixed(told("Le quai s’effondre"))
    for _ in range(9):
        watcher.round(web.address("/feed"))
        watcher.clock.later(days=4)

    assert web.paths().count("/a") == 5
    assert articles(watcher) == [("Le quai s’effondre", 1)]


def test_an_entry_that_carries_its_text_is_not_fetched(web: Site, watcher: Watcher) -> None:
    body = told("Le quai s’effondre").decode()
    entry = item(web.address("/a"), body=body)
    web.answers["/feed"] = fixed(feed(entry), kind=XML)

    watcher.round(web.address("/feed"))
    edited = item(web.address("/a"), body=body.replace("trois", "quatre"))
    web.answers["/feed"] = fixed(feed(edited), kind=XML)
    watcher.round(web.address("/feed"))

    assert web.paths() == ["/feed", "/feed"]
    assert [version for _, version in articles(watcher)] == [1, 2]


def test_pages_can_be_named_themselves_and_listed_in_a_text_file(
    web: Site, watcher: Watcher, tmp_path: Path
) -> None:
    web.answers["/a"] = fixed(told("Le quai s’effondre"))
    listed = tmp_path / "pages.txt"
    listed.write_text(f"# la criée\n{web.address('/a')}  # le quai\n", "utf-8")
    watcher.round(str(listed))
    web.answers["/a"] = fixed(told("Le quai s’effondre", n="quatre"))

    again = watcher.round(str(listed))

    assert again.pages == 1
    assert [version for _, version in articles(watcher)] == [1, 2]


# --- sites that fail, or ask for patience ----------------------------------------------------


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(
    status: str, web: Site, watcher: Watcher
) -> None:
    web.answers["/feed"] = once(answer(status=status, Retry_After=1800))
    web.answers["/a"] = fixed(told("Le quai s’effondre"))
    busy = watcher.round(web.address("/feed"), web.address("/a"))
    watcher.clock.later(minutes=29)
    still = watcher.round(web.address("/feed"), web.address("/a"))
    web.answers["/feed"] = fixed(feed(), kind=XML)
    watcher.clock.later(minutes=2)
    then = watcher.round(web.address("/feed"), web.address("/a"))

    assert web.paths() == ["/feed", "/feed", "/a"]
    [failing] = busy.failing
    assert failing.reason.en.startswith(f"HTTP answer {status[:3]}: the site asks to wait 1800 s")
    assert (still.all_failing, then.failing, then.kept.added) == (False, (), 1)


def test_retry_after_may_be_a_moment(web: Site, watcher: Watcher) -> None:
    web.answers["/feed"] = once(
        answer(
            status="503 Service Unavailable",
            Retry_After="Tue, 04 Mar 2031 09:20:00 GMT",
            Date="Tue, 04 Mar 2031 09:00:00 GMT",
        )
    )
    [failing] = watcher.round(web.address("/feed")).failing

    assert "asks to wait 1200 s" in failing.reason.en


def test_a_feed_that_fails_rests_longer_each_time(web: Site, watcher: Watcher) -> None:
    asked = []
    for _ in range(30):
        watcher.round(web.address("/feed"))
        watcher.clock.later(minutes=5)
        asked.append(len(web.paths()))

    assert asked == [1, 2, 2, 3, 3, 3, 3, *([4] * 8), *([5] * 15)]


def test_when_no_address_answers_each_reason_is_told(web: Site, watcher: Watcher) -> None:
    web.answers["/image"] = fixed(b"GIF89a", kind="image/gif")
    done = watcher.round(web.address("/gone"), web.address("/image"))

    assert done.all_failing
    assert [one.path for one in done.failing] == [web.address("/gone"), web.address("/image")]
    assert [one.reason.en[:15] for one in done.failing] == ["HTTP answer 404", "Content “image/"]
    assert watcher.round(web.address("/gone"), web.address("/image")).all_failing


def test_a_feed_that_breaks_is_read_whole_when_it_is_mended(web: Site, watcher: Watcher) -> None:
    web.answers["/feed"] = conditional(web, lambda: b"rien qui soit un flux")
    broken = watcher.round(web.address("/feed"))
    watcher.clock.later(hours=1)
    still = watcher.round(web.address("/feed"))

    assert broken.all_failing
    assert still.all_failing
    assert all("If-None-Match" not in head for head in web.seen)


def test_a_page_that_fails_is_set_aside_until_it_answers(web: Site, watcher: Watcher) -> None:
    web.answers["/feed"] = fixed(feed(item(web.address("/a"))), kind=XML)
    first = watcher.round(web.address("/feed"))
    with opened(watcher.name) as store:
        assert counts(store)["rejections"] == 1
    web.answers["/a"] = fixed(told("Le quai s’effondre"))
    watcher.clock.later(minutes=5)
    watcher.round(web.address("/feed"))

    assert [r.reason.en[:15] for r in first.rejections] == ["HTTP answer 404"]
    assert first.failing == ()
    with opened(watcher.name) as store:
        assert (counts(store)["rejections"], counts(store)["articles"]) == (0, 1)


# --- what feeds may not do -------------------------------------------------------------------


def test_what_robots_txt_forbids_is_not_fetched(web: Site, watcher: Watcher) -> None:
    web.answers["/robots.txt"] = fixed(b"User-agent: *\nDisallow: /a\n", kind="text/plain")
    web.answers["/feed"] = fixed(feed(item(web.address("/a"))), kind=XML)

    done = watcher.round(web.address("/feed"))

    assert web.paths() == ["/feed"]
    assert "robots.txt does not want" in done.rejections[0].reason.en


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        pytest.param("javascript:alert(1)", "“javascript:” is not fetched", id="script"),
        pytest.param("file:///etc/passwd", "“file:” is not fetched", id="file"),
        pytest.param("http://169.254.169.254/latest", "No public address", id="metadata"),
        pytest.param("http://[::1]/", "No public address", id="loopback"),
    ],
)
def test_an_entry_leads_no_further_than_an_address_that_was_typed(
    link: str, reason: str, web: Site, watcher: Watcher
) -> None:
    web.answers["/feed"] = fixed(feed(item(link)), kind=XML)

    done = watcher.round(web.address("/feed"))

    assert reason in done.rejections[0].reason.en
    assert web.paths() == ["/feed"]


def test_validators_are_told_to_no_other_address(web: Site, watcher: Watcher) -> None:
    etag = '"secret-of-a"'
    web.answers["/old"] = onward(web.address("/a"))
    web.answers["/a"] = fixed(told("Le quai s’effondre"), ETag=etag)
    watcher.round(web.address("/old"))
    web.answers["/old"] = onward(web.address("/b"))
    watcher.round(web.address("/old"))

    assert web.paths() == ["/old", "/a", "/old", "/b"]
    assert not any(etag in head for head in web.seen)


def test_an_entity_bomb_in_a_feed_is_refused(web: Site, watcher: Watcher) -> None:
    layers = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "ha">' for n in range(12)
    )
    bomb = (
        f"<!DOCTYPE rss [{layers}]><rss version='2.0'><channel><title>&e11;</title></channel></rss>"
    )
    web.answers["/feed"] = fixed(bomb.encode(), kind=XML)

    done = watcher.round(web.address("/feed"))

    assert done.kept.added == 0
    assert articles(watcher) == []


def test_so_many_pages_of_one_feed_are_read_in_one_round(web: Site, watcher: Watcher) -> None:
    links = [web.address(f"/{n}") for n in range(5)]
    web.answers["/feed"] = fixed(feed(*map(item, links)), kind=XML)
    for n in range(5):
        web.answers[f"/{n}"] = fixed(told(f"Quai {n}"))

    rounds = [watcher.round(web.address("/feed"), linked_pages=2).pages for _ in range(4)]

    assert rounds == [2, 2, 1, 0]


@pytest.mark.parametrize("listed", [(), ("nowhere.opml",), ("javascript:alert(1)",)])
def test_nothing_to_watch_is_told(listed: tuple[str, ...], watcher: Watcher) -> None:
    with pytest.raises(IntakeError, match="nothing to watch: "):
        watcher.round(*listed)
