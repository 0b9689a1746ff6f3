"""The options of the commands, one record per kind of command.

The same thing has the same name everywhere. A command takes its options as
one record; `flat` spreads the record's fields for Typer, which reads them
from a signature.
"""

from __future__ import annotations

import inspect
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, get_type_hints

import typer

from recoupe.model import AnalyzeSettings, FetchSettings, GatherSettings, RenderSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

Options = TypeVar("Options")


class UiLanguage(StrEnum):
    """Languages that the pages are written in."""

    FR = "fr"
    EN = "en"


def _day(written: str) -> str:
    """An ISO 8601 day; anything else is wrong usage."""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{written!r} is no day, expected 2024-12-31") from error


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, globs, archives, - for standard input; or addresses "
        "(https://…, or a .txt file of them), and only then the network is touched.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", parser=_day, help="Bound every date from above (2024-12-31)."
    ),
]
UiLang = Annotated[
    UiLanguage, typer.Option("--ui-lang", help="Write for readers of French or English.")
]
Lang = Annotated[
    list[str] | None,
    typer.Option("--lang", metavar="TAG", help="Read articles in this language; repeat for more."),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="NAME",
        help="Let addresses lead to this host though it is private (NAME or NAME:PORT); "
        "repeat for more.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 when anything was set aside.")]
Pipeline = Annotated[
    str | None,
    typer.Option("--pipeline", metavar="NAME", help="Use an installed spaCy pipeline instead."),
]
Workers = Annotated[
    int,
    typer.Option("--workers", min=0, metavar="N", help="Processes; 0 is as many as cores."),
]
Outlets = Annotated[
    str | None,
    typer.Option(
        "--outlets", metavar="FILE", help="Table of outlets and owners (TSV: outlet, owner)."
    ),
]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page.")
]
DemoHtml = Annotated[
    Path | None,
    typer.Option("--html", "--out", metavar="FILE", help="Write one self-contained page."),
]
Markdown = Annotated[
    str | None, typer.Option("--md", metavar="FILE", help="Write Markdown; - is standard output.")
]
JsonFile = Annotated[
    str | None, typer.Option("--json", metavar="FILE", help="Write JSON; - is standard output.")
]
CsvFolder = Annotated[
    Path | None,
    typer.Option("--csv", metavar="DIR", help="Write tables for spreadsheets in this folder."),
]
Annotations = Annotated[
    str | None,
    typer.Option(
        "--annotations",
        metavar="FILE",
        help="Write the spans as W3C Web Annotations; - is standard output.",
    ),
]
StoreName = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="RECOUPE_STORE",
        metavar="FILE-or-URL",
        help="Store: a file, or postgresql://…; RECOUPE_STORE names it too.",
    ),
]
Wait = Annotated[
    float,
    typer.Option(
        "--wait", min=0, metavar="SECONDS", help="Wait so long for another that writes to it."
    ),
]
Query = Annotated[
    list[str],
    typer.Argument(metavar="WORDS...", help="Words that must all stand in an article."),
]
Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show at most so many.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="MOMENT",
        help="Only what is newer: a day (2024-12-31), a time (2024-12-31T08:30, UTC unless it "
        "says otherwise), or so long ago (2d, 6h, 30m).",
    ),
]
JsonLines = Annotated[bool, typer.Option("--json", help="Write JSON Lines instead of a table.")]
Copy = Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")]
OutFile = Annotated[
    str, typer.Option("--out", metavar="FILE", help="Write there; - is standard output.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How articles are read, whatever is made of them."""

    as_of: AsOf = None
    ui_lang: UiLang = UiLanguage.FR
    lang: Lang = None
    pipeline: Pipeline = None
    workers: Workers = 0
    outlets: Outlets = None
    allow_host: AllowHost = None
    strict: Strict = False

    def settings(self) -> Settings:
        """The settings of a run with these options."""
        gather = GatherSettings(fetch=FetchSettings(allow_hosts=tuple(self.allow_host or ())))
        if self.lang:
            gather = replace(gather, languages=tuple(self.lang))
        return Settings(
            gather=gather,
            analyze=AnalyzeSettings(pipeline=self.pipeline),
            render=RenderSettings(ui_language=self.ui_lang.value),
            outlets=self.outlets,
            as_of=self.as_of,
            workers=self.workers,
        )


@dataclass(frozen=True, kw_only=True)
class OutputOptions:
    """What a dossier is written as; without slots, so that it goes beside other options."""

    html: Html = None
    md: Markdown = None
    csv: CsvFolder = None
    json: JsonFile = None
    annotations: Annotations = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(OutputOptions, RunOptions):
    """What `read` reads and writes."""

    paths: Paths


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions(OutputOptions):
    """What `demo` writes, and in which language."""

    html: DemoHtml = None
    ui_lang: UiLang = UiLanguage.FR


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaOptions:
    """Where `schema` writes."""

    out: OutFile = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOptions(RunOptions):
    """What a stage's command reads and writes."""

    paths: Paths
    out: OutFile = "-"


def flat(command: Callable[[Options], None], *, options: type[Options]) -> Callable[..., None]:
    """The command as Typer wants it: one parameter per field of its options."""
    hints = get_type_hints(options, include_extras=True)

    def called(**given: object) -> None:
        command(options(**given))

    called.__doc__ = command.__doc__
    called.__name__ = command.__name__
    called.__annotations__ = hints
    called.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=hints[field.name],
                default=inspect.Parameter.empty if field.default is MISSING else field.default,
            )
            for field in sorted(fields(options), key=lambda f: f.name != "paths")  # type: ignore[arg-type]
        ]
    )
    return called
