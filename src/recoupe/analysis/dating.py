"""Date an undated article from its own words, as far as they go.

Files that people paste carry no date; the text often does: « Samedi 14
décembre » falls on a Saturday in few years, « en mars 2019 » told as past
leaves only later days. The bounds come from `text.publication`; here stands
what an article alone may conclude, and the reason for a reader.

Source: house, after how desks date undated copy.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recoupe.model import DateBasis, Published, Reason
from recoupe.text import Anchor, narrow, years_that_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.model import Article, Timex
    from recoupe.text import Fits, Narrowed

RECENT_DAYS = 6
"""A date that names its weekday and not its year is news of that week."""

AHEAD_DAYS = 60
"""A date to come that names its weekday is announced about two months before, at most."""

YEARS_TOLD = 3
"""Years that a reason names; more tell a reader nothing."""


def date_article(article: Article, timexes: Sequence[Timex], *, as_of: str) -> Published:
    """When an article appeared, narrowed from its own words if intake found no date.

    No day is later than `as_of`, an ISO 8601 day.
    """
    if article.published.basis is not DateBasis.UNKNOWN:
        return article.published
    latest = date.fromisoformat(article.published.latest or as_of)
    fits = years_that_fit(timexes, latest=latest)
    if fits is not None:
        return _from_weekday(article, timexes, fits=fits, latest=latest)
    left = narrow(timexes, Anchor(latest=latest))
    if not left.because:
        return article.published
    return _published(left.anchor, _because(article, left))


def _from_weekday(
    article: Article, timexes: Sequence[Timex], *, fits: Fits, latest: date
) -> Published:
    """The week of the latest day that bears the weekday named with it."""
    day = fits.days[0]
    if ">=" in fits.timex.rule:
        window = Anchor(earliest=day - timedelta(days=AHEAD_DAYS), latest=min(day, latest))
    else:
        window = Anchor(earliest=day, latest=min(day + timedelta(days=RECENT_DAYS), latest))
    left = narrow(timexes, window)
    reason = _years(article, fits, latest=latest)
    if left.because:
        more = _because(article, left)
        reason = Reason(fr=f"{reason.fr} {more.fr}", en=f"{reason.en} {more.en}")
    return _published(left.anchor, reason)


def _published(anchor: Anchor, reason: Reason) -> Published:
    """An interval that rests on the article's own words."""
    ends = (d.isoformat() if d else None for d in (anchor.earliest, anchor.latest))
    earliest, latest = ends
    return Published(earliest=earliest, latest=latest, basis=DateBasis.TEXT, reason=reason)


def _years(article: Article, fits: Fits, *, latest: date) -> Reason:
    """Which years fit a weekday and its date, and which is taken."""
    words = fits.timex.span.of(article.text)
    day, *others = fits.days
    taken = Reason(
        fr=f"« {words} » : ce jour de la semaine tombe à cette date en {day.year}, "
        f"l'année la plus récente jusqu'au {latest.isoformat()}.",
        en=f"« {words} »: this weekday falls on this date in {day.year}, "
        f"the latest year up to {latest.isoformat()}.",
    )
    if not others:
        return taken
    years = [str(d.year) for d in others[:YEARS_TOLD]]
    more = "…" if len(others) > YEARS_TOLD else ""
    return replace(
        taken,
        fr=f"{taken.fr} Conviendraient aussi : {', '.join(years)}{more}.",
        en=f"{taken.en} Also fitting: {', '.join(years)}{more}.",
    )


def _because(article: Article, left: Narrowed) -> Reason:
    """The words that bound the days, quoted."""
    words = ", ".join(f"« {t.span.of(article.text)} »" for t in left.because)
    return Reason(
        fr=f"D'après {words} : le passé précède la parution, ce qui est à venir la suit.",
        en=f"From {words}: what is past comes before publication, what is to come after.",
    )
