"""Articles in full, with what Recoupe found in them marked in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from recoupe.dossier.chronology import time_anchor
from recoupe.dossier.claims import claims_of_words
from recoupe.dossier.counts import figure_anchor
from recoupe.dossier.dates import in_words, published_in_words
from recoupe.dossier.edition import anchor, headline, one_line
from recoupe.dossier.figures import amount
from recoupe.dossier.index import in_order
from recoupe.dossier.passages import passages_by_article
from recoupe.dossier.segments import Mark, MarkKind, paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.sayings import Saying
    from recoupe.dossier.segments import Piece
    from recoupe.dossier.words import Words
    from recoupe.model import Article, Attribution, Reading, Span


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
    by: str  # outlet and day, to go with words that are copied
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """What leads into the articles, and out of them."""

    notes: Mapping[str, str]  # where the note of a saying leads, by the saying's own anchor
    passages: Mapping[str, Mapping[str, Span]]  # led to from elsewhere, by article and anchor
    linked: Collection[str]  # anchors of times that are led to


def pages(
    edition: Edition, sayings: Iterable[Saying], *, linked: Collection[str]
) -> tuple[Page, ...]:
    """The articles in the order of their paths; times have an anchor where it is `linked`.

    From each highlighted saying a note leads to the claim that other articles
    carry too, else to the saying among those of its speaker.
    """
    notes = {place.anchor: saying.anchor for saying in sayings for place in saying.places}
    notes |= {
        anchor("t", attribution_id): anchor("c", claim.id)
        for attribution_id, claim in claims_of_words(edition).items()
        if len(claim.article_ids) > 1
    }
    leads = Leads(notes=notes, passages=passages_by_article(edition), linked=linked)
    return tuple(_page(reading, edition, leads=leads) for reading in edition.index.readings)


def web_link(url: str | None) -> str | None:
    """The address, when it leads to a web page and nowhere else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _page(reading: Reading, edition: Edition, *, leads: Leads) -> Page:
    article = reading.analysis.article
    pointed_at = (
        Mark(span=span, kind=MarkKind.PASSAGE, anchor=own)
        for own, span in leads.passages.get(article.id, {}).items()
    )
    marks = (*_marks(reading, edition, leads=leads), *pointed_at)
    found = paragraphs(article.text, marks)
    opens = _headline_opens(article)
    cited = edition.cited[article.id]
    return Page(
        cited=cited,
        article=article,
        title=headline(article),
        headline=found[0] if opens and found else (),
        link=web_link(article.url),
        published=published_in_words(article.published, edition.words),
        by=", ".join(part for part in (cited.name, cited.published) if part),
        reason=edition.words.reason(article.published.reason),
        paragraphs=found[1:] if opens else found,
    )


def _headline_opens(article: Article) -> bool:
    """Whether the headline is the text's first paragraph, no more and no less."""
    if article.headline is None:
        return False
    before, after = article.text[: article.headline.start], article.text[article.headline.end :]
    return not before.strip() and (not after.strip() or after.lstrip(" \t\xa0").startswith("\n"))


def _marks(reading: Reading, edition: Edition, *, leads: Leads) -> Iterator[Mark]:
    article = reading.analysis.article
    for number, attribution in enumerate(in_order(reading.attributions), start=1):
        yield from _attribution_marks(attribution, edition, number=number, notes=leads.notes)
    for position, quantity in enumerate(reading.analysis.quantities):
        yield Mark(
            span=quantity.span,
            kind=MarkKind.FIGURE,
            anchor=figure_anchor(article.id, position),
            title=amount(quantity, edition.words) if quantity.low != quantity.high else None,
        )
    for timex in reading.analysis.timexes:
        yield Mark(
            span=timex.span,
            kind=MarkKind.TIME,
            anchor=own if (own := time_anchor(article.id, timex)) in leads.linked else None,
            title=_told_day(timex.value, timex.span.of(article.text), words=edition.words),
        )


def _attribution_marks(
    attribution: Attribution, edition: Edition, *, number: int, notes: Mapping[str, str]
) -> Iterator[Mark]:
    """Content, source and cue; the last stretch of content bears the note."""
    own = anchor("t", attribution.id)
    text = edition.index.articles[attribution.article_id].text
    for position, span in enumerate(attribution.content):
        is_last = position == len(attribution.content) - 1
        yield Mark(
            span=span,
            kind=MarkKind.CONTENT,
            anchor=own if position == 0 else None,
            note=number if is_last else None,
            note_target=notes.get(own) if is_last else None,
        )
    if attribution.source:
        names = edition.names(edition.index.speakers(attribution.speakers))
        title = _unlike(names, attribution.source.of(text))
        yield Mark(span=attribution.source, kind=MarkKind.SOURCE, title=title)
    if attribution.cue:
        yield Mark(span=attribution.cue, kind=MarkKind.CUE)


def _told_day(value: str, written: str, *, words: Words) -> str | None:
    """The day that a time expression stands for, where it is known and not written there."""
    told = in_words(value, words)
    return _unlike(told, written) if told != value or value.isdigit() else None


def _unlike(told: str, written: str) -> str | None:
    """What is told of some words, unless the words say it themselves."""
    known = one_line(told)
    return known if known and known.casefold() not in one_line(written).casefold() else None
