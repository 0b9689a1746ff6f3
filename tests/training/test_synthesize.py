"""Sentences from templates are trees, written as French writes them."""

from __future__ import annotations

import random

import pytest

from training.synthesize import TEMPLATES, synthesized
from training.trees import Node, sentence


def noun(form: str, article: str, *before: str) -> Node:
    node = Node(form, "NOUN", "nmod", "")
    node.left = [Node(word, "ADP", "case", "") for word in before]
    node.left.append(Node(article, "DET", "det", ""))
    return node


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        pytest.param(noun("maire", "le", "de"), "Du maire", id="contraction"),
        pytest.param(noun("autorités", "les", "à"), "Aux autorités", id="plural"),
        pytest.param(noun("armée", "la", "de"), "De l'armée", id="elision"),
        pytest.param(noun("hôpital", "le", "à"), "À l'hôpital", id="silent h"),
        pytest.param(noun("attentat", "ce"), "Cet attentat", id="demonstrative"),
        pytest.param(noun("usine", "sa"), "Son usine", id="possessive"),
    ],
)
def test_a_tree_is_written_with_its_elisions(node: Node, expected: str) -> None:
    assert sentence(node, {}).text() == expected


@pytest.mark.parametrize(
    "template", [pytest.param(template, id=template.__name__) for template, _ in TEMPLATES]
)
def test_every_template_makes_projective_trees_with_one_root(template: object) -> None:
    assert callable(template)
    for seed in range(60):
        words = sentence(template(random.Random(seed)), {}).words
        assert [w.relation for i, w in enumerate(words) if w.head == i] == ["root"]
        for i, word in enumerate(words):
            low, high = min(i, word.head), max(i, word.head)
            assert all(low <= words[k].head <= high for k in range(low + 1, high))


def test_no_two_commas_meet() -> None:
    texts = [s.text() for s in synthesized(400, random.Random(1), known={})]

    assert not [text for text in texts if ",," in text or ", ." in text or ",." in text]


def test_the_same_seed_makes_the_same_sentences() -> None:
    assert synthesized(50, random.Random(7), known={}) == synthesized(
        50, random.Random(7), known={}
    )
