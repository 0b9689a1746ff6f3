"""Make training documents of sentences: neighbors joined, case and marks varied.

Headlines are in title case or capitals, news quotes with « » where the
treebanks quote with ", and a line of a page may lack its full stop. The
treebanks show little of this, so a share of the documents is changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example

from training.conllu import Sentence, Word, read
from training.trees import UNKNOWN

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from spacy.vocab import Vocab

WRITTEN = (
    "Sequoia/fr_sequoia-ud-train.conllu",
    "GSD/fr_gsd-ud-dev.conllu",
    "FQB/fr_fqb-ud-test.conllu",
)
SPOKEN = (
    "ParisStories/fr_parisstories-ud-train.conllu",
    "ParisStories/fr_parisstories-ud-dev.conllu",
    "ParisStories/fr_parisstories-ud-test.conllu",
    "Rhapsodie/fr_rhapsodie-ud-train.conllu",
    "Rhapsodie/fr_rhapsodie-ud-dev.conllu",
    "Rhapsodie/fr_rhapsodie-ud-test.conllu",
)
DEVELOPMENT = "Sequoia/fr_sequoia-ud-dev.conllu"
TESTS = {
    "Sequoia test": "Sequoia/fr_sequoia-ud-test.conllu",
    "GSD test": "GSD/fr_gsd-ud-test.conllu",
    "PUD": "PUD/fr_pud-ud-test.conllu",
}

NEIGHBORS = 5
"""Sentences to a document, at most: about a news paragraph."""
TITLE, LOWER, UPPER, MARKS, BARE = 0.03, 0.03, 0.015, 0.2, 0.05
"""Shares of documents in title case, lower case, capitals; with other
quotation marks; without their last full stop. Above these the score on
ordinary text falls."""


def sentences(folder: Path, names: Sequence[str]) -> list[Sentence]:
    """Every sentence of the named treebank files."""
    return [sentence for name in names for sentence in read(folder / name)]


def documents(found: Sequence[Sentence], rng: random.Random) -> list[tuple[Sentence, ...]]:
    """Sentences in runs of neighbors of one place, the runs in random order."""
    runs: list[tuple[Sentence, ...]] = []
    i = 0
    while i < len(found):
        size = rng.randint(1, NEIGHBORS)
        run = [found[i]]
        while len(run) < size and i + len(run) < len(found):
            following = found[i + len(run)]
            if following.place != found[i].place:
                break
            run.append(following)
        runs.append(tuple(run))
        i += len(run)
    rng.shuffle(runs)
    return runs


def varied(run: tuple[Sentence, ...], rng: random.Random) -> tuple[Sentence, ...]:
    """The run as a headline, in other marks or as it is."""
    dice = rng.random()
    if dice < TITLE:
        run = tuple(_cased(s, str.capitalize, rng=rng) for s in run[:1])
    elif dice < TITLE + LOWER:
        run = tuple(_cased(s, str.lower, rng=rng) for s in run)
    elif dice < TITLE + LOWER + UPPER:
        run = tuple(_cased(s, str.upper, rng=rng) for s in run[:1])
    if rng.random() < MARKS:
        run = tuple(_remarked(s) for s in run)
    if rng.random() < BARE and len(run) == 1:
        run = (_bare(run[0]),)
    return run


def doc_of(vocab: Vocab, run: Sequence[Sentence]) -> Doc:
    """A spaCy document with the gold annotation of its sentences."""
    words = [w for s in run for w in s.words]
    spaces = [w.space or i == len(s.words) - 1 for s in run for i, w in enumerate(s.words)]
    first = [0]
    for sentence in run:
        first.append(first[-1] + len(sentence.words))
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=spaces,
        pos=["" if w.features == UNKNOWN else w.tag for w in words],
        morphs=["" if w.features == UNKNOWN else w.features or "_" for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head + first[n] for n, s in enumerate(run) for w in s.words],
        deps=["ROOT" if w.relation == "root" else w.relation for w in words],
        sent_starts=[i == 0 for s in run for i in range(len(s.words))],
    )


def examples(
    vocab: Vocab, found: Callable[[], Sequence[Sentence]], *, rng: random.Random
) -> Iterator[Example]:
    """Endless training examples: every pass asks for its sentences, joins and varies anew."""
    while True:
        for run in documents(found(), rng):
            yield example(vocab, varied(run, rng))


def example(vocab: Vocab, run: Sequence[Sentence]) -> Example:
    """The run as gold beside its bare words."""
    gold = doc_of(vocab, run)
    words = [t.text for t in gold]
    return Example(Doc(vocab, words=words, spaces=[bool(t.whitespace_) for t in gold]), gold)


def features_by_form(found: Sequence[Sentence]) -> dict[tuple[str, str], str]:
    """The commonest features of each form and tag."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in found:
        for word in sentence.words:
            counts[word.form.lower(), word.tag][word.features] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in counts.items()}


def _cased(sentence: Sentence, case: object, *, rng: random.Random) -> Sentence:
    def form(word: Word, i: int) -> str:
        if case is str.capitalize:
            small = len(word.form) < 4 and i > 0 and rng.random() < 0.5
            return word.form if small else word.form[:1].upper() + word.form[1:]
        return case(word.form)  # type: ignore[operator,no-any-return]

    return replace(
        sentence, words=tuple(replace(w, form=form(w, i)) for i, w in enumerate(sentence.words))
    )


def _remarked(sentence: Sentence) -> Sentence:
    """Straight marks as « » and the other way round, by turns."""
    words = []
    is_open = False
    for word in sentence.words:
        if word.form == '"':
            form = "»" if is_open else "«"
            is_open = not is_open
            word = replace(word, form=form)
        elif word.form in ("«", "»"):
            word = replace(word, form='"')
        words.append(word)
    return replace(sentence, words=tuple(words))


def _bare(sentence: Sentence) -> Sentence:
    last = sentence.words[-1]
    if len(sentence.words) > 2 and last.form == "." and last.relation == "punct":
        return replace(sentence, words=sentence.words[:-1])
    return sentence
