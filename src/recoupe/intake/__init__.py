"""Intake: from files, archives, streams and addresses to articles, and what was set aside."""

from recoupe.intake.entries import articles_at, carried_by, entries_in
from recoupe.intake.found import Draft, Found, Reader
from recoupe.intake.gather import gather
from recoupe.intake.published import newest_date
from recoupe.intake.visits import Entry, Validators, Visit, fetcher, posted, watchlist

__all__ = [
    "Draft",
    "Entry",
    "Found",
    "Reader",
    "Validators",
    "Visit",
    "articles_at",
    "carried_by",
    "entries_in",
    "fetcher",
    "gather",
    "newest_date",
    "posted",
    "watchlist",
]
