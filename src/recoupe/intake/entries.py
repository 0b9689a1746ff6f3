"""The entries of a feed that is watched: what each says, and the articles it leads to.

An entry that carries its whole text is that article; one that has a summary,
or nothing, leads to its page. What an entry says is kept with its address, so
that the page says the same article when it is read again without the feed.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.intake.assemble import article_of
from recoupe.intake.feed import rows_in
from recoupe.intake.found import Draft
from recoupe.intake.gather import drafts_in
from recoupe.intake.listing import shown
from recoupe.intake.plain import sha256_of
from recoupe.intake.published import stated
from recoupe.intake.rows import draft_of_row
from recoupe.intake.visits import Entry
from recoupe.lang import load_pack
from recoupe.model import Reason, Rejection, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.intake.found import Found
    from recoupe.model import Article, GatherSettings

#: Entries of one feed that are looked at: more than any newsroom's feed has.
_ENTRIES = 1_000
#: A longer address is no article's, and too long to be found again by.
_NAME_BYTES = 2_000


def entries_in(found: Found, settings: GatherSettings) -> tuple[Entry, ...] | Reason:
    """The entries of a feed, in its order, each address once; or why it cannot be read."""
    rows = rows_in(found, settings)
    if isinstance(rows, Reason):
        return rows
    entries: dict[str, Entry] = {}
    for row in rows[:_ENTRIES]:
        whole = row["html"] if row["carries"] == "whole" or not row["url"] else None
        if row["url"] or whole:
            entry = Entry(
                name=row["url"] or f"entry:{digest(row['guid'] or row['title'])}",
                mark=digest(json.dumps(row, sort_keys=True)),
                title=row["title"],
                byline=row["byline"],
                published=row["published"],
                outlet=row["outlet"],
                html=whole,
                leads=bool(row["url"]),
            )
            if len(entry.name.encode("utf-8", "replace")) <= _NAME_BYTES:
                entries.setdefault(entry.name, entry)
    return tuple(entries.values())


def carried_by(entry: Entry, settings: GatherSettings) -> Iterator[Article | Rejection]:
    """The article whose whole text an entry carries."""
    html = entry.html or ""
    row = {
        "url": entry.name if entry.leads else None,
        "outlet": entry.outlet,
        "title": entry.title,
        "byline": entry.byline,
        "published": entry.published,
        "html": html,
    }
    path = shown(entry.name)
    draft = draft_of_row(
        row, path, sha256=sha256_of(html.encode("utf-8", "replace")), settings=settings
    )
    yield draft if isinstance(draft, Rejection) else _made(draft, settings)


def articles_at(
    found: Found, settings: GatherSettings, *, entry: Entry | None
) -> Iterator[Article | Rejection]:
    """The articles of a page; the entry that led to it says what the page does not."""
    for item in drafts_in(found, settings):
        if isinstance(item, Draft) and entry:
            published = stated(entry.published, (*settings.languages, "en"))
            item = replace(
                item,
                title=item.title or entry.title,
                byline=item.byline or entry.byline,
                published=item.published or published,
            )
        yield item if isinstance(item, Rejection) else _made(item, settings)


def _made(draft: Draft, settings: GatherSettings) -> Article | Rejection:
    """The article that a draft makes."""
    packs = tuple(load_pack(tag) for tag in settings.languages)
    return article_of(draft, packs=packs, settings=settings)
