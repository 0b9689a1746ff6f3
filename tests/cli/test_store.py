from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from recoupe.cli import main
from recoupe.cli.app import app
from recoupe.cli.store_options import Listable
from recoupe.store import Listed
from tests.store.invented import QUAY, rows

if TYPE_CHECKING:
    from pathlib import Path

run = CliRunner()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a row, an empty file, and the store that the environment names."""
    (tmp_path / "coverage").mkdir()
    rows(tmp_path / "coverage", "a.jsonl", QUAY)
    (tmp_path / "coverage" / "vide.txt").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUPE_STORE", "story.db")
    return tmp_path


def add() -> None:
    assert run.invoke(app, ["store", "add", "coverage"]).exit_code == 0


def test_add_counts_what_is_new_what_was_there_and_what_was_set_aside() -> None:
    first = run.invoke(app, ["store", "add", "coverage", "--ui-lang", "en"])
    again = run.invoke(app, ["store", "add", "coverage", "--ui-lang", "en", "--strict"])

    assert (first.exit_code, again.exit_code) == (0, 1)
    assert first.stderr.startswith("1 article added · 0 already there\n1 item set aside:\n")
    assert again.stderr.startswith("0 articles added · 1 already there\n")


def test_export_writes_what_read_writes(here: Path) -> None:
    add()
    written = ["--json", "{}.json", "--html", "{}.html", "--md", "{}.md"]
    run.invoke(app, ["store", "export", *(o.format("store") for o in written)])
    run.invoke(app, ["read", "coverage", *(o.format("read") for o in written)])

    for end in ("json", "html", "md"):
        assert (here / f"store.{end}").read_bytes() == (here / f"read.{end}").read_bytes()


def test_list_and_search_write_a_table_or_json_lines() -> None:
    add()
    table = run.invoke(app, ["store", "list"]).stdout.splitlines()
    [line] = run.invoke(app, ["store", "list", "--json"]).stdout.splitlines()
    [hit] = run.invoke(app, ["store", "search", "quais", "effondrés", "--json"]).stdout.splitlines()

    assert table[0].startswith("article_id\t")
    assert json.loads(line)["url"] == QUAY["url"]
    assert json.loads(hit)["title"] == QUAY["title"]


def test_news_is_told_since_a_moment() -> None:
    add()
    table = run.invoke(app, ["store", "news"]).stdout.splitlines()
    lines = run.invoke(app, ["store", "news", "--json", "--since", "1h"]).stdout.splitlines()
    later = run.invoke(app, ["store", "news", "--since", "2999-01-01"])

    assert table[0].startswith("id\tat\tkind\tstory\tsubject\tbefore\tafter\twords\t")
    assert len(table) - 1 == len(lines) > 0
    assert {json.loads(line)["kind"] for line in lines} == {"new_claim"}
    assert (later.stdout, later.exit_code) == ("", 0)


@pytest.mark.parametrize("what", list(Listable))
def test_everything_can_be_listed(what: Listable) -> None:
    add()

    assert run.invoke(app, ["store", "list", "--what", what]).exit_code == 0
    assert [member.value for member in Listable] == [member.value for member in Listed]


def test_check_and_backup_say_how_the_store_is(here: Path) -> None:
    add()
    run.invoke(app, ["store", "backup", "copy.db"])
    sound = run.invoke(app, ["store", "check", "--store", "copy.db", "--ui-lang", "en"])
    (here / "copy.db").write_bytes((here / "copy.db").read_bytes().replace(b"trois", b"douze"))
    broken = run.invoke(app, ["store", "check", "--store", "copy.db", "--ui-lang", "en"])

    assert (sound.exit_code, broken.exit_code) == (0, 1)
    assert "hashes of contents: ok" in sound.stdout
    assert "its content was changed" in broken.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["list"], "there is no store", id="no store"),
        pytest.param(["add", "nowhere"], "nowhere", id="nothing to add"),
        pytest.param(["search"], "WORDS", id="no words"),
        pytest.param(["news", "--since", "hier"], "--since hier: no moment", id="no moment"),
    ],
)
def test_a_users_mistake_exits_two_with_a_line_and_no_traceback(
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["recoupe", "store", *arguments])

    with pytest.raises(SystemExit) as stopped:
        main()

    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in told
    assert "Traceback" not in told
