"""What needs several articles at once: lineage and cross-check, one neighborhood at a time.

Articles that share no telling words are never compared, so what is found in a
neighborhood rests on its own articles alone: a store keeps it until one of
them moves, and gives what a run from scratch gives.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from recoupe.crosscheck import crosscheck, own_words, united
from recoupe.lang import load_pack
from recoupe.lineage import trace
from recoupe.model import Crosscheck, Reading, Tracing
from recoupe.run.judging import bonds, judged, links_of_all, rulings_of_all
from recoupe.run.outlets import owners_of
from recoupe.text import neighborhoods, text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recoupe.model import Judgment, Settings

Together = tuple[Tracing, tuple[Reading, ...], Crosscheck]


def together(
    readings: Iterable[Reading], settings: Settings, *, judgments: Sequence[Judgment] = ()
) -> Together:
    """Lineage, readings dated by their stories, and accounts, of any articles.

    What editors have decided is followed, where it can be.
    """
    by_text: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=_by_id):
        by_text.setdefault(text_id(reading.analysis.article.text), []).append(reading)
    words = {text: own_words(some[0]) for text, some in by_text.items()}
    found = [
        in_neighborhood([r for text in group for r in by_text[text]], settings, judgments=judgments)
        for group in neighborhoods(words, bonds(judgments))
    ]
    return side_by_side(found, judgments=judgments)


def in_neighborhood(
    readings: Sequence[Reading], settings: Settings, *, judgments: Iterable[Judgment] = ()
) -> Together:
    """The same, of articles that are one neighborhood; their order does not matter.

    Of the judgments only those on one of these texts count.
    """
    ordered = sorted(readings, key=_by_path)
    texts = {text_id(r.analysis.article.text) for r in ordered}
    own = [j for j in judgments if texts & j.texts]
    as_of = settings.analyze.as_of
    bound = judged(ordered, own, as_of=as_of)
    held = bound.constraints
    packs = tuple(load_pack(t) for t in sorted({r.analysis.article.language for r in ordered}))
    owners = owners_of(settings.outlets) if settings.outlets else None
    tracing = trace(
        bound.readings, packs, settings=settings.trace, owners=owners, copies=held.copies
    )
    dated, checked = crosscheck(bound.readings, tracing, as_of=as_of, constraints=held)
    return tracing, dated, bound.ruled(checked)


def side_by_side(found: Iterable[Together], *, judgments: Sequence[Judgment] = ()) -> Together:
    """What was found in several neighborhoods, as one; their order does not matter."""
    parts = sorted(found, key=lambda part: min(map(_by_text, part[1])))
    traced = [tracing for tracing, _, _ in parts]
    dated = tuple(sorted(chain.from_iterable(dated for _, dated, _ in parts), key=_by_path))
    links = links_of_all(dated, judgments)
    checked = united([checked for _, _, checked in parts], links=links)
    return (
        Tracing(
            reuse=tuple(sorted(chain.from_iterable(t.reuse for t in traced),
                               key=lambda r: (r.left, r.right, r.kind))),
            lineage=tuple(sorted(chain.from_iterable(t.lineage for t in traced),
                                 key=lambda line: (line.from_id, line.to_id))),
            families=tuple(chain.from_iterable(t.families for t in traced)),
        ),
        dated,
        replace(checked, rulings=rulings_of_all(checked, dated, judgments=judgments)),
    )  # fmt: skip


def _by_id(reading: Reading) -> str:
    return reading.analysis.article.id


def _by_path(reading: Reading) -> tuple[str, str]:
    return reading.analysis.article.path, reading.analysis.article.id


def _by_text(reading: Reading) -> tuple[str, str]:
    return text_id(reading.analysis.article.text), reading.analysis.article.id
