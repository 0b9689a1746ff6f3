"""Put a trained pipeline in its place: rounded, with lemmas and notices, all at once.

Weights are rounded to half precision, which costs no accuracy and halves
what a wheel takes; they stay in single precision on disk, for speed. The
folder is written beside its place and renamed, so that a reader never sees
half of one.
"""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.analysis.pipeline import LEMMAS
from recoupe.lang.fr.inflection import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from training.conllu import Sentence

NOTICES = Path(__file__).parent / "notices"
META = {
    "name": "recoupe_fr",
    "version": "1.0.0",
    "description": "French: sentence ends, tags, features and dependencies",
    "license": "LGPL-LR and CC BY-SA 4.0, see LICENSE and NOTICE",
    "spacy_version": ">=3.8,<3.9",
}
_WITHOUT_LEMMA = ("PROPN", "PUNCT", "SYM", "X", "NUM")


def put(nlp: Language, sentences: Sequence[Sentence], *, out: Path) -> None:
    """Write the pipeline to `out`, in place of what is there."""
    new, old = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    round_weights(nlp)
    nlp.meta.update(META)
    nlp.to_disk(new)
    (new / LEMMAS).write_text("".join(lemma_rows(sentences)), encoding="utf-8")
    for notice in NOTICES.iterdir():
        shutil.copy(notice, new / notice.name)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def round_weights(nlp: Language) -> None:
    """Drop what half precision cannot hold from every weight."""
    for _, component in nlp.pipeline:
        for node in component.model.walk():  # type: ignore[attr-defined]  # no common type
            for name in node.param_names:
                if node.has_param(name):
                    rounded = node.get_param(name).astype("float16").astype("float32")
                    node.set_param(name, rounded)


def lemma_rows(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Lines of form, tag and commonest lemma, where the rules would give another."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.tag not in _WITHOUT_LEMMA and word.lemma != "_":
                counts[word.form.lower(), word.tag][word.lemma] += 1
    for (form, tag), counter in sorted(counts.items()):
        commonest = max(counter, key=lambda found: (counter[found], found))
        if commonest != lemma(form, tag):
            yield f"{form}\t{tag}\t{commonest}\n"
