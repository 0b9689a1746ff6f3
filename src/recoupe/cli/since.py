"""Read a moment as people type it: a day, a time, or how long ago."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from recoupe.errors import SettingsError

_AGO = re.compile(r"(\d{1,5})\s*([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(written: str, *, now: str) -> str:
    """The moment in UTC, ISO 8601 to the second, as the store writes times.

    Raises: SettingsError for what is no moment.
    """
    ago = _AGO.fullmatch(written.strip())
    try:
        if ago:
            found = datetime.fromisoformat(now) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        else:
            found = datetime.fromisoformat(written.strip())
    except (ValueError, OverflowError) as error:
        raise SettingsError(
            f"--since {written}: no moment, expected a day (2024-12-31), a time "
            "(2024-12-31T08:30), or how long ago (2d, 6h, 30m); write one of these",
            since=written,
        ) from error
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found.astimezone(UTC).isoformat(timespec="seconds")
