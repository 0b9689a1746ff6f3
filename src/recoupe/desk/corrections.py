"""What editors decide on the desk: a form beside what it is about, a list, a way back.

A decision is on disk before anyone is told that it was taken; the reader
(`reading.py`) follows it in the next cross-check, as it follows those of
`recoupe correct`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from recoupe.desk.laid import author_of, desk_of, laid_out, words_for
from recoupe.desk.pages import Reads
from recoupe.desk.problems import RefusedError
from recoupe.desk.shapes import Asked, Decided, Listed, Problem, Undone
from recoupe.model import Crosscheck, JudgmentKind
from recoupe.run import Correction, judgment_of
from recoupe.store import (
    keep_judgment,
    kept_judgments,
    kept_rulings,
    stories_at,
    undo_judgment,
)

if TYPE_CHECKING:
    from recoupe.desk.library import Reader
    from recoupe.dossier import ReadDossier, Words
    from recoupe.model import Judgment, Ruling

corrections = APIRouter()

#: Decisions on one page, the latest.
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision in words, with what became of it."""

    judgment: Judgment
    kind: str
    about: str
    value: str | None
    why: str
    is_followed: bool | None  # None until a cross-check has looked at it
    obstacle: str | None  # why it is not followed
    pages: tuple[tuple[str, str], ...] = ()  # what it touches now: address and name
    cited: tuple[()] = ()

    @property
    def judgment_id(self) -> str:
        """Its id."""
        return self.judgment.id


@corrections.get("/corrections", include_in_schema=False)
def list_pages(request: Request, reads: Reads) -> Response:
    """All decisions, the latest first, each with a way to take it back."""
    with reads.store.reading() as connection:
        kept = kept_judgments(connection)
    rulings, words = _rulings(reads), words_for(request)
    latest = [_decision(one, rulings.get(one.id), words=words) for one in kept[::-1][:MOST]]
    return laid_out(request, "corrections_page.html.j2", decisions=latest)


@corrections.get("/corrections/{judgment_id}", include_in_schema=False)
def one_page(request: Request, reads: Reads, *, judgment_id: str, part: bool = False) -> Response:
    """A decision, and what became of it; `part` is what changes meanwhile."""
    judgment = _kept(reads, judgment_id)
    ruling = _rulings(reads).get(judgment.id)
    told = _decision(judgment, ruling, words=words_for(request))
    if ruling:
        told = replace(told, pages=_touched(reads, ruling))
    template = "decision.html.j2" if part else "correction.html.j2"
    return laid_out(request, template, one=told)


@corrections.post("/corrections", include_in_schema=False)
def decide(request: Request, reads: Reads, *, asked: Annotated[Asked, Form()]) -> Response:
    """Take a decision."""
    return _to(_decided(request, reads, asked=asked))


@corrections.post("/corrections/{judgment_id}/undo", include_in_schema=False)
def undo(
    request: Request, reads: Reads, *, judgment_id: str, undone: Annotated[Undone, Form()]
) -> Response:
    """Take a decision back."""
    return _to(_undone(request, reads, undone=undone, judgment_id=judgment_id))


@corrections.get("/api/corrections")
def list_corrections(reads: Reads, *, offset: int = 0, limit: int = 100) -> Listed[Decided]:
    """All decisions, the oldest first."""
    with reads.store.reading() as connection:
        kept = kept_judgments(connection)
    offset, limit = max(0, min(offset, 10**9)), max(1, min(limit, 500))
    rulings = _rulings(reads)
    return Listed.page([Decided.of(one, rulings.get(one.id)) for one in kept], offset, limit=limit)


@corrections.post("/api/corrections", status_code=202, responses=Problem.answers(404, 422))
def take_decision(request: Request, reads: Reads, *, asked: Asked) -> Decided:
    """Take a decision; it is on disk when this answers, and followed by the next cross-check."""
    return Decided.of(_kept(reads, _decided(request, reads, asked=asked)), None)


