"""The options of the commands that work on a store, one record per command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from recoupe.cli.options import (
    AllowHost,
    AsOf,
    Copy,
    JsonLines,
    Lang,
    Limit,
    Outlets,
    OutputOptions,
    Paths,
    Pipeline,
    Query,
    Since,
    StoreName,
    Strict,
    UiLang,
    UiLanguage,
    Wait,
    Workers,
)
from recoupe.model import AnalyzeSettings, FetchSettings, GatherSettings, Settings

#: Long enough for a person's other command to end, short enough to be told of a long one.
WAIT_S = 30.0


class Listable(StrEnum):
    """What `list` shows; the store has the same list, which is not loaded for `--help`."""

    ARTICLES = "articles"
    CHANGES = "changes"
    STORIES = "stories"
    CLAIMS = "claims"
    REJECTIONS = "rejections"
    ADDITIONS = "additions"
    AUDIT = "audit"


What = Annotated[
    Listable,
    typer.Option(
        "--what",
        help="List articles, what changed between versions, stories, claims, "
        "what was set aside, additions, or who did what.",
    ),
]


#: Newsrooms' feeds move some times an hour.
EVERY_MIN = 15.0

Feeds = Annotated[
    list[str],
    typer.Argument(
        metavar="FEEDS...",
        help="Addresses of feeds (RSS, Atom) and of pages, text files of addresses, OPML files.",
    ),
]
Once = Annotated[bool, typer.Option("--once", help="Go round once and end, for cron.")]
Every = Annotated[
    float,
    typer.Option("--every", min=1, metavar="MINUTES", help="Rest so long between two rounds."),
]
Alerts = Annotated[
    Path | None,
    typer.Option("--alerts", metavar="FILE", help="Write the latest news as an Atom feed."),
]
Webhook = Annotated[
    str | None,
    typer.Option(
        "--webhook",
        envvar="RECOUPE_WEBHOOK",
        metavar="URL",
        help="Send news there as JSON; RECOUPE_WEBHOOK names it too, out of others' sight.",
    ),
]


@dataclass(frozen=True, kw_only=True)
class StoreOptions:
    """Which store, and for readers of which language; without slots, to stand beside others."""

    store: StoreName
    ui_lang: UiLang = UiLanguage.FR


@dataclass(frozen=True, kw_only=True)
class AddOptions(StoreOptions):
    """What `store add` adds, and how it is read."""

    paths: Paths
    as_of: AsOf = None
    lang: Lang = None
    pipeline: Pipeline = None
    workers: Workers = 0
    wait: Wait = WAIT_S
    strict: Strict = False

    def settings(self) -> Settings:
        """The settings of an addition with these options."""
        return Settings(
            gather=GatherSettings(languages=tuple(self.lang)) if self.lang else GatherSettings(),
            analyze=AnalyzeSettings(pipeline=self.pipeline),
            as_of=self.as_of,
            workers=self.workers,
        )


@dataclass(frozen=True, kw_only=True)
class ListOptions(StoreOptions):
    """What `store list` lists."""

    what: What = Listable.ARTICLES
    json: JsonLines = False


@dataclass(frozen=True, kw_only=True)
class NewsOptions(StoreOptions):
    """What `store news` tells."""

    since: Since = None
    json: JsonLines = False


@dataclass(frozen=True, kw_only=True)
class ListAccountsOptions(StoreOptions):
    """How `account list` writes."""

    json: JsonLines = False


@dataclass(frozen=True, kw_only=True)
class SearchOptions(StoreOptions):
    """What `store search` looks for."""

    query: Query
    limit: Limit = 20
    json: JsonLines = False


@dataclass(frozen=True, kw_only=True)
class ExportOptions(OutputOptions, StoreOptions):
    """What `store export` writes."""

    outlets: Outlets = None
    workers: Workers = 0
    wait: Wait = WAIT_S

    def settings(self) -> Settings:
        """The settings of a dossier with these options."""
        return Settings(outlets=self.outlets, workers=self.workers)


@dataclass(frozen=True, kw_only=True)
class BackupOptions(StoreOptions):
    """Where `store backup` writes."""

    target: Copy


@dataclass(frozen=True, kw_only=True)
class WatchOptions(StoreOptions):
    """What `watch` goes to, how often, and whom it tells."""

    paths: Feeds
    once: Once = False
    every: Every = EVERY_MIN
    alerts: Alerts = None
    webhook: Webhook = None
    allow_host: AllowHost = None
    lang: Lang = None
    workers: Workers = 0
    wait: Wait = WAIT_S
    strict: Strict = False

    def settings(self) -> Settings:
        """The settings of a watch with these options."""
        gather = GatherSettings(fetch=FetchSettings(allow_hosts=tuple(self.allow_host or ())))
        if self.lang:
            gather = replace(gather, languages=tuple(self.lang))
        return Settings(gather=gather, workers=self.workers)
