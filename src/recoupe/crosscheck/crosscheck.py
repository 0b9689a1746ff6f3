"""From the readings of several articles to how their accounts stand together.

The order is the argument: who the speakers are, which articles tell one
story, when each appeared; then what was said once and repeated, what is
claimed, how the figures moved, and what stands out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.crosscheck.chronology import order_events
from recoupe.crosscheck.claims import form_claims
from recoupe.crosscheck.counting import count_all
from recoupe.crosscheck.dating import date_stories
from recoupe.crosscheck.entities import join_actors
from recoupe.crosscheck.figure_drift import find_changes
from recoupe.crosscheck.findings import find_findings
from recoupe.crosscheck.home import with_home
from recoupe.crosscheck.material import lay_out
from recoupe.crosscheck.series import form_series
from recoupe.crosscheck.stories import form_stories
from recoupe.crosscheck.utterances import merge_utterances
from recoupe.model import Constraints, Crosscheck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.model import Reading, Tracing


def crosscheck(
    readings: Sequence[Reading],
    tracing: Tracing,
    *,
    as_of: str,
    constraints: Constraints | None = None,
) -> tuple[tuple[Reading, ...], Crosscheck]:
    """The readings dated by their stories, and how their accounts stand together.

    No date is later than `as_of`, an ISO 8601 day. The order of the readings
    does not matter. `constraints` are what editors have decided.
    """
    held = constraints or Constraints()
    ordered = sorted(readings, key=lambda r: (r.analysis.article.path, r.analysis.article.id))
    entities = join_actors(ordered, links=held.entities)
    stories = form_stories(ordered, entities, tracing=tracing, links=held.stories)
    entities = with_home(entities, stories, readings=ordered)
    dated = date_stories(ordered, stories, entities=entities, tracing=tracing, as_of=as_of)
    material = lay_out(
        dated, entities=entities, stories=stories, tracing=tracing, copies=held.copies
    )
    utterances = merge_utterances(material)
    counts = count_all(material)
    claims = form_claims(material, utterances, counts=counts, links=held.claims)
    changes = find_changes(material, counts)
    series = form_series(material, counts, changes=changes)
    return tuple(dated), Crosscheck(
        entities=entities,
        stories=stories,
        utterances=utterances,
        claims=claims,
        series=series,
        findings=find_findings(material, claims, series=series, changes=changes),
        chronology=order_events(dated, stories),
    )
