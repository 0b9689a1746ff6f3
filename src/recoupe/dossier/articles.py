"""Articles in full, with what Recoupe found in them marked in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from recoupe.dossier.chronology import time_anchor
from recoupe.dossier.counts import figure_anchor
from recoupe.dossier.dates import in_words, published_in_words
from recoupe.dossier.edition import anchor, headline, one_line
from recoupe.dossier.figures import amount
from recoupe.dossier.index import in_order
from recoupe.dossier.segments import Mark, MarkKind, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.sayings import Saying
    from recoupe.dossier.segments import Piece
    from recoupe.model import Article, Attribution, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article, ready to be laid out."""

    cited: Cited
    article: Article
    title: str
    headline: tuple[Piece, ...]  # where the headline opens the text; empty where it does not
    link: str | None  # only http and https are linked
    published: str
    reason: str  # why this date
    paragraphs: tuple[tuple[Piece, ...], ...]


def pages(edition: Edition, sayings: Iterable[Saying]) -> tuple[Page, ...]:
    """The articles in the order of their paths."""
    notes = {place.anchor: saying for saying in sayings for place in saying.places}
    return tuple(_page(reading, edition, notes=notes) for reading in edition.index.readings)


def web_link(url: str | None) -> str | None:
    """The address, when it leads to a web page and nowhere else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _page(reading: Reading, edition: Edition, *, notes: dict[str, Saying]) -> Page:
    article = reading.analysis.article
    found = paragraphs(article.text, _marks(reading, edition, notes=notes))
    opens = _headline_opens(article)
    return Page(
        cited=edition.cited[article.id],
        article=article,
        title=headline(article),
        headline=found[0] if opens and found else (),
        link=web_link(article.url),
        published=published_in_words(article.published, edition.words),
        reason=article.published.reason.in_language(edition.words.language),
        paragraphs=found[1:] if opens else found,
    )


def _headline_opens(article: Article) -> bool:
    """Whether the headline is the text's first paragraph, no more and no less."""
    if article.headline is None:
        return False
    before, after = article.text[: article.headline.start], article.text[article.headline.end :]
    return not before.strip() and (not after.strip() or after.lstrip(" \t\xa0").startswith("\n"))


def _marks(reading: Reading, edition: Edition, *, notes: dict[str, Saying]) -> Iterator[Mark]:
    article = reading.analysis.article
    for number, attribution in enumerate(in_order(reading.attributions), start=1):
        yield from _attribution_marks(attribution, edition, number=number, notes=notes)
    for position, quantity in enumerate(reading.analysis.quantities):
        yield Mark(
            span=quantity.span,
            kind=MarkKind.FIGURE,
            anchor=figure_anchor(article.id, position),
            title=amount(quantity, edition.words),
        )
    for timex in reading.analysis.timexes:
        yield Mark(
            span=timex.span,
            kind=MarkKind.TIME,
            anchor=time_anchor(article.id, timex),
            title=in_words(timex.value, edition.words),
        )


def _attribution_marks(
    attribution: Attribution, edition: Edition, *, number: int, notes: dict[str, Saying]
) -> Iterator[Mark]:
    """Content, source and cue; the last stretch of content bears the note."""
    own = anchor("t", attribution.id)
    names = edition.names(edition.index.speakers(attribution.speakers))
    stance = edition.words.say(f"stance.{attribution.stance}")
    title = one_line(f"{names or edition.words.say('nobody_named')}, {stance}")
    saying = notes.get(own)
    for position, span in enumerate(attribution.content):
        is_last = position == len(attribution.content) - 1
        yield Mark(
            span=span,
            kind=MarkKind.CONTENT,
            anchor=own if position == 0 else None,
            title=title,
            note=number if is_last else None,
            note_target=saying.anchor if saying and is_last else None,
        )
    if attribution.source:
        yield Mark(span=attribution.source, kind=MarkKind.SOURCE, title=names or None)
    if attribution.cue:
        yield Mark(span=attribution.cue, kind=MarkKind.CUE, title=stance)
