from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from recoupe.cli import main
from recoupe.cli.app import app
from tests.run.test_judging import ROWS
from tests.store.invented import rows

if TYPE_CHECKING:
    from pathlib import Path

run = CliRunner()
WHY = ("--author", "Solène Marchais", "--reason", "Vérifié au téléphone.")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store of three articles, which the environment names."""
    source = rows(tmp_path, "a.jsonl", *ROWS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUPE_STORE", "story.db")
    monkeypatch.delenv("RECOUPE_AUTHOR", raising=False)
    assert run.invoke(app, ["store", "add", source]).exit_code == 0
    return tmp_path


def found(words: str, kind: str) -> list[str]:
    """The ids that `correct find` shows for words."""
    lines = run.invoke(app, ["correct", "find", words, "--json"]).stdout.splitlines()
    return [row["id"] for row in map(json.loads, lines) if row["kind"] == kind]


def exported() -> dict[str, list[dict[str, object]]]:
    written: dict[str, list[dict[str, object]]] = json.loads(
        run.invoke(app, ["store", "export", "--json", "-"]).stdout
    )
    return written


def origins(words: str) -> list[object]:
    return [c["origins_at_most"] for c in exported()["claims"] if words in str(c["text"])]


def test_from_finding_an_id_to_a_claim_with_fewer_origins_and_back() -> None:
    before = exported()
    [said] = found("syndicat fissuré", "attribution")
    [engineer] = found("Ménec", "entity")
    assert origins("fissuré") == [2]

    decided = run.invoke(app, ["correct", "speaker", said, "--is", engineer, *WHY])
    assert decided.exit_code == 0
    assert origins("fissuré") == [1]
    [told] = exported()["judgments"]
    assert (told["id"], told["author"]) == (decided.stdout.strip(), "Solène Marchais")

    undone = run.invoke(app, ["correct", "undo", decided.stdout.strip(), *WHY])
    assert undone.exit_code == 0
    assert exported() == before


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["merge-entities", "entity:préfecture", "entity:préfecture:1"], id="merge"),
        pytest.param(["split-entity", "entity:Terrand", "--out", "phare"], id="split entity"),
        pytest.param(["split-story", "story:quai", "--out", "phare"], id="split story"),
        pytest.param(["split-claim", "claim:fissuré", "--out", "phare"], id="split claim"),
        pytest.param(["speaker", "attribution:enquête", "--name", "Ysée Corlay"], id="name"),
        pytest.param(["speaker", "attribution:enquête", "--nobody"], id="nobody"),
        pytest.param(["said-on", "attribution:enquête", "2031-03"], id="said on"),
        pytest.param(["said-on", "attribution:enquête", "unknown"], id="said on no day"),
        pytest.param(["published", "phare", "2031-03-01/2031-03-02"], id="published"),
        pytest.param(["stance", "attribution:enquête", "warn"], id="stance"),
        pytest.param(["reject", "finding:denied"], id="reject"),
        pytest.param(["copies", "phare", "sillage"], id="copies"),
        pytest.param(["independent", "phare", "sillage"], id="independent"),
    ],
)
def test_every_kind_of_decision_can_be_made(command: list[str]) -> None:
    given = []
    for word in command:
        kind, colon, sought = word.partition(":")
        words, _, place = sought.partition(":")
        given.append(found(words, kind)[int(place or 0)] if colon else word)
    decided = run.invoke(app, ["correct", *given, *WHY])

    assert (decided.exit_code, decided.stderr) == (0, "")
    assert run.invoke(app, ["correct", "list"]).stdout.count("Vérifié au téléphone.") == 1


def test_decisions_go_from_one_store_to_another(store: Path) -> None:
    decided = run.invoke(app, ["correct", "copies", "phare", "sillage", *WHY])
    run.invoke(app, ["correct", "undo", decided.stdout.strip(), *WHY])
    run.invoke(app, ["correct", "published", "phare", "2031-03-01", *WHY])
    run.invoke(app, ["correct", "export", "--out", "decisions.jsonl"])
    run.invoke(app, ["store", "add", "a.jsonl", "--store", "other.db"])
    for _ in range(2):
        taken = run.invoke(app, ["correct", "import", "decisions.jsonl", "--store", "other.db"])
        assert taken.exit_code == 0

    listed = [
        run.invoke(app, ["correct", "list", "--json", "--store", name]).stdout
        for name in ("story.db", "other.db")
    ]
    assert listed[0] == listed[1]
    assert listed[0].count("\n") == 2


def test_a_decision_that_changes_nothing_now_is_kept_and_told_with_exit_1(store: Path) -> None:
    copy = ROWS[0] | {"id": "copie", "url": "https://copie.example/quai"}
    run.invoke(app, ["store", "add", rows(store, "copy.jsonl", copy)])
    [whole] = dict.fromkeys(found("quai", "story") + found("blessés", "story"))
    split = run.invoke(app, ["correct", "split-story", whole, "--out", "copie", *WHY])

    assert split.exit_code == 1
    assert split.stderr == "Une décision plus récente les réunit, ou leur texte est le même.\n"
    assert [r["kind"] for r in exported()["judgments"] if r["obstacle"]] == ["split_story"]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        pytest.param(["speaker", "x", *WHY], "--is, --name, --nobody: expected one of them",
                     id="nobody said"),
        pytest.param(["reject", "finding-0", *WHY], "finding-0: no finding has this id, or words",
                     id="unknown"),
        pytest.param(["undo", "judgment-0", *WHY], "no judgment judgment-0, expected the id of one",
                     id="undo unknown"),
        pytest.param(["copies", "phare", "sillage", "--reason", "x"], "Missing option '--author'",
                     id="no author"),
        pytest.param(["import", "a.jsonl"], "a.jsonl:1: not a line that a stage wrote",
                     id="no decisions"),
        pytest.param(["import", "nowhere.jsonl"], "cannot be read", id="no file"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(
    command: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:

    monkeypatch.setattr(sys, "argv", ["recoupe", "correct", *command])
    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2
    assert told in " ".join(capsys.readouterr().err.split())
