"""Train the French pipeline and put it in its place.

    python -m training.train TREEBANKS [OUT]

TREEBANKS is a folder with one folder per treebank, as `corpus.py` names them.
One network of word shapes and context serves three heads: sentence ends, tags
with features, and the parser. The learning rate rises, holds and falls in a
straight line to nothing; the weights kept are the running average. Speech is
left out of the last passes, so that the pipeline ends on written French.

Takes about a quarter of an hour on one core; two runs on one machine give the
same weights.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from thinc.api import Adam, fix_random_seed

from training import corpus, package
from training.evaluate import PACK, scores
from training.synthesize import synthesized

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.training import Example

    from training.conllu import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a run may change. The defaults made the weights that are shipped."""

    seed: int = 20241214
    steps: int = 4000
    flat: float = 0.35  # share of the steps before the rate falls
    written_only: float = 0.6  # share of the steps after which speech is left out
    peak: float = 1e-3  # learning rate
    dropout: float = 0.1
    width: int = 96  # 128 costs a quarter of the speed
    depth: int = 4
    hidden: int = 64
    rows: tuple[int, ...] = (5000, 1000, 2500, 2500)  # of the hashed tables, per attribute
    synthetic: int = 2000  # sentences from templates in every pass, new ones each time


WARM_UP = 100
"""Steps in which the rate rises: the first gradients are the largest."""
SMALLEST, LARGEST, GROWTH = 200, 1500, 1.002
"""Words to a batch: small batches first learn faster, large ones last settle better."""
REPORT_EVERY = 250


def blank(recipe: Recipe) -> Language:
    """An untrained pipeline.

    Its language is spaCy's `xx`: `fr` would compile, at every start and for
    more than a second, the exceptions of a tokenizer that is not used.
    """
    nlp = spacy.blank("xx")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": recipe.width,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": list(recipe.rows),
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": recipe.width,
        "depth": recipe.depth,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    shared = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": recipe.width,
        "upstream": "tok2vec",
    }
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": recipe.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener,
    }
    nlp.add_pipe("tok2vec", config={"model": shared})
    nlp.add_pipe("senter", config={"overwrite": False, "model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("parser", config={"min_action_freq": 5, "model": parser})
    return nlp


def train(folder: Path, recipe: Recipe) -> Language:
    """A pipeline trained on the treebanks in `folder`."""
    fix_random_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    written = corpus.sentences(folder, corpus.WRITTEN)
    spoken = corpus.sentences(folder, corpus.SPOKEN)
    development = corpus.sentences(folder, [corpus.DEVELOPMENT])
    known = corpus.features_by_form(written)
    step = 0

    def sentences() -> Sequence[Sentence]:
        is_late = step > recipe.steps * recipe.written_only
        return [
            *written,
            *([] if is_late else spoken),
            *synthesized(recipe.synthetic, rng, known=known),
        ]

    nlp = blank(recipe)
    nlp.initialize(lambda: [corpus.example(nlp.vocab, [s]) for s in written + spoken])
    optimizer = Adam(
        recipe.peak, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    stream = corpus.examples(nlp.vocab, sentences, rng=rng)
    began = time.monotonic()
    for step in range(recipe.steps):
        optimizer.learn_rate = _rate(step, recipe)
        nlp.update(list(_batch(stream, step)), sgd=optimizer, drop=recipe.dropout)
        if (step + 1) % REPORT_EVERY == 0:
            with nlp.use_params(optimizer.averages):
                found = scores(nlp, development)
            print(f"{step + 1:5} {time.monotonic() - began:5.0f} s {found}", flush=True)
    with nlp.use_params(optimizer.averages):
        averaged = nlp.to_bytes()
    return blank(recipe).from_bytes(averaged)


def _rate(step: int, recipe: Recipe) -> float:
    """The learning rate of a step: up, level, down."""
    level = recipe.steps * recipe.flat
    rising = (step + 1) / WARM_UP
    falling = (recipe.steps - step) / (recipe.steps - level)
    return recipe.peak * max(0.0, min(1.0, rising, falling))


def _batch(stream: Iterator[Example], step: int) -> Iterator[Example]:
    words = 0
    size = min(LARGEST, SMALLEST * GROWTH**step)
    while words < size:
        example = next(stream)
        words += len(example.reference)
        yield example


def main() -> None:
    """Train, and replace the pack's pipeline or the folder named."""
    parser = argparse.ArgumentParser(description="Train the French pipeline.")
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=PACK / "pipeline")
    parser.add_argument("--steps", type=int, default=Recipe().steps)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    arguments = parser.parse_args()
    nlp = train(arguments.treebanks, Recipe(steps=arguments.steps, seed=arguments.seed))
    lemmatized = corpus.sentences(arguments.treebanks, (*corpus.WRITTEN, *corpus.SPOKEN))
    package.put(nlp, lemmatized, out=arguments.out)


if __name__ == "__main__":
    main()
