"""Hold scores to their floors: `python -m evals.floors [SHARED]`.

Scores the demo story and the short cases always, each beside a naive reader,
and the shared examples when their folder is named. Ends non-zero when a score
is below its floor, a span does not carry the text it says, or a gold set is not
the one that its floors were set on. `--pin` writes the hashes of the gold sets
as they are now; a lower floor is written by hand, with a line in the changelog.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.baseline import naive
from evals.cases import CASES, MEASURES, score_cases
from evals.reading import read_dossier, read_to_file
from evals.score import score
from evals.sheet import GOLD, STORY, lay

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One score of one set, and the floor it must not fall below."""

    name: str
    measure: str
    score: float
    floor: float | None
    at_most: bool = False  # the floor is a ceiling
    naive: float | None = None  # what a naive reader scores

    @property
    def holds(self) -> bool:
        """Whether the score is on the right side."""
        if self.floor is None:
            return True
        return self.score <= self.floor if self.at_most else self.score >= self.floor

    def __str__(self) -> str:
        floor = "" if self.floor is None else f"{self.floor:8.3f}"
        verdict = "" if self.holds else "  below" if not self.at_most else "  above"
        naive = "" if self.naive is None else f"{self.naive:8.3f}"
        return f"{self.name:20}{self.measure:22}{self.score:8.3f}{floor:>8}{naive:>8}{verdict}"


def shared_lines(name: str, entry: dict[str, Any], shared: Path) -> list[Line]:
    """The scores of one shared set, by the scorer that stands beside it."""
    with TemporaryDirectory() as folder:
        dossier = Path(folder) / "dossier.json"
        read_to_file(shared / entry["read"], dossier)
        done = subprocess.run(
            [
                sys.executable,
                str(shared / "eval" / "score.py"),
                str(shared / entry["gold"]),
                str(dossier),
                "--json",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    if not done.stdout.strip():
        raise SystemExit(f"evals: the scorer of {name} failed: {done.stderr.strip()}")
    said = json.loads(done.stdout)
    lies = Line(
        name=name,
        measure="spans off",
        score=float(said["spans_that_lie"]),
        floor=0.0,
        at_most=True,
    )
    return [lies, *(_line(name, measure, said, entry["floors"]) for measure in _measures(said))]


def demo_lines(entry: dict[str, Any]) -> list[Line]:
    """The scores of the demo story."""
    dossier = read_dossier(STORY)
    low = score(lay(naive(dossier)))
    return [
        Line(
            name="demo",
            measure=f"{measure}.f1",
            score=line.f1,
            floor=entry["floors"].get(f"{measure}.f1"),
            naive=low[measure].f1,
        )
        for measure, line in score(lay(dossier)).items()
    ]


def case_lines(entry: dict[str, Any]) -> list[Line]:
    """The scores of the short cases, those to develop with and those held out."""
    return [
        Line(
            name=f"cases {half}",
            measure=f"{measure}.f1",
            score=scores[measure].f1,
            floor=entry["floors"].get(f"{half}: {measure}.f1"),
            naive=low[measure].f1,
        )
        for half, (scores, low) in score_cases().items()
        for measure in MEASURES
    ]


def digest(path: Path) -> str:
    """The hash of a gold set: its labels and its texts."""
    files = sorted(path.glob("*.json")) + sorted(path.glob("*.txt")) if path.is_dir() else [path]
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def main(arguments: list[str]) -> int:
    """0 when every score holds, else 1."""
    pin = "--pin" in arguments
    shared = next((Path(a) for a in arguments if not a.startswith("--")), None)
    floors = json.loads(FLOORS.read_text("utf-8"))
    sets = [("demo", floors["demo"], GOLD), ("cases", floors["cases"], CASES)]
    if shared is None:
        print("no folder of shared examples named: only the demo story and the cases are scored")
    else:
        sets += [(n, e, shared / e["gold"]) for n, e in floors["sets"].items()]
    if pin:
        for _, entry, gold in sets:
            entry["sha256"] = digest(gold)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    trouble = [
        f"{name}: {gold} is not the gold that the floors were set on; look at both, then --pin"
        for name, entry, gold in sets
        if entry["sha256"] != digest(gold)
    ]
    print(f"{'set':20}{'measure':22}{'score':>8}{'floor':>8}{'naive':>8}")
    for name, entry, _ in sets:
        own = {"demo": demo_lines, "cases": case_lines}.get(name)
        lines = own(entry) if own else shared_lines(name, entry, Path(shared or ""))
        print("\n".join(map(str, lines)), flush=True)
        trouble += [f"{name}: {n.measure} is {n.score}" for n in lines if not n.holds]
    for line in trouble:
        print(f"evals: {line}")
    print("evals: " + ("all floors hold" if not trouble else f"{len(trouble)} do not hold"))
    return 1 if trouble else 0


def _measures(said: dict[str, Any]) -> list[str]:
    """The measures of a scorer's answer, with `.f1` where there are precision and recall."""
    return [
        f"{key}.f1" if isinstance(value, dict) else key
        for key, value in said.items()
        if key != "spans_that_lie" and value is not None
    ]


def _line(name: str, measure: str, said: dict[str, Any], floors: dict[str, float]) -> Line:
    """One measure beside its floor."""
    value = said[measure.removesuffix(".f1")]
    return Line(
        name=name,
        measure=measure,
        score=float(value["f1"] if isinstance(value, dict) else value),
        floor=floors.get(measure),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
