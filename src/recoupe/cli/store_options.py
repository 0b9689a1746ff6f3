"""The options of the commands that work on a store, one record per command."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from recoupe.cli.options import (
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
from recoupe.model import AnalyzeSettings, GatherSettings, Settings

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
