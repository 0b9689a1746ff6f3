"""Sentences of saying, built from templates: what the treebanks hardly show.

The treebanks hold a dozen of « … », a affirmé X and hardly a headline. Each
template makes one frame of news prose, with invented people and matters, as a
tree in the reduced scheme. The matters make no sense, on purpose: what a
model must learn here is where a speaker stands, not what is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training import quoting, reporting
from training.trees import sentence

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

    from training.conllu import Sentence
    from training.trees import Node

    Template = Callable[[random.Random], Node]

TEMPLATES: tuple[tuple[Template, int], ...] = (
    (reporting.that_clause, 10),
    (quoting.inverted_quotation, 12),
    (quoting.bare_inversion, 8),
    (quoting.joined_pronoun, 6),
    (quoting.correspondent, 5),
    (quoting.split_quotation, 4),
    (quoting.inside_clause, 2),
    (quoting.after_colon, 5),
    (reporting.noun_object, 8),
    (reporting.infinitive_object, 5),
    (reporting.silence, 5),
    (reporting.participle, 5),
    (reporting.passive_agent, 4),
    (reporting.contrast, 3),
    (reporting.according_to, 6),
    (reporting.verbless_headline, 2),
    (reporting.coordinated, 5),
    (reporting.relative, 4),
    (reporting.causative, 3),
    (reporting.reflexive, 3),
    (quoting.as_said, 2),
    (reporting.accusation, 4),
    (quoting.headline_colon, 2),
    (quoting.headline_place, 3),
    (reporting.headline, 4),
    (reporting.estimate, 3),
    (reporting.label, 2),
    (reporting.without_comment, 3),
)
"""Every template and how often it is drawn; inversions most, for the treebanks lack them most."""


def synthesized(
    count: int, rng: random.Random, *, known: Mapping[tuple[str, str], str]
) -> list[Sentence]:
    """`count` sentences, the templates by their weights."""
    templates = [template for template, weight in TEMPLATES for _ in range(weight)]
    return [sentence(rng.choice(templates)(rng), known) for _ in range(count)]
