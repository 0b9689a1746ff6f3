"""What stands on the HTML page beyond what all outlets lay out: drawings and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.comparisons import disputes, drifts
from recoupe.dossier.edition import anchor, shortened, titled_by
from recoupe.dossier.index import sentence_around
from recoupe.dossier.lineage import lineage_graph
from recoupe.dossier.replies import replied_to
from recoupe.dossier.sayings import (
    WITHHOLDING,
    all_sayings,
    camps,
    speakers,
    spoken,
    unnamed,
    unresolved,
)
from recoupe.dossier.series import loose_rows, series_blocks
from recoupe.dossier.summary import dates_covered, lines_of, told_briefly
from recoupe.dossier.view import Section, build_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recoupe.dossier.claims import ClaimRow
    from recoupe.dossier.comparisons import Comparison
    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.lineage import Graph
    from recoupe.dossier.lines import Line
    from recoupe.dossier.parties import Mark
    from recoupe.dossier.replies import Reply
    from recoupe.dossier.sayings import Camp, Saying
    from recoupe.dossier.series import LooseRow, SeriesBlock
    from recoupe.dossier.view import View
    from recoupe.model import Dossier

#: Claims on the first screen.
CLAIMS_FIRST = 6
#: Characters of the sentence that a denial or a silence stands in.
SENTENCE_CHARS = 240
#: Things of one line on the first screen: how many there are stands beside the label.
SHOWN = {"claims": 2, "figures": 5, "disputes": 2, "withheld": 2, "drifts": 2, "gaps": 5}
#: Lines of the summary, more than there are kinds of.
MANY = 99
#: What the first screen shows above the summary, or what is found without it.
NOT_REPEATED = ("articles", "voices", "chronology")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page, section by section."""

    view: View
    brief: str  # articles → texts → origins, in one line
    when: str | None  # from when to when the articles appeared
    titled_by: Cited | None  # whose headline the title is
    happened: Line | None
    first: tuple[ClaimRow, ...]
    lines: tuple[Line, ...]  # of the summary, without what the first screen shows above them
    disputes: tuple[Comparison, ...]
    drifts: tuple[Comparison, ...]
    claim_of: Mapping[str, str]  # anchors of claims that are one saying, by the saying's anchor
    withheld_in: Mapping[str, str]  # the sentence of a denial or a silence, by the saying's anchor
    about: Mapping[str, Reply]  # what is denied or not answered, by the saying's anchor
    blocks: tuple[SeriesBlock, ...]
    loose: tuple[LooseRow, ...]
    camps: tuple[Camp, ...]
    others: tuple[Saying, ...]
    graph: Graph
    marks: Mapping[str, Mark]  # by party

    @property
    def shown(self) -> Mapping[str, int]:
        """How many things of a line stand on the first screen, by the line's section."""
        return SHOWN

    @property
    def sections(self) -> tuple[Section, ...]:
        """The table of contents; what only comparisons fill is left out when empty."""
        view = self.view
        figures = sum(len(block.rows) for block in self.blocks)
        figures += len(self.loose)
        sayings = sum(len(s.sayings) for camp in self.camps for s in camp.speakers)
        sized = (
            ("claims", len(view.accounts.claims)),
            ("figures", figures),
            ("disputes", len(self.disputes)),
            ("withheld", sum(len(one.sayings) for one in view.withheld)),
            ("drifts", len(self.drifts)),
            ("voices", sayings + len(self.others)),
            ("chronology", sum(len(day.moments) for day in view.days)),
            ("lineage", len(self.graph.steps)),
            ("corrections", len(view.corrections)),
        )
        always = (
            ("gaps", sum(len(gap.items) for gap in view.gaps)),
            ("aside", len(view.rejections)),
            ("articles", len(view.pages)),
        )
        return (
            Section(key="summary", size=None),
            *(Section(key=key, size=size) for key, size in sized if size),
            *(Section(key=key, size=size) for key, size in always),
        )


def build_sheet(dossier: Dossier, *, ui_language: str) -> Sheet:
    """What stands on the page of a dossier, in `ui_language`."""
    view = build_view(dossier, ui_language=ui_language)
    edition = view.edition
    sayings = all_sayings(edition)
    said = spoken(sayings)
    lines = lines_of(edition, sayings, most=MANY)
    saying_of = {place.anchor: saying.anchor for saying in sayings for place in saying.places}
    return Sheet(
        view=view,
        brief=told_briefly(edition),
        when=dates_covered(edition),
        titled_by=titled_by(edition),
        happened=next((line for line in lines if line.label == view.words.say("happened")), None),
        first=view.accounts.claims[:CLAIMS_FIRST],
        lines=tuple(line for line in lines if line.section not in NOT_REPEATED),
        disputes=disputes(edition),
        drifts=drifts(edition),
        claim_of={
            saying_of[row.places[0][0].anchor]: row.anchor
            for row in view.accounts.claims
            if row.is_plain
        },
        withheld_in=_sentences(edition, saying_of),
        about=replied_to(edition, sayings),
        blocks=series_blocks(edition),
        loose=loose_rows(edition),
        camps=camps(speakers(said), edition),
        others=(*unresolved(said), *unnamed(said)),
        graph=lineage_graph(edition),
        marks=edition.marks,
    )


def _sentences(edition: Edition, saying_of: Mapping[str, str]) -> Mapping[str, str]:
    """What is denied or not answered in its sentence: « dément » alone says little."""
    found: dict[str, str] = {}
    for reading in edition.index.readings:
        text = reading.analysis.article.text
        for attribution in reading.attributions:
            if attribution.stance in WITHHOLDING and attribution.content:
                start = (attribution.cue or attribution.content[0]).start
                sentence = sentence_around(reading, start)
                saying = saying_of.get(anchor("t", attribution.id))
                if sentence and saying:
                    found.setdefault(saying, shortened(sentence.of(text), SENTENCE_CHARS))
    return found
