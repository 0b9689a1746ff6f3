"""Let the articles of an archive speak: names, sayings, figures and days, without a parser.

Every capitalized word is somebody, every number counts something, and a
sentence that names somebody is theirs. All of it follows from the words, so
that a copied sentence has in the copy the speaker that it has in the original.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recoupe.model import (
    Actor,
    ActorMention,
    Attribution,
    Certainty,
    DateBasis,
    EntityKind,
    Event,
    Mention,
    MentionKind,
    Part,
    Published,
    Quantity,
    Quotation,
    Reading,
    Reason,
    Span,
    Stance,
    Tokens,
    Voice,
    digest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Days between the first articles of two stories, and days within which a story is told.
STORIES_APART, STORY_DAYS = 2, 5
#: One article in so many bears no date.
UNDATED = 5
FIRST_DAY = date(2030, 1, 1)
_GIVEN = "Adèle Basile Clarisse Damien Édith Firmin Gisèle Honoré Irène Jules Léonie Maxence"
_EVENTS = (Event.KILLED, Event.INJURED, Event.MISSING, Event.OTHER, Event.OTHER, Event.COST)
_STANCES = (*[Stance.ASSERT] * 7, Stance.CONFIRM, Stance.DENY, Stance.SILENCE)
_DATED = Reason("La ligne le dit.", "The row says so.")


def spoken(reading: Reading) -> Reading:
    """The reading with the actors, sayings, figures and the day that its words stand for."""
    article = replace(reading.analysis.article, published=_published(reading))
    tokens = _tagged(article.text, reading.analysis.tokens)
    words = tokens.words(article.text)
    actors = {w: _actor(article.id, w, tokens=tokens, words=words) for w in sorted(_names(words))}
    attributions = tuple(_attributions(article.id, tokens, words=words, actors=actors))
    quantities = tuple(_quantities(tokens, words))
    mentions = tuple(
        Mention(
            span=Span(tokens.start[i], tokens.end[i]),
            kind=MentionKind.NAME,
            entity_kind=EntityKind.PERSON,
            name=Span(tokens.start[i], tokens.end[i]),
            title=None,
            role=None,
        )
        for i, word in enumerate(words)
        if word in actors
    )
    analysis = replace(
        reading.analysis,
        article=article,
        tokens=tokens,
        mentions=mentions,
        quantities=quantities,
    )
    return Reading(
        analysis=analysis,
        actors=tuple(actors.values()),
        attributions=attributions,
        voices=tuple(_voices(quantities, attributions)),
    )


def _draw(word: str, count: int) -> int:
    """A number below `count` that is the same wherever the word stands."""
    return zlib.crc32(word.encode()) % count


def _published(reading: Reading) -> Published:
    """The day of an article by its name: `s0012-07` is told in the days of the twelfth story."""
    name = reading.analysis.article.id
    story, place = int(name[1:5]), int(name[6:])
    if place % UNDATED == UNDATED - 1:
        return reading.analysis.article.published
    day = FIRST_DAY + timedelta(days=STORIES_APART * story + place % STORY_DAYS)
    return Published(
        earliest=day.isoformat(), latest=day.isoformat(), basis=DateBasis.METADATA, reason=_DATED
    )


def _tagged(text: str, tokens: Tokens) -> Tokens:
    """The tokens with a class for each word: long words are nouns or verbs."""
    tags, features = [], []
    for word in tokens.words(text):
        is_verb = len(word) > 4 and _draw(word, 5) == 0
        tags.append(
            "NUM"
            if word.isdigit()
            else "PROPN"
            if word[0].isupper()
            else "VERB"
            if is_verb
            else "NOUN"
            if len(word) > 4
            else "X"
        )
        features.append("VerbForm=Fin" if is_verb else "")
    return replace(tokens, tag=tuple(tags), features=tuple(features))


def _names(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for w in words if w[0].isupper())


def _actor(article_id: str, word: str, *, tokens: Tokens, words: tuple[str, ...]) -> Actor:
    given = _GIVEN.split()
    return Actor(
        id=f"actor-{digest(article_id, word)}",
        name=f"{given[_draw(word, len(given))]} {word}",
        kind=EntityKind.PERSON,
        aliases=(word,),
        party=("Vergonie", "Saulnois", None)[_draw(word, 3)],
        mentions=tuple(
            ActorMention(span=Span(tokens.start[i], tokens.end[i]), title=None, role=None)
            for i, other in enumerate(words)
            if other == word
        ),
    )


def _attributions(
    article_id: str, tokens: Tokens, *, words: tuple[str, ...], actors: dict[str, Actor]
) -> Iterator[Attribution]:
    """Each sentence that names somebody, as theirs."""
    for first, last in tokens.sentences:
        named = [i for i in range(first, last) if words[i] in actors]
        if not named or last - first < 4:
            continue
        speaker = actors[words[named[0]]]
        content = Span(tokens.start[first], tokens.end[last - 2])
        yield Attribution(
            id=f"attribution-{digest(article_id, content)}",
            article_id=article_id,
            content=(content,),
            cue=None,
            source=Span(tokens.start[named[0]], tokens.end[named[0]]),
            speakers=(speaker.id,),
            resolution=(),
            relayed_by=(),
            quotation=Quotation.INDIRECT,
            stance=_STANCES[_draw(words[first + 1], len(_STANCES))],
            certainty=Certainty.PLAIN,
            said_on=None,
            venue=None,
            part=Part.BODY,
        )


def _quantities(tokens: Tokens, words: tuple[str, ...]) -> Iterator[Quantity]:
    """Each number, counting the word after it."""
    for i, word in enumerate(words[:-1]):
        if word.isdigit():
            yield Quantity(
                span=Span(tokens.start[i], tokens.end[i + 1]),
                low=float(word),
                high=float(word),
                approximate=False,
                unit=None,
                counted=words[i + 1],
                counted_lemma=words[i + 1],
                event=_EVENTS[_draw(words[i + 1], len(_EVENTS))],
                scope=(),
                part_of=None,
                tense=None,
            )


def _voices(
    quantities: tuple[Quantity, ...], attributions: tuple[Attribution, ...]
) -> Iterator[Voice]:
    """On whose word each figure stands."""
    for position, quantity in enumerate(quantities):
        around = next((a for a in attributions if a.content[0].covers(quantity.span)), None)
        yield Voice(
            quantity=position,
            attribution_id=around.id if around else None,
            speakers=around.speakers if around else (),
        )
