"""The program `recoupe`: its commands in the order of the data, and its exit codes.

Exit 0 when done, 1 under `--strict` when anything was set aside, 2 for wrong
usage or setup. A user's mistake ends in one line, never in a traceback.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from recoupe.cli.account import (
    add_account,
    change_password,
    give_token,
    list_accounts,
    remove_account,
)
from recoupe.cli.account_options import (
    AccountOptions,
    AddAccountOptions,
    PasswordOptions,
    TokenOptions,
)
from recoupe.cli.analyze import analyze
from recoupe.cli.attribute import attribute
from recoupe.cli.corrections import corrections
from recoupe.cli.crosscheck import crosscheck
from recoupe.cli.demo import demo
from recoupe.cli.gather import gather
from recoupe.cli.options import DemoOptions, ReadOptions, SchemaOptions, StageOptions, flat
from recoupe.cli.read import read
from recoupe.cli.schema import schema
from recoupe.cli.serve import serve
from recoupe.cli.serve_options import ServeOptions
from recoupe.cli.store import add, backup, check, export, list_, news, search
from recoupe.cli.store_options import (
    AddOptions,
    BackupOptions,
    ExportOptions,
    ListAccountsOptions,
    ListOptions,
    NewsOptions,
    SearchOptions,
    StoreOptions,
    WatchOptions,
)
from recoupe.cli.trace import trace
from recoupe.cli.watch import watch
from recoupe.errors import RecoupeError
from recoupe.model import VERSION

USAGE = 2

app = typer.Typer(
    name="recoupe",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command, _options, _example in (
    (read, ReadOptions, "recoupe read coverage/ --html dossier.html --csv tables/"),
    (demo, DemoOptions, "recoupe demo"),
    (gather, StageOptions, "recoupe gather coverage/ --out articles.jsonl"),
    (analyze, StageOptions, "recoupe analyze coverage/ --out analyses.jsonl"),
    (attribute, StageOptions, "recoupe attribute coverage/ --out readings.jsonl"),
    (trace, StageOptions, "recoupe trace coverage/ --out lineage.jsonl"),
    (crosscheck, StageOptions, "recoupe crosscheck coverage/ --out claims.jsonl"),
    (watch, WatchOptions, "recoupe watch feeds.opml --store story.db --once"),
    (schema, SchemaOptions, "recoupe schema --out dossier.schema.json"),
    (serve, ServeOptions, "recoupe serve --store story.db"),
):
    app.command(_command.__name__, epilog=f"Example: `{_example}`")(
        flat(_command, options=_options)  # type: ignore[arg-type]
    )

store = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
for _name, _in_store, _record, _shown in (
    ("add", add, AddOptions, "recoupe store add coverage/ --store story.db"),
    ("list", list_, ListOptions, "recoupe store list --store story.db"),
    ("news", news, NewsOptions, "recoupe store news --since 2d --store story.db"),
    ("search", search, SearchOptions, "recoupe store search ferry échoué --store story.db"),
    ("export", export, ExportOptions, "recoupe store export --store story.db --html dossier.html"),
    ("check", check, StoreOptions, "recoupe store check --store story.db"),
    ("backup", backup, BackupOptions, "recoupe store backup copy.db --store story.db"),
):
    store.command(_name, epilog=f"Example: `{_shown}`")(
        flat(_in_store, options=_record)  # type: ignore[arg-type]
    )
app.add_typer(
    store,
    name="store",
    help="Keep articles in a store as a story develops: add, search, export, check, back up.",
    epilog="Example: `recoupe store add coverage/ --store story.db`",
)
app.add_typer(
    corrections,
    name="correct",
    help="Correct what the machine found, beside it: merge, split, set, reject, mark; undo.",
    epilog="Example: `recoupe correct find préfecture --store story.db`",
)

account = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
for _name, _on_account, _fields, _line in (
    (
        "add",
        add_account,
        AddAccountOptions,
        "recoupe account add ada --role editor --store story.db",
    ),
    ("list", list_accounts, ListAccountsOptions, "recoupe account list --store story.db"),
    ("remove", remove_account, AccountOptions, "recoupe account remove ada --store story.db"),
    ("password", change_password, PasswordOptions, "recoupe account password ada --store story.db"),
    ("token", give_token, TokenOptions, "recoupe account token ada --days 30 --store story.db"),
):
    account.command(_name, epilog=f"Example: `{_line}`")(
        flat(_on_account, options=_fields)  # type: ignore[arg-type]
    )
app.add_typer(
    account,
    name="account",
    help="Say who may open the desk: add, list, remove accounts, change passwords, give tokens.",
    epilog="Example: `recoupe account add ada --role editor --store story.db`",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"recoupe {VERSION}")
        raise typer.Exit


@app.callback(epilog="Example: `recoupe read coverage/`")
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Cross-check news coverage: who says what, on whose word, how firmly."""


def main() -> None:
    """Run the program on the arguments it was started with."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except RecoupeError as error:
        typer.echo(f"recoupe: {error}", err=True)
        sys.exit(USAGE)
