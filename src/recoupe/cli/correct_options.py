"""The options of `recoupe correct …`, one record per kind of decision."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recoupe.cli.options import JsonLines, Limit, OutFile, Query, Wait
from recoupe.cli.store_options import WAIT_S, StoreOptions
from recoupe.errors import SettingsError
from recoupe.model import Stance

if TYPE_CHECKING:
    from recoupe.model import JudgmentKind
    from recoupe.run import Correction

Author = Annotated[
    str,
    typer.Option(
        "--author",
        envvar="RECOUPE_AUTHOR",
        metavar="NAME",
        help="Who decides, as readers shall know; RECOUPE_AUTHOR names it too.",
    ),
]
Why = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence that readers see.")
]
Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Each by its id, or by words it alone has."),
]
Pair = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE ARTICLE", help="Each by its id, or by its words."),
]
One = Annotated[
    str,
    typer.Argument(metavar="ID", help="By its id, or by words it alone has."),
]
Out = Annotated[
    list[str],
    typer.Option(
        "--out",
        metavar="ID",
        help="Take out what stands in this article (of a claim, also this attribution); "
        "repeat for more.",
    ),
]
Speakers = Annotated[
    list[str] | None,
    typer.Option("--is", metavar="ENTITY", help="Who said it, by id or name; repeat for several."),
]
Name = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="Who said it, where no article names them."),
]
Nobody = Annotated[bool, typer.Option("--nobody", help="Nobody who could be named said it.")]
SaidOn = Annotated[
    str, typer.Argument(metavar="DAY", help="2026-03-14, 2026-03 or 2026; `unknown` for none.")
]
PublishedOn = Annotated[
    str, typer.Argument(metavar="DAY", help="2026-03-14, or 2026-03-14/2026-03-16.")
]
NewStance = Annotated[
    Stance, typer.Argument(metavar="STANCE", help=f"One of: {', '.join(Stance)}.")
]
Judged = Annotated[str, typer.Argument(metavar="JUDGMENT", help="Id of a decision.")]
Lines = Annotated[
    Path, typer.Argument(metavar="FILE", help="JSON Lines that `correct export` wrote.")
]
#: What stands for a day that is not known.
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class DecisionOptions(StoreOptions):
    """Who decides, and why."""

    author: Author
    reason: Why
    wait: Wait = WAIT_S

    def asked(self, kind: JudgmentKind) -> Correction:
        """What the editor asks for."""
        from recoupe.run import Correction

        ids, others, value = self.about()
        return Correction(
            kind=kind,
            author=self.author,
            reason=self.reason,
            ids=tuple(ids),
            others=tuple(others),
            value=value,
        )

    def about(self) -> tuple[list[str], list[str], str | None]:
        """What it is about, what is taken out of it or who said it, and what is set."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class MergeOptions(DecisionOptions):
    """What is one."""

    ids: Ids

    def about(self) -> tuple[list[str], list[str], str | None]:
        """What is merged."""
        return self.ids, [], None


@dataclass(frozen=True, kw_only=True)
class PairOptions(DecisionOptions):
    """Two articles."""

    ids: Pair

    def about(self) -> tuple[list[str], list[str], str | None]:
        """The two articles."""
        return self.ids, [], None


@dataclass(frozen=True, kw_only=True)
class SplitOptions(DecisionOptions):
    """What is several, and what is taken out of it."""

    one: One
    out: Out

    def about(self) -> tuple[list[str], list[str], str | None]:
        """What is split, and what is taken out."""
        return [self.one], self.out, None


@dataclass(frozen=True, kw_only=True)
class SpeakerOptions(DecisionOptions):
    """Who said it."""

    one: One
    speaker: Speakers = None
    name: Name = None
    nobody: Nobody = False

    def about(self) -> tuple[list[str], list[str], str | None]:
        """The saying, and who said it."""
        if [bool(self.speaker), bool(self.name), self.nobody].count(True) != 1:
            raise SettingsError(
                "--is, --name, --nobody: expected one of them; say who said it, or that nobody "
                "who could be named did"
            )
        return [self.one], self.speaker or [], self.name


@dataclass(frozen=True, kw_only=True)
class SaidOnOptions(DecisionOptions):
    """When it was said."""

    one: One
    day: SaidOn

    def about(self) -> tuple[list[str], list[str], str | None]:
        """The saying, and its day."""
        return [self.one], [], None if self.day == UNKNOWN else self.day


@dataclass(frozen=True, kw_only=True)
class PublishedOptions(DecisionOptions):
    """When an article appeared."""

    one: One
    day: PublishedOn

    def about(self) -> tuple[list[str], list[str], str | None]:
        """The article, and its day."""
        return [self.one], [], self.day


@dataclass(frozen=True, kw_only=True)
class StanceOptions(DecisionOptions):
    """What a source does with what it says."""

    one: One
    stance: NewStance

    def about(self) -> tuple[list[str], list[str], str | None]:
        """The saying, and its stance."""
        return [self.one], [], self.stance.value


@dataclass(frozen=True, kw_only=True)
class RejectOptions(DecisionOptions):
    """A finding that is none."""

    one: One

    def about(self) -> tuple[list[str], list[str], str | None]:
        """The finding."""
        return [self.one], [], None


@dataclass(frozen=True, kw_only=True)
class UndoOptions(StoreOptions):
    """What is taken back, by whom, and why."""

    judgment: Judged
    author: Author
    reason: Why


@dataclass(frozen=True, kw_only=True)
class FindOptions(StoreOptions):
    """What `correct find` looks for."""

    query: Query
    limit: Limit = 40
    json: JsonLines = False
    wait: Wait = WAIT_S


@dataclass(frozen=True, kw_only=True)
class DecisionsOptions(StoreOptions):
    """How `correct list` lists."""

    json: JsonLines = False


@dataclass(frozen=True, kw_only=True)
class DecisionsOutOptions(StoreOptions):
    """Where `correct export` writes."""

    out: OutFile = "-"


@dataclass(frozen=True, kw_only=True)
class DecisionsInOptions(StoreOptions):
    """What `correct import` reads."""

    file: Lines
