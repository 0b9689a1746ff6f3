"""When an article appeared, as its metadata or its page say it.

Only full days (or months, or years, where metadata give no more) count here:
a date without a year is left to analysis, which reads it with its context.
`dateparser` reads relative words against today's clock; nothing here may.

Source: ISO 8601 and RFC 5322 for metadata; the names of months are those of
CLDR, through babel.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from recoupe.model import DateBasis, Published, Reason
from recoupe.text import cleaned, evened, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.model import Article

#: News has been printed since 1605; later than 2999 is a slip of the pen.
_FIRST_YEAR, _LAST_YEAR = 1605, 2999
#: Where the date of a dateline begins at the latest: a place or two stand before it.
_DATELINE_CHARS = 60
#: Paragraphs that can open with the dateline: headline, standfirst, lead.
_DATELINE_PARAGRAPHS = 3

_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?=$|[T\s])")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])")
_ISO_DAY = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_BEFORE_DATE = re.compile(
    r"\(?(?:(?:[A-ZÀ-ÞŒ][\w'./-]*|\w{1,3})[,()]{0,2}\s+){0,6}(?:\w{4,9}\s+)?\(?"
)
_AFTER_DATE = re.compile(
    r"[\s.,)]*(?:\w[\w'-]*[\s.,)]+){0,4}(?:\([^()]{1,40}\)\s*)?[-–—]+\s|\)\s*[-–—:]?\s"
)


class _Printed(NamedTuple):
    """A full date in a text: where it stands and which day it is."""

    start: int
    end: int
    day: str


def stated(value: object, languages: Sequence[str]) -> Published | None:
    """The interval that metadata state, or None when they state nothing.

    A value that is no date gives an unknown interval that says so.
    """
    if isinstance(value, dict):
        return _stated_interval(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _of_clock(value)
    if value is None or not str(value).strip():
        return None
    shown = cleaned(str(value)).strip()[:60]
    interval = _interval(shown, languages)
    if interval is None:
        return _unknown(
            f"Les métadonnées donnent « {shown} », qui n'est pas une date lisible.",
            f"The metadata say “{shown}”, which is no date that can be read.",
        )
    return Published(
        earliest=interval[0],
        latest=interval[1],
        basis=DateBasis.METADATA,
        reason=Reason(f"Les métadonnées donnent « {shown} ».", f"The metadata say “{shown}”."),
    )


def on_page(day: str, words: str | None = None) -> Published:
    """The day that stands on the page, quoted when its words are known."""
    shown = words or day
    return Published(
        earliest=day,
        latest=day,
        basis=DateBasis.PAGE,
        reason=Reason(f"La page porte la date « {shown} ».", f"The page bears the date “{shown}”."),
    )


def undated(captured: str | None = None) -> Published:
    """The interval of an article without a date; a capture bounds it from above."""
    if captured is None:
        return _unknown(
            "Ni les métadonnées ni la page ne donnent de date.",
            "Neither metadata nor page give a date.",
        )
    return Published(
        earliest=None,
        latest=captured,
        basis=DateBasis.UNKNOWN,
        reason=Reason(
            f"Aucune date n'est donnée ; la page a été archivée le {captured}.",
            f"No date is given; the page was archived on {captured}.",
        ),
    )


def printed(
    date_lines: Iterable[str], paragraphs: Sequence[str], *, languages: Sequence[str]
) -> Published | None:
    """The day printed beside the article or in its dateline; None when there is none.

    Of several days printed beside it the first counts: pages add updates.
    """
    beside = [
        (found.day, line[found.start : found.end])
        for line in date_lines
        for found in dates_in(line, languages)
    ]
    if beside:
        return on_page(*min(beside))
    for paragraph in paragraphs[:_DATELINE_PARAGRAPHS]:
        found = dateline(paragraph, languages)
        if found:
            return on_page(found.day, paragraph[found.start : found.end])
    return None


def dateline(paragraph: str, languages: Sequence[str]) -> _Printed | None:
    """The full date with which a paragraph opens as agencies do, before a dash."""
    head = paragraph[: _DATELINE_CHARS + 80]
    for found in dates_in(head, languages):
        if found.start > _DATELINE_CHARS:
            return None
        text = evened(head)
        if _BEFORE_DATE.fullmatch(text[: found.start]) and _AFTER_DATE.match(text[found.end :]):
            return found
        return None
    return None


def dates_in(text: str, languages: Sequence[str]) -> Iterator[_Printed]:
    """The full dates in a line, in their order."""
    found: dict[int, tuple[int, str | None]] = {}
    for language in languages:
        for match in _worded(language).finditer(text):
            parts = match.groupdict()
            month = _months(language).get(_month_key(parts["m1"] or parts["m2"]))
            day = _day(parts["y1"] or parts["y2"], month, day=parts["d1"] or parts["d2"])
            found.setdefault(match.start(), (match.end(), day))
    for match in _ISO_DAY.finditer(text):
        year, month_number, day_number = match.groups()
        found.setdefault(match.start(), (match.end(), _day(year, month_number, day=day_number)))
    for match in _NUMERIC.finditer(text):
        first, _, second, year = match.groups()
        found.setdefault(match.start(), (match.end(), _day(year, second, day=first)))
    for start, (end, day) in sorted(found.items()):
        if day:
            yield _Printed(start, end, day)


def newest_date(articles: Iterable[Article]) -> str | None:
    """The newest day that metadata or pages state, or None when none of them does."""
    stated_days = (
        a.published.latest
        for a in articles
        if a.published.basis in (DateBasis.METADATA, DateBasis.PAGE) or a.published.latest
    )
    return max((day for day in stated_days if day), default=None)


def _stated_interval(value: dict[Any, Any]) -> Published | None:
    """The interval of an earlier run of Recoupe, given as `earliest` and `latest`."""
    ends = tuple(value.get(key) for key in ("earliest", "latest"))
    days = [_interval(str(end), ()) if end else None for end in ends]
    if days == [None, None]:
        return None
    earliest = days[0][0] if days[0] else None
    latest = days[1][1] if days[1] else None
    shown = f"{earliest or '…'} – {latest or '…'}"
    return Published(
        earliest=earliest,
        latest=latest,
        basis=DateBasis.METADATA,
        reason=Reason(f"Les métadonnées donnent « {shown} ».", f"The metadata say “{shown}”."),
    )


def _of_clock(seconds: float) -> str:
    """The day of a count of seconds since 1970, or the number itself when it is none."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return str(seconds)


