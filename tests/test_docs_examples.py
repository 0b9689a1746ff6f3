"""Every example of the documentation runs, page by page, beside `coverage/` and `story.db`.

A console block holds commands, each after `$`, and, if it likes, what they print; one with
`…` in it is shown, not run.
A Python block goes on from the one before; a text block after it holds what it prints.
`make golden` rewrites what is printed; the diff is the review.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from recoupe.cli.app import app
from recoupe.run import demo_path
from tests.intake.webserver import answer, once, site

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.S | re.M)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
PAGES = [p for p in sorted((ROOT / "docs").rglob("*.md")) if BLOCK.search(p.read_text("utf-8"))]


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds these articles."""
    file = tmp_path_factory.mktemp("store") / "story.db"
    done = CliRunner().invoke(app, ["store", "add", str(demo_path()), "--store", str(file)])
    assert done.exit_code == 0, done.output
    return file


@pytest.fixture(autouse=True)
def _coverage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """A folder with articles, the store `story.db` for pages that name one, and nothing else."""
    shutil.copytree(demo_path(), tmp_path / "coverage")
    if "story.db" in request.node.callspec.params["path"].read_text("utf-8"):
        shutil.copy(request.getfixturevalue("story"), tmp_path)
    monkeypatch.chdir(tmp_path)


def printed(line: str) -> str:
    """Standard output of a command; a target of make only has to be there."""
    program, *arguments = shlex.split(line.removeprefix(".venv/bin/"))
    if program == "make":
        assert set(arguments) <= TARGETS
        return ""
    assert program == "recoupe", f"{program} is no command of ours"
    if "…" in line:  # it stands for what only a reader's own store has
        return ""
    if arguments[0] == "serve":
        return interrupted([program, *arguments, "--port", "0"])
    if arguments[0] == "watch":
        return watched(arguments)
    if arguments[0] == "account":
        return of_account(arguments)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def of_account(arguments: list[str]) -> str:
    """Standard output of a command on an account, which is there; passwords come from a file."""
    make = ["account", "add", "ada", "--store", "story.db"]
    commands = [arguments] if arguments[1] == "add" else [make, arguments]
    for command in commands:
        asked = ["--password-stdin"] if command[1] in ("add", "password") else []
        done = CliRunner().invoke(app, [*command, *asked], input="cinq bateaux au sec\n")
        assert done.exit_code == 0, done.output
    return str(done.stdout)


def watched(arguments: list[str]) -> str:
    """Standard output of a watch of `feeds.opml`, which lists a feed of our own."""
    feed = once(answer(b"<rss version='2.0'><channel/></rss>", Content_Type="text/xml"))
    with site({"/feed": feed}) as web:
        outline = f"<outline xmlUrl='{web.address('/feed')}'/>"
        Path("feeds.opml").write_text(f"<opml><body>{outline}</body></opml>", "utf-8")
        allowed = ["--allow-host", f"localhost:{web.port}"]
        done = CliRunner().invoke(app, [*arguments, *allowed])
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def interrupted(command: list[str]) -> str:
    """Standard output of a command that goes on until Ctrl-C, which it gets when it is there."""
    program = Path(sys.executable).with_name(command[0])
    with subprocess.Popen(
        [program, *command[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        assert "http://127.0.0.1:" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        said, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (0, "")
    return said


def console(body: str) -> str:
    """A console block as it should be: what is printed stands only where it stood."""
    lines = []
    for part in re.split(r"^(?=\$ )", body, flags=re.M):
        if part:
            command, _, shown = part.partition("\n")
            found = printed(command.removeprefix("$ "))
            lines += [f"{command}\n", found if shown else ""]
    return "".join(lines)


def replayed(page: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each block of a page with what it should hold."""
    known: dict[str, object] = {}
    said = ""
    for block in BLOCK.finditer(page):
        body = block["body"]
        if block["kind"] == "console":
            body = console(body)
        if block["kind"] == "python":
            stream = io.StringIO()
            with contextlib.redirect_stdout(stream):
                exec(body, known)
            said = stream.getvalue()
        if block["kind"] == "text":
            body = said
        yield block, body


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_example_runs_and_prints_what_the_page_shows(
    path: Path, request: pytest.FixtureRequest
) -> None:
    page = path.read_text("utf-8")
    made, end = "", 0
    for block, body in replayed(page):
        made += page[end : block.start("body")] + body
        end = block.end("body")
    made += page[end:]
    if request.config.getoption("--golden"):
        path.write_text(made, "utf-8")

    assert path.read_text("utf-8") == made, "`make golden` rewrites the examples"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_fence_says_what_it_holds(path: Path) -> None:
    kinds = {block["kind"] for block in BLOCK.finditer(path.read_text("utf-8"))}

    assert kinds <= {"console", "python", "text", "tsv"}
