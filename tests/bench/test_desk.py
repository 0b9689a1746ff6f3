from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.desk import main

if TYPE_CHECKING:
    import pytest


def test_the_bench_tells_the_desk_beside_the_bare_framework(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.desk.ARTICLES", 2)
    monkeypatch.setattr("bench.desk.PAGES", 1)
    monkeypatch.setattr("bench.desk.WRITES", 1)

    assert main(["2"]) == 0

    told = capsys.readouterr().out
    for name in ("bare framework", r"story \d+ kB"):
        assert re.search(rf"{name} +median +[\d.]+ ms   p95 +[\d.]+ ms   2 pages, no error", told)