@corrections.post(
    "/api/corrections/{judgment_id}/undo", status_code=202, responses=Problem.answers(404, 422)
)
def take_back(request: Request, reads: Reads, *, judgment_id: str, undone: Undone) -> Decided:
    """Take a decision back; that is a record too."""
    return Decided.of(
        _kept(reads, _undone(request, reads, undone=undone, judgment_id=judgment_id)), None
    )


def _decided(request: Request, reads: Reader, *, asked: Asked) -> str:
    """Keep what was asked for; its id."""
    dossier = _dossier(reads, asked)
    others = tuple(i for i in asked.others if i)
    correction = Correction(
        kind=asked.kind,
        author=author_of(request) or asked.author,
        reason=asked.reason,
        ids=tuple(asked.ids),
        others=() if asked.value and asked.kind is JudgmentKind.SET_SPEAKER else others,
        value=asked.value.strip() or None,
    )
    desk = desk_of(request)
    kept = keep_judgment(reads.store, judgment_of(dossier, correction, at=desk.clock()))
    desk.adder.wake()
    return kept


def _undone(request: Request, reads: Reader, *, undone: Undone, judgment_id: str) -> str:
    """Take a decision back; its id."""
    author, reason = author_of(request) or undone.author.strip(), undone.reason.strip()
    if not author or not reason:
        raise RefusedError("why")
    if _kept(reads, judgment_id).undone:
        raise RefusedError("undone")
    desk = desk_of(request)
    undo_judgment(reads.store, judgment_id, author=author, at=desk.clock(), reason=reason)
    desk.adder.wake()
    return judgment_id


def _dossier(reads: Reader, asked: Asked) -> ReadDossier:
    """The dossier of the story that a decision is about, or of both stories that are one."""
    named = asked.ids if asked.kind is JudgmentKind.MERGE_STORIES else [asked.story]
    found = [reads.opened(story_id) for story_id in named]
    first, *rest = (one.dossier for one in found if one) if all(found) else (None,)
    if first is None:
        raise HTTPException(404)
    for more in rest:
        checked = Crosscheck(
            entities=(*first.entities, *more.entities), stories=(*first.stories, *more.stories)
        )
        first = replace(first, readings=(*first.readings, *more.readings), crosscheck=checked)
    return first


def _kept(reads: Reader, judgment_id: str) -> Judgment:
    with reads.store.reading() as connection:
        kept = {one.id: one for one in kept_judgments(connection)}
    if judgment_id not in kept:
        raise HTTPException(404)
    return kept[judgment_id]


def _rulings(reads: Reader) -> dict[str, Ruling]:
    """What became of the decisions in the latest cross-check, by their ids."""
    with reads.store.reading() as connection:
        return kept_rulings(connection)


def _decision(judgment: Judgment, ruling: Ruling | None, *, words: Words) -> Decision:
    language = words.language
    obstacle = ruling.obstacle if ruling else None
    return Decision(
        judgment=judgment,
        kind=words.say(f"judgment.{judgment.kind}"),
        about=judgment.about,
        value=judgment.value,
        why=judgment.why.in_language(language),
        is_followed=None if ruling is None else obstacle is None,
        obstacle=obstacle.in_language(language) if obstacle else None,
    )


def _touched(reads: Reader, ruling: Ruling) -> tuple[tuple[str, str], ...]:
    """The claims, speakers and stories that a decision touches now, with their pages."""
    touched = set(ruling.touched)
    found: dict[str, str] = {}
    with reads.store.reading() as connection:
        places = {anchor.article for side in ruling.judgment.sides for anchor in side}
        near = stories_at(connection, places)
    for opened in filter(None, map(reads.opened, near)):
        dossier = opened.dossier
        about = [
            c for c in dossier.claims if c.id in touched or touched.intersection(c.attribution_ids)
        ]
        named = [e for e in dossier.entities if e.id in touched]
        for record, name in [*((c.id, c.text) for c in about), *((e.id, e.name) for e in named)]:
            if page := opened.page_of(record):
                found[page] = name
        found[opened.address] = opened.story.title
    return tuple(found.items())


def _to(judgment_id: str) -> Response:
    return RedirectResponse(f"/corrections/{judgment_id}", status_code=303)
