from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from recoupe.errors import IntakeError, SettingsError
from recoupe.intake import gather
from recoupe.intake.listing import is_list, named
from recoupe.model import FetchSettings, GatherSettings, Rejection
from tests.intake.prose import PROSE

if TYPE_CHECKING:
    from pathlib import Path

#: Reads with every way to the network closed, and says what was opened for it.
OFFLINE = """
import sys
def closed(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise SystemExit(f"{event}: {arguments}")
sys.addaudithook(closed)
import recoupe
from recoupe.intake import gather
from recoupe.model import GatherSettings
list(gather(sys.argv[1:], GatherSettings()))
print(sorted({"httpx", "httpcore", "protego"} & set(sys.modules)))
dossier = recoupe.read(sys.argv[1])  # spaCy brings httpx along, for commands of its own
print(sorted({"httpcore", "protego", "recoupe.intake.fetch"} & set(sys.modules)))
print(len(dossier.readings), len(dossier.rejections))
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("https://a.example/\nhttps://b.example/", True, id="addresses"),
        pytest.param("# le pont\n\nhttps://a.example/ # une", True, id="comments"),
        pytest.param("https://a.example/\npas une adresse", True, id="a slip"),
        pytest.param("https://a.example/\n" + "\n".join(PROSE), False, id="prose under one"),
        pytest.param("\n".join(PROSE) + "\nhttps://a.example/", False, id="prose over one"),
        pytest.param("# rien", False, id="comments alone"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_list_of_addresses_is_told_from_prose(text: str, expected: bool) -> None:
    assert is_list(text.replace("\\\n", "\n")) is expected


def test_addresses_are_told_from_paths_whatever_their_order(tmp_path: Path) -> None:
    arguments = [str(tmp_path), "https://b.example/", "HTTP://a.example/", "coverage", "c:\\a.txt"]

    told = named(arguments, limit_bytes=1000)

    assert told.addresses == ("HTTP://a.example/", "https://b.example/")
    assert set(told.paths) == {str(tmp_path), "coverage", "c:\\a.txt"}
    assert told == named(arguments[::-1], limit_bytes=1000)


def test_a_fragment_is_no_comment(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("https://a.example/#une\n", "utf-8")

    told = named([str(tmp_path / "urls.txt")], limit_bytes=1000)

    assert told.addresses == ("https://a.example/#une",)


def test_a_list_that_is_not_named_itself_is_set_aside_and_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("http://127.0.0.1:1/\n", "utf-8")

    [found] = gather([str(tmp_path)], GatherSettings())

    assert isinstance(found, Rejection)
    assert found.path == "urls.txt"
    assert found.reason.en == (
        "List of addresses: name this file itself to have its pages fetched."
    )


@pytest.mark.parametrize("name", ["urls.md", "urls.csv", "urls.html"])
def test_only_a_text_file_is_a_list(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("https://a.example/\n", "utf-8")

    assert named([str(tmp_path / name)], limit_bytes=1000).addresses == ()


def test_nothing_but_refused_addresses_is_nothing_to_read() -> None:
    with pytest.raises(IntakeError, match=r"^file:///etc/passwd: “file:” is not fetched, only"):
        gather(["file:///etc/passwd"], GatherSettings())


def test_a_host_that_is_none_cannot_be_allowed() -> None:
    settings = GatherSettings(fetch=FetchSettings(allow_hosts=("https://a.example/",)))

    with pytest.raises(SettingsError, match=r"--allow-host https://a\.example/: no host"):
        gather(["https://a.example/"], settings)


def test_local_files_are_read_without_a_word_to_the_network(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("https://a.example/\n", "utf-8")
    (tmp_path / "a.txt").write_text("\n\n".join(PROSE), "utf-8")
    link = "<item><title>Pont</title><link>https://a.example/</link></item>"
    (tmp_path / "a.rss").write_text(f"<rss version='2.0'><channel>{link}</channel></rss>", "utf-8")
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    (tmp_path / "a.html").write_text(
        "<html><head><link rel='canonical' href='https://a.example/'></head><body>"
        f"<article>{body}<img src='https://a.example/i.png'></article></body></html>",
        "utf-8",
    )

    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.returncode) == ("[]\n[]\n2 2\n", 0), done.stderr
