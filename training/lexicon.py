"""The words of `lexicon.toml`, by kind.

The file says what the parts of an entry are; an entry never holds a space.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

_PATH = Path(__file__).with_suffix(".toml")
WORDS: dict[str, list[str]] = {
    kind: entries.split() for kind, entries in tomllib.loads(_PATH.read_text("utf-8")).items()
}
