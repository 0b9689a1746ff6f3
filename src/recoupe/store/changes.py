"""Tell what changed from one version of an address to the next.

A desk asks three things of an edited page: is the headline another, is a
figure another, is a quotation another. Figures are paired by what they count,
quotations by how alike they are; what finds no partner is new or gone. Any
other edit of the body is told as one, without its words.

Source: likeness of quotations is rapidfuzz's normalized indel similarity.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import delete, insert, select

from recoupe.store.tables import articles, attributions, changes, figures, readings
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

#: Quotations that are less alike, of 100, are not one quotation reworded.
_ALIKE = 60


class _Change(NamedTuple):
    kind: str
    before: str | None
    after: str | None


class _Figure(NamedTuple):
    counts: tuple[str | None, ...]
    value: tuple[object, ...]
    words: str


def tell_changes(connection: Connection, url: str) -> None:
    """Write what changed between the versions of an address, as far as they are read."""
    versions = connection.execute(
        select(articles.c.row_id, articles.c.title, articles.c.text)
        .select_from(articles.join(readings, readings.c.article_row == articles.c.row_id))
        .where(articles.c.url == url)
        .order_by(articles.c.version)
    ).all()
    numbers = [version.row_id for version in versions]
    connection.execute(delete(changes).where(changes.c.article_row.in_(numbers)))
    for earlier, later in pairwise(versions):
        found = [
            {"article_row": later.row_id, "earlier_row": earlier.row_id, **change._asdict()}
            for change in _between(connection, earlier, later=later)
        ]
        if found:
            connection.execute(insert(changes), found)


def _between(
    connection: Connection, earlier: Any, *, later: Any  # Any: rows of `articles`
) -> Iterator[_Change]:  # fmt: skip
    """What changed between two versions, headline first."""
    if earlier.title != later.title:
        yield _Change("headline", earlier.title, later.title)
    told = [
        *_moved(_figures(connection, earlier.row_id), _figures(connection, later.row_id)),
        *_reworded(_quotations(connection, earlier.row_id), _quotations(connection, later.row_id)),
    ]
    yield from told
    if not told and earlier.text != later.text:
        yield _Change("text", None, None)


def _figures(connection: Connection, number: int) -> list[_Figure]:
    """The figures of a version."""
    rows = connection.execute(
        select(figures).where(figures.c.article_row == number).order_by(figures.c.start)
    )
    return [
        _Figure(
            counts=(row.event, row.counted_lemma, row.unit),
            value=(row.low, row.high, row.approximate),
            words=row.words,
        )
        for row in rows
    ]


def _moved(before: Sequence[_Figure], after: Sequence[_Figure]) -> Iterator[_Change]:
    """The figures that are others, paired by what they count."""
    gone = _without(before, after)
    new = _without(after, before)
    for old in gone:
        partner = next((one for one in new if one.counts == old.counts), None)
        if partner:
            new.remove(partner)
        yield _Change("figure", old.words, partner.words if partner else None)
    yield from (_Change("figure", None, one.words) for one in new)


def _without(these: Sequence[_Figure], those: Sequence[_Figure]) -> list[_Figure]:
    """The figures that have none of one count and value among the others, each counted once."""
    left = [(one.counts, one.value) for one in those]
    kept = []
    for one in these:
        if (one.counts, one.value) in left:
            left.remove((one.counts, one.value))
        else:
            kept.append(one)
    return kept


def _quotations(connection: Connection, number: int) -> list[str]:
    """The quotations of a version, as written."""
    rows = connection.execute(
        select(attributions.c.content)
        .where(attributions.c.article_row == number, attributions.c.quotation != "indirect")
        .order_by(attributions.c.content_start)
    )
    return list(dict.fromkeys(row.content for row in rows))


def _reworded(before: Sequence[str], after: Sequence[str]) -> Iterator[_Change]:
    """The quotations that are others, paired by how alike they are."""
    known, still = ({folded(words) for words in side} for side in (before, after))
    new = [words for words in after if folded(words) not in known]
    for old in (words for words in before if folded(words) not in still):
        partner = max(new, key=lambda words: fuzz.ratio(old, words), default=None)
        if partner is not None and fuzz.ratio(old, partner) >= _ALIKE:
            new.remove(partner)
            yield _Change("quotation", old, partner)
        else:
            yield _Change("quotation", old, None)
    yield from (_Change("quotation", None, words) for words in new)
