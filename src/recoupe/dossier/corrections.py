"""What editors decided: who, when, why, on what, and whether it could be followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.dates import in_words, interval_in_words
from recoupe.dossier.edition import one_line
from recoupe.model import JudgmentKind, Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.model import Dossier, Judgment, Ruling

#: The stage that a judgment which is not applied is set aside by.
STAGE = "correct"
#: Between the first and the last day of an interval.
_INTERVAL = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of an editor, in words."""

    judgment_id: str
    kind: str
    about: str
    value: str | None  # what was set
    why: str  # who, when, why
    obstacle: str | None  # why it is not applied
    cited: tuple[Cited, ...]  # the articles that it touches


def corrections(edition: Edition) -> tuple[Correction, ...]:
    """What editors decided, in the order of time."""
    words = edition.words
    return tuple(
        Correction(
            judgment_id=ruling.judgment.id,
            kind=words.say(f"judgment.{ruling.judgment.kind}"),
            about=one_line(ruling.judgment.about),
            value=_value(ruling, edition),
            why=ruling.judgment.why.in_language(words.language),
            obstacle=words.reason(ruling.obstacle) if ruling.obstacle else None,
            cited=edition.cite(_articles(ruling, edition)),
        )
        for ruling in edition.dossier.crosscheck.rulings
    )


def not_applied(dossier: Dossier) -> Iterator[Rejection]:
    """The judgments that could not be followed, as what is set aside is told."""
    for ruling in dossier.crosscheck.rulings:
        if ruling.obstacle:
            why, obstacle = ruling.judgment.why, ruling.obstacle
            yield Rejection(
                path=_place(ruling.judgment),
                stage=STAGE,
                reason=Reason(f"{why.fr} — {obstacle.fr}", f"{why.en} — {obstacle.en}"),
            )


def _place(judgment: Judgment) -> str:
    """The first article that a judgment holds on to."""
    return next((anchor.article for side in judgment.sides for anchor in side), judgment.about)


def _value(ruling: Ruling, edition: Edition) -> str | None:
    """What was set, in words."""
    words, value = edition.words, ruling.judgment.value
    kind = ruling.judgment.kind
    if kind is JudgmentKind.SET_SPEAKER:
        known = edition.index.attributions
        said = [known[i] for i in ruling.touched if i in known]
        who = edition.index.speakers(s for one in said for s in one.speakers)
        return edition.names(who) or value or words.say("nobody_named")
    if value is None:
        return None
    if kind is JudgmentKind.SET_PUBLISHED:
        earliest, _, latest = value.partition(_INTERVAL)
        return interval_in_words(earliest, latest or earliest, words=words)
    if kind is JudgmentKind.SET_SAID_ON:
        return in_words(value, words)
    key = f"{'stance' if kind is JudgmentKind.SET_STANCE else 'finding'}.{value}"
    return words.say(key) if words.has(key) else value


def _articles(ruling: Ruling, edition: Edition) -> Iterable[str]:
    """The articles of the records that a judgment touches."""
    dossier, index = edition.dossier, edition.index
    touched = set(ruling.touched)
    yield from touched & index.articles.keys()
    yield from (a.article_id for i, a in index.attributions.items() if i in touched)
    yield from (i for s in dossier.stories if s.id in touched for i in s.article_ids)
    yield from (i for c in dossier.claims if c.id in touched for i in c.article_ids)
    for entity in dossier.entities:
        if entity.id in touched:
            yield from (mention.passage.article_id for mention in entity.mentions)
