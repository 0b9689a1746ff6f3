"""Tell addresses from files among the arguments, and read lists of addresses.

Only what a person names can be fetched: an address given as an argument, or
a text file given as an argument whose lines are addresses. A list that lies
in a folder or an archive is a file like others, so that coverage from
anywhere can be read without a word to the network.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.intake import refusals
from recoupe.intake.encoding import decoded
from recoupe.intake.found import rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.model import Rejection

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/\S*", re.I)
_COMMENT = re.compile(r"(?:^|\s)#.*")
_SECRET = re.compile(r"(?<=//)[^/]*@")
_SHOWN_CHARS = 1000
#: Of the lines of a list, so many are addresses: one slip does not make it prose.
_LIST_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the arguments name: addresses, the paths among them, and lines that name neither."""

    addresses: tuple[str, ...]
    paths: tuple[str, ...]
    problems: tuple[Rejection, ...]


def named(arguments: Sequence[str], *, limit_bytes: int) -> Named:
    """The arguments told apart, lists of addresses opened; the order does not matter."""
    addresses: list[str] = []
    paths: list[str] = []
    problems: list[Rejection] = []
    for argument in sorted(set(arguments)):
        lines = _listed_in(argument, limit_bytes)
        if ADDRESS.match(argument) and not os.path.lexists(argument):
            addresses.append(argument)
        elif not lines:
            paths.append(argument)
        for number, line in lines:
            if ADDRESS.match(line):
                addresses.append(line)
            else:
                path = f"{Path(argument).name}#{number}"
                problems.append(rejected(path, refusals.bad_address()))
    return Named(
        addresses=tuple(sorted(set(addresses))), paths=tuple(paths), problems=tuple(problems)
    )


def shown(address: str) -> str:
    """An address as it may be shown: no secret, no control characters, not endless."""
    plain = "".join(c if c.isprintable() else "�" for c in address)
    return _SECRET.sub("…@", plain)[:_SHOWN_CHARS]


def is_list(text: str) -> bool:
    """Whether a text is a list of addresses: it opens with one, and has few other lines."""
    lines = [line for _, line in numbered_lines(text)]
    count = sum(1 for line in lines if ADDRESS.fullmatch(line))
    return bool(lines) and bool(ADDRESS.fullmatch(lines[0])) and count >= _LIST_SHARE * len(lines)


def _listed_in(argument: str, limit_bytes: int) -> list[tuple[int, str]]:
    """The lines of a list that an argument names, numbered; none when it names another thing."""
    path = Path(argument)
    if path.suffix.lower() != ".txt" or not path.is_file():
        return []
    try:
        with path.open("rb") as stream:
            text = decoded(stream.read(limit_bytes))
    except OSError:
        return []
    return list(numbered_lines(text)) if isinstance(text, str) and is_list(text) else []


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers, comments taken off."""
    for number, line in enumerate(text.splitlines(), start=1):
        kept = _COMMENT.sub("", line).strip()
        if kept:
            yield number, kept
