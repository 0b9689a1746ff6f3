"""The command `recoupe serve`: the desk of a store, on an address of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from recoupe.cli.store import now
from recoupe.dossier import load_words

if TYPE_CHECKING:
    from recoupe.cli.serve_options import ServeOptions


def serve(options: ServeOptions) -> None:
    """Serve the desk of a store to browsers on this machine, until it is interrupted.

    A store is made if there is none. Nothing is opened by itself: follow the address.
    """
    from recoupe import desk

    words = load_words(options.ui_lang or "fr", also="recoupe.desk")
    desk.serve(
        options.store,
        settings=options.settings(),
        clock=now,
        at=(options.host, options.port),
        tell=lambda address: typer.echo(words.say("serving", address=address), err=True),
    )
