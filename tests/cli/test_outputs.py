from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from recoupe.cli.app import app
from recoupe.dossier import TABLES, render_schema

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Le pont de Saint-Orens est fermé\n\n"
    "« Nous avions prévenu l’État », a déclaré la maire Jeanne Aubrac mardi 4 mars 2031.\n"
)
run = CliRunner()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in, with one article."""
    (tmp_path / "pont.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [["read", "pont.txt"], ["demo"]], ids=["read", "demo"])
def test_each_output_is_written_and_nothing_else(command: list[str], here: Path) -> None:
    asked = ["--html", "d.html", "--md", "d.md", "--csv", "tables", "--json", "d.json"]
    done = run.invoke(app, [*command, *asked, "--annotations", "d.jsonld"])

    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(path.name for path in here.iterdir()) == [
        *("d.html", "d.json", "d.jsonld", "d.md", "pont.txt", "tables"),
    ]
    assert {path.stem for path in (here / "tables").iterdir()} == {*TABLES}
    assert json.loads((here / "d.jsonld").read_text("utf-8"))["type"] == "AnnotationCollection"


def test_no_output_is_read_as_coverage(here: Path) -> None:
    asked = ["--html", "d.html", "--md", "d.md", "--csv", "tables", "--json", "d.json"]
    run.invoke(app, ["read", "pont.txt", *asked, "--annotations", "d.jsonld"])
    again = run.invoke(app, ["read", ".", "--json", "-"])

    assert [a["path"] for a in json.loads(again.stdout)["articles"]] == ["pont.txt"]


def test_tables_go_into_a_folder_that_is_there_already(here: Path) -> None:
    (here / "tables").mkdir()
    (here / "tables" / "notes.txt").write_text("mine")
    run.invoke(app, ["read", "pont.txt", "--csv", "tables"])

    assert (here / "tables" / "notes.txt").read_text() == "mine"
    assert (here / "tables" / "claims.csv").exists()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        pytest.param("pont.txt", "is a file", id="a file"),
        pytest.param("none/tables", "there is no folder", id="no place"),
    ],
)
def test_a_folder_that_cannot_be_is_told_before_the_work(folder: str, said: str) -> None:
    done = run.invoke(app, ["read", "pont.txt", "--csv", folder])

    assert said in str(done.exception)


def test_annotations_go_to_standard_output_alone() -> None:
    done = run.invoke(app, ["read", "pont.txt", "--annotations", "-"])

    assert json.loads(done.stdout)["first"]["type"] == "AnnotationPage"


def test_the_schema_is_printed_or_written(here: Path) -> None:
    assert run.invoke(app, ["schema"]).stdout == render_schema()
    assert run.invoke(app, ["schema", "--out", "s.json"]).stdout == ""
    assert (here / "s.json").read_text("utf-8") == render_schema()
