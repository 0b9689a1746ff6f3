from __future__ import annotations

import pytest

from recoupe.cli.since import moment
from recoupe.errors import SettingsError

NOW = "2031-03-04T10:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("2031-03-01", "2031-03-01T00:00:00+00:00", id="day"),
        pytest.param("2031-03-01T08:30", "2031-03-01T08:30:00+00:00", id="time"),
        pytest.param("2031-03-01T08:30+02:00", "2031-03-01T06:30:00+00:00", id="elsewhere"),
        pytest.param("2031-03-01T08:30Z", "2031-03-01T08:30:00+00:00", id="UTC"),
        pytest.param("2d", "2031-03-02T10:00:00+00:00", id="days ago"),
        pytest.param("90m", "2031-03-04T08:30:00+00:00", id="minutes ago"),
        pytest.param("1w", "2031-02-25T10:00:00+00:00", id="weeks ago"),
    ],
)
def test_a_moment_is_a_day_a_time_or_how_long_ago(written: str, meant: str) -> None:
    assert moment(written, now=NOW) == meant


@pytest.mark.parametrize("written", ["", "hier", "2d ago", "-2d", "999999d", "2031-02-30"])
def test_what_is_no_moment_is_told(written: str) -> None:
    with pytest.raises(SettingsError, match="no moment, expected a day"):
        moment(written, now=NOW)
