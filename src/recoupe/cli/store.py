"""The commands `recoupe store …`: keep articles, look at them, get them out again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from recoupe.cli.output import tell_rejections
from recoupe.cli.outputs import check_outputs, write_outputs
from recoupe.cli.progress import shown
from recoupe.cli.since import moment
from recoupe.cli.store_rows import write_rows
from recoupe.dossier import load_words, news_row

if TYPE_CHECKING:
    from recoupe.cli.store_options import (
        AddOptions,
        BackupOptions,
        ExportOptions,
        ListOptions,
        NewsOptions,
        SearchOptions,
        StoreOptions,
    )


def add(options: AddOptions) -> None:
    """Add articles to a store, which is made if there is none, and read those that are new.

    Takes whatever `gather` takes. What is there already, by its content, is skipped.
    Every article is on disk as soon as it is counted; run an interrupted addition again to go on.
    A day given with `--as-of`, or a pipeline, stays with the store.
    """
    from recoupe import run, store

    with (
        store.opened(options.store, create=True) as there,
        store.held(there, since=now(), wait_s=options.wait),
        shown(options.ui_lang) as on_progress,
    ):
        added = run.add(
            there, options.paths, settings=options.settings(), clock=now, on_progress=on_progress
        )
    words = load_words(options.ui_lang)
    counted = (("store_added", added.kept.added), ("store_skipped", added.kept.skipped))
    typer.echo(words.join(words.count(key, n) for key, n in counted), err=True)
    tell_rejections(added.rejections, ui_language=options.ui_lang)
    if options.strict and added.rejections:
        raise typer.Exit(1)


def list_(options: ListOptions) -> None:
    """List what a store holds: articles, what changed between versions, stories, claims, and more.

    Stories and claims are those of the latest addition.
    """
    from recoupe import store

    with store.opened(options.store) as there:
        write_rows(store.listing(there, store.Listed(options.what)), as_json=options.json)


def news(options: NewsOptions) -> None:
    """Tell what is new in a store: new claims, moved figures, first denials, origins, edits.

    Each line opens on the words of one article, and stands for what an addition changed.
    """
    from recoupe import store

    since = moment(options.since, now=now()) if options.since else ""
    with store.opened(options.store) as there, there.reading() as connection:
        told = store.news_since(connection, since)
    write_rows([news_row(one) for one in told], as_json=options.json)


def search(options: SearchOptions) -> None:
    """Search a store for articles that hold all the words, in any form, with or without accents.

    Words between marks must stand side by side.
    """
    from recoupe import store

    with store.opened(options.store) as there:
        hits = store.search(there, " ".join(options.query), limit=options.limit)
    write_rows([asdict(hit) for hit in hits], as_json=options.json)


def export(options: ExportOptions) -> None:
    """Export the dossier of a store: the one that `read` writes for the same articles.

    Without an output option, writes `dossier.html` here and prints ten lines on the terminal.
    With one or more, writes what they name and nothing else.
    """
    from recoupe import run, store

    check_outputs(options)
    with store.opened(options.store) as there, shown(options.ui_lang) as on_progress:
        dossier = run.dossier_of(
            there,
            settings=options.settings(),
            clock=now,
            wait_s=options.wait,
            on_progress=on_progress,
        )
    write_outputs(dossier, options, ui_language=options.ui_lang)
    tell_rejections(dossier.rejections, ui_language=options.ui_lang)


def check(options: StoreOptions) -> None:
    """Check that a store is sound: the file, references, contents, search, offsets, readings.

    Exits 1 when anything is wrong.
    """
    from recoupe import store

    words = load_words(options.ui_lang)
    with store.opened(options.store) as there:
        checked = store.check(there)
    for one in checked:
        typer.echo(f"{one.name}{words.colon} {'ok' if not one.faults else len(one.faults)}")
        for fault in one.faults:
            typer.echo(f"  {fault}")
    if any(one.faults for one in checked):
        raise typer.Exit(1)


def backup(options: BackupOptions) -> None:
    """Back a store up to a file while it is in use; the copy is a store that any Recoupe opens."""
    from recoupe import store

    with store.opened(options.store) as there:
        store.backup(there, options.target)


def now() -> str:
    """The time of this machine, for the log of additions: the only clock in Recoupe."""
    return datetime.now(UTC).isoformat(timespec="seconds")
