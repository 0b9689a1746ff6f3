"""Score lineage on coverage whose lineage is known: `python -m evals.lineage [CASES]`.

Each case is a handful of articles, traced by themselves: verbatim copies, cut
and reordered ones, ones with 5 to 40 % of the words changed, two sources
merged, rewrites, quotation-only overlap, one event without copying, a
dispatch with several copies. Beside the scores stand those of the naive
baseline: the longest common blocks of `difflib`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from evals.coverage import OTHER, Made, Newsroom
from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.lang import load_pack
from recoupe.lineage import trace
from recoupe.model import (
    AnalyzeSettings,
    Article,
    DateBasis,
    Direction,
    LineageKind,
    Published,
    Reading,
    Reason,
    ReuseKind,
    Tracing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.model import Span

CASES = 10
#: Passages (precision, recall), families (F1), direction (right, answered): what a release reaches.
FLOORS = (0.99, 0.97, 0.95, 0.95, 0.6)
SEED = 7
CHANGES = (0.05, 0.1, 0.2, 0.3, 0.4)
#: What a naive reader would count as shared: this many characters in one block.
NAIVE_CHARS = 40

Places = dict[tuple[str, str], set[int]]  # characters of the first article shared with the second


@dataclass(slots=True)
class Score:
    """What was found, of what there was to find."""

    found: int = 0
    right: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what there was that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, found: set[object], wanted: set[object]) -> None:
        """Count one more case."""
        self.found += len(found)
        self.right += len(found & wanted)
        self.wanted += len(wanted)


@dataclass(slots=True)
class Scores:
    """The scores of one kind of case, or of all."""

    passages: Score = field(default_factory=Score)  # by characters, both sides
    naive: Score = field(default_factory=Score)
    links: Score = field(default_factory=Score)  # pairs of articles that are kin
    kinds: Score = field(default_factory=Score)
    families: Score = field(default_factory=Score)  # pairs of articles of one family
    ways: Score = field(default_factory=Score)  # directions: found is answered


def cases(newsroom: Newsroom) -> Iterable[tuple[str, list[Made]]]:
    """One case of each kind."""
    rng = newsroom.rng
    event = newsroom.event() if rng.random() < 0.5 else None
    source = newsroom.original(event)
    yield "verbatim", _told(newsroom, source, newsroom.copy(source))
    source = newsroom.original(event)
    cut = newsroom.added(newsroom.copy(source, kept=0.6, is_reordered=True), rng.randint(0, 4))
    yield "cut, reordered", _told(newsroom, source, cut)
    for changed in CHANGES:
        source = newsroom.original(newsroom.event() if rng.random() < 0.5 else None)
        edited = newsroom.copy(source, changed=changed, kept=0.8)
        yield f"{changed:.0%} changed", _told(newsroom, source, newsroom.added(edited, 2))
    one, other = newsroom.original(None), newsroom.original(newsroom.event())
    merged = newsroom.merge(one, other)
    newsroom.tell(one, merged)
    if merged.published:
        other.published = "2031-05-09"
    yield "merged", [one, other, merged]
    source = newsroom.original(newsroom.event())
    yield "rewrite", _told(newsroom, source, newsroom.rewrite(source))
    source = newsroom.original(None)
    yield "quotations only", [source, newsroom.quoting(source)]
    event = newsroom.event()
    yield "same event", [newsroom.original(event), newsroom.original(event, words=OTHER)]
    source = newsroom.original(newsroom.event())
    copies = [newsroom.copy(source, changed=0.05 * n, kept=0.9) for n in range(3)]
    for copy in copies:
        newsroom.tell(source, copy)
    yield "dispatch", [source, *copies, newsroom.original(source.event, words=OTHER)]


def _told(newsroom: Newsroom, source: Made, taker: Made) -> list[Made]:
    newsroom.tell(source, taker)
    return [source, taker]


def read(articles: Iterable[Made]) -> list[Reading]:
    """The readings of made articles, by the stages before lineage."""
    pack = load_pack("fr")
    return [
        attribute(analyze(_article(made), pack, settings=AnalyzeSettings(as_of="2031-12-31")), pack)
        for made in articles
    ]


def _article(made: Made) -> Article:
    """A made article as intake would hand it on."""
    basis = DateBasis.METADATA if made.published else DateBasis.UNKNOWN
    reason = Reason("La ligne le dit.", "The row says so.")
    return Article(
        id=made.id,
        path=f"{made.id}.txt",
        url=None,
        outlet=made.outlet,
        title=None,
        byline=None,
        credit=made.credit,
        language="fr",
        text=made.text,
        headline=None,
        sha256=made.id,
        published=Published(
            earliest=made.published, latest=made.published, basis=basis, reason=reason
        ),
    )


def wanted_places(articles: list[Made]) -> Places:
    """Characters that each two articles have word for word, one from the other or both alike."""
    origin: dict[str, list[tuple[str, int]]] = {}
    for made in articles:
        origin[made.id] = [s.taken_from or (made.id, n) for n, s in enumerate(made.sentences)]
    found: Places = {}
    for one, other in combinations(articles, 2):
        for this, that in ((one, other), (other, one)):
            theirs = {
                key
                for key, s in zip(origin[that.id], that.sentences, strict=True)
                if not s.is_reworded
            }
            shared = set()
            for key, span, sentence in zip(
                origin[this.id], this.spans(), this.sentences, strict=True
            ):
                if key in theirs and not sentence.is_reworded:
                    shared |= set(range(*span))
            found[this.id, that.id] = shared
    return found


def found_places(tracing: Tracing) -> Places:
    """Characters of literal passages, by the two articles."""
    found: Places = defaultdict(set)
    for reuse in tracing.reuse:
        if reuse.kind is ReuseKind.LITERAL:
            for this, that in ((reuse.left, reuse.right), (reuse.right, reuse.left)):
                found[this.article_id, that.article_id] |= _chars(this.span)
    return found


def naive_places(articles: list[Made]) -> Places:
    """Characters of the long common blocks that `difflib` finds."""
    found: Places = defaultdict(set)
    for one, other in combinations(articles, 2):
        matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size >= NAIVE_CHARS:
                found[one.id, other.id] |= set(range(block.a, block.a + block.size))
                found[other.id, one.id] |= set(range(block.b, block.b + block.size))
    return found


def score_case(articles: list[Made], scores: Iterable[Scores]) -> None:
    """Trace one case and add what came of it to `scores`."""
    tracing = trace(read(articles), (load_pack("fr"),))
    wanted, found, naive = wanted_places(articles), found_places(tracing), naive_places(articles)
    texts = {made.id: made.text for made in articles}
    parents = {made.id: made.parents for made in articles}
    reworded = {made.id for made in articles if any(s.is_reworded for s in made.sentences)}
    kin = {frozenset((to, parent)) for to, given in parents.items() for parent in given}
    together = _together(parents)
    for score in scores:
        for pair in wanted:
            _add_places(score.passages, found.get(pair, set()), wanted[pair], texts[pair[0]])
            _add_places(score.naive, naive.get(pair, set()), wanted[pair], texts[pair[0]])
        told = {
            frozenset((line.from_id, line.to_id))
            for line in tracing.lineage
            if line.kind is not LineageKind.COMMON_SOURCE
        }
        score.links.add(set(told & (kin | (_all(parents) - together))), set(kin))
        score.families.add(
            {frozenset(p) for f in tracing.families for p in combinations(f.article_ids, 2)},
            set(together),
        )
        for line in tracing.lineage:
            if frozenset((line.from_id, line.to_id)) not in kin:
                continue
            kind = (
                LineageKind.REWRITE
                if line.to_id in reworded or line.from_id in reworded
                else LineageKind.COPY
            )
            score.kinds.add({line.kind}, {kind})
            is_known = line.direction is Direction.KNOWN
            score.ways.wanted += 1
            score.ways.found += is_known
            score.ways.right += is_known and line.from_id in parents[line.to_id]


def _all(parents: dict[str, tuple[str, ...]]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in combinations(sorted(parents), 2)}


def _together(parents: dict[str, tuple[str, ...]]) -> set[frozenset[str]]:
    """The pairs of articles with an ancestor in common, one another included."""
    ancestors = {made: {made, *given} for made, given in parents.items()}
    return {
        frozenset((one, other))
        for one, other in combinations(sorted(parents), 2)
        if ancestors[one] & ancestors[other]
    }


def _add_places(score: Score, found: set[int], wanted: set[int], text: str) -> None:
    """Count characters of words, found and wanted."""
    score.add(
        {at for at in found if text[at].isalnum()}, {at for at in wanted if text[at].isalnum()}
    )


def _chars(span: Span) -> set[int]:
    return set(range(span.start, span.end))


def main(arguments: list[str]) -> int:
    """Print the scores of each kind of case, and of all; 1 when those of all are below a floor."""
    count = int(arguments[0]) if arguments else CASES
    newsroom = Newsroom(Random(SEED))  # noqa: S311 - examples that can be made again
    kinds: dict[str, Scores] = {}
    whole = Scores()
    for _ in range(count):
        for kind, articles in cases(newsroom):
            score_case(articles, (kinds.setdefault(kind, Scores()), whole))
    print(
        f"{'':18}{'passages P':>11}{'R':>7}{'naive P':>9}{'R':>7}{'kin P':>8}{'R':>7}"
        f"{'kind':>7}{'family F1':>11}{'way right':>11}{'answered':>10}"
    )
    for name, s in (*kinds.items(), ("all", whole)):
        print(
            f"{name:18}{s.passages.precision:11.3f}{s.passages.recall:7.3f}"
            f"{s.naive.precision:9.3f}{s.naive.recall:7.3f}{s.links.precision:8.3f}"
            f"{s.links.recall:7.3f}{s.kinds.precision:7.3f}{s.families.f1:11.3f}"
            f"{s.ways.precision:11.3f}{s.ways.found / max(1, s.ways.wanted):10.3f}"
        )
    reached = (
        whole.passages.precision,
        whole.passages.recall,
        whole.families.f1,
        whole.ways.precision,
        whole.ways.found / max(1, whole.ways.wanted),
    )
    return 0 if all(r >= floor for r, floor in zip(reached, FLOORS, strict=True)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
