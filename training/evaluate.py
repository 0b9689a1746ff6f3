"""Score a pipeline: on gold tokens, on raw text, and on who is speaking.

Three questions, three tables: spaCy's own scorer on the treebanks' tokens,
for comparison with published figures; the same from raw text through
`recoupe.analysis.pipeline`, where a wrong token or sentence counts; and the
sentences of `speakers.tsv`, written for this test and never trained on.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.scorer import Scorer

from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.lang.pack import open_pack
from training import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

    from recoupe.analysis.pipeline import Pipeline
    from recoupe.model.tokens import Tokens
    from training.conllu import Sentence

PACK = Path(__file__).parent.parent / "src" / "recoupe" / "lang" / "fr"
SPEAKERS = Path(__file__).parent / "speakers.tsv"
TOGETHER = 10
"""Sentences to a document when boundaries are scored."""

_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")
_MEASURES = {
    "upos": "pos_acc",
    "morph": "morph_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "sent": "sents_f",
}


def scores(nlp: Language, found: Sequence[Sentence]) -> dict[str, float]:
    """SpaCy's scores on gold tokens, in percent."""
    examples = [
        corpus.example(nlp.vocab, found[i : i + TOGETHER]) for i in range(0, len(found), TOGETHER)
    ]
    docs = nlp.pipe([example.predicted for example in examples])
    for example, doc in zip(examples, docs, strict=True):
        example.predicted = doc
    result = Scorer(nlp).score(examples)
    return {name: round(100 * result[key], 2) for name, key in _MEASURES.items()}


@dataclass(slots=True)
class _Count:
    gold: int = 0
    found: int = 0
    right: int = 0

    def f1(self) -> float:
        return round(200 * self.right / max(1, self.gold + self.found), 2)


def strict_scores(pipeline: Pipeline, found: Sequence[Sentence]) -> dict[str, float]:
    """F1 from raw text, in percent: a token cut wrongly is wrong in every column."""
    counts = {name: _Count() for name in ("tokens", "upos", "lemma", "uas", "las", "sent")}
    for i in range(0, len(found), TOGETHER):
        run = found[i : i + TOGETHER]
        text = " ".join(sentence.text() for sentence in run)
        gold = _gold_rows(run)
        tokens = parse(text, pipeline)
        for name, count in counts.items():
            wanted = {_key(row, name) for row in gold[0]} if name != "sent" else gold[1]
            got = {_key(row, name) for row in _rows(tokens)} if name != "sent" else _bounds(tokens)
            count.gold += len(wanted)
            count.found += len(got)
            count.right += len(wanted & got)
    return {name: count.f1() for name, count in counts.items()}


_Row = tuple[int, int, str, str, int, str]  # start, end, tag, lemma, start of the head, relation


def _key(row: _Row, name: str) -> tuple[object, ...]:
    start, end, tag, lemma, head, relation = row
    extra: dict[str, tuple[object, ...]] = {
        "tokens": (), "upos": (tag,), "lemma": (lemma,), "uas": (head,), "las": (head, relation),
    }  # fmt: skip
    return (start, end, *extra[name])


def _gold_rows(run: Sequence[Sentence]) -> tuple[list[_Row], set[tuple[int, int]]]:
    rows: list[_Row] = []
    bounds = set()
    offset = 0
    for sentence in run:
        starts = []
        at = offset
        for word in sentence.words:
            starts.append(at)
            at += len(word.form) + word.space
        for start, word in zip(starts, sentence.words, strict=True):
            end = start + len(word.form)
            rows.append((start, end, word.tag, word.lemma, starts[word.head], word.relation))
        bounds.add((rows[-len(starts)][0], rows[-1][1]))
        offset += len(sentence.text()) + 1
    return rows, bounds


def _rows(tokens: Tokens) -> list[_Row]:
    heads = [tokens.start[head] for head in tokens.head]
    return list(
        zip(tokens.start, tokens.end, tokens.tag, tokens.lemma, heads, tokens.relation, strict=True)
    )


def _bounds(tokens: Tokens) -> set[tuple[int, int]]:
    return {(tokens.start[first], tokens.end[last - 1]) for first, last in tokens.sentences}


def speakers(pipeline: Pipeline, path: Path = SPEAKERS) -> tuple[int, int, list[str]]:
    """How many speakers the tree gives, of how many, and the sentences that fail."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    failed = []
    for text, cue, wanted in rows:
        tokens = parse(text, pipeline)
        words = tokens.words(text)
        got = _speaker(tokens, words.index(cue)) if cue in words else None
        if got is None or words[got] != wanted:
            failed.append(
                f"{text}  [{cue} ← {wanted}, found {words[got] if got is not None else '-'}]"
            )
    return len(rows) - len(failed), len(rows), failed


def _speaker(tokens: Tokens, cue: int, *, depth: int = 4) -> int | None:
    """The cue's subject or agent, else that of the verb it is joined to."""
    own = [
        i for i in range(len(tokens)) if tokens.head[i] == cue and tokens.relation[i] in _SUBJECTS
    ]
    if own:
        after = [i for i in own if i > cue and tokens.relation[i] != "nsubj:pass"]
        return (after or own)[0]
    if depth and tokens.relation[cue] in ("conj", "advcl", "xcomp", "acl"):
        return _speaker(tokens, tokens.head[cue], depth=depth - 1)
    return None


def report(pipeline: Pipeline, folder: Path) -> str:
    """The tables of `README.md`."""
    lines = []
    for name, file in corpus.TESTS.items():
        found = corpus.sentences(folder, [file])
        lines.append(f"{name:14} gold tokens {scores(pipeline.nlp, found)}")
        lines.append(f"{'':14} raw text    {strict_scores(pipeline, found)}")
    right, total, failed = speakers(pipeline)
    lines.append(f"speakers {right} of {total}")
    return "\n".join([*lines, *(f"  missed: {text}" for text in failed)])


if __name__ == "__main__":
    print(report(load_pipeline(open_pack(PACK)), Path(sys.argv[1])))
