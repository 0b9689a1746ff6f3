from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from recoupe.cli import main
from recoupe.cli.app import app
from recoupe.model import VERSION
from tests.intake.webserver import answer, once, page, site

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Le pont de Saint-Orens est fermé\n\n"
    "« Nous avions prévenu l’État », a déclaré la maire Jeanne Aubrac mardi 4 mars 2031.\n"
)
#: A person waits this long for help before wondering; the machine may be busy.
HELP_S = 2.0
run = CliRunner()


@pytest.fixture
def coverage(tmp_path: Path) -> Path:
    """A folder with one article and one empty file."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "pont.txt").write_text(TEXT, "utf-8")
    (folder / "vide.txt").write_text("", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_version_is_the_packages() -> None:
    assert run.invoke(app, ["--version"]).output == f"recoupe {VERSION}\n"


def test_help_comes_at_once() -> None:
    began = time.perf_counter()
    program = "from recoupe.cli import main; main()"
    subprocess.run([sys.executable, "-c", program, "--help"], check=True, capture_output=True)

    assert time.perf_counter() - began < HELP_S


def test_read_writes_a_page_here_and_ten_lines_at_most(coverage: Path, here: Path) -> None:
    done = run.invoke(app, ["read", str(coverage)])

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Le pont de Saint-Orens est fermé\n")
    assert len(done.stdout.splitlines()) <= 10
    assert (here / "dossier.html").read_text("utf-8").startswith("<!doctype html>")


def test_with_an_output_only_what_it_names_is_written(coverage: Path, here: Path) -> None:
    done = run.invoke(app, ["read", str(coverage), "--json", "d.json", "--md", "d.md"])

    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(path.name for path in here.iterdir()) == ["coverage", "d.json", "d.md"]


def test_json_goes_to_standard_output_alone(coverage: Path) -> None:
    done = run.invoke(app, ["read", str(coverage), "--json", "-"])

    assert json.loads(done.stdout)["articles"][0]["path"] == "pont.txt"


def test_what_was_set_aside_is_counted_aloud(coverage: Path) -> None:
    done = run.invoke(app, ["read", str(coverage), "--ui-lang", "en"])

    assert done.exit_code == 0
    assert "1 item set aside:\n  vide.txt: " in done.stderr


@pytest.mark.parametrize("command", ["read", "gather", "analyze", "attribute"])
def test_strict_exits_one_when_anything_was_set_aside(command: str, coverage: Path) -> None:
    assert run.invoke(app, [command, str(coverage), "--strict"]).exit_code == 1


def test_addresses_are_read_like_files_and_hosts_allowed_by_name(coverage: Path) -> None:
    with site({"/a": once(answer(page()))}) as web:
        allow = ["--allow-host", f"localhost:{web.port}"]
        told = ["read", str(coverage / "pont.txt"), web.address(), "--json", "-"]
        closed = run.invoke(app, told)
        opened = run.invoke(app, [*told, *allow])

    paths = [article["path"] for article in json.loads(opened.stdout)["articles"]]
    assert paths == [web.address(), "pont.txt"]
    assert f"--allow-host localhost:{web.port}" in closed.stderr
    assert len(web.paths()) == 1


def test_dates_are_bounded_as_asked(coverage: Path) -> None:
    done = run.invoke(app, ["read", str(coverage), "--json", "-", "--as-of", "2031-06-30"])

    assert json.loads(done.stdout)["as_of"] == "2031-06-30"


@pytest.mark.parametrize("command", ["gather", "analyze", "attribute"])
def test_a_stage_writes_its_records_a_line_each(command: str, coverage: Path) -> None:
    done = run.invoke(app, [command, str(coverage), "--ui-lang", "en"])
    records = [json.loads(line) for line in done.stdout.splitlines()]

    assert len(records) == 2
    assert "1 article\n" in done.stderr


def test_a_stage_takes_the_lines_of_the_one_before(coverage: Path, here: Path) -> None:
    run.invoke(app, ["gather", str(coverage), "--out", "articles.jsonl"])
    at_once = run.invoke(app, ["attribute", str(coverage)])
    in_steps = run.invoke(app, ["attribute", str(here / "articles.jsonl")])

    assert in_steps.stdout == at_once.stdout


def test_the_demo_needs_nothing(here: Path) -> None:
    done = run.invoke(app, ["demo"])

    assert done.exit_code == 0, done.output
    assert str(here / "dossier.html") in done.stderr
    assert (here / "dossier.html").exists()


def test_the_page_of_the_demo_has_the_name_that_is_asked_for(here: Path) -> None:
    run.invoke(app, ["demo", "--out", "demo.html"])

    assert [path.name for path in here.iterdir()] == ["demo.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["read", "nowhere"], "nowhere", id="missing path"),
        pytest.param(["read"], "PATH", id="no path"),
        pytest.param(["read", "x", "--as-of", "demain"], "demain", id="no day"),
        pytest.param(["read", "x", "--workers", "-1"], "workers", id="workers below zero"),
        pytest.param(["read", "x", "--json", "none/d.json"], "no folder", id="no folder"),
        pytest.param(["read", "ftp://a.example/"], "only http and https", id="no page"),
        pytest.param(
            ["read", "https://a.example/", "--allow-host", "a.example/b"], "NAME:PORT", id="no host"
        ),
        pytest.param(["swim"], "swim", id="no command"),
    ],
)
def test_a_users_mistake_exits_two_with_a_line_and_no_traceback(
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["recoupe", *arguments])

    with pytest.raises(SystemExit) as stopped:
        main()

    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in told
    assert "Traceback" not in told
