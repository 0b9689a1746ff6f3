from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import render_json
from recoupe.errors import PlanError
from recoupe.model import Claim, Lineage, Reading, Settings
from recoupe.run import demo_path, from_line, read, run_until, to_line

if TYPE_CHECKING:
    from pathlib import Path

ONE = Settings(workers=1)


def test_the_demo_story_is_one_story_with_its_lineage() -> None:
    dossier = read(demo_path(), settings=ONE)

    assert len(dossier.stories) == 1
    assert {line.kind for line in dossier.tracing.lineage} >= {"copy", "rewrite"}


def test_two_runs_and_any_order_of_the_files_write_the_same_bytes() -> None:
    files = sorted(str(p) for p in demo_path().iterdir() if not p.name.startswith("__"))

    there = render_json(read(*files, settings=ONE))
    back = render_json(read(*files[::-1], settings=ONE))

    assert there == back


def test_one_worker_and_two_write_the_same_bytes(tmp_path: Path) -> None:
    rows = [{"id": f"s{n}", "text": f"Le maire affirme que {n} ponts tiennent."} for n in range(6)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")

    one = read(tmp_path, settings=Settings(workers=1))
    two = read(tmp_path, settings=Settings(workers=2, pool_from=2))

    assert render_json(one) == render_json(two)


def test_a_stage_takes_the_lines_of_the_one_before(tmp_path: Path) -> None:
    lines = tmp_path / "readings.jsonl"
    readings = run_until("attribute", [str(demo_path())], settings=ONE)
    lines.write_text("".join(to_line(r) + "\n" for r in readings), "utf-8")

    again = list(run_until("trace", [str(lines)], settings=ONE))

    assert any(isinstance(record, Lineage) for record in again)


@pytest.mark.parametrize(("stage", "kind"), [("attribute", Reading), ("crosscheck", Claim)])
def test_every_record_of_a_stage_goes_to_a_line_and_back(stage: str, kind: type) -> None:
    records = list(run_until(stage, [str(demo_path())], settings=ONE))

    assert any(isinstance(record, kind) for record in records)
    assert [from_line(to_line(record)) for record in records] == records


def test_an_unknown_stage_is_named_with_those_there_are() -> None:
    with pytest.raises(PlanError, match="no stage 'guess', expected one of: gather, analyze"):
        list(run_until("guess", ["."]))
