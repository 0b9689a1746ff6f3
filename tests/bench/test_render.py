from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.render import main

if TYPE_CHECKING:
    import pytest


def test_the_bench_tells_time_and_weight(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["2"]) == 0

    told = capsys.readouterr().out
    assert re.search(r"2 articles   median +\d+\.\d{3} s   page +\d+ kB   text +\d+ kB", told)
