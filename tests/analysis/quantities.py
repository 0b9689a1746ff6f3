"""Quantities of a sentence, for the tests beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.analysis.quantity import find_quantities
from recoupe.lang import load_pack
from recoupe.model import Timex, TimexType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.model import Quantity, Span


def timex(span: Span, kind: TimexType) -> Timex:
    """A timex at a span, its value of no matter."""
    return Timex(span=span, type=kind, value="XXXX", mod=None, rule="")


def quantities(
    text: str, hidden: Sequence[Span] = (), *, kind: TimexType = TimexType.DATE
) -> tuple[Quantity, ...]:
    """The quantities of a French text; `hidden` are its timexes, all of one kind."""
    pack = load_pack("fr")
    tokens = parse(text, load_pipeline(pack))
    times = tuple(timex(s, kind) for s in hidden)
    return find_quantities(text, tokens, timexes=times, pack=pack)
