"""Find one saying in several places: its speaker, day and venue, or its very words.

An utterance is what somebody said on one occasion, however many articles
carry it and however they word it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from recoupe.crosscheck.candidates import candidate_pairs
from recoupe.crosscheck.groups import Groups
from recoupe.crosscheck.propositions import Proposition, match, proposition_at, sayings
from recoupe.crosscheck.sayings import days_said
from recoupe.model import Quotation, Reason, Stance, Utterance, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.sayings import Days
    from recoupe.model import Attribution

#: Characters between two sayings of one speaker that are still one breath: a short paragraph.
BREATH_CHARS = 220
#: Stances by which somebody gives no answer.
SILENT = frozenset({Stance.SILENCE, Stance.EVADE})
#: Share of the shorter quotation's terms that the other one holds when both quote one saying.
QUOTED_ALIKE = 0.6
#: Terms of a quotation below which its words may fall by chance, in nouns.
QUOTED_WEIGHT = 1.6


@dataclass(frozen=True, slots=True)
class _Saying:
    """An attribution with its speakers, days and terms."""

    attribution: Attribution
    speakers: tuple[str, ...]
    days: Days
    proposition: Proposition


def merge_utterances(material: Material) -> tuple[Utterance, ...]:
    """The utterances behind all attributions, each with the reason of every merge."""
    found = [s for article_id in material.readings for s in _sayings(material, article_id)]
    by_id = {s.attribution.id: s for s in found}
    groups = Groups(by_id)
    days = {a: s.days for a, s in by_id.items()}  # of each group, by its first member
    for left, right, reason in _joins(material, found):
        one, other = groups.of(left.attribution.id), groups.of(right.attribution.id)
        if days[one].meet(days[other]) and groups.join(one, other, reason=reason):
            days[groups.of(one)] = days[one].common(days[other])
    made = (
        _utterance(material, [by_id[m] for m in members], reasons=groups.reasons(root))
        for root, members in groups.groups().items()
    )
    return tuple(sorted(made, key=in_order))


def in_order(utterance: Utterance) -> tuple[str, str]:
    """Where an utterance stands: by its day."""
    return utterance.said_on or "", utterance.id


def _sayings(material: Material, article_id: str) -> Iterator[_Saying]:
    reading = material.readings[article_id]
    for attribution in sayings(reading):
        yield _Saying(
            attribution,
            material.speakers(attribution),
            days_said(reading.analysis.article, attribution),
            proposition_at(
                material, article_id, spans=attribution.content, attribution=attribution
            ),
        )


def _joins(material: Material, found: list[_Saying]) -> Iterator[tuple[_Saying, _Saying, Reason]]:
    """Every two sayings that are one, the surest joins first."""
    by_speaker: dict[str, list[_Saying]] = defaultdict(list)
    for saying in found:
        for speaker in saying.speakers:
            by_speaker[speaker].append(saying)
    groups = [some for _, some in sorted(by_speaker.items())]
    features = (_same_quotations, _same_contents, _same_venues, _same_breath, _same_silence)
    for feature in features:
        for some in groups:
            yield from feature(material, some)


def _same_quotations(
    material: Material, some: list[_Saying]
) -> Iterator[tuple[_Saying, _Saying, Reason]]:
    """The same words in marks, however a few of them changed."""
    quoting = [s for s in some if s.attribution.quotation is not Quotation.INDIRECT]
    for left, right in _pairs(quoting):
        one, other = left.proposition, right.proposition
        shared = sum(min(w, other.terms[k]) for k, w in one.terms.items() if k in other.terms)
        smaller = min(one.weight, other.weight)
        if one.wording == other.wording or (
            shared >= QUOTED_WEIGHT and shared >= QUOTED_ALIKE * smaller
        ):
            yield (
                left,
                right,
                _reason(material, left, right=right, fr="même citation", en="one quotation"),
            )


def _same_contents(
    material: Material, some: list[_Saying]
) -> Iterator[tuple[_Saying, _Saying, Reason]]:
    """One proposition, in articles that took from one another or on days that agree."""
    for left, right in _pairs(some):
        one, other = left.proposition, right.proposition
        vouched = is_taken(material, one, right=other)
        if match(one, other, vouched=vouched):
            yield (
                left,
                right,
                _reason(material, left, right=right, fr="même contenu", en="one content"),
            )


def _same_venues(
    material: Material, some: list[_Saying]
) -> Iterator[tuple[_Saying, _Saying, Reason]]:
    """One stated day and one stated venue."""
    first: dict[tuple[str, str], _Saying] = {}
    for saying in some:
        said_on, venue = saying.attribution.said_on, _venue_key(material, saying.attribution)
        if not saying.days.is_stated or not said_on or not venue:
            continue
        other = first.setdefault((said_on, venue), saying)
        if other is not saying:
            yield (
                other,
                saying,
                _reason(
                    material,
                    other,
                    right=saying,
                    fr="même jour, même lieu",
                    en="one day, one venue",
                ),
            )


def _same_breath(
    material: Material, some: list[_Saying]
) -> Iterator[tuple[_Saying, _Saying, Reason]]:
    """One article, one speaker, one sentence after the other, no other day or venue named."""
    for left, right in pairwise(some):
        one, other = left.attribution, right.attribution
        if one.article_id != other.article_id or left.speakers != right.speakers:
            continue
        gap = other.content[0].start - one.content[-1].end
        venues = {_venue_key(material, a) for a in (one, other)} - {""}
        if gap <= BREATH_CHARS and one.said_on == other.said_on and len(venues) < 2:
            yield (
                left,
                right,
                _reason(material, left, right=right, fr="même souffle", en="one breath"),
            )


def _same_silence(
    material: Material, some: list[_Saying]
) -> Iterator[tuple[_Saying, _Saying, Reason]]:
    """One silence in an article and in one that took from it: « n'a pas réagi », « se tait »."""
    silent: dict[str, list[_Saying]] = defaultdict(list)
    for saying in some:
        if saying.attribution.stance in SILENT:
            silent[saying.attribution.article_id].append(saying)
    alone = {article_id: found[0] for article_id, found in silent.items() if len(found) == 1}
    for article_id, left in alone.items():
        for other in material.sharing.get(article_id, ()):
            right = alone.get(other)
            if right and article_id < other and material.are_kin(article_id, other):
                yield (
                    left,
                    right,
                    _reason(material, left, right=right, fr="même silence", en="one silence"),
                )


