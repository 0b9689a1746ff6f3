"""The options of `recoupe serve`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from recoupe.cli.options import Outlets, StoreName, UiLanguage, Workers
from recoupe.model import DeskSettings, Settings

#: A port that no well-known service has.
PORT = 8730

Host = Annotated[
    str, typer.Option("--host", metavar="HOST", help="Listen on this address of the machine.")
]
Port = Annotated[
    int,
    typer.Option("--port", min=0, max=65535, metavar="N", help="Listen on this port; 0 is any."),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="URL",
        help="What readers type (https://desk.example), when a proxy stands before the desk.",
    ),
]
NoFetch = Annotated[
    bool, typer.Option("--no-fetch", help="Fetch no address, whatever editors name.")
]
Language = Annotated[
    UiLanguage | None,
    typer.Option(
        "--ui-lang",
        metavar="LANGUAGE",
        help="Write in fr or en, whatever a browser asks for.",
    ),
]


@dataclass(frozen=True, kw_only=True)
class ServeOptions:
    """Which store is served, where, and to readers of which language."""

    store: StoreName
    host: Host = "127.0.0.1"
    port: Port = PORT
    address: Address = None
    no_fetch: NoFetch = False
    ui_lang: Language = None
    outlets: Outlets = None
    workers: Workers = 0

    def settings(self) -> Settings:
        """The settings of a desk with these options."""
        language = self.ui_lang.value if self.ui_lang else None
        return Settings(
            desk=DeskSettings(
                ui_language=language, address=self.address, fetches=not self.no_fetch
            ),
            outlets=self.outlets,
            workers=self.workers,
        )
