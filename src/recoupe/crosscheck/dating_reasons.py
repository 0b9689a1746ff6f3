"""Say why a story gives an article its days, to a reader.

No file is named: the reasons stay the same whatever the files are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.model import LineageKind, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

#: Years, and words, that a reason names; more tell a reader nothing.
TOLD = 3
#: Characters of a quotation that a reason repeats.
QUOTED_CHARS = 60


def year(words: str, day: date, *, others: Sequence[date]) -> Reason:
    """Which year a weekday and its date fall in, and which others would fit."""
    rest = [str(d.year) for d in others if d.year != day.year][:TOLD]
    fr = f"« {words} » : ce jour de la semaine tombe à cette date en {day.year}"
    en = f"« {words} »: this weekday falls on this date in {day.year}"
    if not rest:
        return Reason(f"{fr}.", f"{en}.")
    return Reason(
        f"{fr}, l'année la plus proche du reste de l'histoire ; conviendraient aussi : "
        f"{', '.join(rest)}.",
        f"{en}, the year nearest to the rest of the story; also fitting: {', '.join(rest)}.",
    )


def near(words: Sequence[str]) -> Reason:
    """A date without its year, placed beside the other articles."""
    return Reason(
        f"{_listed(words)} : l'année est celle qui place l'article au plus près des autres "
        "articles de l'histoire.",
        f"{_listed(words)}: the year is the one that puts the article nearest to the other "
        "articles of the story.",
    )


def words(quoted: Sequence[str]) -> Reason:
    """What the article tells as past, as to come, or as fresh."""
    return Reason(
        f"{_listed(quoted)} : le passé précède la parution, ce qui est à venir la suit, et une "
        "nouvelle fraîche a deux jours au plus.",
        f"{_listed(quoted)}: what is past comes before publication, what is to come after, and "
        "fresh news are two days old at most.",
    )


def saying(quoted: str) -> Reason:
    """The same words are quoted by other articles of the story."""
    short = quoted if len(quoted) <= QUOTED_CHARS else quoted[:QUOTED_CHARS].rstrip() + "…"
    return Reason(
        f"« {short} » : d'autres articles de l'histoire citent ces mots et en bornent le jour.",
        f"« {short} »: other articles of the story quote these words and bound their day.",
    )


def original(kind: LineageKind) -> Reason:
    """The article takes from another."""
    if kind is LineageKind.COPY:
        return Reason(
            "L'article en copie un autre : il paraît après lui, dans la semaine.",
            "The article copies another: it appears after it, within the week.",
        )
    return Reason(
        "L'article en réécrit un autre : il paraît après lui, dans la semaine.",
        "The article rewrites another: it appears after it, within the week.",
    )


def copied(kind: LineageKind) -> Reason:
    """Another article takes from this one."""
    verb = ("copie", "copies") if kind is LineageKind.COPY else ("réécrit", "rewrites")
    return Reason(
        f"Un autre article {verb[0]} celui-ci : il paraît avant lui.",
        f"Another article {verb[1]} this one: it appears before it.",
    )


def together(reasons: Sequence[Reason]) -> Reason:
    """Several reasons as one, each once."""
    once = list(dict.fromkeys(reasons))
    return Reason(" ".join(r.fr for r in once), " ".join(r.en for r in once))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"« {w} »" for w in words[:TOLD])
