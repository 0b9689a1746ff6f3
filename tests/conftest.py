"""What tests share: the French pack, and golden files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from recoupe.lang import load_pack
from recoupe.run import demo_path, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from recoupe.dossier import ReadDossier
    from recoupe.lang import Pack

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session")
def french() -> Pack:
    """The French language pack."""
    return load_pack("fr")


@pytest.fixture(scope="session")
def demo() -> ReadDossier:
    """The dossier of the story that is shipped along."""
    return read(demo_path())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Iterable[str]], None]:
    """Compare lines with a golden file, one record per line; `make golden` rewrites it."""

    def compare(name: str, lines: Iterable[str]) -> None:
        path = GOLDEN / name
        found = [line.rstrip("\n") for line in lines]
        if request.config.getoption("--golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n".join(found) + "\n", "utf-8")
        assert path.exists(), f"{path} is missing; `make golden` writes it"
        assert path.read_text("utf-8").splitlines() == found, (
            f"{path} differs; `make golden` rewrites it, the diff is the review"
        )

    return compare
