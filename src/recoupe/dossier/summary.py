"""The dossier in ten lines: what a desk must know before it reads on.

The same lines open the page, the Markdown and the terminal's summary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from recoupe.dossier.claims import claim_rows
from recoupe.dossier.comparisons import DISPUTES, DRIFTS
from recoupe.dossier.counts import figure_groups
from recoupe.dossier.dates import begins, interval_in_words
from recoupe.dossier.edition import build_edition, gist, shortened, story_title
from recoupe.dossier.gaps import gaps
from recoupe.dossier.index import voices_by_quantity
from recoupe.dossier.sayings import all_sayings, speakers, told_of, withheld
from recoupe.dossier.series import series_blocks
from recoupe.model import LOSSES, Certainty, Event, FindingKind, Quotation, Stance, quantity_id
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.dossier.counts import Figure
    from recoupe.dossier.edition import Edition
    from recoupe.dossier.sayings import Saying, Withheld
    from recoupe.dossier.series import Row, SeriesBlock
    from recoupe.dossier.words import Words
    from recoupe.model import Dossier, Passage

LINES = 10
#: Characters of words quoted in one line, and things named in it.
QUOTED_CHARS = 110
NAMED = 3
#: Characters of a claim: who says what of how many.
CLAIM_CHARS = 150
#: Characters of what a series counts.
COUNTED_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the summary, and the section that it opens on."""

    label: str
    text: str
    section: str
    items: tuple[str, ...] = ()  # the same one by one, where the line is a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A story in three lines: how much was read, from when to when, what is disputed."""

    read: str
    when: str | None
    disputed: str | None


def in_short(dossier: Dossier, *, ui_language: str) -> Brief:
    """The dossier as one entry of a list of stories."""
    edition = build_edition(dossier, ui_language=ui_language)
    return Brief(
        read=told_briefly(edition),
        when=dates_covered(edition),
        disputed=next((line.text for line in _divergent(edition)), None),
    )


def summarize(dossier: Dossier, *, ui_language: str) -> tuple[str, ...]:
    """The dossier in ten lines at most, the story's title first."""
    edition = build_edition(dossier, ui_language=ui_language)
    sayings = all_sayings(edition)
    colon = edition.words.colon
    lines = [f"{line.label}{colon} {line.text}" for line in lines_of(edition, sayings)]
    title = story_title(edition)
    return (*([title] if title else []), *lines)


def lines_of(
    edition: Edition, sayings: Sequence[Saying], *, most: int = LINES - 1
) -> tuple[Line, ...]:
    """The lines under the title, `most` of them; what is not known always has the last."""
    claims = tuple(_claims(edition))
    spare = [*_latest(edition, sayings), *_voices(edition, sayings), *claims[1:]]
    found = [
        *_coverage(edition),
        *claims,
        *(_moved(edition) if edition.dossier.series else _figures(edition)),
        *_divergent(edition),
        *_withheld(edition, sayings),
        *_lost(edition),
        *_voices(edition, sayings),
        *_latest(edition, sayings),
    ]
    last = _limits(edition, sayings)
    room = most - len(last)
    while spare and len(found) > room:
        found.remove(spare.pop(0))
    return (*found[:room], *last)


def told_briefly(edition: Edition) -> str:
    """How many articles, how many texts they are, how many origins a claim has at most."""
    words, dossier = edition.words, edition.dossier
    count = len(edition.index.readings)
    if not count:
        return words.say("nothing_read")
    if count == 1:
        return words.say("one_article")
    copied = sum(len(family.article_ids) - 1 for family in dossier.tracing.families)
    parts = [words.count("articles_read_n", count)]
    if copied:
        parts.append(words.count("texts_n", count - copied))
    if dossier.claims:
        most = max(claim.origins_at_most for claim in dossier.claims)
        parts.append(words.count("claims_at_most_n", most))
    return ", ".join(parts)


def _coverage(edition: Edition) -> Iterator[Line]:
    """How many articles, of which outlets, and when they appeared."""
    words, dossier = edition.words, edition.dossier
    articles = [reading.analysis.article for reading in edition.index.readings]
    if not articles:
        yield Line(label=words.say("articles"), text=words.say("nothing_read"), section="aside")
        return
    parts = [told_briefly(edition)]
    outlets = {article.outlet for article in articles if article.outlet}
    if outlets:
        parts.append(words.count("outlets_n", len(outlets)))
    if when := dates_covered(edition):
        parts.append(when)
    if len(dossier.stories) > 1:
        parts.append(words.count("stories_n", len(dossier.stories)))
    yield Line(label=words.say("coverage"), text=words.join(parts), section="articles")


def dates_covered(edition: Edition) -> str | None:
    """From when to when the articles appeared; None when no date is known."""
    dates = [reading.analysis.article.published for reading in edition.index.readings]
    earliest = min((p.earliest for p in dates if p.earliest), default=None)
    latest = max((p.latest for p in dates if p.latest), default=None)
    if not earliest and not latest:
        return None
    return interval_in_words(earliest, latest, words=edition.words)


