from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.model import Reading
from recoupe.run import demo_path, run_until
from recoupe.run.together import in_neighborhood, side_by_side, together
from tests.store.invented import ONE, QUAY, rows

if TYPE_CHECKING:
    from pathlib import Path


def readings(*paths: str) -> list[Reading]:
    return [o for o in run_until("attribute", list(paths), settings=ONE) if isinstance(o, Reading)]


def test_a_story_is_found_alike_alone_and_among_others(tmp_path: Path) -> None:
    ferry = readings(str(demo_path()))
    quay = readings(rows(tmp_path, "quay.jsonl", QUAY, QUAY | {"url": "https://b.example/"}))
    alone = in_neighborhood(ferry, ONE)

    tracing, dated, found = together([*quay, *ferry], ONE)

    assert set(alone[0].reuse) < set(tracing.reuse)
    assert set(alone[1]) < set(dated)
    assert set(alone[2].claims) < set(found.claims)
    assert side_by_side([alone]) == alone


def test_the_order_of_articles_changes_nothing(tmp_path: Path) -> None:
    some = [*readings(str(demo_path())), *readings(rows(tmp_path, "quay.jsonl", QUAY))]

    assert together(some, ONE) == together(some[::-1], ONE)


def test_nothing_makes_nothing() -> None:
    tracing, dated, found = together([], ONE)

    assert (tracing.lineage, dated, found.stories) == ((), (), ())
