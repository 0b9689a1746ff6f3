"""The commands `recoupe correct …`: what editors decide, kept beside what the machine found."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import typer

from recoupe.cli.output import opened, printable
from recoupe.cli.store import now
from recoupe.cli.store_rows import write_rows
from recoupe.errors import PlanError
from recoupe.model import Judgment, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from recoupe.cli.correct_options import (
        DecisionOptions,
        DecisionsInOptions,
        DecisionsOptions,
        DecisionsOutOptions,
        FindOptions,
        UndoOptions,
    )
    from recoupe.model import JudgmentKind

#: Exit code of a decision that is kept and changes nothing now.
NOT_APPLIED = 1


def deciding(kind: JudgmentKind, help_: str) -> Callable[[DecisionOptions], None]:
    """The command that keeps a decision of one kind and says what came of it."""

    def decide(options: DecisionOptions) -> None:
        from recoupe import run, store

        with store.opened(options.store) as there:
            ruling = run.correct(
                there, options.asked(kind), settings=Settings(), clock=now, wait_s=options.wait
            )
        typer.echo(ruling.judgment.id)
        if ruling.obstacle:
            typer.echo(printable(ruling.obstacle.in_language(options.ui_lang.value)), err=True)
            raise typer.Exit(NOT_APPLIED)

    decide.__doc__ = help_
    decide.__name__ = kind.value
    return decide


def find(options: FindOptions) -> None:
    """Find what can be corrected, by words: entities, stories, claims, sayings, findings, articles.

    Each line gives the id that the other commands take.
    """
    from recoupe import run, store

    with store.opened(options.store) as there:
        dossier = run.dossier_of(there, settings=Settings(), clock=now, wait_s=options.wait)
    hits = run.named(dossier, " ".join(options.query))
    write_rows(list(islice(hits, options.limit)), as_json=options.json)


def list_(options: DecisionsOptions) -> None:
    """List all decisions, the oldest first: who, when, what, why, and who took it back."""
    from recoupe import store

    with store.opened(options.store) as there, there.reading() as connection:
        kept = store.kept_judgments(connection)
    write_rows([_row(judgment) for judgment in kept], as_json=options.json)


def undo(options: UndoOptions) -> None:
    """Undo a decision; that is a record too, and both stay in the list."""
    from recoupe import store

    with store.opened(options.store) as there:
        store.undo_judgment(
            there, options.judgment, author=options.author, at=now(), reason=options.reason
        )


def export(options: DecisionsOutOptions) -> None:
    """Export all decisions as JSON Lines, with the words that each holds on to."""
    from recoupe import run, store

    with store.opened(options.store) as there, there.reading() as connection:
        kept = store.kept_judgments(connection)
    with opened(options.out) as file:
        file.writelines(f"{run.to_line(judgment)}\n".encode() for judgment in kept)


def import_(options: DecisionsInOptions) -> None:
    """Import decisions that `export` wrote; those that are there already are skipped."""
    from recoupe import run, store

    try:
        lines = options.file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(
            f"{options.file}: cannot be read ({error}), expected what `recoupe correct export` "
            "wrote; name that file",
            path=options.file,
        ) from error
    records = [
        run.from_line(line, path=str(options.file), number=number)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    judgments = [run.sound(record) for record in records if isinstance(record, Judgment)]
    with store.opened(options.store) as there:
        for judgment in judgments:
            store.keep_judgment(there, judgment)


def _row(judgment: Judgment) -> dict[str, Any]:  # Any: the cells of a row have several types
    undone = judgment.undone
    return {
        "judgment_id": judgment.id,
        "at": judgment.at,
        "author": judgment.author,
        "kind": judgment.kind.value,
        "about": judgment.about,
        "value": judgment.value,
        "reason": judgment.reason,
        "undone_at": undone.at if undone else None,
        "undone_by": undone.author if undone else None,
        "undone_reason": undone.reason if undone else None,
    }
