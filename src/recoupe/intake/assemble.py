"""Make an article of a draft: clean it, set furniture apart, fill the fields.

A body that a row calls clean is kept character for character; every other
text is judged line by line, and its paragraphs are separated by one blank
line. The headline is the first paragraph of the text: where metadata know a
title and the body does not begin with it, it is put in front.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from recoupe.intake import reasons
from recoupe.intake.agencies import byline_of, credit_of, reporter_of
from recoupe.intake.encoding import misread
from recoupe.intake.found import Draft, rejected
from recoupe.intake.furniture import kind_of, told_apart
from recoupe.intake.language import language_of, names_of
from recoupe.intake.published import printed, undated
from recoupe.intake.unwrap import unwrapped
from recoupe.model import Article, Furniture, FurnitureKind, Reason, Rejection, Span
from recoupe.text import cleaned, folded

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model import GatherSettings, Published

#: Characters of the content's hash: two articles of a hundred million agree once in 10^3 archives.
_ID_CHARS = 16
#: A title and the line under it are one when they agree so far; sites add their name at the end.
_TITLE_CHARS = 20
#: A first line of a clean body is a headline only up to this length.
_HEADLINE_CHARS = 300
#: Lines of one page; the longest live coverage has a tenth of them.
_MAX_LINES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The text of an article, with what was set apart from it."""

    text: str
    headline: Span | None
    furniture: tuple[Furniture, ...] = ()

    def paragraphs(self) -> tuple[str, ...]:
        """The text's lines that are not blank."""
        return tuple(line for line in self.text.split("\n") if line.strip())


def article_of(
    draft: Draft, *, packs: tuple[Pack, ...], settings: GatherSettings
) -> Article | Rejection:
    """The article that a draft makes, or why it makes none."""
    body = _body(draft, packs, limit=settings.article_chars)
    if isinstance(body, Reason):
        return rejected(draft.path, body)
    language = _language(draft, body.text, packs=packs)
    if isinstance(language, Reason):
        return rejected(draft.path, language)
    title = draft.title or (body.headline.of(body.text) if body.headline else None)
    around = tuple(_with_kind(line, packs) for line in draft.furniture)
    signed = _signatures(draft, (*around, *body.furniture))
    return Article(
        id=draft.id or _content_id(title, body.text),
        path=draft.path,
        url=draft.url,
        outlet=draft.outlet or _host(draft.url),
        title=title,
        byline=draft.byline or byline_of(signed, packs) or reporter_of(body.text, packs),
        credit=credit_of(signed, body.paragraphs(), packs=packs)
        or credit_of((draft.byline or "",), (), packs=packs),
        language=language,
        text=body.text,
        headline=body.headline,
        sha256=draft.sha256,
        published=_published(draft, body, signed=signed, packs=packs),
        furniture=(*around, *body.furniture),
    )


def _with_kind(line: Furniture, packs: tuple[Pack, ...]) -> Furniture:
    """A line that a reader set apart, with the kind that its words give it."""
    text = " ".join(cleaned(line.text).split())
    return Furniture(text=text, kind=kind_of(text, packs) or line.kind)


def _signatures(draft: Draft, furniture: tuple[Furniture, ...]) -> tuple[str, ...]:
    """The lines that may sign and date the article; on pages only those next to the body."""
    near = frozenset(" ".join(cleaned(text).split()) for text in draft.beside)
    apart = frozenset(" ".join(cleaned(line.text).split()) for line in draft.furniture)
    return tuple(
        line.text
        for line in furniture
        if line.kind is FurnitureKind.BYLINE and (line.text not in apart or line.text in near)
    )


def _body(draft: Draft, packs: tuple[Pack, ...], *, limit: int) -> _Body | Reason:
    """The draft's text, cleaned and told apart, or why there is none."""
    if len(draft.text) > 2 * limit:
        return reasons.too_long(len(draft.text), limit)
    text = cleaned(draft.text)
    if not text.strip():
        return reasons.empty()
    bad = misread(text)
    if bad:
        return bad
    title = " ".join(cleaned(draft.title or "").split()) or None
    body = (
        _clean_body(text.strip(), title) if draft.clean else _judged_body(text, packs, title=title)
    )
    if isinstance(body, _Body) and len(body.text) > limit:
        return reasons.too_long(len(body.text), limit)
    return body


def _clean_body(text: str, title: str | None) -> _Body:
    """A body kept as it is, its title in front where metadata know one."""
    first, _, rest = text.partition("\n")
    if title and not _same_title(first, title):
        return _Body(text=f"{title}\n\n{text}", headline=Span(0, len(title)))
    short = len(first) <= _HEADLINE_CHARS and not first.rstrip().endswith((".", "…", ".»", ". »"))
    is_headline = bool(title) or (bool(rest.strip()) and short)
    return _Body(text=text, headline=Span(0, len(first.rstrip())) if is_headline else None)


def _judged_body(text: str, packs: tuple[Pack, ...], *, title: str | None) -> _Body | Reason:
    """A body without the lines of the page around it."""
    count = text.count("\n")
    if count > _MAX_LINES:
        return reasons.too_many_lines(count, _MAX_LINES)
    judged = told_apart(unwrapped(text), packs, title=title)
    if not judged.body:
        return reasons.only_furniture(len(judged.apart)) if judged.apart else reasons.empty()
    paragraphs = [line.text for line in judged.body]
    headline = judged.headline is not None
    if title and _same_title(paragraphs[0], title):
        headline = True
    elif title:
        paragraphs.insert(0, title)
        headline = True
    return _Body(
        text="\n\n".join(paragraphs),
        headline=Span(0, len(paragraphs[0])) if headline else None,
        furniture=judged.furniture(),
    )


def _same_title(line: str, title: str) -> bool:
    """Whether a line is the title, or the title is the line and the site's name."""
    left, right = folded(line), folded(title)
    if left == right:
        return True
    return len(left) >= _TITLE_CHARS and (right.startswith(left) or left.startswith(right))


def _language(draft: Draft, text: str, *, packs: tuple[Pack, ...]) -> str | Reason:
    """The tag of the article's language, the row's when it gives one, or why it is not read."""
    if not draft.language:
        return language_of(text, packs)
    stated = draft.language.replace("_", "-").split("-")[0].lower()
    for pack in packs:
        if pack.tag.split("-")[0].lower() == stated:
            return draft.language.replace("_", "-")
    return reasons.other_language(names_of(stated), tuple(names_of(pack.tag) for pack in packs))


def _published(
    draft: Draft, body: _Body, *, signed: tuple[str, ...], packs: tuple[Pack, ...]
) -> Published:
    """The interval from metadata, else from the page, else unknown."""
    tags = tuple(pack.tag for pack in packs)
    stated = draft.published
    if stated is not None and (stated.earliest or stated.latest):
        return stated
    on_page = printed(signed, body.paragraphs(), languages=tags)
    return on_page or stated or undated(draft.captured)


def _host(url: str | None) -> str | None:
    """The site that an address names, for want of the outlet's name."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _content_id(title: str | None, text: str) -> str:
    content = f"{title or ''}\x1f{text}".encode()
    return hashlib.sha256(content).hexdigest()[:_ID_CHARS]
