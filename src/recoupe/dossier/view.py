"""Everything that stands on a page, section by section, in words.

The HTML templates and the Markdown writer lay out the same view.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.accounts import accounts
from recoupe.dossier.articles import pages
from recoupe.dossier.chronology import days
from recoupe.dossier.corrections import corrections, not_applied
from recoupe.dossier.counts import figure_groups
from recoupe.dossier.dates import in_words
from recoupe.dossier.edition import build_edition, story_title
from recoupe.dossier.gaps import gaps
from recoupe.dossier.sayings import all_sayings, speakers, unnamed, unresolved, withheld
from recoupe.dossier.summary import lines_of

if TYPE_CHECKING:
    from recoupe.dossier.accounts import Accounts
    from recoupe.dossier.articles import Page
    from recoupe.dossier.chronology import Day
    from recoupe.dossier.corrections import Correction
    from recoupe.dossier.counts import FigureGroup
    from recoupe.dossier.edition import Edition
    from recoupe.dossier.gaps import Gap
    from recoupe.dossier.lines import Line
    from recoupe.dossier.sayings import Saying, Speaker, Withheld
    from recoupe.dossier.words import Words
    from recoupe.model import Dossier, Rejection


#: Sayings of one speaker shown before the rest is folded: a screen's worth.
SAYINGS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One entry of the table of contents."""

    key: str
    size: int | None  # how many things stand in it


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A dossier ready to be laid out."""

    edition: Edition
    title: str
    as_of: str  # in words
    lines: tuple[Line, ...]
    accounts: Accounts
    speakers: tuple[Speaker, ...]
    others: tuple[Saying, ...]  # whose speaker is not known
    withheld: tuple[Withheld, ...]
    figures: tuple[FigureGroup, ...]
    days: tuple[Day, ...]
    pages: tuple[Page, ...]
    rejections: tuple[Rejection, ...]
    gaps: tuple[Gap, ...]
    corrections: tuple[Correction, ...]

    @property
    def shown(self) -> int:
        """How many sayings of one speaker are shown before the rest is folded."""
        return SAYINGS_SHOWN

    @property
    def sections(self) -> tuple[Section, ...]:
        """The table of contents; sections that only comparisons fill are left out when empty."""
        compared = (
            ("claims", self.accounts.claims),
            ("findings", self.accounts.findings),
            ("series", self.accounts.series),
            ("families", self.accounts.families),
            ("withheld", [saying for one in self.withheld for saying in one.sayings]),
            ("corrections", self.corrections),
        )
        always = (
            ("voices", sum(len(s.sayings) for s in self.speakers) + len(self.others)),
            ("figures", sum(len(group.figures) for group in self.figures)),
            ("chronology", sum(len(day.moments) for day in self.days)),
            ("articles", len(self.pages)),
            ("gaps", sum(len(gap.items) for gap in self.gaps)),
            ("aside", len(self.rejections)),
        )
        return (
            Section(key="summary", size=None),
            *(Section(key=key, size=len(rows)) for key, rows in compared if rows),
            *(Section(key=key, size=size) for key, size in always),
        )

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return self.edition.words


def build_view(dossier: Dossier, *, ui_language: str) -> View:
    """What stands on the page of a dossier, in `ui_language`."""
    edition = build_edition(dossier, ui_language=ui_language)
    sayings = all_sayings(edition)
    days_, gaps_ = days(edition), gaps(edition, sayings)
    linked = {place.anchor for day in days_ for m in day.moments for place in m.places}
    linked |= {item.anchor for gap in gaps_ for item in gap.items}
    return View(
        edition=edition,
        title=story_title(edition),
        as_of=in_words(dossier.as_of, edition.words),
        lines=lines_of(edition, sayings),
        accounts=accounts(edition),
        speakers=speakers(sayings),
        others=(*unresolved(sayings), *unnamed(sayings)),
        withheld=withheld(sayings),
        figures=figure_groups(edition),
        days=days_,
        pages=pages(edition, sayings, linked=linked),
        rejections=tuple(
            sorted(
                (*dossier.rejections, *not_applied(dossier)),
                key=lambda r: (r.path, r.stage, r.reason),
            )
        ),
        gaps=gaps_,
        corrections=corrections(edition),
    )
