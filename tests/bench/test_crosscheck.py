"""The benchmark of cross-checking measures what it says, on a small archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.archive import archive
from bench.crosscheck import main, measure
from bench.voices import spoken

if TYPE_CHECKING:
    import pytest


def test_a_small_archive_is_timed_with_its_recall() -> None:
    found = measure(100)

    assert found["articles"] == 100
    assert found["ms_per_article"] > 0
    assert (found["sayings"], found["origins"]) == (1.0, 1.0)


def test_a_copied_sentence_has_the_speaker_of_the_original() -> None:
    made = archive(50)
    said = {r.analysis.article.id: r for r in map(spoken, made.readings)}
    speakers = {
        name: {
            a.content[0].of(r.analysis.article.text): next(
                actor.name for actor in r.actors if actor.id in a.speakers
            )
            for a in r.attributions
        }
        for name, r in said.items()
    }

    shared = [
        (speakers[giver][words], speakers[taker][words])
        for giver, taker in made.taken
        for words in speakers[giver].keys() & speakers[taker].keys()
    ]

    assert shared
    assert all(one == other for one, other in shared)


def test_the_figures_of_one_size_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--one", "50"]) == 0
    assert '"peak_mb"' in capsys.readouterr().out
