"""Watch feeds and pages: what is new comes into a store, at its sites' own pace.

    names ─ watchlist ─ feeds and pages ─ entries ─ pages ─ store ─ catch up
                        (each asked whether anything is newer)

What an address gives is kept at once, with what is known of the address, so
that a watch that is killed goes on where it was; only a page that was fetched
and not yet kept is fetched again. An article is asked for when its entry is
met, when the entry says anything else of it, and a few times after, because
articles are edited: another text is another version beside the first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from recoupe.errors import IntakeError
from recoupe.intake import (
    Entry,
    Validators,
    articles_at,
    carried_by,
    entries_in,
    fetcher,
    watchlist,
)
from recoupe.model import Reason, Rejection
from recoupe.run.plan import Progress
from recoupe.run.stored import catch_up
from recoupe.store import (
    Kept,
    Watched,
    begin_addition,
    due,
    finish_addition,
    held,
    is_told,
    keep_gathered,
    keep_watched,
    kept_watched,
    leave_alone,
    left_alone,
    newest_news,
    news_after,
    renew_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from recoupe.intake import Visit
    from recoupe.model import Article, Settings
    from recoupe.run.plan import Report
    from recoupe.store import Store

#: An article is asked for again so many hours after each answer: most corrections of a
#: story's articles come in their first days.
_AGAIN_H = (1, 6, 24, 72)
#: After a failure an address rests so long, twice as long after each further one, up to a day.
_REST_S, _REST_MOST_S = 300.0, 86_400.0
#: An article that failed so often in a row is given up; a feed never is.
_TRIES = 6
_FEED = ".rss"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What watching takes from the world."""

    clock: Callable[[], str]  # ISO 8601, UTC
    wait_s: float = 30.0  # for another that writes to the store
    network: object = None  # intake's Network; the system's own when None
    tell: Report = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of going round once."""

    sources: int  # addresses that are watched
    unchanged: int  # of these, had nothing newer
    pages: int  # articles' pages that were read
    kept: Kept
    news: int
    failing: tuple[Rejection, ...]  # sources whose last answer was none
    rejections: tuple[Rejection, ...]  # what was set aside, names that cannot be watched included

    @property
    def all_failing(self) -> bool:
        """Whether no source answers."""
        return len(self.failing) == self.sources


def watch(store: Store, names: Sequence[str], *, settings: Settings, world: World) -> Round:
    """What came of going once to all that the names list, and of reading what is new.

    The store's lock is taken for each thing that is kept, and let go of while
    a site is waited for.

    Raises: IntakeError when the names list nothing that can be watched.
    """
    addresses, problems = watchlist(names, settings.gather.fetch)
    if not addresses:
        first = problems[0] if problems else None
        why = f"{first.path}: {first.reason.en.rstrip('.')}" if first else "nothing was named"
        raise IntakeError(
            f"nothing to watch: {why}; name an address, an OPML file or a text file of addresses",
            paths=tuple(names),
        )
    with store.reading() as connection:
        newest = newest_news(connection)
    going = _Going(store, settings, names=names, world=world)
    going.visit_sources(addresses)
    going.visit_pages(addresses)
    read = going.catch_up()
    with store.reading() as connection:
        known = kept_watched(connection, addresses)
        news = len(news_after(connection, newest))
    failing = tuple(
        Rejection(path=one.address, stage="watch", reason=Reason(one.reason_fr, one.reason_en))
        for one in known.values()
        if one.failures and one.reason_fr and one.reason_en
    )
    return Round(
        sources=len(addresses),
        unchanged=going.unchanged,
        pages=going.pages,
        kept=going.kept,
        news=news,
        failing=failing,
        rejections=(*problems, *going.rejections, *(r for r in read if isinstance(r, Rejection))),
    )


class _Going:
    """One round on its way: where it is, and what it kept."""

    def __init__(
        self, store: Store, settings: Settings, *, names: Sequence[str], world: World
    ) -> None:
        self.unchanged = self.pages = 0
        self.kept = Kept()
        self.rejections: list[Rejection] = []
        self._store = store
        self._settings = settings
        self._names = names
        self._world = world
        self._fetcher = fetcher(settings.gather.fetch, world.network)  # type: ignore[arg-type]
        self._addition: int | None = None
        self._place = 0

    def visit_sources(self, addresses: Sequence[str]) -> None:
        """Ask all that was named whether it has anything newer."""
        with self._store.reading() as connection:
            known = kept_watched(connection, addresses)
        for done, address in enumerate(addresses, start=1):
            at = self._world.clock()
            one = known.get(address) or Watched(address=address, feed=None, seen_at=at)
            if (one.due_at or "") <= at and not self._is_left_alone(address, at):
                self._visit_source(replace(one, feed=None), at)
            self._tell("feeds", done, total=len(addresses))

    def visit_pages(self, addresses: Sequence[str]) -> None:
        """Ask for the articles that are due, so many of one feed."""
        with self._store.reading() as connection:
            waiting = [one for one in due(connection, self._world.clock()) if one.feed in addresses]
        taken: Counter[str | None] = Counter()
        for done, one in enumerate(waiting, start=1):
            at = self._world.clock()
            within = taken[one.feed] < self._settings.gather.fetch.linked_pages
            if within and not self._is_left_alone(one.address, at):
                taken[one.feed] += 1
                self._visit_page(one, at)
            self._tell("pages", done, total=len(waiting))

    def catch_up(self) -> Iterable[object]:
        """Read what was kept, by this round or by one that was interrupted."""
        world = self._world
        with held(self._store, since=world.clock(), wait_s=world.wait_s):
            read = catch_up(self._store, self._settings, clock=world.clock, tell=world.tell)
            if self._addition is not None:
                finish_addition(self._store, self._addition, finished_at=world.clock())
        return read

    def _visit_source(self, one: Watched, at: str) -> None:
        """What a feed or a page that was named has come to."""
        visit = self._fetcher.visit(one.address, _validators(one))
        if visit.found is None or visit.rejection:
            self._nothing(one, visit, at=at)
            return
        answered = _answered(one, visit, at=at)
        if visit.found.suffix != _FEED:
            self.pages += 1
            self._keep(articles_at(visit.found, self._settings.gather, entry=None), [answered])
            return
        entries = entries_in(visit.found, self._settings.gather)
        if isinstance(entries, Reason):  # what it said of itself is not told back: it was not read
            self._keep((), [_failed(one, entries, at=at, rest_s=None)])
        else:
            self._keep_entries(entries, answered, at=at)

    def _keep_entries(self, entries: Sequence[Entry], feed: Watched, *, at: str) -> None:
        """Keep what the entries of a feed say that they did not say before."""
        with self._store.reading() as connection:
            known = kept_watched(connection, (entry.name for entry in entries))
        items: list[Article | Rejection] = []
        rows = []
        for entry in entries:
            before = known.get(entry.name)
            if before and (before.mark == entry.mark or before.feed is None):
                continue
            if entry.html:
                items += carried_by(entry, self._settings.gather)
            rows.append(_met(entry, before, feed=feed.address, at=at))
        self._keep(items, [*rows, feed])

    def _visit_page(self, one: Watched, at: str) -> None:
        """What an article's page has come to."""
        visit = self._fetcher.visit(one.address, _validators(one))
        if visit.found is None or visit.rejection:
            self._nothing(one, visit, at=at)
            return
        self.pages += 1
        entry = Entry(
            name=one.address,
            mark=one.mark or "",
            title=one.title,
            byline=one.byline,
            published=one.published,
        )
        items = articles_at(visit.found, self._settings.gather, entry=entry)
        self._keep(items, [_answered(one, visit, at=at)])

    def _nothing(self, one: Watched, visit: Visit, *, at: str) -> None:
        """Note that an address has nothing newer, or why it gave nothing."""
        if visit.rejection is None:
            self.unchanged += one.feed is None
            self._keep((), [_answered(one, visit, at=at)])
            return
        is_news = one.feed is not None and one.read_at is None
        failed = _failed(one, visit.rejection.reason, at=at, rest_s=visit.wait_s)
        self._keep(
            (visit.rejection,) if is_news else (),
            [failed],
            until=None if visit.wait_s is None else _after(at, visit.wait_s),
        )

    def _keep(
        self,
        items: Iterable[Article | Rejection],
        rows: Sequence[Watched],
        *,
        until: str | None = None,
    ) -> None:
        """Keep what an address gave, then what is known of it, and how long its host rests."""
        store, world = self._store, self._world
        given = list(items)
        with store.reading() as connection:
            new = [i for i in given if isinstance(i, Rejection) or not is_told(connection, i)]
        self.rejections += [item for item in new if isinstance(item, Rejection)]
        with held(store, since=world.clock(), wait_s=world.wait_s):
            if new:
                self._keep_items(new)
            with store.writing() as connection:
                keep_watched(connection, rows)
                if until:
                    leave_alone(connection, self._fetcher.host(rows[0].address), until=until)

    def _keep_items(self, items: Sequence[Article | Rejection]) -> None:
        """Keep articles and what was set aside, as one addition for the whole round."""
        if self._addition is None:
            renew_words(self._store)
            at = self._world.clock()
            self._addition = begin_addition(self._store, self._names, started_at=at)
        placed = list(enumerate(items, start=self._place))
        self._place += len(placed)
        self.kept += keep_gathered(self._store, placed, addition=self._addition)

    def _is_left_alone(self, address: str, at: str) -> bool:
        with self._store.reading() as connection:
            return self._fetcher.host(address) in left_alone(connection, at)

    def _tell(self, stage: str, done: int, *, total: int) -> None:
        self._world.tell(
            Progress(stage=stage, done=done, total=total, rejected=len(self.rejections))
        )


