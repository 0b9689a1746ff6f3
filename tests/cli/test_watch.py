from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from recoupe.cli.app import app
from tests.intake.webserver import Site, answer, once, site
from tests.run.watched import XML, feed, fixed, item, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

run = CliRunner()


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a feed of one page, watched from a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUPE_STORE", "story.db")
    with site() as running:
        running.answers["/feed"] = fixed(feed(item(running.address("/a"))), kind=XML)
        running.answers["/a"] = fixed(told("Le quai s’effondre"))
        yield running


def watch(web: Site, *arguments: str) -> tuple[int, str]:
    """The exit code of one round and what it says."""
    allowed = ["--allow-host", f"localhost:{web.port}", "--ui-lang", "en", "--once"]
    done = run.invoke(app, ["watch", *arguments, *allowed])
    return done.exit_code, done.stderr


def test_once_adds_what_is_new_tells_it_and_sends_it(web: Site, tmp_path: Path) -> None:
    web.answers["/hook"] = once(answer(status="204 No Content"))
    (tmp_path / "feeds.txt").write_text(f"{web.address('/feed')}\njavascript:x\n", "utf-8")
    told_to = ["--alerts", "alerts.xml", "--webhook", web.address("/hook")]

    code, said = watch(web, "feeds.txt", *told_to)

    assert code == 0
    assert said.startswith(
        "1 address watched · 0 unchanged · 1 page read · 1 article added · 2 pieces of news\n"
        "1 item set aside:\n  feeds.txt#2: “javascript:” is not fetched"
    )
    assert len(ElementTree.parse(tmp_path / "alerts.xml").getroot()) == 5 + 2
    assert web.paths() == ["/feed", "/a", "/hook"]


def test_when_no_address_answers_each_reason_is_told_and_the_exit_code_is_one(web: Site) -> None:
    code, said = watch(web, web.address("/gone"))

    assert code == 1
    assert "1 address does not answer:\n" in said
    assert f"  {web.address('/gone')}: HTTP answer 404, 200 expected" in said


def test_news_that_is_not_taken_is_told_and_waits(web: Site, tmp_path: Path) -> None:
    hook = web.address("/hook?token=s3cret")
    code, said = watch(web, web.address("/feed"), "--webhook", hook)

    assert code == 1
    assert "News not sent, left for the next time:\n  localhost: HTTP answer 404" in said
    assert "s3cret" not in said


#: The program, which hears Ctrl-C even where the tests run behind a shell that does not.
HEARING = """
import signal
from recoupe.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "terminated"])
def test_a_watch_that_is_stopped_ends_cleanly(stop: signal.Signals, web: Site) -> None:
    command = [sys.executable, "-c", HEARING, "watch"]
    command += [web.address("/a"), "--allow-host", f"localhost:{web.port}", "--ui-lang", "en"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        first = process.stderr.readline()
        process.send_signal(stop)
        rest = process.stderr.read()

    assert first.startswith("1 address watched · 0 unchanged · 1 page read · 1 article added")
    assert rest == "stopped; the same command goes on where it was\n"
    assert process.returncode == 0
