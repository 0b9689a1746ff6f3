"""Derive a table for `--outlets` from records of ownership: `python -m evals.outlets DIR`.

The records are those of « Médias français : qui possède quoi ? » (Le Monde
diplomatique and Acrimed, ODC-By): who holds which share of whom. The owner
written is the last one up a chain of controlling holders. For measuring only;
nothing of the records is part of the project.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OUTLETS = ("organisation-media.tsv", "personne-media.tsv")
HOLDERS = ("organisation-organisation.tsv", "personne-organisation.tsv")
#: Share from which a holder decides, in percent, and the word for one who does so with less.
CONTROLLING, CONTROLS = 50.0, "contrôle"


def owners(folder: Path) -> dict[str, str]:
    """The last controlling owner of each outlet that has one."""
    above = {
        held: holder for name in HOLDERS for held, holder in _controlling(folder / name).items()
    }
    direct = {
        held: holder for name in OUTLETS for held, holder in _controlling(folder / name).items()
    }
    return {outlet: _last(holder, above) for outlet, holder in sorted(direct.items())}


def _controlling(path: Path) -> dict[str, str]:
    """Who controls whom, by one table; two who hold one half each do not."""
    shares: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for row in _rows(path):
        share = _share(row)
        if share >= CONTROLLING:
            shares[row["cible"]].append((share, row["origine"]))
    found = {held: sorted(some, reverse=True) for held, some in shares.items()}
    return {
        held: some[0][1]
        for held, some in found.items()
        if len(some) == 1 or some[0][0] > some[1][0]
    }


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _share(row: Mapping[str, str]) -> float:
    """The share that a row states, in percent; all of it for one who controls."""
    stated = (row["valeur"] or "").strip().rstrip("%").replace(",", ".")
    if stated:
        return float(stated)
    return 100.0 if row["qualificatif"] == CONTROLS else 0.0


def _last(holder: str, above: Mapping[str, str]) -> str:
    """The last holder up a chain; a chain that comes back to itself ends there."""
    seen = {holder}
    while holder in above and above[holder] not in seen:
        holder = above[holder]
        seen.add(holder)
    return holder


def main(arguments: list[str]) -> int:
    """Write the table of the folder named."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m evals.outlets DIR > outlets.tsv", file=sys.stderr)
        return 2
    rows = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    rows.writerow(("outlet", "owner"))
    rows.writerows(owners(Path(arguments[0])).items())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
