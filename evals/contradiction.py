"""Score contradiction on pairs of sentences: `python -m evals.contradiction DACCORD.tsv`.

Only the odd rows count: mechanisms are developed on the even ones (`--even`
scores those). Beside them stands a naive baseline: two sentences that share
half of their words and of which one alone holds a word of negation.

Source: DACCORD (Skandalis et al. 2024), columns premise, hypothesis, label.
"""

from __future__ import annotations

import csv
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.crosscheck import contradicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: What a release must reach on the odd rows.
LEAST_PRECISION, LEAST_RECALL = 0.75, 0.15

Pair = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs a judge calls contradictory, rightly, of how many that are."""

    called: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the pairs called that are contradictory."""
        return self.right / self.called if self.called else 0.0

    @property
    def recall(self) -> float:
        """Share of the contradictory pairs that are called."""
        return self.right / self.wanted if self.wanted else 0.0


def pairs(path: Path, *, rest: int) -> list[Pair]:
    """The pairs of the rows whose number, from 0, leaves `rest` when halved."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        (row["premise"], row["hypothesis"], row["label"] == "1")
        for number, row in enumerate(rows)
        if number % 2 == rest
    ]


def score(judge: Callable[[str, str], bool], of: Iterable[Pair]) -> Score:
    """How a judge fares on labeled pairs."""
    called = right = wanted = 0
    for left, other, is_contradictory in of:
        says = judge(left, other)
        called += says
        right += says and is_contradictory
        wanted += is_contradictory
    return Score(called, right, wanted)


def ours(left: str, right: str) -> bool:
    """Whether `contradicts` finds something to show."""
    return contradicts(left, right) is not None


def naive(left: str, right: str) -> bool:
    """Whether the two share half of their words and one alone is negated."""
    one, other = (set(re.findall(r"\w{3,}", text.lower())) for text in (left, right))
    negated = [
        bool(re.search(r"\b(ne|n['’]|pas|jamais)\b", text.lower())) for text in (left, right)
    ]
    return negated[0] != negated[1] and 2 * len(one & other) >= min(len(one), len(other))


def main(arguments: list[str]) -> int:
    """Print both scores; 1 when ours is below what a release must reach."""
    if not arguments:
        print("name the file of pairs: python -m evals.contradiction DACCORD.tsv", file=sys.stderr)
        return 2
    rest = 0 if "--even" in arguments else 1
    rows = pairs(Path(arguments[0]), rest=rest)
    for name, judge in (("recoupe", ours), ("naive", naive)):
        found = score(judge, rows)
        told = f"precision {found.precision:.3f}  recall {found.recall:.3f}"
        print(f"{name:8} {told}  {found.called} called")
    reached = score(ours, rows)
    is_enough = reached.precision >= LEAST_PRECISION and reached.recall >= LEAST_RECALL
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
