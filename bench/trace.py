"""Measure how lineage grows with the archive: `python -m bench.trace [ARTICLES…]`.

One process. Prints seconds of the processor per article and peak memory with the share of the
planted pairs that was found beside them: no claim of speed without its
recall. Each size runs in a process of its own, so that peaks do not mix.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time

from bench.archive import archive
from recoupe.lang import load_pack
from recoupe.lineage import trace

SIZES = (1_000, 10_000)
#: Share by which the time per article may grow from the first size to the last.
GROWTH = 1.5


def measure(articles: int) -> dict[str, float]:
    """Seconds, peak memory and recall of one tracing."""
    made = archive(articles)
    packs = (load_pack("fr"),)
    before_mb = peak_mb()
    start = time.process_time()  # others' work on the machine does not count
    tracing = trace(made.readings, packs)
    taken_s = time.process_time() - start
    kin = {frozenset((line.from_id, line.to_id)) for line in tracing.lineage}
    found = sum(frozenset(pair) in kin for pair in made.taken)
    story = {pair for pair in kin if len({name[:5] for name in pair}) == 1}
    return {
        "articles": len(made.readings),
        "seconds": taken_s,
        "ms_per_article": 1000 * taken_s / len(made.readings),
        "recall": found / len(made.taken),
        "within_story": len(story) / max(1, len(kin)),
        "before_mb": before_mb,
        "peak_mb": peak_mb(),
    }


def peak_mb() -> int:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # Linux counts in KiB


def main(arguments: list[str]) -> int:
    """Print the figures of each size; 1 when time per article grows too fast."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(int(arguments[1]))))
        return 0
    sizes = tuple(int(a) for a in arguments) or SIZES
    print(f"bench trace   {os.cpu_count()} cores   python {platform.python_version()}")
    figures = []
    for size in sizes:
        command = [sys.executable, "-m", "bench.trace", "--one", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figure = json.loads(done.stdout)
        figures.append(figure)
        print(
            f"{figure['articles']:7.0f} articles {figure['seconds']:8.1f} s "
            f"{figure['ms_per_article']:7.2f} ms/article   recall {figure['recall']:.3f}   "
            f"kin within story {figure['within_story']:.3f}   peak {figure['peak_mb']:.0f} MB "
            f"(readings alone {figure['before_mb']:.0f} MB)",
            flush=True,
        )
    growth = figures[-1]["ms_per_article"] / figures[0]["ms_per_article"]
    print(f"time per article grows by {growth:.2f}, at most {GROWTH}")
    return 0 if growth <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
