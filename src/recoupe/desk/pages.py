"""The pages that people read: stories, story, claim, speaker, article, side by side, search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from recoupe.desk.claim import claim_told
from recoupe.desk.laid import kept_part, laid_out, reader_of
from recoupe.desk.languages import COOKIE, COOKIE_S, WRITTEN
from recoupe.desk.library import Open, Reader
from recoupe.desk.side_by_side import columns_of
from recoupe.desk.speaker import speaker_told
from recoupe.store import kept_rejections, search, stored_article, versions_of

router = APIRouter(include_in_schema=False)

#: Stories on one page, and articles that a search shows.
STORIES, HITS = 40, 50

Reads = Annotated[Reader, Depends(reader_of)]


@router.get("/")
def stories(
    request: Request, reads: Reads, *, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """All stories, those with the newest article first."""
    total = len(reads.told())
    first = (page - 1) * STORIES
    return laid_out(
        request,
        "stories.html.j2",
        entries=reads.entries(first, most=STORIES),
        total=total,
        page=page,
        is_last=first + STORIES >= total,
        standing=reads.standing,
    )


@router.get("/stories/{story_id}")
def story(request: Request, reads: Reads, *, story_id: str) -> Response:
    """One story: the sections of its dossier, and its articles as a list."""
    found = _known(reads.opened(story_id))
    others = [told for told in reads.told() if told.id != story_id]
    return laid_out(
        request,
        "story.html.j2",
        story=found,
        sections=kept_part(request, reads, template="sections.html.j2", story=found),
        standing=reads.standing,
        others=others[:STORIES],
    )


@router.get("/stories/{story_id}/speakers/{entity_id}")
def speaker(request: Request, reads: Reads, *, story_id: str, entity_id: str) -> Response:
    """Someone, and all they are said to have said, denied or left unanswered in a story."""
    found = _known(reads.opened(story_id))
    told = speaker_told(found, entity_id)
    if told is None:
        raise HTTPException(404)
    return laid_out(request, "speaker.html.j2", story=found, told=told)


@router.get("/claims/{claim_id}")
def claim(request: Request, reads: Reads, *, claim_id: str) -> Response:
    """A claim: its origins at most and why, and each article's words in their place."""
    found = _known(reads.with_claim(claim_id))
    return laid_out(request, "claim.html.j2", story=found, told=claim_told(found, claim_id))


@router.get("/articles/{article_id:path}")
def article(request: Request, reads: Reads, *, article_id: str) -> Response:
    """The text of an article with what was found in it, and the versions of its address."""
    with reads.store.reading() as connection:
        stored = stored_article(connection, article_id)
        versions = versions_of(connection, article_id)
    if stored is None:
        raise HTTPException(404)
    found = reads.with_article(article_id)
    pages = found.beside(article_id) if found else ()
    return laid_out(
        request,
        "article_page.html.j2",
        story=found,
        stored=stored,
        page=next((p for p in pages if p.article.id == article_id), None),
        others=[p for p in pages if p.article.id != article_id],
        versions=versions if len(versions) > 1 else (),
    )


@router.get("/beside")
def beside(request: Request, reads: Reads, *, left: str, right: str) -> Response:
    """Two articles side by side, the words in which they differ marked."""
    with reads.store.reading() as connection:
        both = [stored_article(connection, one) for one in (left, right)]
    if None in both:
        raise HTTPException(404)
    one, other = (a for a in both if a)
    return laid_out(
        request,
        "beside_page.html.j2",
        columns=columns_of(one, other),
        story=reads.with_article(left),
    )


@router.get("/search")
def find(
    request: Request,
    reads: Reads,
    *,
    q: Annotated[str, Query(max_length=400)] = "",
    story: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The articles that hold every word, in all stories or in one."""
    within = reads.opened(story) if story else None
    ids = {page.article.id for page in within.sheet.view.pages} if within else None
    hits = search(reads.store, q, limit=HITS * 20 if within else HITS)
    return laid_out(
        request,
        "search.html.j2",
        query=q,
        hits=[hit for hit in hits if ids is None or hit.article_id in ids][:HITS],
        story=within,
    )


@router.get("/aside")
def aside(request: Request, reads: Reads) -> Response:
    """What was not read as an article, and why."""
    with reads.store.reading() as connection:
        rejections = kept_rejections(connection)
    return laid_out(request, "aside_page.html.j2", rejections=rejections)


@router.get("/language/{tag}")
def language(tag: str, back: str = "/") -> Response:
    """Remember the language chosen, and go back to the page."""
    if tag not in WRITTEN:
        raise HTTPException(404)
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = RedirectResponse(back if inside else "/", status_code=303)
    answer.set_cookie(COOKIE, tag, max_age=COOKIE_S, httponly=True, samesite="lax")
    return answer


def _known(found: Open | None) -> Open:
    if found is None:
        raise HTTPException(404)
    return found
