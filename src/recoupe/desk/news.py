"""What is new since a reader last looked, or since a day, story by story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from recoupe.desk.laid import desk_of, laid_out, words_for
from recoupe.desk.library import article_page, claim_page, story_page
from recoupe.desk.pages import Reads
from recoupe.desk.shapes import Listed
from recoupe.dossier import news_line, news_row
from recoupe.model import NewsKind
from recoupe.store import kept_claims, news_since

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from recoupe.desk.library import Reader
    from recoupe.dossier import Words
    from recoupe.model import News

news = APIRouter()

#: What remembers until when a reader has seen everything, for a year.
COOKIE = "recoupe_seen"
COOKIE_S = 365 * 24 * 3600
#: Pieces of news on one page, the latest.
MOST = 200
#: Of one moment, what can change a page that is printed already comes first.
_FIRST = (
    NewsKind.FIRST_DENIAL,
    NewsKind.MOVED_FIGURE,
    NewsKind.EDITED_ARTICLE,
    NewsKind.ORIGIN_LOST,
    NewsKind.ORIGIN_ADDED,
    NewsKind.NEW_CLAIM,
)

Since = Annotated[
    str, Query(pattern=r"^(\d{4}-\d\d-\d\d(T[\d:.+Z-]*)?)?$", max_length=40, description="ISO 8601")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A piece of news in one line, and where it leads."""

    kind: str
    at: str
    line: str
    words: str
    page: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNews:
    """What is new in a story; `page` is None when its articles are of other stories now."""

    title: str
    page: str | None
    told: tuple[Told, ...]


@news.get("/news", include_in_schema=False)
def page_of_news(request: Request, reads: Reads, *, since: Since = "") -> Response:
    """What is new: since the day that is asked for, else since all was marked as seen."""
    seen = request.cookies.get(COOKIE, "")[:40]
    with reads.store.reading() as connection:
        found = news_since(connection, since or seen)
    latest = found[-MOST:]
    return laid_out(
        request,
        "news.html.j2",
        stories=_by_story(latest, reads, words=words_for(request)),
        total=len(found),
        shown=len(latest),
        since=since,
        seen=seen,
    )


@news.post("/news/seen", include_in_schema=False)
def mark_seen(request: Request) -> Response:
    """Remember that all that is told by now was seen."""
    answer = RedirectResponse("/news", status_code=303)
    now = desk_of(request).clock()
    answer.set_cookie(COOKIE, now, max_age=COOKIE_S, httponly=True, samesite="lax")
    return answer


@news.get("/api/news")
def list_news(
    reads: Reads,
    *,
    since: Since = "",
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Listed[dict[str, Any]]:  # Any: text, numbers, nothing
    """What additions changed from a moment on, in the order it was told."""
    with reads.store.reading() as connection:
        found = news_since(connection, since)
    return Listed.page([dict(news_row(one)) for one in found], offset, limit=limit)


def _by_story(found: Iterable[News], reads: Reader, *, words: Words) -> tuple[StoryNews, ...]:
    """News by story, the story told of last first, each with its latest first."""
    groups: dict[str, list[News]] = {}
    ranked = sorted(found, key=lambda n: _FIRST.index(n.kind))
    for one in sorted(ranked, key=lambda n: n.at, reverse=True):
        groups.setdefault(one.story_id, []).append(one)
    stories = {told.id for told in reads.told()}
    with reads.store.reading() as connection:
        claims = kept_claims(connection, [n.claim_id for n in ranked if n.claim_id])
    return tuple(
        StoryNews(
            title=of_one[0].story,
            page=story_page(story_id) if story_id in stories else None,
            told=tuple(_told(one, claims, words=words) for one in of_one),
        )
        for story_id, of_one in groups.items()
    )


def _told(one: News, claims: Collection[str], *, words: Words) -> Told:
    """A piece of news; it leads to its claim while there is one of that id, else to its words."""
    place = one.place
    claim = one.claim_id if one.claim_id in claims else None
    return Told(
        kind=one.kind.value,
        at=one.at,
        line=news_line(one, words),
        words=place.words,
        page=claim_page(claim) if claim else article_page(place.article_id),
        by=place.outlet or place.title or "",
    )
