"""Write the positions of gold spans: `python -m evals.place gold/demo`.

People write a span as the article's own characters, and say which occurrence
they mean (`nth`, 0 by default). This fills in `start` and `end`, in code
points, so that nobody counts characters by hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

#: Keys of a gold file whose spans point at the page as found, not at the text beside the gold.
NOT_IN_TEXT = frozenset({"boilerplate"})


def place(gold: dict[str, Any], folder: Path) -> list[str]:
    """What could not be placed, one line each; every other span of `gold` gets its positions.

    `Any` is JSON: objects, lists, strings, numbers and null.
    """
    texts: dict[str, str] = {}
    lost: list[str] = []
    waiting: list[tuple[Any, str | None]] = [
        (value, gold.get("article"))
        for key, value in reversed(gold.items())
        if key not in NOT_IN_TEXT
    ]
    while waiting:
        node, article = waiting.pop()
        if isinstance(node, list):
            waiting.extend((item, article) for item in reversed(node))
        if not isinstance(node, dict):
            continue
        article = node.get("article", article)
        if isinstance(node.get("text"), str) and article:
            if article not in texts:
                texts[article] = (folder / article).read_text("utf-8")
            if not _place_span(node, texts[article]):
                lost.append(f"{article}: {node['text']!r}, occurrence {node.get('nth', 0)}")
        waiting.extend((item, article) for item in reversed(node.values()))
    return lost


def _place_span(span: dict[str, Any], text: str) -> bool:
    """Whether the span was found in `text`; its `start` and `end` are then set."""
    start = -1
    for _ in range(span.get("nth", 0) + 1):
        start = text.find(span["text"], start + 1)
        if start < 0:
            return False
    span["start"], span["end"] = start, start + len(span["text"])
    return True


def main(folders: list[str]) -> int:
    """0 when every span of every gold file was placed, else 1."""
    lost = []
    for folder in map(Path, folders):
        for path in sorted(folder.glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            lost += [f"{path}: {line}" for line in place(gold, folder)]
            path.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for line in lost:
        print(f"{line}: not found, expected the article's own characters; correct the gold")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
