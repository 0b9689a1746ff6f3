"""Every row of the tables of attribution is found in its own example."""

from __future__ import annotations

from functools import cache

import pytest

from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.attribution.cues import (
    Cue,
    CueRow,
    NegatedRow,
    cut,
    find_adpositions,
    find_cues,
    find_nouns,
    find_phrases_with,
)
from recoupe.attribution.facets import EvidentialRow
from recoupe.attribution.grammar import GrammarRow, grammar
from recoupe.attribution.phrases import SilenceRow, find_phrases
from recoupe.attribution.tree import Tree, grow
from recoupe.lang import load_pack

PACK = load_pack("fr")


@cache
def tree_of(text: str) -> Tree:
    return grow(text, parse(text, load_pipeline(PACK)), grammar=grammar(PACK))


def cues_in(text: str) -> set[str]:
    tree = tree_of(text)
    found: set[str] = set()
    for longest in find_cues(tree, PACK):
        cue: Cue | None = longest
        while cue is not None:
            found |= {row.cue for row in cue.rows}
            cue = cue.shorter
    found |= {row.cue for _, _, row in find_adpositions(tree, PACK)}
    for frame in ("que", "ins", "abs", "quote"):
        found |= {row.cue for _, _, row in find_phrases_with(tree, PACK, frame=frame)}
    return found | {row.cue for _, row in find_nouns(tree, PACK)}


@pytest.mark.parametrize(
    "row", PACK.table(CueRow), ids=lambda row: f"{row.cue}-{row.class_}-{row.stance}"
)
def test_a_cue_is_found_in_its_example(row: CueRow) -> None:
    assert row.cue in cues_in(row.example)


@pytest.mark.parametrize("row", PACK.table(NegatedRow), ids=lambda row: row.cue)
def test_a_negated_cue_is_found_negated_in_its_example(row: NegatedRow) -> None:
    negated = {
        cut(r.cue, grammar(PACK))
        for cue in find_cues(tree_of(row.example), PACK)
        if cue.negated
        for r in cue.rows
    }

    assert cut(row.cue, grammar(PACK)) in negated


@pytest.mark.parametrize("row", PACK.table(SilenceRow), ids=lambda row: row.phrase)
def test_a_set_phrase_is_found_in_its_example(row: SilenceRow) -> None:
    assert row.stance in {p.row.stance for p in find_phrases(tree_of(row.example), PACK)}


@pytest.mark.parametrize("row", PACK.table(EvidentialRow), ids=lambda row: row.marker)
def test_a_marker_of_certainty_stands_in_its_example(row: EvidentialRow) -> None:
    tree = tree_of(row.example)
    words = [{w, lemma} for w, lemma in zip(tree.words, tree.tokens.lemma, strict=True)]
    first = row.marker.replace("'", "' ").split()[0]

    assert any(first in names for names in words)


@pytest.mark.parametrize("row", PACK.table(GrammarRow), ids=lambda row: f"{row.role}-{row.word}")
def test_a_word_of_the_grammar_stands_in_its_example(row: GrammarRow) -> None:
    tree = tree_of(row.example)
    forms = {*tree.words, *tree.tokens.lemma, *(grammar(PACK).whole(w) for w in tree.words)}

    assert row.word in forms or row.word in row.example.lower()
