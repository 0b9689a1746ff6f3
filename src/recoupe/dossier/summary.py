"""The dossier in ten lines: what a desk must know before it reads on.

The same lines open the page, the Markdown and the terminal's summary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from recoupe.dossier.claims import claim_rows
from recoupe.dossier.comparisons import DISPUTES, DRIFTS, rows_of
from recoupe.dossier.dates import begins, interval_in_words
from recoupe.dossier.earliest import told_first, why_unknown
from recoupe.dossier.edition import build_edition, gist, one_line, shortened, story_title
from recoupe.dossier.gaps import gaps
from recoupe.dossier.happened import what_happened
from recoupe.dossier.index import voices_by_quantity
from recoupe.dossier.lines import NAMED, Item, Line, line_of, listed
from recoupe.dossier.passages import passage_anchor
from recoupe.dossier.replies import replied_to
from recoupe.dossier.sayings import all_sayings, speakers, told_of, withheld
from recoupe.dossier.tallies import figure_lines, moved_lines
from recoupe.model import FindingKind, Quotation, Stance, quantity_id
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.dossier.claims import ClaimRow
    from recoupe.dossier.edition import Edition
    from recoupe.dossier.replies import Reply
    from recoupe.dossier.sayings import Saying, Withheld
    from recoupe.dossier.words import Words
    from recoupe.model import Dossier, Finding, Passage

LINES = 10
#: Characters of words quoted in one line.
QUOTED_CHARS = 110
#: Names alone in one line.
NAMED_SHORT = 6
#: Characters of a claim: who says what of how many.
CLAIM_CHARS = 150
#: Characters of what somebody denies or does not answer.
WITHHELD_CHARS = 80
#: Characters of the claim that somebody had first.
FIRST_CHARS = 90
#: Whether it is known who had a claim first, and why not: the order in which that is counted.
FIRST = ("first_known_n", "first_same_day_n", "first_overlap_n", "first_undated_n")


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
    figures = tuple(moved_lines(edition) if edition.dossier.series else figure_lines(edition))
    first = tuple(_first(edition))
    spare = [*first, *_latest(edition, sayings), *_voices(edition, sayings), *figures[1:]]
    found = [
        *_happened(edition),
        *_coverage(edition),
        *_one_word(edition),
        *figures,
        *_divergent(edition),
        *_withheld(edition, sayings),
        *_lost(edition),
        *first,
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
        yield line_of(words.say("articles"), words.say("nothing_read"), section="aside")
        return
    parts = [told_briefly(edition)]
    outlets = {article.outlet for article in articles if article.outlet}
    if outlets:
        parts.append(words.count("outlets_n", len(outlets)))
    if when := dates_covered(edition):
        parts.append(when)
    if len(dossier.stories) > 1:
        parts.append(words.count("stories_n", len(dossier.stories)))
    yield line_of(words.say("coverage"), words.join(parts), section="articles")


def dates_covered(edition: Edition) -> str | None:
    """From when to when the articles appeared; None when no date is known."""
    dates = [reading.analysis.article.published for reading in edition.index.readings]
    earliest = min((p.earliest for p in dates if p.earliest), default=None)
    latest = max((p.latest for p in dates if p.latest), default=None)
    if not earliest and not latest:
        return None
    return interval_in_words(earliest, latest, words=edition.words)


def _happened(edition: Edition) -> Iterator[Line]:
    """How the story opens and how it stands, in the words of the articles."""
    told = [
        Item(
            text=one.text,
            anchor=passage_anchor(one.passage, edition),
            when=one.cited.tick or None,
        )
        for one in what_happened(edition)
    ]
    if told:
        yield Line(label=edition.words.say("happened"), section="articles", items=tuple(told))


def _one_word(edition: Edition) -> Iterator[Line]:
    """The claims that several articles carry and that one origin alone may stand behind."""
    words = edition.words
    rows = claim_rows(edition)
    shared = [row for row in rows if row.is_shared and row.at_most == 1]
    lone = [row for row in rows if not row.is_shared]
    told = [
        Item(text=f"{gist(row.text, CLAIM_CHARS)} ({_behind(row, words)})", anchor=row.anchor)
        for row in shared[:1]
    ]
    if lone:
        key = "lone_n" if shared else "lone_claims_n"
        told.append(Item(text=words.count(key, len(lone))))
    if told:
        label = words.say("one_word" if shared else "claims")
        size = len(shared) or None
        yield Line(label=label, section="claims", items=tuple(told), size=size)


def _behind(row: ClaimRow, words: Words) -> str:
    """Who stands behind a claim, and how many articles carry it."""
    who = " ; ".join(origin.who for origin in row.origins)
    articles = words.count("articles_n", len(row.cited))
    return f"{who}, {articles}" if who else articles


def _first(edition: Edition) -> Iterator[Line]:
    """Who had the chief claim that several articles carry first; of how many that is known."""
    words = edition.words
    rows = [row for row in claim_rows(edition) if row.first]
    if not rows:
        return
    chief = next((row for row in rows if len(row.first) == 1), rows[0])
    kinds = Counter(
        "first_known_n" if len(row.first) == 1 else f"{why_unknown(row.first)}_n" for row in rows
    )
    who = " ; ".join(origin.who for origin in chief.origins)
    named = told_first(chief.first, words, is_named=False)
    known = ", ".join(part for part in (named, who) if part)
    parts = [
        words.count(kind, n) for kind, n in sorted(kinds.items(), key=lambda p: FIRST.index(p[0]))
    ]
    counted = f"{words.count('shared_claims_n', len(rows))}{words.colon} {', '.join(parts)}"
    told = (
        Item(text=f"{known}{words.colon} {gist(chief.text, FIRST_CHARS)}", anchor=chief.anchor),
        Item(text=counted),
    )
    yield Line(label=words.say("first"), section="claims", items=told)


def _voices(edition: Edition, sayings: Sequence[Saying]) -> Iterator[Line]:
    """How much is said by how many, and who is quoted most."""
    words = edition.words
    if not sayings:
        if edition.index.readings:
            yield line_of(words.say("voices"), words.say("nobody_speaks"), section="voices")
        return
    found = speakers(sayings)
    direct = sum(saying.quotation is Quotation.DIRECT for saying in sayings)
    parts = [words.count("sayings_n", len(sayings)), words.count("direct_n", direct)]
    named = [f"{s.entity.name} ({words.number(len(s.sayings))})" for s in found[:NAMED]]
    text = words.join(parts)
    if named:
        text += f"{words.colon} {', '.join((*named, *_more(found, edition)))}"
    yield line_of(words.say("voices"), text, section="voices")


def _withheld(edition: Edition, sayings: Sequence[Saying]) -> Iterator[Line]:
    """Who denies what, against whom; who keeps silent on what."""
    replies = replied_to(edition, sayings)
    denials = [saying for saying in sayings if saying.stance is Stance.DENY]
    others = [saying for saying in sayings if saying.stance is not Stance.DENY]
    for label, group in (("denials", denials), ("silences", others)):
        found = sorted(withheld(group), key=lambda one: _salience(one, replies))
        if found:
            told = [_told_by(one, edition, replies=replies) for one in found[:1]]
            also = list(dict.fromkeys(_name(one, edition) for one in found[1:]))
            if also:
                more = _more(also, edition, most=NAMED_SHORT)
                names = ", ".join((*also[:NAMED_SHORT], *more))
                told.append(Item(text=edition.words.say("also", names=names)))
            yield Line(
                label=edition.words.say(label),
                section="withheld",
                items=tuple(told),
                size=sum(len(one.sayings) for one in found),
            )


def _salience(one: Withheld, replies: Mapping[str, Reply]) -> tuple[int, int]:
    """Those first whose claim is known, then those who withhold most."""
    return -sum(s.anchor in replies for s in one.sayings), -len(one.sayings)


def _name(one: Withheld, edition: Edition) -> str:
    """Who withholds: as known, as written, or nobody named."""
    return edition.names(one.speakers) or one.source or edition.words.say("nobody_named")


def _told_by(one: Withheld, edition: Edition, *, replies: Mapping[str, Reply]) -> Item:
    """Someone, and the first things they withhold, each wording once."""
    words = edition.words
    quoted: dict[str, None] = {}
    for saying in sorted(one.sayings, key=lambda s: s.anchor not in replies):
        text, day = gist(saying.told, WITHHELD_CHARS), _day(saying)
        if saying.quotation is Quotation.DIRECT:
            text = words.say("as_source", source=text)
        reply = replies.get(saying.anchor)
        key = "against_whom" if saying.stance is Stance.DENY else "about_whom"
        against = words.say(key, who=reply.who) if reply and reply.who else ""
        known = ", ".join(part for part in (day, against) if part)
        quoted[f"{text} ({known})" if known else text] = None
    text = f"{_name(one, edition)}{words.colon} {' ; '.join(list(quoted)[:2])}"
    return Item(text=text, anchor=one.sayings[0].anchor)


def _day(saying: Saying) -> str | None:
    """The day of a saying, or when the article that tells it appeared."""
    published = saying.places[0].cited.published
    if saying.when or not published:
        return saying.when
    return saying.places[0].cited.tick or published


def _divergent(edition: Edition) -> Iterator[Line]:
    """Figures that cannot both stand, claims that others reject, and on whose word each is."""
    words = edition.words
    rows = rows_of(edition, DISPUTES)
    by_kind: dict[FindingKind, dict[str, Item]] = defaultdict(dict)
    for f in edition.dossier.findings:
        if f.kind in DISPUTES and f.right:
            told = words.say(
                "against", left=_pointed(f.left, edition), right=_pointed(f.right, edition)
            )
            item = Item(text=told, anchor=rows[f.id])
            by_kind[f.kind].setdefault(folded(told), item)
    turns = zip_longest(*(found.values() for found in by_kind.values()))
    told_all = [told for turn in turns for told in turn if told]
    if told_all:
        size = len(set(rows.values()))
        yield listed(words.say("disputed"), told_all, section="disputes", words=words, size=size)


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
    """Which article changed what it took from which, the chief change of each first."""
    words = edition.words

    def name(article_id: str) -> str:
        cited = edition.cited[article_id]
        return f"{cited.number} {cited.name}"

    rows = rows_of(edition, DRIFTS)
    pairs: dict[tuple[str, str], dict[str, Finding]] = defaultdict(dict)  # each row once
    found = (f for f in edition.dossier.findings if f.kind in DRIFTS)
    for finding in sorted(found, key=lambda f: (DRIFTS.index(f.kind), -f.score, f.id)):
        if finding.right:
            pairs[finding.left.article_id, finding.right.article_id].setdefault(
                rows[finding.id], finding
            )
    if not pairs:
        return
    ranked = sorted(pairs.items(), key=lambda p: -len(p[1]))
    (giver, taker), changes = ranked[0]
    at, chief = next(iter(changes.items()))
    why = one_line(words.reason(chief.reason))
    label = words.count("lost_from_n", len(changes), taker=name(taker), giver=name(giver))
    items = [Item(text=f"{label}{words.colon} {why}", anchor=at)]
    if len(ranked) > 1:
        also = [f"{name(i)} ({words.number(len(c))})" for (_, i), c in ranked[1 : NAMED + 1]]
        rest = _more(ranked[1:], edition)
        items.append(Item(text=words.say("also", names=", ".join((*also, *rest)))))
    size = len(set(rows.values()))
    yield Line(label=words.say("lost"), section="drifts", items=tuple(items), size=size)


def _more(told: Sequence[object], edition: Edition, *, most: int = NAMED) -> tuple[str, ...]:
    """How many more there are than the `most` that a line names."""
    left = len(told) - most
    return (edition.words.count("and_others", left),) if left > 0 else ()


def _latest(edition: Edition, sayings: Sequence[Saying]) -> Iterator[Line]:
    """The last saying whose day is known."""
    dated = [s for s in sayings if s.said_on and begins(s.said_on)]
    if not dated:
        return
    last = max(dated, key=lambda s: begins(s.said_on or "") or "")
    quoted = shortened(last.text, QUOTED_CHARS)
    text = f"{last.when}, {_who(last, edition)}{edition.words.colon} {quoted}"
    yield line_of(edition.words.say("latest"), text, section="chronology")


def _limits(edition: Edition, sayings: Sequence[Saying]) -> tuple[Line, ...]:
    """What was set aside and what is not known, counted."""
    words = edition.words
    parts = [gap.text for gap in gaps(edition, sayings)]
    aside = len(edition.dossier.rejections)
    if aside:
        parts.insert(0, words.count("set_aside", aside))
    if len(edition.dossier.claims) > 1:
        parts.insert(0, words.say("may_be_apart"))
    if not parts:
        return ()
    items = tuple(Item(text=part) for part in parts)
    return (Line(label=words.say("limits"), section="gaps", items=items),)


def _who(saying: Saying, edition: Edition) -> str:
    """Who speaks: the names known, else the words written, else nobody named."""
    named = edition.names(saying.speakers) or saying.places[0].source
    return named or edition.words.say("nobody_named")
