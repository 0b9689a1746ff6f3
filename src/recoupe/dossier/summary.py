"""The dossier in ten lines: what a desk must know before it reads on.

The same lines open the page, the Markdown and the terminal's summary.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.counts import LOSSES, figure_groups
from recoupe.dossier.dates import begins, interval_in_words
from recoupe.dossier.edition import build_edition, shortened, story_title
from recoupe.dossier.gaps import gaps
from recoupe.dossier.sayings import all_sayings, speakers, withheld
from recoupe.model import Certainty, Quotation, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.dossier.counts import Figure
    from recoupe.dossier.edition import Edition
    from recoupe.dossier.sayings import Saying, Withheld
    from recoupe.model import Claim, Dossier

LINES = 10
#: Characters of words quoted in one line, and things named in it.
QUOTED_CHARS = 110
NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the summary, and the section that it opens on."""

    label: str
    text: str
    section: str


def summarize(dossier: Dossier, *, ui_language: str) -> tuple[str, ...]:
    """The dossier in ten lines at most, the story's title first."""
    edition = build_edition(dossier, ui_language=ui_language)
    sayings = all_sayings(edition)
    colon = edition.words.colon
    lines = [f"{line.label}{colon} {line.text}" for line in lines_of(edition, sayings)]
    title = story_title(edition)
    return (*([title] if title else []), *lines)


def lines_of(edition: Edition, sayings: Sequence[Saying]) -> tuple[Line, ...]:
    """The lines under the title; what is not known always has the last."""
    found = [
        *_coverage(edition),
        *_claims(edition),
        *_voices(edition, sayings),
        *_withheld(edition, sayings),
        *_figures(edition),
        *_latest(edition, sayings),
    ]
    last = _limits(edition, sayings)
    room = LINES - 1 - len(last)
    return (*found[:room], *last)


def _coverage(edition: Edition) -> Iterator[Line]:
    """How many articles of which outlets, and when they appeared."""
    words, dossier = edition.words, edition.dossier
    articles = [reading.analysis.article for reading in edition.index.readings]
    if not articles:
        yield Line(label=words.say("articles"), text=words.say("nothing_read"), section="aside")
        return
    parts = [words.count("articles_n", len(articles))]
    outlets = {article.outlet for article in articles if article.outlet}
    if outlets:
        parts.append(words.count("outlets_n", len(outlets)))
    earliest = min((a.published.earliest for a in articles if a.published.earliest), default=None)
    latest = max((a.published.latest for a in articles if a.published.latest), default=None)
    if earliest or latest:
        parts.append(interval_in_words(earliest, latest, words=words))
    if len(articles) == 1:
        parts.append(words.say("one_article"))
    if len(dossier.stories) > 1:
        parts.append(words.count("stories_n", len(dossier.stories)))
    copied = [family for family in dossier.tracing.families if len(family.article_ids) > 1]
    if copied:
        parts.append(words.count("families_n", len(copied)))
    yield Line(label=words.say("coverage"), text=words.join(parts), section="articles")


def _claims(edition: Edition) -> Iterator[Line]:
    """The claims that most articles carry, with their origins at most."""
    carried = sorted(edition.dossier.claims, key=lambda c: (-len(c.article_ids), c.id))
    for claim in carried[:2]:
        yield Line(label=edition.words.say("claim"), text=_claim(claim, edition), section="claims")


def _claim(claim: Claim, edition: Edition) -> str:
    words = edition.words
    counts = (
        words.count("articles_n", len(claim.article_ids)),
        words.count("origins_n", claim.origins_at_most),
        words.count("parties_n", len(claim.parties)),
    )
    return f"{shortened(claim.text, QUOTED_CHARS)} ({words.join(counts)})"


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
        told = [_told_by(one, edition) for one in withheld(group)]
        if told:
            text = edition.words.join((*told[:NAMED], *_more(told, edition)))
            yield Line(label=edition.words.say(label), text=text, section="withheld")


def _told_by(one: Withheld, edition: Edition) -> str:
    """Someone, and the first things they withhold, each wording once."""
    quoted = dict.fromkeys(
        ", ".join(part for part in (shortened(s.text, QUOTED_CHARS // 2), s.when) if part)
        for s in one.sayings
    )
    who_ = edition.names(one.speakers) or one.source or edition.words.say("nobody_named")
    return f"{who_} ({' ; '.join(list(quoted)[:2])})"


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
            text = edition.words.join((*told[:NAMED], *_more(told, edition)))
            yield Line(label=edition.words.say(label), text=text, section="figures")


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
