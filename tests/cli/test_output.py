from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from recoupe.cli.output import check_targets, opened, printable, tell_rejections, write
from recoupe.errors import SettingsError
from tests import build

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_whole_under_its_name(tmp_path: Path) -> None:
    write(tmp_path / "d.md", "déjà \ud800")

    assert (tmp_path / "d.md").read_bytes() == "déjà ?".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["d.md"]


def test_a_file_cut_short_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text("before")

    def stopped() -> None:
        with opened(tmp_path / "d.json") as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert (tmp_path / "d.json").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["d.json"]


def test_a_link_still_leads_to_its_file_afterwards(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("before")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")

    write(tmp_path / "link.md", "after")

    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "after"


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write("-", "propos é")

    assert capfdbinary.readouterr().out == "propos é".encode()


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        pytest.param("none/d.json", "there is no folder", id="no folder"),
        pytest.param("", "is a folder", id="a folder"),
    ],
)
def test_a_target_that_cannot_be_written_is_told_before_the_work(
    target: str, wrong: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=f"{re.escape(wrong)}.*expected a file to write"):
        check_targets(None, "-", tmp_path / target)


def test_trouble_while_writing_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"d\.md: .*expected to write there"):
        write(tmp_path / "none" / "d.md", "")


def test_what_was_set_aside_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    tell_rejections([build.rejection(f"{n}.bin") for n in range(12)], ui_language="en")

    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["12 items set aside:", "  0.bin: The file is empty."]
    assert lines[-1] == "  and 2 others"


def test_nothing_set_aside_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    tell_rejections([], ui_language="fr")

    assert capsys.readouterr() == ("", "")


def test_a_path_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[31mb\nc") == "a [31mb c"
