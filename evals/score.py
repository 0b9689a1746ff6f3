"""Score a dossier of the demo story against its gold: `python -m evals.score`.

Attributions count when half of the content's characters are the same and the
speakers are; figures when they overlap and low, high and the approximate flag
are equal; moments when they overlap (relaxed), and when type and value are
equal. What the gold does not require costs nothing, found or missed.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from evals.baseline import naive
from evals.places import Places, characters, share
from evals.reading import read_dossier
from evals.sheet import STORY, Item, Sheet, lay
from evals.story import story_rows

#: Contents with half of their characters in common are the same content.
SAME_CONTENT = 0.5
#: A figure or a moment is found when it shares anything at all.
TOUCHING = 0.1

#: Words of a name that tell nobody apart.
SMALL_WORDS = frozenset(
    ["au", "aux", "d", "de", "des", "du", "et", "l", "la", "le", "les", "m", "me", "mme"]
)

Right = Callable[[Item, Item], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall of one kind of record."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is in the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(sheet: Sheet) -> dict[str, Score]:
    """The scores of each kind of record, and of attributions by how hard they are."""
    statements = _labels(sheet, "statements", "content")
    attributions = _records(sheet, "attributions", "content")
    figures = _labels(sheet, "figures", "span")
    quantities = _records(sheet, "quantities", "span")
    moments = _labels(sheet, "moments", "span")
    timexes = _records(sheet, "timexes", "span")
    names = {e["id"]: [e["name"], *e["aliases"]] for e in sheet.dossier["entities"]}

    def said_by(label: Item, record: Item) -> bool:
        speakers = [names.get(s, [s]) for s in record["speakers"]]
        return len(speakers) == len(label["speakers"]) and all(
            any(same_name(name, alias) for aliases in speakers for alias in aliases)
            for name in label["speakers"]
        )

    pairs = _paired(statements, attributions, least=SAME_CONTENT)
    scores = {
        "content": _count(statements, attributions, pairs),
        "attribution": _count(statements, attributions, pairs, right=said_by),
        "stance": _agreement(pairs, "stance", "stance"),
        "certainty": _agreement(pairs, "certainty", "certainty"),
        "style": _agreement(pairs, "style", "quotation"),
    }
    for case in ("plain", "hard", "disputed"):
        of_case = [(g, f) for g, f in pairs if g["case"] == case]
        scores[f"attribution {case}"] = Score(
            right=sum(said_by(g, f) for g, f in of_case),
            found=len(of_case),
            gold=sum(g["case"] == case for g in statements),
        )
    touching = _paired(figures, quantities, least=TOUCHING)
    scores["figures"] = _count(figures, quantities, touching, right=_same_figure)
    scores["event"] = _agreement(touching, "event", "event")
    touching = _paired(moments, timexes, least=TOUCHING)
    scores["moments"] = _count(moments, timexes, touching)
    scores["moments+value"] = _count(moments, timexes, touching, right=_same_moment)
    return scores


def same_name(left: str, right: str) -> bool:
    """Whether one name's words are all among the other's, small words aside."""
    short, long = sorted((_words(left), _words(right)), key=len)
    return bool(short) and short <= long


def _words(name: str) -> frozenset[str]:
    """The words of a name that tell it from another, without accents."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c)
    )
    return frozenset(re.findall(r"\w+", bare)) - SMALL_WORDS


def _same_figure(label: Item, record: Item) -> bool:
    """Whether a figure was read with its bounds."""
    return (label["low"], label["high"], label["approximate"]) == (
        record["low"],
        record["high"],
        record["approximate"],
    )


def _same_moment(label: Item, record: Item) -> bool:
    """Whether a time was read with its type and value."""
    return (label["type"], label["value"]) == (record["type"], record["value"])


def _labels(sheet: Sheet, kind: str, field: str) -> list[Item]:
    """The gold's items of one kind, each with its place in the dossier's text.

    An article that the dossier lacks has its items all the same: they are missed.
    """
    nowhere = Places({})
    return [
        item | {"article": name, "at": sheet.places.get(name, nowhere).of(item[field])}
        for name, gold in sorted(sheet.gold.items())
        for item in gold[kind]
    ]


def _records(sheet: Sheet, kind: str, field: str) -> list[Item]:
    """The dossier's records of one kind in labeled articles, each with its place."""
    found = []
    for record in sheet.dossier[kind]:
        if name := sheet.article_of.get(record["article"]):
            at = characters(sheet.texts[name], record[field])
            found.append(record | {"article": name, "at": at})
    return found


def _paired(labels: list[Item], records: list[Item], *, least: float) -> list[tuple[Item, Item]]:
    """Labels with the records that lie closest, one to one, the closest first."""
    close = [
        (share(label["at"], record["at"]), label["required"], i, j)
        for i, label in enumerate(labels)
        for j, record in enumerate(records)
        if label["article"] == record["article"]
    ]
    close.sort(key=lambda c: (-c[0], not c[1], c[2], c[3]))
    taken_labels: set[int] = set()
    taken_records: set[int] = set()
    pairs = []
    for common, _, i, j in close:
        if common >= least and i not in taken_labels and j not in taken_records:
            taken_labels.add(i)
            taken_records.add(j)
            pairs.append((labels[i], records[j]))
    return pairs


def _count(
    labels: list[Item],
    records: list[Item],
    pairs: list[tuple[Item, Item]],
    *,
    right: Right = lambda label, record: True,  # noqa: ARG005 - paired is right
) -> Score:
    """How many required labels were found right, of how many found and how many there are."""
    free = sum(not label["required"] for label, _ in pairs)
    return Score(
        right=sum(label["required"] and right(label, record) for label, record in pairs),
        found=len(records) - free,
        gold=sum(label["required"] for label in labels),
    )


def _agreement(pairs: list[tuple[Item, Item]], label_key: str, record_key: str) -> Score:
    """On how many of the required pairs label and record say the same."""
    required = [(g, f) for g, f in pairs if g["required"]]
    agreed = 0
    for label, record in required:
        allowed = label[label_key] if isinstance(label[label_key], list) else [label[label_key]]
        agreed += record.get(record_key) in allowed
    return Score(right=agreed, found=len(required), gold=len(required))


def main() -> int:
    """Print the scores of the demo story beside a naive reader's; 0 when they are in order."""
    dossier = read_dossier(STORY)
    sheet = lay(dossier)
    scores, low = score(sheet), score(lay(naive(dossier)))
    print(f"{'demo story':22}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>6}{'naive F1':>10}")
    for kind, line in scores.items():
        print(
            f"{kind:22}{line.precision:10.3f}{line.recall:8.3f}{line.f1:7.3f}{line.gold:6}"
            f"{low[kind].f1:10.3f}"
        )
    for kind, right, of in story_rows(sheet):
        print(f"{kind:22}{right:4} of {of}")
    if scores["attribution plain"].recall < scores["attribution hard"].recall:
        print("evals: hard cases score above plain ones; look at the labels before the scores")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
