"""The lines of a summary that tell figures: how losses moved, and what else is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.dossier.counts import figure_groups
from recoupe.dossier.edition import shortened
from recoupe.dossier.lines import NAMED, Item, Line, listed
from recoupe.dossier.series import series_blocks
from recoupe.model import LOSSES, Certainty, Event
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.dossier.counts import Figure
    from recoupe.dossier.edition import Edition
    from recoupe.dossier.series import Row, SeriesBlock

#: Characters of what a series counts, and of what a figure does.
COUNTED_CHARS = 40
WHAT_CHARS = 55


def moved_lines(edition: Edition) -> Iterator[Line]:
    """For each series its first figure and its last; each kind of loss has its chief series.

    What only a copy has made of another figure is told among the figures, with a warning.
    """
    own = ((b, tuple(r for r in b.rows if not r.made_of)) for b in series_blocks(edition))
    blocks = [replace(block, rows=rows) for block, rows in own if rows]
    losses = [b for b in blocks if b.event in LOSSES]
    chief = list({block.event: block for block in reversed(losses)}.values())[::-1]
    moved = [b for b in blocks if b.event not in LOSSES and _has_moved(b)]
    words = edition.words
    for label, told, left in (
        ("losses", chief, len(losses) - len(chief)),
        ("other_figures", moved[:NAMED], len(moved) - NAMED),
    ):
        items = [Item(text=_first_and_last(b, edition), anchor=b.anchor) for b in told]
        if left > 0:
            items.append(Item(text=words.count("other_series", left)))
        if items:
            yield Line(label=words.say(label), section="figures", items=tuple(items))


def _has_moved(block: SeriesBlock) -> bool:
    return not block.is_divergent and len({row.amount for row in block.rows}) > 1


def _first_and_last(block: SeriesBlock, edition: Edition) -> str:
    """A series by its ends: what it counts, from how many to how many, on whose word."""
    words = edition.words
    what = words.say(f"event.{block.event}")
    if block.counted and block.event is Event.OTHER:
        what = shortened(block.counted, COUNTED_CHARS)
    elif block.counted and folded(block.counted) != folded(what):
        what = words.say("counted_as", event=what, counted=shortened(block.counted, COUNTED_CHARS))
    ends = [_reached(block.rows[0], block.rows), _reached(block.rows[-1], block.rows)]
    if (ends[0].low, ends[0].high) == (ends[1].low, ends[1].high):
        ends = ends[:1]
    who = [row.who or words.say("no_source") for row in ends]
    if who[0] == who[-1]:
        told = words.steps(_end(row, edition) for row in ends) + f", {who[0]}"
    else:  # two speakers are two accounts, and nothing moved
        told = " ; ".join(
            f"{_end(row, edition)}, {name}" for row, name in zip(ends, who, strict=True)
        )
    return f"{what}{words.colon} {told}"


def _reached(row: Row, rows: Sequence[Row]) -> Row:
    """The first row that gives a row's figure on somebody's word; the first at all, if none."""
    same = [r for r in rows if (r.low, r.high) == (row.low, row.high)]
    return next((r for r in same if r.who), same[0])


def _end(row: Row, edition: Edition) -> str:
    """A figure with its day, and how firmly it is given."""
    words = edition.words
    firm = "" if row.certainty is Certainty.PLAIN else words.say(f"certainty.{row.certainty}")
    known = ", ".join(part for part in (firm, row.tick) if part)
    return f"{row.amount} ({known})" if known else row.amount


def figure_lines(edition: Edition) -> Iterator[Line]:
    """Losses on whose word; then what is counted most often. Parts of a figure are left out."""
    groups = figure_groups(edition)
    losses = [
        f"{edition.words.say(f'event.{group.event}')}{edition.words.colon} {told}"
        for group in groups
        if group.event in LOSSES
        for told in _told(group.figures, edition)
    ]
    others = [f for group in groups if group.event not in LOSSES for f in group.figures]
    counted = Counter(figure.counted for figure in others)
    others.sort(key=lambda figure: -counted[figure.counted])
    for label, told in (("losses", losses), ("other_figures", _told(others, edition))):
        items = [Item(text=text) for text in told]
        if items:
            yield listed(edition.words.say(label), items, section="figures", words=edition.words)


def _told(figures: Iterable[Figure], edition: Edition) -> list[str]:
    """Figures in words, each wording once."""
    return list(dict.fromkeys(_figure(f, edition) for f in figures if not f.is_part))


def _figure(figure: Figure, edition: Edition) -> str:
    words = edition.words
    what = shortened(figure.counted or "", WHAT_CHARS)
    told = figure.written if figure.is_vague else f"{figure.amount} {what}".rstrip()
    says = edition.names(figure.speakers) or figure.source or words.say("no_source")
    firm = "" if figure.certainty is Certainty.PLAIN else words.say(f"certainty.{figure.certainty}")
    known = ", ".join(part for part in (says, firm) if part)
    return f"{told} ({known})"
