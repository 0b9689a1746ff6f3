"""Show how far long work has come, on standard error, when a person watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from recoupe.dossier import load_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Task

    from recoupe.run import Progress


class RateColumn(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="dim")


@contextmanager
def shown(ui_language: str) -> Iterator[Callable[[Progress], None] | None]:
    """A function to call with each step; None when nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    words = load_words(ui_language)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rejected]}"),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: Progress) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total, rejected="")
            aside = words.count("set_aside", step.rejected) if step.rejected else ""
            bars.update(tasks[step.stage], completed=step.done, total=step.total, rejected=aside)

        yield show
