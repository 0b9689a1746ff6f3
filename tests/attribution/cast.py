"""Analyzed texts and resolved sources, for the tests beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.analysis.mention import find_mentions
from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.attribution.resolve import resolve
from recoupe.attribution.resolve_context import open_context
from recoupe.lang import load_pack
from recoupe.model import Analysis, Span
from tests.build import article

if TYPE_CHECKING:
    from recoupe.model import Actor

PACK = load_pack("fr")


def analyzed(text: str) -> Analysis:
    """The analysis of a French text, its mentions alone."""
    tokens = parse(text, load_pipeline(PACK))
    return Analysis(
        article=article(text),
        tokens=tokens,
        mentions=find_mentions(text, tokens, pack=PACK),
        timexes=(),
        quantities=(),
        conditionals=(),
    )


def meant(text: str) -> list[list[Actor]]:
    """Whom each source of a text means; sources stand between | and |."""
    plain, spans = "", []
    for number, piece in enumerate(text.split("|")):
        if number % 2:
            spans.append(Span(len(plain), len(plain) + len(piece)))
        plain += piece
    context = open_context(analyzed(plain), PACK)
    found = []
    for span in spans:
        resolutions, context = resolve(span, context)
        actors = {actor.id: actor for actor in context.actors}
        found.append([actors[r.actor_id] for r in resolutions])
        assert all(0 <= r.evidence.start < r.evidence.end <= len(plain) for r in resolutions)
    return found


def names(text: str) -> list[list[str]]:
    """The names of those whom each source of a text means."""
    return [[actor.name for actor in actors] for actors in meant(text)]
