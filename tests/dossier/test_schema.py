from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from recoupe.dossier import SCHEMA, render_json, render_schema
from recoupe.run import read
from tests import build
from tests.dossier.comparison import compared

if TYPE_CHECKING:
    from recoupe.dossier import ReadDossier
    from recoupe.model import Dossier

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
RECORDS = json.loads(render_schema())["$defs"]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(render_schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(validator: Draft202012Validator, dossier: Dossier) -> list[str]:
    """What the schema finds wrong in a dossier's JSON."""
    return [e.json_path for e in validator.iter_errors(json.loads(render_json(dossier)))]


def test_the_demo_holds_to_the_schema(validator: Draft202012Validator, demo: ReadDossier) -> None:
    assert faults(validator, demo) == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared examples are not there")
def test_the_seeds_hold_to_the_schema(validator: Draft202012Validator) -> None:
    assert faults(validator, read(SEEDS)) == []


@pytest.mark.parametrize("dossier", [compared(), build.dossier()], ids=["all records", "none"])
def test_invented_dossiers_hold_to_the_schema(
    validator: Draft202012Validator, dossier: Dossier
) -> None:
    assert faults(validator, dossier) == []


def written() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(render_json(compared()))
    return made


def without_a_key(record: dict[str, Any]) -> None:
    del record["attributions"][0]["venue"]


def with_an_unknown_stance(record: dict[str, Any]) -> None:
    record["attributions"][0]["stance"] = "sing"


def with_a_score_above_one(record: dict[str, Any]) -> None:
    record["reuse"][0]["score"] = 1.5


def with_another_number(record: dict[str, Any]) -> None:
    record["schema"] = SCHEMA + 1


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        pytest.param(without_a_key, "$.attributions[0]", id="a key is absent"),
        pytest.param(with_an_unknown_stance, "$.attributions[0].stance", id="no such value"),
        pytest.param(with_a_score_above_one, "$.reuse[0].score", id="out of range"),
        pytest.param(with_another_number, "$.schema", id="another schema"),
    ],
)
def test_what_breaks_the_contract_is_found(
    broken: Any, where: str, validator: Draft202012Validator
) -> None:
    record = written()
    broken(record)

    assert [error.json_path for error in validator.iter_errors(record)] == [where]


def test_a_key_that_is_not_known_yet_is_borne(validator: Draft202012Validator) -> None:
    record = {**written(), "added": []}

    assert list(validator.iter_errors(record)) == []


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_key_is_required_and_every_record_explained(name: str) -> None:
    record = RECORDS[name]

    assert record["description"]
    assert record.get("required", []) == list(record.get("properties", {}))
