"""Who says what: attributions by speaker, the same words told once.

Attributions of one speaker that have the same words, stance and certainty
are one saying, seen in several places. Nothing is said of independence here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.dates import begins, in_words
from recoupe.dossier.edition import Place, anchor, is_balanced, one_line
from recoupe.dossier.index import in_order, sentence_around
from recoupe.model import ID_DIGITS, Certainty, Quotation, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.dossier.edition import Edition
    from recoupe.dossier.parties import Mark
    from recoupe.model import Attribution, Entity

#: What somebody does when asked to confirm, short of confirming.
WITHHOLDING = (Stance.DENY, Stance.EVADE, Stance.SILENCE, Stance.UNCONFIRMED)
GAP = " […] "
#: Characters between the words that deny and what they deny, at most.
CUE_REACH = 24
_NEAREST_FIRST = (Quotation.DIRECT, Quotation.MIXED, Quotation.INDIRECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words ascribed to somebody, with every place that has them."""

    anchor: str
    text: str
    told: str  # the same with the words that deny or withhold it: « conteste toute faute »
    speakers: tuple[Entity, ...]
    quotation: Quotation
    stance: Stance
    certainty: Certainty
    said_on: str | None  # TIMEX3 value
    when: str | None  # the same in words
    venue: str | None
    relays: str | None  # who carried the words, as a list in words
    places: tuple[Place, ...]
    corrected: str | None = None  # by whom, when and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Someone, what describes them, and all they are said to have said."""

    anchor: str
    entity: Entity
    role: str | None  # the fullest description the articles give
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """Those who speak for one party; the last camp is of those of whom no party is known."""

    party: str | None
    mark: Mark
    speakers: tuple[Speaker, ...]

    @property
    def is_one(self) -> bool:
        """Whether the party is all that speaks for itself."""
        return [speaker.entity.name for speaker in self.speakers] == [self.party]

    @property
    def once(self) -> tuple[Saying, ...]:
        """The sayings of those who speak only once."""
        return tuple(s.sayings[0] for s in self.speakers if len(s.sayings) == 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Someone, and all that they deny, evade or keep silent on."""

    speakers: tuple[Entity, ...]
    source: str | None  # as written, when nobody is known
    sayings: tuple[Saying, ...]


def all_sayings(edition: Edition) -> tuple[Saying, ...]:
    """The sayings of all articles, in the order they are first met."""
    groups: dict[tuple[object, ...], list[Attribution]] = {}
    silences = _silences(edition)
    for reading in edition.index.readings:
        for attribution in in_order(reading.attributions):
            same = silences.get(attribution.id) or _sameness(attribution, edition)
            groups.setdefault(same, []).append(attribution)
    return tuple(_saying(group, edition) for group in groups.values())


def speakers(sayings: Iterable[Saying]) -> tuple[Speaker, ...]:
    """Those who speak, the most quoted first; each with direct words first."""
    by_entity: dict[str, list[Saying]] = {}
    entities: dict[str, Entity] = {}
    for saying in sayings:
        for entity in saying.speakers:
            entities[entity.id] = entity
            by_entity.setdefault(entity.id, []).append(saying)
    found = [
        Speaker(
            anchor=anchor("v", entity_id),
            entity=entities[entity_id],
            role=_role(entities[entity_id]),
            sayings=tuple(sorted(said, key=_nearest_first)),
        )
        for entity_id, said in by_entity.items()
    ]
    return tuple(sorted(found, key=lambda s: (-len(s.sayings), s.entity.name, s.entity.id)))


def camps(speakers_: Iterable[Speaker], edition: Edition) -> tuple[Camp, ...]:
    """Speakers by party, the party that is heard most first."""
    by_party: dict[str | None, list[Speaker]] = {}
    for speaker in speakers_:
        by_party.setdefault(speaker.entity.party, []).append(speaker)
    found = [
        Camp(party=party, mark=edition.mark([s.entity for s in group]), speakers=tuple(group))
        for party, group in by_party.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda c: (
                c.party is None,
                -sum(len(s.sayings) for s in c.speakers),
                c.party or "",
            ),
        )
    )


def spoken(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """The sayings that are no denial, silence or refusal: those have a place of their own."""
    return tuple(saying for saying in sayings if saying.stance not in WITHHOLDING)


def withheld(sayings: Iterable[Saying]) -> tuple[Withheld, ...]:
    """Who denies, evades, keeps silent, and on what; those who deny first, each by date."""
    by_who: dict[tuple[str, ...], list[Saying]] = {}
    for saying in sayings:
        if saying.stance in WITHHOLDING:
            ids = tuple(entity.id for entity in saying.speakers)
            by_who.setdefault(ids or (saying.places[0].source or "",), []).append(saying)
    found = [
        Withheld(
            speakers=said[0].speakers,
            source=said[0].places[0].source,
            sayings=tuple(sorted(said, key=_moment)),
        )
        for said in by_who.values()
    ]
    return tuple(
        sorted(found, key=lambda w: min(WITHHOLDING.index(saying.stance) for saying in w.sayings))
    )


def unresolved(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """Sayings whose source is written but stands for nobody that could be named."""
    return tuple(s for s in sayings if not s.speakers and s.places[0].source)


def unnamed(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """Sayings ascribed to somebody whom the article does not name."""
    return tuple(s for s in sayings if not s.speakers and not s.places[0].source)


def text_of(attribution: Attribution, edition: Edition) -> str:
    """The words of an attribution, cuts marked."""
    text = edition.index.articles[attribution.article_id].text
    return GAP.join(one_line(span.of(text)) for span in attribution.content)


def told_of(attribution: Attribution, edition: Edition) -> str:
    """The words of an attribution from its cue on, where that stands just before them."""
    words, cue = text_of(attribution, edition), attribution.cue
    first, last = attribution.content[0], attribution.content[-1]
    if attribution.quotation is Quotation.DIRECT or cue is None:
        return words
    if not cue.start < first.start <= cue.end + CUE_REACH:
        return words
    text = edition.index.articles[attribution.article_id].text
    told = one_line(text[cue.start : max(cue.end, last.end)])
    if "," in text[cue.end : first.start]:  # « dément, lui, avoir su »: what is put in goes
        told = one_line(f"{cue.of(text)} {text[first.start : last.end]}")
    return told if is_balanced(told) else words


def _silences(edition: Edition) -> dict[str, tuple[object, ...]]:
    """What makes silences of several articles one: a copy's silence is that of its source."""
    utterance_of = {
        a: u.id for u in edition.dossier.crosscheck.utterances for a in u.attribution_ids
    }
    families: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for family in edition.dossier.tracing.families:
        for article_id in family.article_ids:
            families[article_id] += (family.id,)
    met: Counter[tuple[str, str]] = Counter()
    found: dict[str, tuple[object, ...]] = {}
    for reading in edition.index.readings:
        article_id = reading.analysis.article.id
        for attribution in in_order(reading.attributions):
            utterance = utterance_of.get(attribution.id)
            if attribution.stance in (Stance.EVADE, Stance.SILENCE) and utterance:
                met[article_id, utterance] += 1
                found[attribution.id] = ("silence", utterance, met[article_id, utterance])
            elif attribution.stance is Stance.UNCONFIRMED and article_id in families:
                start = (attribution.cue or attribution.content[0]).start
                sentence = sentence_around(reading, start) or attribution.content[0]
                words = plain_words(sentence.of(reading.analysis.article.text))
                found[attribution.id] = ("unconfirmed", families[article_id], words)
    return found


def plain_words(text: str) -> str:
    """The words of a text alone, so that copies are equal."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _sameness(attribution: Attribution, edition: Edition) -> tuple[object, ...]:
    """What two attributions must share to be told as one saying."""
    speakers_ = edition.index.entity_ids(attribution.speakers)
    words = plain_words(text_of(attribution, edition))
    if not speakers_ or not words:
        return (attribution.article_id, attribution.id)
    return (speakers_, words, attribution.stance, attribution.certainty)


def _saying(group: list[Attribution], edition: Edition) -> Saying:
    first = min(group, key=lambda a: _NEAREST_FIRST.index(a.quotation))
    text = edition.index.articles[first.article_id].text
    said_on = next((a.said_on for a in group if a.said_on), None)
    relays = {
        relay.id: relay for a in group for relay in edition.index.speakers(a.relayed_by)
    }.values()
    digest = hashlib.sha256("\x1f".join(a.id for a in group).encode("utf-8", "replace"))
    return Saying(
        anchor=f"s-{digest.hexdigest()[:ID_DIGITS]}",
        text=text_of(first, edition),
        told=told_of(first, edition),
        speakers=edition.index.speakers(first.speakers),
        quotation=first.quotation,
        stance=first.stance,
        certainty=first.certainty,
        said_on=said_on,
        when=in_words(said_on, edition.words) if said_on else None,
        venue=one_line(first.venue.of(text)) if first.venue else None,
        relays=edition.names(relays) if relays else None,
        places=tuple(_place(attribution, edition) for attribution in group),
        corrected=" ".join(dict.fromkeys(edition.corrected.get(a.id, "") for a in group)) or None,
    )


def _place(attribution: Attribution, edition: Edition) -> Place:
    text = edition.index.articles[attribution.article_id].text
    return Place(
        cited=edition.cited[attribution.article_id],
        anchor=anchor("t", attribution.id),
        source=one_line(attribution.source.of(text)) if attribution.source else None,
    )


def _role(entity: Entity) -> str | None:
    """The longest role that any article gives, the first of equals."""
    roles = [one_line(mention.role) for mention in entity.mentions if mention.role]
    return max(roles, key=len, default=None)


def _nearest_first(saying: Saying) -> tuple[int, str, int]:
    """Direct words first, then by date, then by article."""
    return _NEAREST_FIRST.index(saying.quotation), _moment(saying), saying.places[0].cited.number


def _moment(saying: Saying) -> str:
    """What sorts a saying in time: its day, else its article's; undated ones last."""
    known = begins(saying.said_on) if saying.said_on else None
    return known or saying.places[0].cited.earliest or "~"