def _validators(one: Watched) -> Validators | None:
    """What the host said of its last answer."""
    if one.asked_url is None:
        return None
    return Validators(url=one.asked_url, etag=one.etag, last_modified=one.last_modified)


def _answered(one: Watched, visit: Visit, *, at: str) -> Watched:
    """An address that answered, and when it is asked for again."""
    said = visit.validators
    is_listed = one.feed is not None
    hours = _AGAIN_H[one.reads] if is_listed and one.reads < len(_AGAIN_H) else None
    return replace(
        one,
        asked_url=said.url if said else None,
        etag=said.etag if said else None,
        last_modified=said.last_modified if said else None,
        read_at=at,
        due_at=_after(at, hours * 3600) if hours else None,
        reads=one.reads + 1,
        failures=0,
        reason_fr=None,
        reason_en=None,
    )


def _failed(one: Watched, reason: Reason, *, at: str, rest_s: float | None) -> Watched:
    """An address that failed, and when it is tried again; an article is given up in the end."""
    failures = one.failures + (rest_s is None or one.feed is None)  # a busy host is no failure
    rest = min(_REST_S * 2 ** min(one.failures, 20), _REST_MOST_S) if rest_s is None else rest_s
    gives_up = one.feed is not None and failures >= _TRIES
    return replace(
        one,
        due_at=None if gives_up else _after(at, rest),
        failures=failures,
        reason_fr=reason.fr,
        reason_en=reason.en,
    )


def _met(entry: Entry, before: Watched | None, *, feed: str, at: str) -> Watched:
    """What is known of an entry that is new or says something else; its page is due at once."""
    one = before or Watched(address=entry.name, feed=feed, seen_at=at)
    return replace(
        one,
        mark=entry.mark,
        title=entry.title,
        byline=entry.byline,
        published=entry.published,
        due_at=at if entry.leads and not entry.html else None,
        reads=0,
        failures=0,
    )


def _after(at: str, seconds: float) -> str:
    """The moment so many seconds later."""
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
