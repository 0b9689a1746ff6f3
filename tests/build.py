"""Records for tests, built from a text and the words in it.

Every builder finds its spans by the words themselves, so a test reads like
the sentence it is about:

    page = article("Le maire a dit que le pont tient.", path="pont.txt")
    said = attribution(page, "le pont tient", source="Le maire", cue="a dit")
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, TypedDict, Unpack

from recoupe.model import (
    Actor,
    ActorMention,
    Analysis,
    Article,
    Attribution,
    Certainty,
    Conditional,
    Crosscheck,
    DateBasis,
    Dossier,
    EntityKind,
    Event,
    Furniture,
    Mention,
    Part,
    Published,
    Quantity,
    Quotation,
    Reading,
    Reason,
    Rejection,
    Resolution,
    Span,
    Stance,
    Timex,
    TimexType,
    Tokens,
    Tracing,
    Voice,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF = "2031-12-31"
UNDATED = Published(
    earliest=None,
    latest=None,
    basis=DateBasis.UNKNOWN,
    reason=Reason("Aucune date n'est donnée.", "No date is given."),
)


def digest(*parts: object) -> str:
    """Twelve characters that stand for the parts, the same on every run."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:12]


def span(text: str | Article, words: str, nth: int = 0) -> Span:
    """Where `words` stand in `text` for the `nth` time, counted from 0."""
    body = text if isinstance(text, str) else text.text
    start = -1
    for _ in range(nth + 1):
        start = body.index(words, start + 1)
    return Span(start, start + len(words))


def published(
    earliest: str | None, latest: str | None = None, *, basis: DateBasis = DateBasis.METADATA
) -> Published:
    """An interval of publication; one day when `latest` is not given."""
    reason = Reason("La page porte cette date.", "The page bears this date.")
    return Published(earliest=earliest, latest=latest or earliest, basis=basis, reason=reason)


class ArticleFields(TypedDict, total=False):
    """What an article may be given besides text, path and title."""

    id: str
    url: str | None
    outlet: str | None
    byline: str | None
    credit: str | None
    language: str
    published: Published
    furniture: tuple[Furniture, ...]


def article(
    text: str,
    *,
    path: str = "article.txt",
    title: str | None = None,
    **given: Unpack[ArticleFields],
) -> Article:
    """An article whose first paragraph is the headline when `title` opens the text."""
    headline = Span(0, len(title)) if title and text.startswith(title) else None
    return Article(
        id=given.get("id", digest(path, text)),
        path=path,
        url=given.get("url"),
        outlet=given.get("outlet"),
        title=title,
        byline=given.get("byline"),
        credit=given.get("credit"),
        language=given.get("language", "fr"),
        text=text,
        headline=headline,
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        published=given.get("published", UNDATED),
        furniture=given.get("furniture", ()),
    )


def tokens(text: str) -> Tokens:
    """Words and marks as tokens, flat trees, a sentence per full stop or line."""
    found = [m.span() for m in re.finditer(r"\w+['’]?|[^\w\s]", text)]
    bounds: list[tuple[int, int]] = []
    first = 0
    for i, (_, end) in enumerate(found):
        rest = text[end : found[i + 1][0]] if i + 1 < len(found) else "\n"
        if text[end - 1] in ".!?…" or "\n" in rest:
            bounds.append((first, i + 1))
            first = i + 1
    heads = [0] * len(found)
    for start, stop in bounds:
        heads[start:stop] = [start] * (stop - start)
    count = len(found)
    return Tokens(
        start=tuple(s for s, _ in found),
        end=tuple(e for _, e in found),
        lemma=tuple(text[s:e].lower() for s, e in found),
        tag=("X",) * count,
        features=("",) * count,
        head=tuple(heads),
        relation=tuple("root" if heads[i] == i else "dep" for i in range(count)),
        sentences=tuple(bounds),
    )


def analysis(
    of: Article,
    *,
    mentions: Sequence[Mention] = (),
    timexes: Sequence[Timex] = (),
    quantities: Sequence[Quantity] = (),
    conditionals: Sequence[Conditional] = (),
) -> Analysis:
    """An article with its tokens and whatever else the test is about."""
    return Analysis(
        article=of,
        tokens=tokens(of.text),
        mentions=tuple(mentions),
        timexes=tuple(timexes),
        quantities=tuple(quantities),
        conditionals=tuple(conditionals),
    )


def timex(
    of: Article,
    words: str,
    value: str,
    *,
    type: TimexType = TimexType.DATE,  # noqa: A002 - the record's own field
    nth: int = 0,
) -> Timex:
    """A time expression of an article."""
    return Timex(span=span(of, words, nth), type=type, value=value, mod=None, rule="")


