"""The tables that a dossier fills, each declared once, as the record of its rows.

The fields are the columns, in order; the words beside them are their
documentation. Column names are stable: one is added at the end of its table,
none is renamed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, TypeAlias, get_args, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRow:
    """Who is said to have said what: one row for each attribution."""

    attribution: Annotated[str, "id, the same as in the JSON"]
    article: Annotated[str, "id of the article"]
    path: Annotated[str, "file or row of the article"]
    outlet: Annotated[str | None, "publisher of the article"]
    published_earliest: Annotated[str | None, "first day it can have appeared on"]
    published_latest: Annotated[str | None, "last day it can have appeared on"]
    speaker_ids: Annotated[str, "ids of the speakers"]
    speakers: Annotated[str, "names of the speakers; empty when the evidence does not suffice"]
    parties: Annotated[str, "sides they speak for"]
    source: Annotated[str | None, "to whom, as written"]
    source_start: Annotated[int | None, "first character of the source in the article's text"]
    source_end: Annotated[int | None, "end of the source, excluded"]
    relay_ids: Annotated[str, "ids of who passes it on, from the outlet towards the speaker"]
    relays: Annotated[str, "their names"]
    cue: Annotated[str | None, "words that ascribe it"]
    cue_start: Annotated[int | None, "first character of the cue"]
    cue_end: Annotated[int | None, "end of the cue, excluded"]
    stance: Annotated[str, "what the source does with it: assert, confirm, deny, evade, …"]
    certainty: Annotated[str, "how firmly: plain, reported, possible, probable"]
    quotation: Annotated[str, "direct, indirect, mixed"]
    part: Annotated[str, "headline or body"]
    said_on: Annotated[str | None, "day of the saying, a TIMEX3 value"]
    venue: Annotated[str | None, "where it was said, as written"]
    content: Annotated[str, "what is ascribed; […] where an inserted clause cuts it"]
    content_start: Annotated[int | None, "first character of the content"]
    content_end: Annotated[int | None, "end of the content, excluded"]
    content_spans: Annotated[str, "each uncut piece, start-end"]
    claims: Annotated[str, "ids of the claims it carries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """How many of what, on whose word: one row for each figure in each article."""

    quantity: Annotated[str, "id, the same as in the JSON"]
    article: Annotated[str, "id of the article"]
    path: Annotated[str, "file or row of the article"]
    outlet: Annotated[str | None, "publisher of the article"]
    published_earliest: Annotated[str | None, "first day it can have appeared on"]
    published_latest: Annotated[str | None, "last day it can have appeared on"]
    written: Annotated[str, "the figure as written"]
    start: Annotated[int, "first character of the figure in the article's text"]
    end: Annotated[int, "end of the figure, excluded"]
    low: Annotated[float | None, "lower bound; equal to high when the number is exact"]
    high: Annotated[float | None, "upper bound; empty where the words set none"]
    approximate: Annotated[bool, "whether the words say about; « several » sets both bounds so"]
    strict: Annotated[bool, "whether the count does not reach its bound: more than, fewer than"]
    unit: Annotated[str | None, "%, share, ISO 4217 code, unit symbol"]
    counted: Annotated[str | None, "what is counted, as written"]
    event: Annotated[str, "killed, injured, missing, cost, share, …"]
    scope: Annotated[str | None, "place and period that bound the count, as written"]
    as_of: Annotated[str | None, "period in its scope, a TIMEX3 value"]
    part_of: Annotated[str | None, "id of the figure this is part of"]
    attribution: Annotated[str | None, "id of the attribution it stands in"]
    speaker_ids: Annotated[str, "ids of those on whose word it stands"]
    speakers: Annotated[str, "their names; empty when the article gives none"]
    parties: Annotated[str, "sides they speak for"]
    series: Annotated[str, "ids of the series it is a point of"]
    sentence: Annotated[str | None, "the sentence around it"]
    sentence_start: Annotated[int | None, "first character of the sentence"]
    sentence_end: Annotated[int | None, "end of the sentence, excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """What is claimed, with its origins at most: one row for each claim."""

    claim: Annotated[str, "id, the same as in the JSON"]
    story: Annotated[str, "id of the story"]
    story_title: Annotated[str | None, "title of the story"]
    wording: Annotated[str, "one wording of the claim"]
    origins_at_most: Annotated[int, "upper bound; absence of shared words proves nothing"]
    articles: Annotated[int, "how many articles carry it"]
    attributions: Annotated[int, "how many attributions say it"]
    assertions: Annotated[int, "how many sentences say it and ascribe it to nobody"]
    article_ids: Annotated[str, "ids of the articles"]
    paths: Annotated[str, "files or rows of the articles"]
    outlets: Annotated[str, "publishers, each once"]
    family_ids: Annotated[str, "ids of the families of the articles"]
    utterance_ids: Annotated[str, "ids of the sayings"]
    speaker_ids: Annotated[str, "ids of who says it"]
    speakers: Annotated[str, "their names"]
    parties: Annotated[str, "sides that say it"]
    findings: Annotated[str, "how the accounts stand: corroborated, single_party, denied, …"]
    reasons_fr: Annotated[str, "why origins count as one, in French"]
    reasons_en: Annotated[str, "why origins count as one, in English"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlaceRow:
    """Where claims stand: one row for each sentence or attribution that carries a claim."""

    claim: Annotated[str, "id of the claim"]
    kind: Annotated[str, "attribution, or assertion when it is ascribed to nobody"]
    attribution: Annotated[str | None, "id of the attribution"]
    article: Annotated[str, "id of the article"]
    path: Annotated[str, "file or row of the article"]
    outlet: Annotated[str | None, "publisher of the article"]
    speaker_ids: Annotated[str, "ids of the speakers"]
    speakers: Annotated[str, "names of the speakers"]
    parties: Annotated[str, "sides they speak for"]
    words: Annotated[str, "what the article says; […] where an inserted clause cuts it"]
    start: Annotated[int | None, "first character in the article's text"]
    end: Annotated[int | None, "end, excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseRow:
    """Which passages stand in two articles: one row for each pair."""

    left_article: Annotated[str, "id of the one article"]
    left_path: Annotated[str, "its file or row"]
    left_outlet: Annotated[str | None, "its publisher"]
    left_start: Annotated[int, "first character of the passage in its text"]
    left_end: Annotated[int, "end of the passage, excluded"]
    left_text: Annotated[str, "the passage"]
    right_article: Annotated[str, "id of the other article"]
    right_path: Annotated[str, "its file or row"]
    right_outlet: Annotated[str | None, "its publisher"]
    right_start: Annotated[int, "first character of the passage in its text"]
    right_end: Annotated[int, "end of the passage, excluded"]
    right_text: Annotated[str, "the passage"]
    kind: Annotated[str, "literal, rewrite, quotation (both quote the same words)"]
    score: Annotated[float | None, "how alike, 0 to 1"]


Row: TypeAlias = AttributionRow | FigureRow | ClaimRow | ClaimPlaceRow | ReuseRow
Cell: TypeAlias = str | int | float | bool | None

#: The record of the rows of each table, in the order in which they are written.
TABLES: Mapping[str, type[Row]] = {
    "attributions": AttributionRow,
    "figures": FigureRow,
    "claims": ClaimRow,
    "claim_places": ClaimPlaceRow,
    "reuse": ReuseRow,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as it is documented."""

    name: str
    type: type  # of its cells, when they are not empty
    meaning: str


def columns(row: type[Row]) -> tuple[Column, ...]:
    """The columns of a table, read off the record of its rows."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(
        Column(
            name=field.name,
            type=_type_of(hints[field.name].__origin__),
            meaning=hints[field.name].__metadata__[0],
        )
        for field in fields(row)
    )


def cells(row: Row) -> tuple[Cell, ...]:
    """The values of a row, in the order of its columns."""
    return tuple(getattr(row, field.name) for field in fields(row))


def _type_of(hint: object) -> type:
    """The one type of a hint that may allow for None besides."""
    options = get_args(hint) or (hint,)
    [found] = [o for o in options if isinstance(o, type) and o is not type(None)]
    return found
