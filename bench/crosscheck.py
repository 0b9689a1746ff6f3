"""Measure how lineage and cross-checking grow: `python -m bench.crosscheck [ARTICLES…]`.

One process for each size. Prints seconds of the processor per article and peak memory, with
the share of stories that come out whole and of copied sayings that are one
claim beside them: no claim of speed without its recall.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from bench.archive import archive
from bench.trace import GROWTH, SIZES, peak_mb
from bench.voices import spoken
from recoupe.crosscheck import crosscheck
from recoupe.lang import load_pack
from recoupe.lineage import trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.archive import Archive
    from recoupe.model import Crosscheck, Reading

AS_OF = "2031-12-31"


def measure(articles: int) -> dict[str, float]:
    """Seconds of both stages, peak memory and recall of one archive."""
    made = archive(articles)
    readings = tuple(spoken(r) for r in made.readings)
    before_mb = peak_mb()
    start = time.process_time()  # others' work on the machine does not count
    tracing = trace(readings, (load_pack("fr"),))
    traced = time.process_time()
    _, found = crosscheck(readings, tracing, as_of=AS_OF)
    checked = time.process_time()
    together, one_origin = recall(made, readings, found=found)
    return {
        "articles": len(readings),
        "trace_ms": 1000 * (traced - start) / len(readings),
        "crosscheck_ms": 1000 * (checked - traced) / len(readings),
        "ms_per_article": 1000 * (checked - start) / len(readings),
        "stories": whole_stories(found),
        "sayings": together,
        "origins": one_origin,
        "before_mb": before_mb,
        "peak_mb": peak_mb(),
    }


def whole_stories(found: Crosscheck) -> float:
    """Share of the stories found that hold all articles of one made story and no other."""
    made: dict[str, set[str]] = defaultdict(set)
    for story in found.stories:
        for article_id in story.article_ids:
            made[article_id[:5]].add(article_id)
    whole = {tuple(sorted(ids)) for ids in made.values()}
    return sum(story.article_ids in whole for story in found.stories) / len(made)


def recall(made: Archive, readings: Sequence[Reading], *, found: Crosscheck) -> tuple[float, float]:
    """Share of the copied sayings that are one claim, and of those that are one origin at most."""
    claims = {a: claim for claim in found.claims for a in claim.attribution_ids}
    said = {r.analysis.article.id: _said(r) for r in readings}
    copied = [
        (claims[one], claims.get(said[taker][words]))
        for giver, taker in made.taken
        for words, one in said[giver].items()
        if words in said[taker] and one in claims
    ]
    together = [left for left, right in copied if right is left]
    single = [claim for claim in together if claim.origins_at_most == 1]
    return len(together) / max(1, len(copied)), len(single) / max(1, len(together))


def _said(reading: Reading) -> dict[str, str]:
    """The id of each saying by its words."""
    text = reading.analysis.article.text
    return {a.content[0].of(text): a.id for a in reading.attributions}


def _line(figure: dict[str, float]) -> str:
    """The figures of one size, in words."""
    return (
        f"{figure['articles']:7.0f} articles {figure['ms_per_article']:7.2f} ms/article "
        f"(trace {figure['trace_ms']:.2f}, crosscheck {figure['crosscheck_ms']:.2f})   "
        f"stories whole {figure['stories']:.3f}   copied sayings: in one claim "
        f"{figure['sayings']:.3f}, of one origin {figure['origins']:.3f}   "
        f"peak {figure['peak_mb']:.0f} MB (readings alone {figure['before_mb']:.0f} MB)"
    )


def main(arguments: list[str]) -> int:
    """Print the figures of each size; 1 when time per article grows too fast."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(int(arguments[1]))))
        return 0
    sizes = tuple(int(a) for a in arguments) or SIZES
    print(f"bench crosscheck   {os.cpu_count()} cores   python {platform.python_version()}")
    figures = []
    for size in sizes:
        command = [sys.executable, "-m", "bench.crosscheck", "--one", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figure = json.loads(done.stdout)
        figures.append(figure)
        print(_line(figure), flush=True)
    growth = figures[-1]["ms_per_article"] / figures[0]["ms_per_article"]
    print(f"time per article grows by {growth:.2f}, at most {GROWTH}")
    return 0 if growth <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