def _interval(text: str, languages: Sequence[str]) -> tuple[str, str] | None:
    """First and last day of what a date names: a day, a month or a year."""
    iso = _ISO.match(text)
    if iso:
        year, month, day_of_month = iso.groups()
        return _span_of(year, month, day=day_of_month)
    found = next(dates_in(text, languages), None)
    if found:
        return found.day, found.day
    try:
        day = parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day, day


def _span_of(year: str, month: str | None, *, day: str | None) -> tuple[str, str] | None:
    if day:
        exact = _day(year, month, day=day)
        return (exact, exact) if exact else None
    first = _day(year, month or "1", day="1")
    if first is None:
        return None
    last_month = int(month or 12)
    last_day = calendar.monthrange(int(year), last_month)[1]
    return first, f"{int(year):04}-{last_month:02}-{last_day:02}"


def _day(year: str | int, month: str | int | None, *, day: str | int) -> str | None:
    """The ISO day, or None when there is no such day."""
    if month is None or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _months(language: str) -> dict[str, int]:
    """Names and abbreviations of the months, bare of accents and periods → 1 to 12."""
    from babel import Locale, UnknownLocaleError

    try:
        widths = Locale.parse(language, sep="-").months["format"]
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        _month_key(name): number
        for width in ("wide", "abbreviated")
        for number, name in widths[width].items()
    }


def _month_key(name: str) -> str:
    return without_accents(name.lower()).rstrip(".")


@cache
def _worded(language: str) -> re.Pattern[str]:
    """Dates with the month in words: « 3 mars 2024 », « 1er août 2024 », “March 3, 2024”."""
    letters: dict[str, None] = {}
    for name in sorted(_months(language), key=len, reverse=True):
        letters[re.escape(name).replace("e", "[eé]").replace("u", "[uû]")] = None
    month = "|".join(letters) or "(?!)"
    ordinal = r"(?:er|st|nd|rd|th|\.)?"
    return re.compile(
        rf"(?<![\w/])(?:(?P<d1>\d{{1,2}}){ordinal}\s(?P<m1>{month})\.?,?\s(?P<y1>\d{{4}})"
        rf"|(?P<m2>{month})\.?\s(?P<d2>\d{{1,2}}){ordinal},?\s(?P<y2>\d{{4}}))(?![\w/])",
        re.I,
    )


def _unknown(fr: str, en: str) -> Published:
    return Published(earliest=None, latest=None, basis=DateBasis.UNKNOWN, reason=Reason(fr, en))
