"""The desk for programs: the same stories, claims and articles as JSON, and a way to add.

Records have the keys of the JSON dossier; lists come in pages. What goes
wrong is told as a problem (`problems.py`).
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, HTTPException, Query, Request, Response, UploadFile

from recoupe.desk.delivered import deliver_addresses, deliver_files, deliver_text
from recoupe.desk.laid import author_of, desk_of
from recoupe.desk.library import Open
from recoupe.desk.pages import Reads
from recoupe.desk.shapes import (
    Addition,
    Addresses,
    ArticleFound,
    ArticleWhole,
    Listed,
    PastedArticle,
    Problem,
    StoryLine,
)
from recoupe.dossier import as_contract, record_shapes, render_json
from recoupe.store import (
    kept_delivery,
    kept_rejections,
    latest_deliveries,
    search,
    stored_article,
    stories_of_addition,
    versions_of,
)

#: Records of one page, at most.
MOST = 500

#: The dossier's records, as its schema declares them.
SHAPES = record_shapes()

api = APIRouter(prefix="/api", responses=Problem.answers(400, 401, 403, 404, 413, 421, 422, 503))
Offset = Annotated[int, Query(ge=0, le=10**9, description="records to skip")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="records to give, at most")]
StoryId = Annotated[str, Query(max_length=200, description="id of a story")]


@api.get("/stories")
def list_stories(reads: Reads, *, offset: Offset = 0, limit: Limit = 100) -> Listed[StoryLine]:
    """The stories in one line each, the newest first."""
    return Listed.page([StoryLine.of(one) for one in reads.told()], offset, limit=limit)


@api.get("/stories/{story_id}", response_model=SHAPES["dossier"])
def one_story(reads: Reads, story_id: str) -> Response:
    """The dossier of a story: the contract of `recoupe read --json`, for its articles."""
    found = _known(reads.opened(story_id))
    return Response(render_json(found.dossier), media_type="application/json")


@api.get("/claims", response_model=Listed.of(SHAPES["claims"]))
def list_claims(
    reads: Reads, story: StoryId, *, offset: Offset = 0, limit: Limit = 100
) -> Listed[Any]:
    """The claims of a story."""
    return Listed.page(_records(reads, story)["claims"], offset, limit=limit)


@api.get("/claims/{claim_id}", response_model=SHAPES["claims"])
def one_claim(reads: Reads, claim_id: str) -> Any:
    """A claim: its origins at most and why, and the ids of its attributions."""
    story = _known(reads.with_claim(claim_id)).story.id
    return next(c for c in _records(reads, story)["claims"] if c["id"] == claim_id)


@api.get("/attributions", response_model=Listed.of(SHAPES["attributions"]))
def list_attributions(
    reads: Reads,
    story: StoryId,
    *,
    speaker: Annotated[str, Query(max_length=200, description="id of an entity")] = "",
    offset: Offset = 0,
    limit: Limit = 100,
) -> Listed[Any]:
    """Who is said to have said what in a story, in all its articles or by one speaker."""
    found = _records(reads, story)["attributions"]
    kept = [one for one in found if not speaker or speaker in one["speakers"]]
    return Listed.page(kept, offset, limit=limit)


@api.get("/articles", response_model=Listed.of(SHAPES["articles"]))
def list_articles(
    reads: Reads, story: StoryId, *, offset: Offset = 0, limit: Limit = 20
) -> Listed[Any]:
    """The articles of a story, whole."""
    return Listed.page(_records(reads, story)["articles"], offset, limit=limit)


@api.get("/articles/{article_id:path}")
def one_article(reads: Reads, article_id: str) -> ArticleWhole:
    """An article as it was gathered, the story it is of, and the versions of its address."""
    with reads.store.reading() as connection:
        stored = stored_article(connection, article_id)
        versions = versions_of(connection, article_id)
    if stored is None:
        raise HTTPException(404)
    story = reads.with_article(article_id)
    return ArticleWhole.of(stored, story.story.id if story else None, versions=versions)


@api.get("/search")
def find(
    reads: Reads,
    q: Annotated[str, Query(max_length=400, description="words, phrases between marks")],
    *,
    limit: Limit = 50,
) -> list[ArticleFound]:
    """The articles that hold every word, those that name more of it in the headline first."""
    return [ArticleFound.of(hit) for hit in search(reads.store, q, limit=limit)]


@api.get("/rejections", response_model=Listed.of(SHAPES["rejections"]))
def list_rejections(reads: Reads, *, offset: Offset = 0, limit: Limit = 100) -> Listed[Any]:
    """What was not read as an article, and why."""
    with reads.store.reading() as connection:
        found = kept_rejections(connection)
    told: list[Any] = [  # Any: a TypedDict of the contract
        {"path": r.path, "stage": r.stage, "reason": {"fr": r.reason.fr, "en": r.reason.en}}
        for r in found
    ]
    return Listed.page(told, offset, limit=limit)


@api.get("/additions")
def list_additions(request: Request, *, limit: Limit = 20) -> list[Addition]:
    """What was delivered last, the newest first."""
    with desk_of(request).library.store.reading() as connection:
        return [Addition.of(kept) for kept in latest_deliveries(connection, limit)]


@api.get("/additions/{number}")
def one_addition(request: Request, number: int) -> Addition:
    """What became of a delivery: its state, its counts, what was set aside, its stories."""
    with desk_of(request).library.store.reading() as connection:
        kept = kept_delivery(connection, number) if abs(number) < 2**31 else None
        if kept is None:
            raise HTTPException(404)
        row = kept.outcome.addition if kept.outcome else None
        told = stories_of_addition(connection, row) if row is not None else {}
    return Addition.of(kept, stories=tuple(told))


@api.post("/additions/text", status_code=202)
def add_text(request: Request, response: Response, *, article: PastedArticle) -> Addition:
    """Take an article as text; it is on disk when this answers, and is read afterwards."""
    number = deliver_text(desk_of(request), article, author=author_of(request))
    return _taken(request, response, number=number)


@api.post("/additions/addresses", status_code=202)
def add_addresses(request: Request, response: Response, *, addresses: Addresses) -> Addition:
    """Take addresses of pages or feeds, which are fetched afterwards."""
    desk = desk_of(request)
    number = deliver_addresses(desk, addresses.addresses, author=author_of(request))
    return _taken(request, response, number=number)


@api.post("/additions/files", status_code=202)
def add_files(
    request: Request, response: Response, *, files: Annotated[list[UploadFile], File()]
) -> Addition:
    """Take files; their bytes are on disk when this answers, and are read afterwards."""
    streams = [(file.filename or "", file.file) for file in files]
    number = deliver_files(desk_of(request), streams, author=author_of(request))
    return _taken(request, response, number=number)


def _taken(request: Request, response: Response, *, number: int) -> Addition:
    response.headers["Location"] = f"/api/additions/{number}"
    return one_addition(request, number)


def _records(reads: Reads, story_id: str) -> dict[str, list[Any]]:
    """The records of a story, key for key as in its dossier."""
    found = _known(reads.opened(story_id))
    made = reads.made("contract", story_id, make=lambda: as_contract(found.dossier))
    return {key: records for key, records in made.items() if isinstance(records, list)}


def _known(found: Open | None) -> Open:
    if found is None:
        raise HTTPException(404)
    return found