def _claims(edition: Edition) -> Iterator[Line]:
    """The claims that matter most, with their origins at most."""
    for claim in claim_rows(edition)[:2]:
        text = f"{gist(claim.text, CLAIM_CHARS)} ({claim.counts})"
        yield Line(label=edition.words.say("claim"), text=text, section="claims")


def _voices(edition: Edition, sayings: Sequence[Saying]) -> Iterator[Line]:
    """How much is said by how many, and who is quoted most."""
    words = edition.words
    if not sayings:
        if edition.index.readings:
            yield Line(label=words.say("voices"), text=words.say("nobody_speaks"), section="voices")
        return
    found = speakers(sayings)
    direct = sum(saying.quotation is Quotation.DIRECT for saying in sayings)
    parts = [words.count("sayings_n", len(sayings)), words.count("direct_n", direct)]
    named = [f"{s.entity.name} ({words.number(len(s.sayings))})" for s in found[:NAMED]]
    text = words.join(parts)
    if named:
        text += f"{words.colon} {', '.join((*named, *_more(found, edition)))}"
    yield Line(label=words.say("voices"), text=text, section="voices")


def _withheld(edition: Edition, sayings: Sequence[Saying]) -> Iterator[Line]:
    """Who denies what; who keeps silent on what."""
    denials = [saying for saying in sayings if saying.stance is Stance.DENY]
    others = [saying for saying in sayings if saying.stance is not Stance.DENY]
    for label, group in (("denials", denials), ("silences", others)):
        most_first = sorted(withheld(group), key=lambda one: -len(one.sayings))
        told = [_told_by(one, edition) for one in most_first]
        if told:
            yield _listed(edition.words.say(label), told, section="withheld", words=edition.words)


