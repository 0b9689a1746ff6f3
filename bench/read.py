"""Measure how fast articles are read: `python -m bench.read [--record]`.

Words per second of a blank tokenizer, of the bare pipeline and of the whole
reading, one process, in the same run: the machine cancels out of their
ratios. Input is made of the demo story and pinned by its hash. `--record`
appends the figures to `bench/history.csv`.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.lang import load_pack
from recoupe.model import VERSION, Settings
from recoupe.run import run_until

if TYPE_CHECKING:
    from collections.abc import Callable

GOLD = Path(__file__).parent.parent / "gold" / "demo"
HISTORY = Path(__file__).with_name("history.csv")

#: Each text of the demo story so many times: long enough to time, short enough for a laptop.
COPIES = 6
RUNS = 5
LOAD = """
import time
start = time.perf_counter()
from recoupe.analysis.pipeline import load_pipeline
from recoupe.lang import load_pack
load_pipeline(load_pack("fr"))
print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that was timed, and how fast it went."""

    version: str
    input: str
    machine: str
    what: str
    median_s: float
    slowest_s: float
    words_per_s: int


def timed(work: Callable[[], object], *, runs: int = RUNS) -> list[float]:
    """Seconds of each run, after one that is thrown away."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def load_s() -> float:
    """Seconds until the pipeline is ready, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    return float(done.stdout)


def write_input(texts: list[str], path: Path) -> None:
    """The texts as rows that intake takes."""
    rows = [
        {"id": f"b{n:04}", "text": text, "published": "2026-03-16", "language": "fr"}
        for n, text in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


def measure(texts: list[str], folder: Path) -> dict[str, list[float]]:
    """Seconds of every run, by what was run; the naive way first."""
    import spacy

    path = folder / "articles.jsonl"
    write_input(texts, path)
    blank = spacy.blank("fr")
    pipeline = load_pipeline(load_pack("fr"))
    one = Settings(workers=1)
    return {
        "blank tokenizer": timed(lambda: [blank(text) for text in texts]),
        "bare pipeline": timed(lambda: [parse(text, pipeline) for text in texts]),
        "gather to attribute": timed(
            lambda: list(run_until("attribute", [str(path)], settings=one))
        ),
    }


def main(arguments: list[str]) -> int:
    """Print the figures; with --record, append them to the history."""
    texts = [p.read_text("utf-8") for p in sorted(GOLD.glob("*.txt"))] * COPIES
    words = sum(len(text.split()) for text in texts)
    pin = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:6]
    machine = f"{os.cpu_count()} cores, python {platform.python_version()}"
    print(f"bench read    demo-{words}@{pin}   {machine}")
    loaded = load_s()
    with TemporaryDirectory() as folder:
        taken = measure(texts, Path(folder))
    figures = [
        Figure(
            version=VERSION,
            input=f"demo-{words}@{pin}",
            machine=machine,
            what=what,
            median_s=round(statistics.median(runs), 3),
            slowest_s=round(max(runs), 3),
            words_per_s=round(words / statistics.median(runs)),
        )
        for what, runs in taken.items()
    ]
    for f in figures:
        print(
            f"{f.what:20} median {f.median_s:7.3f} s   slowest {f.slowest_s:7.3f} s"
            f"   {f.words_per_s:8} words/s"
        )
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # Linux counts in KiB
    print(f"pipeline ready after {loaded:.2f} s   peak {peak_mb} MB")
    if "--record" in arguments:
        _record(figures)
    return 0


def _record(figures: list[Figure]) -> None:
    """Append figures to the history, with a header when it is new."""
    new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        if new:
            rows.writerow([f.name for f in fields(Figure)])
        rows.writerows(astuple(f) for f in figures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