class QuantityFields(TypedDict, total=False):
    """What a quantity may be given besides its words and bounds."""

    approximate: bool
    unit: str | None
    counted: str | None
    event: Event
    scope: tuple[Span, ...]
    part_of: int | None
    strict: bool
    nth: int


def quantity(
    of: Article,
    words: str,
    *,
    low: float | None,
    high: float | None,
    **given: Unpack[QuantityFields],
) -> Quantity:
    """A number of an article with its bounds."""
    counted = given.get("counted")
    return Quantity(
        span=span(of, words, given.get("nth", 0)),
        low=low,
        high=high,
        approximate=given.get("approximate", False),
        unit=given.get("unit"),
        counted=counted,
        counted_lemma=counted.split()[-1] if counted else None,
        event=given.get("event", Event.OTHER),
        scope=given.get("scope", ()),
        part_of=given.get("part_of"),
        tense=None,
        strict=given.get("strict", False),
    )


def actor(
    of: Article,
    name: str,
    *,
    kind: EntityKind = EntityKind.PERSON,
    party: str | None = None,
    aliases: tuple[str, ...] = (),
    role: str | None = None,
) -> Actor:
    """Someone an article names, mentioned wherever the name stands."""
    places = [m.span() for m in re.finditer(re.escape(name), of.text)]
    return Actor(
        id=f"actor-{digest(of.id, name)}",
        name=name,
        kind=kind,
        aliases=aliases,
        party=party,
        mentions=tuple(ActorMention(span=Span(s, e), title=None, role=role) for s, e in places),
    )


class AttributionFields(TypedDict, total=False):
    """What an attribution may be given besides its words."""

    relayed_by: tuple[Actor, ...]
    quotation: Quotation
    stance: Stance
    certainty: Certainty
    said_on: str | None
    venue: str | None
    part: Part
    nth: int


def attribution(
    of: Article,
    content: str | Sequence[str],
    *,
    source: str | None = None,
    cue: str | None = None,
    speakers: Sequence[Actor] = (),
    **given: Unpack[AttributionFields],
) -> Attribution:
    """An attribution of an article, its speakers resolved by name."""
    pieces = (content,) if isinstance(content, str) else tuple(content)
    nth = given.get("nth", 0)
    spans = tuple(span(of, piece, nth) for piece in pieces)
    found = span(of, source) if source else None
    venue = given.get("venue")
    named = Reason("Le nom est écrit.", "The name is written.")
    return Attribution(
        id=f"att-{digest(of.id, *pieces, source, cue, nth)}",
        article_id=of.id,
        content=spans,
        cue=span(of, cue) if cue else None,
        source=found,
        speakers=tuple(speaker.id for speaker in speakers),
        resolution=tuple(
            Resolution(actor_id=speaker.id, how=named, evidence=found or spans[0])
            for speaker in speakers
        ),
        relayed_by=tuple(relay.id for relay in given.get("relayed_by", ())),
        quotation=given.get("quotation", Quotation.INDIRECT),
        stance=given.get("stance", Stance.ASSERT),
        certainty=given.get("certainty", Certainty.PLAIN),
        said_on=given.get("said_on"),
        venue=span(of, venue) if venue else None,
        part=given.get("part", Part.BODY),
    )


def reading(
    of: Article | Analysis,
    *,
    actors: Sequence[Actor] = (),
    attributions: Sequence[Attribution] = (),
    voices: Sequence[Voice] = (),
) -> Reading:
    """An article, analyzed, with what it attributes."""
    return Reading(
        analysis=of if isinstance(of, Analysis) else analysis(of),
        actors=tuple(actors),
        attributions=tuple(attributions),
        voices=tuple(voices),
    )


def rejection(path: str, *, stage: str = "gather", fr: str = "", en: str = "") -> Rejection:
    """Something that was set aside."""
    reason = Reason(fr or "Le fichier est vide.", en or "The file is empty.")
    return Rejection(path=path, stage=stage, reason=reason)


def dossier(
    *readings: Reading,
    rejections: Sequence[Rejection] = (),
    tracing: Tracing | None = None,
    crosscheck: Crosscheck | None = None,
) -> Dossier:
    """Everything Recoupe has to say of the readings."""
    return Dossier(
        version="0.0.0",
        language="fr",
        as_of=AS_OF,
        readings=readings,
        rejections=tuple(rejections),
        tracing=tracing or Tracing(),
        crosscheck=crosscheck or Crosscheck(),
    )
