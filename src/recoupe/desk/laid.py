"""Lay a page out: the template, the words, and what every page has around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from recoupe.desk.languages import WRITTEN, language_of
from recoupe.desk.static import address_of
from recoupe.desk.visitor import visitor
from recoupe.dossier import components, in_words, load_words
from recoupe.model import Stance
from recoupe.store import Role

if TYPE_CHECKING:
    from recoupe.desk.app import Desk
    from recoupe.desk.library import Open, Reader
    from recoupe.dossier import Words


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    desk: Desk = request.app.state.desk
    return desk


def reader_of(request: Request) -> Reader:
    """Who asks: the store as it stands now, in the reader's language."""
    return desk_of(request).library.reader(_language(request))


def laid_out(
    request: Request,
    template: str,
    *,
    status: int = 200,
    story: Open | None = None,
    **values: object,
) -> HTMLResponse:
    """A page; `story` is the one that its sections are of."""
    return HTMLResponse(_written(request, template, story=story, **values), status_code=status)


def kept_part(request: Request, reads: Reader, *, template: str, story: Open) -> Markup:
    """A part of a page that is the same for all who read a story, written once and kept."""
    key = ("part", reads.language, template, story.story.id)
    return reads.made(*key, make=lambda: Markup(_written(request, template, story=story)))  # noqa: S704


def _written(request: Request, template: str, *, story: Open | None, **values: object) -> str:
    words = words_for(request)
    page = components("recoupe.desk").get_template(template)
    return page.render(
        words=words,
        say=words.say,
        count=words.count,
        file=address_of,
        written=WRITTEN,
        here=_here(request),
        story=story,
        sheet=story.sheet if story else None,
        view=story.sheet.view if story else None,
        to=story.to if story else "#{}".format,
        page_of=story.page_of if story else lambda _: None,
        heading_of_article="h1",
        day=lambda written: in_words(written, words),
        moment=lambda at: in_words(f"{at[:16]}Z", words),
        form_token=visitor(request).form_token,
        visitor=visitor(request),
        edits=visitor(request).role is Role.EDITOR,
        stances=tuple(Stance),
        **{"query": "", **values},
    )


def words_for(request: Request) -> Words:
    """The words of the desk in the reader's language; a program reads English."""
    is_program = request.url.path.startswith("/api/")
    return load_words("en" if is_program else _language(request), also="recoupe.desk")


def _language(request: Request) -> str:
    return language_of(request, desk_of(request).settings.desk.ui_language)


def author_of(request: Request) -> str:
    """Who asks, by name; "" where nobody has to say so."""
    return visitor(request).name


def _here(request: Request) -> str:
    """The address of the page itself, to come back to."""
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query