def is_taken(material: Material, left: Proposition, *, right: Proposition) -> bool:
    """Whether lineage found the words of one where the words of the other stand."""
    if left.article_id == right.article_id:
        return False
    return any(
        t.there.overlaps(right.passage.span)
        for t in material.counterparts(left.passage, right.article_id)
    )


def _pairs(some: list[_Saying]) -> Iterator[tuple[_Saying, _Saying]]:
    """The sayings of one speaker that share rare terms."""
    pairs = dict.fromkeys(candidate_pairs([s.proposition for s in some]))
    return ((some[left], some[right]) for left, right in pairs)


def _venue_key(material: Material, attribution: Attribution) -> str:
    """The terms of a venue; "" when none is stated."""
    if attribution.venue is None:
        return ""
    terms = material.terms[attribution.article_id].within((attribution.venue,))
    return " ".join(sorted({t.key for t in terms}))


def _reason(material: Material, left: _Saying, *, right: _Saying, fr: str, en: str) -> Reason:
    """Why two sayings are one, with the first words of both."""
    one, other = (_opening(material, s.proposition) for s in (left, right))
    return Reason(
        f"Même locuteur, {fr} : « {one} » et « {other} ».",
        f"The same speaker, {en}: “{one}” and “{other}”.",
    )


def _opening(material: Material, proposition: Proposition) -> str:
    """The first words of a proposition."""
    words = material.words(proposition.passage).split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _utterance(
    material: Material, members: list[_Saying], *, reasons: tuple[Reason, ...]
) -> Utterance:
    """One utterance; its day and venue are the most precise that an article states."""
    days = sorted({s.attribution.said_on for s in members if s.attribution.said_on})
    stated = [d for d in days if "X" not in d] or days
    venues = [s.attribution for s in members if s.attribution.venue]
    ids = tuple(sorted(s.attribution.id for s in members))
    return Utterance(
        id=f"utterance-{digest(*ids)}",
        speakers=tuple(sorted({speaker for s in members for speaker in s.speakers})),
        said_on=max(stated, key=lambda d: (len(d), d)) if stated else None,
        venue=_venue(material, venues[0]) if venues else None,
        attribution_ids=ids,
        reasons=reasons,
    )


def _venue(material: Material, attribution: Attribution) -> str | None:
    text = material.article(attribution.article_id).text
    return attribution.venue.of(text) if attribution.venue else None
