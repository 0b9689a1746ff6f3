"""Read articles with the program as a user would, and give back the dossier's JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PROGRAM = [sys.executable, "-c", "from recoupe.cli import main; main()"]


def read_to_file(source: Path, dossier: Path) -> None:
    """Write the dossier of the articles in `source` to the file `dossier`.

    Raises: SystemExit when the program fails; its own message stands above.
    """
    done = subprocess.run(
        [*PROGRAM, "read", str(source), "--json", str(dossier)],
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"evals: reading {source} ended with exit code {done.returncode}")


def read_dossier(source: Path) -> dict[str, Any]:
    """The dossier of the articles in `source`; `Any` is JSON."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.json"
        read_to_file(source, path)
        dossier: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return dossier
