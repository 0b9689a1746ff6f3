"""Say until when a claim went unanswered.

A silence is of its day: a company that does not answer on Wednesday may deny
on Monday. Whether what it says then is an answer is for the reader to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.dossier.dates import tick_in_words
from recoupe.model import FindingKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.dossier.edition import Edition
    from recoupe.model import Attribution, Finding

#: Stances by which nobody says anything.
MUTE = (Stance.EVADE, Stance.SILENCE, Stance.UNCONFIRMED)


def unanswered(findings: Iterable[Finding], edition: Edition) -> Iterator[str]:
    """That nobody confirms a claim, or that somebody asked did not answer, until which day."""
    words = edition.words
    left = [f.left for f in findings if f.kind is FindingKind.UNANSWERED]
    starts = edition.index.attributions_by_start
    found = [a for p in left for a in starts.get((p.article_id, p.span.start), ())]
    silences = [a for a in found if a.stance in MUTE and a.stance is not Stance.UNCONFIRMED]
    if any(a.stance is Stance.UNCONFIRMED for a in found):
        yield words.say("stance.unconfirmed")
    if not silences:
        return
    last = max(silences, key=lambda a: _day(a, edition))
    day = _day(last, edition)
    told = words.say("unanswered_on", when=tick_in_words(day, words)) if day else ""
    who = edition.names(edition.index.speakers(last.speakers))
    yield f"{who} {told or words.say('finding.unanswered')}".strip()


def _day(attribution: Attribution, edition: Edition) -> str:
    """The last day on which the article of an attribution can have appeared."""
    published = edition.index.articles[attribution.article_id].published
    return published.latest or published.earliest or ""
