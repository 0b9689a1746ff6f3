"""The README's example is run, and its output is what the program prints.

`make golden` rewrites the output; the diff is the review.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXAMPLE = re.compile(r"```console\n\$ recoupe (?P<arguments>[^\n]*)\n(?P<output>.*?)```\n", re.S)


def printed(arguments: str, folder: Path) -> str:
    """Standard output of the program, run in an empty folder."""
    done = subprocess.run(
        [sys.executable, "-c", "from recoupe.cli import main; main()", *arguments.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PATH": "", "PYTHONUTF8": "1", "COLUMNS": "100"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_example_prints_what_the_readme_shows(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = README.read_text("utf-8")
    found = EXAMPLE.search(text)
    assert found
    output = printed(found["arguments"], tmp_path)
    if request.config.getoption("--golden"):
        start, end = found.span("output")
        README.write_text(text[:start] + output + text[end:], "utf-8")
        return

    assert found["output"] == output, "`make golden` rewrites the example"


def test_the_readme_names_targets_that_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))

    assert set(re.findall(r"^make ([a-z]+)", README.read_text("utf-8"), re.M)) <= targets


def test_the_readme_links_to_files_that_there_are() -> None:
    links = re.findall(r"\]\(([^):]+)\)", README.read_text("utf-8"))

    assert [link for link in links if not (ROOT / link).exists()] == []
