from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from recoupe.cli.progress import shown
from recoupe.run import Progress

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """A standard error that a person watches."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_when_nobody_watches() -> None:
    with shown("fr") as on_progress:
        assert on_progress is None


def test_a_person_sees_the_stage_how_far_it_is_and_what_was_set_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "120")

    with shown("en") as on_progress:
        assert on_progress
        on_progress(Progress(stage="gather", done=3, total=None, rejected=0))
        on_progress(Progress(stage="attribute", done=2, total=3, rejected=1))

    seen = screen.getvalue()
    assert "gather" in seen
    assert "2/3" in seen
    assert "1 item set aside" in seen