def _told_by(one: Withheld, edition: Edition) -> str:
    """Someone, and the first things they withhold, each wording once."""
    quoted: dict[str, None] = {}
    for saying in one.sayings:
        text, day = shortened(saying.told, QUOTED_CHARS // 2), _day(saying, edition)
        quoted[f"{text} ({day})" if day else text] = None
    who_ = edition.names(one.speakers) or one.source or edition.words.say("nobody_named")
    return f"{who_}{edition.words.colon} {' ; '.join(list(quoted)[:2])}"


def _day(saying: Saying, edition: Edition) -> str | None:
    """The day of a saying, or when the article that tells it appeared."""
    published = saying.places[0].cited.published
    if saying.when or not published:
        return saying.when
    return edition.words.say("told_in", when=published)


def _moved(edition: Edition) -> Iterator[Line]:
    """For each series its first figure and its last; losses apart from the others.

    What only a copy has made of another figure is told among the figures, with a warning.
    """
    own = ((b, tuple(r for r in b.rows if not r.made_of)) for b in series_blocks(edition))
    blocks = [
        b
        for b in (replace(block, rows=rows) for block, rows in own if rows)
        if b.event in LOSSES or (not b.is_divergent and len({r.amount for r in b.rows}) > 1)
    ]
    told = {
        "losses": [_first_and_last(b, edition) for b in blocks if b.event in LOSSES],
        "other_figures": [_first_and_last(b, edition) for b in blocks if b.event not in LOSSES],
    }
    for label, lines in told.items():
        if lines:
            yield _listed(edition.words.say(label), lines, section="figures", words=edition.words)


def _first_and_last(block: SeriesBlock, edition: Edition) -> str:
    """A series by its ends: what it counts, from how many to how many, on whose word."""
    words = edition.words
    what = words.say(f"event.{block.event}")
    if block.counted and block.event is Event.OTHER:
        what = shortened(block.counted, COUNTED_CHARS)
    elif block.counted:
        what = words.say("counted_as", event=what, counted=shortened(block.counted, COUNTED_CHARS))
    ends = [_reached(block.rows[0], block.rows), _reached(block.rows[-1], block.rows)]
    if (ends[0].low, ends[0].high) == (ends[1].low, ends[1].high):
        ends = ends[:1]
    who = [row.who or words.say("no_source") for row in ends]
    if who[0] == who[-1]:
        told = words.steps(_end(row, edition) for row in ends) + f", {who[0]}"
    else:  # two speakers are two accounts, and nothing moved
        told = " ; ".join(
            f"{_end(row, edition)}, {name}" for row, name in zip(ends, who, strict=True)
        )
    return f"{what}{words.colon} {told}"


def _reached(row: Row, rows: Sequence[Row]) -> Row:
    """The first row that gives a row's figure on somebody's word; the first at all, if none."""
    same = [r for r in rows if (r.low, r.high) == (row.low, row.high)]
    return next((r for r in same if r.who), same[0])


def _end(row: Row, edition: Edition) -> str:
    """A figure with its day, and how firmly it is given."""
    words = edition.words
    firm = "" if row.certainty is Certainty.PLAIN else words.say(f"certainty.{row.certainty}")
    known = ", ".join(part for part in (firm, row.tick) if part)
    return f"{row.amount} ({known})" if known else row.amount


def _divergent(edition: Edition) -> Iterator[Line]:
    """Figures that cannot both stand, claims that others reject, and on whose word each is."""
    words = edition.words
    by_kind: dict[FindingKind, dict[str, str]] = defaultdict(dict)
    for f in edition.dossier.findings:
        if f.kind in DISPUTES and f.right:
            told = words.say(
                "against", left=_pointed(f.left, edition), right=_pointed(f.right, edition)
            )
            by_kind[f.kind].setdefault(folded(told), told)
    turns = zip_longest(*(found.values() for found in by_kind.values()))
    told_all = [told for turn in turns for told in turn if told]
    if told_all:
        yield _listed(words.say("disputed"), told_all, section="disputes", words=words)


def _pointed(passage: Passage, edition: Edition) -> str:
    """The words of a passage, with those who speak them where a source is known."""
    reading = next(r for r in edition.index.readings if r.analysis.article.id == passage.article_id)
    article = reading.analysis.article
    text = shortened(passage.span.of(article.text), QUOTED_CHARS)
    said = next((a for a in reading.attributions if passage.span in a.content), None)
    speakers = said.speakers if said else ()
    if said and said.stance is Stance.DENY:  # its own words say that it rejects
        text = shortened(told_of(said, edition), QUOTED_CHARS)
    voices = voices_by_quantity(reading)
    for position, quantity in enumerate(reading.analysis.quantities):
        if not speakers and quantity.span.overlaps(passage.span) and position in voices:
            own = quantity_id(article.id, position)
            speakers = edition.counted.get(own, voices[position].speakers)
    who = edition.names(edition.index.speakers(speakers))
    return f"{text} ({who})" if who else text


def _lost(edition: Edition) -> Iterator[Line]:
    """What copies changed, by kind."""
    words = edition.words
    found = Counter(f.kind for f in edition.dossier.findings if f.kind in DRIFTS)
    told = [
        f"{words.say(f'finding.{kind}')} ({words.number(found[kind])})"
        for kind in DRIFTS
        if found[kind]
    ]
    if told:
        yield Line(label=words.say("lost"), text=words.join(told), section="drifts")


def _figures(edition: Edition) -> Iterator[Line]:
    """Losses on whose word; then what is counted most often. Parts of a figure are left out."""
    groups = figure_groups(edition)
    losses = [
        f"{edition.words.say(f'event.{group.event}')}{edition.words.colon} {told}"
        for group in groups
        if group.event in LOSSES
        for told in _told(group.figures, edition)
    ]
    others = [f for group in groups if group.event not in LOSSES for f in group.figures]
    counted = Counter(figure.counted for figure in others)
    others.sort(key=lambda figure: -counted[figure.counted])
    for label, told in (("losses", losses), ("other_figures", _told(others, edition))):
        if told:
            yield _listed(edition.words.say(label), told, section="figures", words=edition.words)


def _told(figures: Iterable[Figure], edition: Edition) -> list[str]:
    """Figures in words, each wording once."""
    return list(dict.fromkeys(_figure(f, edition) for f in figures if not f.is_part))


def _figure(figure: Figure, edition: Edition) -> str:
    words = edition.words
    what = shortened(figure.counted or "", QUOTED_CHARS // 2)
    told = figure.written if figure.is_vague else f"{figure.amount} {what}".rstrip()
    says = edition.names(figure.speakers) or figure.source or words.say("no_source")
    firm = "" if figure.certainty is Certainty.PLAIN else words.say(f"certainty.{figure.certainty}")
    known = ", ".join(part for part in (says, firm) if part)
    return f"{told} ({known})"


def _listed(label: str, told: Sequence[str], *, section: str, words: Words) -> Line:
    """A line that names the first things of a list, and how many more there are."""
    left = len(told) - NAMED
    items = (*told[:NAMED], *([words.count("and_others", left)] if left > 0 else []))
    return Line(label=label, text=words.join(items), section=section, items=items)


def _more(told: Sequence[object], edition: Edition) -> tuple[str, ...]:
    """How many more there are than a line names."""
    left = len(told) - NAMED
    return (edition.words.count("and_others", left),) if left > 0 else ()


def _latest(edition: Edition, sayings: Sequence[Saying]) -> Iterator[Line]:
    """The last saying whose day is known."""
    dated = [s for s in sayings if s.said_on and begins(s.said_on)]
    if not dated:
        return
    last = max(dated, key=lambda s: begins(s.said_on or "") or "")
    quoted = shortened(last.text, QUOTED_CHARS)
    text = f"{last.when}, {_who(last, edition)}{edition.words.colon} {quoted}"
    yield Line(label=edition.words.say("latest"), text=text, section="chronology")


def _limits(edition: Edition, sayings: Sequence[Saying]) -> tuple[Line, ...]:
    """What was set aside and what is not known, counted."""
    words = edition.words
    parts = [gap.text for gap in gaps(edition, sayings)]
    aside = len(edition.dossier.rejections)
    if aside:
        parts.insert(0, words.count("set_aside", aside))
    if not parts:
        return ()
    return (Line(label=words.say("limits"), text=words.join(parts), section="gaps"),)


def _who(saying: Saying, edition: Edition) -> str:
    """Who speaks: the names known, else the words written, else nobody named."""
    named = edition.names(saying.speakers) or saying.places[0].source
    return named or edition.words.say("nobody_named")
