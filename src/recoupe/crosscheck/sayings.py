"""Tell when something was said, as far as the words and the article's date allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recoupe.text import days_of

if TYPE_CHECKING:
    from recoupe.model import Article, Attribution

#: Days before publication within which a saying of no stated day was said.
RECENT_DAYS = 3


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which something may have been said; None is open."""

    earliest: date | None
    latest: date | None
    is_stated: bool  # the text names the day

    def meet(self, other: Days) -> bool:
        """Whether both may have been said on one day."""
        return not (
            (self.earliest and other.latest and self.earliest > other.latest)
            or (other.earliest and self.latest and other.earliest > self.latest)
        )

    def common(self, other: Days) -> Days:
        """The days that both allow; only where they meet."""
        return Days(
            max((d for d in (self.earliest, other.earliest) if d), default=None),
            min((d for d in (self.latest, other.latest) if d), default=None),
            self.is_stated or other.is_stated,
        )

    def within(self, other: Days, *, days: int) -> bool | None:
        """Whether no more than `days` lie between the two; None when that cannot be known."""
        ends = (self.earliest, self.latest, other.earliest, other.latest)
        if any(end is None for end in ends):
            return None
        first, last, second, final = (end.toordinal() for end in ends if end)
        return max(first - final, second - last, 0) <= days


def days_said(article: Article, attribution: Attribution | None) -> Days:
    """When an attribution was said, or when an article that says it itself appeared."""
    stated = days_of(attribution.said_on) if attribution and attribution.said_on else None
    if stated:
        return Days(stated[0], stated[1], True)
    published = article.published
    earliest, latest = _day(published.earliest), _day(published.latest)
    if earliest and attribution:
        earliest -= timedelta(days=RECENT_DAYS)
    return Days(earliest, latest, False)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
