"""Score attribution on short invented articles: `python -m evals.cases`.

Half of the articles, the even-numbered, may be looked at while the reader is
built; the odd-numbered are scored and not looked at. A gap between the two
halves tells how much was patched instead of built.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from evals.baseline import naive
from evals.places import find_places
from evals.reading import read_dossier
from evals.score import Score, score
from evals.sheet import Item, Sheet

CASES = Path(__file__).parent / "cases" / "attribution"

#: The measures of `evals.score` that these articles are labeled for.
MEASURES = (
    "content",
    "attribution",
    "attribution plain",
    "attribution hard",
    "attribution disputed",
    "stance",
    "certainty",
    "style",
)


def score_cases() -> dict[str, tuple[dict[str, Score], dict[str, Score]]]:
    """For each half, the scores of the reader and of a naive one."""
    dossier = read_dossier(CASES / "*.txt")
    low = naive(dossier)
    return {
        half: (score(lay_half(dossier, parity=parity)), score(lay_half(low, parity=parity)))
        for half, parity in (("development", 0), ("held out", 1))
    }


def lay_half(dossier: Item, *, parity: int) -> Sheet:
    """The labels of the even (0) or odd (1) articles laid over a dossier of them all."""
    gold = {
        path.with_suffix(".txt").name: json.loads(path.read_text("utf-8"))
        for path in sorted(CASES.glob("*.json"))
        if int(path.name.split("-")[0]) % 2 == parity
    }
    article_of = {
        a["id"]: Path(a["path"]).name for a in dossier["articles"] if Path(a["path"]).name in gold
    }
    texts = {article_of[a["id"]]: a["text"] for a in dossier["articles"] if a["id"] in article_of}
    return Sheet(
        story={},
        gold=gold,
        texts=texts,
        places={n: find_places((CASES / n).read_text("utf-8"), t) for n, t in texts.items()},
        dossier=dossier,
        article_of=article_of,
    )


def main() -> int:
    """Print the scores of both halves beside a naive reader's; 0 when they are in order."""
    print(f"{'cases':34}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>6}{'naive F1':>10}")
    is_in_order = True
    for half, (scores, low) in score_cases().items():
        for measure in MEASURES:
            line = scores[measure]
            print(
                f"{half + ': ' + measure:34}{line.precision:10.3f}{line.recall:8.3f}{line.f1:7.3f}"
                f"{line.gold:6}{low[measure].f1:10.3f}"
            )
        plain, hard = scores["attribution plain"], scores["attribution hard"]
        is_in_order = is_in_order and plain.recall >= hard.recall
    if not is_in_order:
        print("evals: hard cases score above plain ones; look at the labels before the scores")
    return 0 if is_in_order else 1


if __name__ == "__main__":
    sys.exit(main())
