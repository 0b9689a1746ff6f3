"""Parse a text with spaCy and hand back plain `Tokens`.

What a parser trained on treebanks needs to read news is done here: characters
are normalized one for one, every line stands alone, the language's guard says
where sentences may begin, long lines are cut so that time stays linear, and
two things a model learns badly from little text, the conditional and the
infinitive, are rules. spaCy is loaded with the first pipeline, not before.

Source: labels of Universal Dependencies v2, cut to those that the French
treebanks share; see `training/README.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, cast

from recoupe.errors import PackError
from recoupe.model import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from recoupe.lang import Pack

#: One character for one, so that offsets hold.
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02", '"'),
        **dict.fromkeys("\u2039", "«"),
        **dict.fromkeys("\u203a", "»"),
        **dict.fromkeys("\u2010\u2011\u00ad", "-"),
        **dict.fromkeys("\u2012\u2015\u2212", "–"),
        **dict.fromkeys("\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008", " "),
        **dict.fromkeys("\u2009\u200a\u200b\u2060\u3000\ufeff\t", " "),
    }
)

_RELATIONS = {
    **dict.fromkeys(("obl:mod", "obl:arg"), "obl"),
    **dict.fromkeys(("parataxis:insert", "parataxis:parenth", "parataxis:obj"), "parataxis"),
    **dict.fromkeys(("expl:comp", "expl:pv", "expl:pass"), "expl"),
    **dict.fromkeys(("obj:lvc", "obj:agent"), "obj"),
    **dict.fromkeys(("nsubj:caus", "nsubj:outer"), "nsubj"),
    **dict.fromkeys(("csubj:pass", "csubj:outer"), "csubj"),
    "iobj:agent": "iobj",
    "nmod:appos": "appos",
    "dep:comp": "dep",
}
_FEATURES = frozenset(
    {"Definite", "Gender", "Mood", "Number", "Person", "Poss", "PronType", "Reflex", "Tense"}
    | {"VerbForm", "Voice"}
)

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

#: Tokens parsed together, at most: more than a long paragraph holds.
CHUNK_TOKENS = 300
#: Documents handed to the model at once; more gains no speed.
BATCH_DOCS = 64

_COMPONENTS = (
    "tok2vec",
    "transformer",
    "senter",
    "morphologizer",
    "tagger",
    "attribute_ruler",
    "parser",
)
_UNUSED = ["ner", "entity_linker", "lemmatizer", "textcat"]
_TAGGERS = {"morphologizer", "tagger"}

#: File beside the weights: form, tag and lemma where the rules would give another.
LEMMAS = "lemmas.tsv"

_VERBS = ("VERB", "AUX")


class LanguageCode(Protocol):
    """What a language pack's code module offers."""

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every token of a line."""

    def guard(self, words: Sequence[str]) -> list[int]:
        """1 where a sentence must begin, -1 where it may not, 0 where a model decides."""

    def is_conditional(self, form: str) -> bool | None:
        """Whether a verb's form is the conditional's; None to leave it to the model."""

    def settled(self, form: str, tag: str, *, features: str, before: str) -> tuple[str, str]:
        """Tag and features where a form leaves no doubt; as given elsewhere."""

    def lemma(self, form: str, tag: str) -> str:
        """Dictionary form of a token."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A parser, ready: the model, its language's code, lemmas that no rule gives."""

    nlp: Language
    code: LanguageCode
    lemmas: dict[tuple[str, str], str]  # lower-case form and tag → lemma
    lock: Lock = field(default_factory=Lock, repr=False)  # the vocabulary serves one thread


def load_pipeline(pack: Pack, name: str | None = None) -> Pipeline:
    """The pack's own pipeline, or the installed spaCy pipeline called `name`.

    Opened once per process. Takes about a second the first time.

    Raises: PackError when the weights or the named pipeline are missing or lack a parser.
    """
    if name is None and pack.pipeline is None:
        raise PackError(
            f"{pack.directory}: the pack has no pipeline of its own, expected the name of an "
            "installed spaCy pipeline; set `pipeline` in the settings of `analyze`",
            tag=pack.tag,
        )
    return _opened(name or str(pack.pipeline), str(pack.pipeline or ""), code=pack.code)


def parse(text: str, pipeline: Pipeline) -> Tokens:
    """The tokens of a text, with tags, lemmas, features, heads and sentences.

    A line's end always ends a sentence. Offsets are those of `text`.

    Cost: linear in the length of the text, however long its lines.
    """
    columns = _Columns()
    # Without the zone every new word of an archive would stay in memory.
    with pipeline.lock, pipeline.nlp.memory_zone():
        chunks = list(_chunks(normalized(text), pipeline))
        docs = pipeline.nlp.pipe((chunk.doc for chunk in chunks), batch_size=BATCH_DOCS)
        for chunk, doc in zip(chunks, docs, strict=True):
            columns.add(chunk, _annotation(doc), pipeline=pipeline)
    return columns.tokens()


def normalized(text: str) -> str:
    """The text in the characters the model knows, as long as before."""
    return text.translate(_CHARACTERS)


def reduced_relation(label: str) -> str:
    """The shared label of a relation: subtypes only some treebanks use are cut."""
    return _RELATIONS.get(label, label)


def reduced_features(features: str) -> str:
    """The features that all treebanks give, sorted, each with its first value."""
    kept: dict[str, str] = {}
    for pair in features.split("|"):
        name, _, value = pair.partition("=")
        if name in _FEATURES and pair != "Voice=Act":  # only one treebank marks the active
            kept.setdefault(name, value)
    return "|".join(f"{name}={kept[name]}" for name in sorted(kept))


@cache
def _opened(name: str, directory: str, *, code: str | None) -> Pipeline:
    import spacy

    try:
        nlp = spacy.load(name, exclude=_UNUSED)
    except (OSError, ValueError) as error:
        raise PackError(
            f"{name}: {error}, expected a folder of weights or an installed spaCy pipeline; "
            "run `make train` or install the pipeline",
            name=name,
        ) from error
    if "parser" not in nlp.component_names or not _TAGGERS & set(nlp.component_names):
        raise PackError(
            f"{name}: components {', '.join(nlp.component_names)}, expected a parser and a "
            "morphologizer or tagger; name another pipeline",
            name=name,
        )
    nlp.select_pipes(enable=[c for c in nlp.component_names if c in _COMPONENTS])
    module = cast(LanguageCode, import_module(code)) if code else _Plain(nlp)
    return Pipeline(nlp, module, _lemmas(Path(directory) / LEMMAS) if directory else {})


def _lemmas(path: Path) -> dict[tuple[str, str], str]:
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {(form, tag): lemma for form, tag, lemma in rows}


class _Plain:
    """Code for a language whose pack has none: spaCy's tokenizer, no rules."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        doc = self._nlp.make_doc(text)
        return [(t.idx, t.idx + len(t)) for t in doc if not t.is_space]

    def guard(self, words: Sequence[str]) -> list[int]:
        return [1] + [0] * (len(words) - 1)

    def is_conditional(self, form: str) -> bool | None:  # noqa: ARG002 (the contract's)
        return None

    def settled(self, form: str, tag: str, *, features: str, before: str) -> tuple[str, str]:  # noqa: ARG002 (the contract's)
        return tag, features

    def lemma(self, form: str, tag: str) -> str:
        return form if tag == "PROPN" else form.lower()


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Tokens parsed together: their spans in the text, words, and the guard's answers."""

    spans: list[tuple[int, int]]
    words: list[str]
    starts: list[int]
    doc: Doc


def _chunks(text: str, pipeline: Pipeline) -> Iterator[_Chunk]:
    """The lines of the text, long ones cut where a sentence begins if there is such a place."""
    for line in _LINE.finditer(text):
        offset = line.start()
        spans = [(s + offset, e + offset) for s, e in pipeline.code.token_spans(line.group())]
        words = [text[s:e] for s, e in spans]
        starts = pipeline.code.guard(words) if words else []
        first = 0
        while first < len(words):
            last = _cut(words, starts, first=first)
            part = slice(first, last)
            begins = [1, *starts[first + 1 : last]]
            doc = _document(words[part], begins, spans=spans[part], vocab=pipeline.nlp.vocab)
            yield _Chunk(spans[part], words[part], begins, doc)
            first = last


def _cut(words: Sequence[str], starts: Sequence[int], *, first: int) -> int:
    """Where a chunk that begins at `first` ends: a sentence's start, a comma, or anywhere."""
    limit = first + CHUNK_TOKENS
    if limit >= len(words):
        return len(words)
    for wanted in (1, 0):
        for i in range(limit, first, -1):
            if starts[i] == wanted:
                return i
    for i in range(limit, first + CHUNK_TOKENS // 2, -1):
        if words[i - 1] in (";", ":", ","):
            return i
    return limit


def _document(
    words: list[str], starts: list[int], *, spans: list[tuple[int, int]], vocab: Vocab
) -> Doc:
    """A document of the words, with what the guard says of their starts."""
    from spacy.tokens import Doc

    spaces = [end < start for (_, end), (start, _) in pairwise(spans)]
    doc = Doc(vocab, words=words, spaces=[*spaces, False])
    for token, start in zip(doc, starts, strict=True):
        if start:
            token.is_sent_start = start > 0
    return doc


@dataclass(frozen=True, slots=True)
class _Annotation:
    """What the model says of a chunk, one entry per token; heads count from its start."""

    tags: list[str]
    features: list[str]
    heads: list[int]
    relations: list[str]
    begins: list[bool]


def _annotation(doc: Doc) -> _Annotation:
    from spacy.attrs import DEP, HEAD, MORPH, POS, SENT_START

    table = doc.to_array([POS, MORPH, DEP, HEAD, SENT_START]).astype("uint64")
    strings = doc.vocab.strings
    heads = table[:, 3].astype("int64")
    return _Annotation(
        tags=[_string(strings, int(v)) for v in table[:, 0]],
        features=[reduced_features(_string(strings, int(v))) for v in table[:, 1]],
        heads=[i + int(h) for i, h in enumerate(heads)],
        relations=[reduced_relation(_string(strings, int(v)).lower()) for v in table[:, 2]],
        begins=[int(v) == 1 for v in table[:, 4]],
    )


def _string(strings: StringStore, key: int) -> str:
    return str(strings[key]) if key else ""


@dataclass(slots=True)
class _Columns:
    """The columns of `Tokens`, growing chunk by chunk."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def add(self, chunk: _Chunk, found: _Annotation, *, pipeline: Pipeline) -> None:
        """The chunk's tokens after those already there."""
        first = len(self.spans)
        _join(found, chunk.starts)
        _give_names_to_roles(found)
        _settle(found, chunk.words, code=pipeline.code)
        begins = [i for i, begin in enumerate(found.begins) if begin or i == 0]
        bounds = pairwise([*begins, len(chunk.words)])
        self.sentences.extend((first + start, first + end) for start, end in bounds)
        self.spans.extend(chunk.spans)
        self.tags.extend(found.tags)
        self.heads.extend(first + head for head in found.heads)
        self.relations.extend(found.relations)
        for word, tag, given in zip(chunk.words, found.tags, found.features, strict=True):
            known = pipeline.lemmas.get((word.lower(), tag))
            self.lemmas.append(known or pipeline.code.lemma(word, tag))
            is_verb = tag in _VERBS
            self.features.append(_moods(word, given, code=pipeline.code) if is_verb else given)

    def tokens(self) -> Tokens:
        """The columns, frozen."""
        return Tokens(
            start=tuple(start for start, _ in self.spans),
            end=tuple(end for _, end in self.spans),
            lemma=tuple(self.lemmas),
            tag=tuple(self.tags),
            features=tuple(self.features),
            head=tuple(self.heads),
            relation=tuple(self.relations),
            sentences=tuple(self.sentences),
        )


def _join(found: _Annotation, starts: Sequence[int]) -> None:
    """Make sentences that the guard forbids part of the one before, their roots its dependents."""
    begins = [i for i, begin in enumerate(found.begins) if begin]
    root = 0
    for start, end in pairwise([*begins, len(starts)]):
        own = next((i for i in range(start, end) if found.heads[i] == i), start)
        if start and starts[start] < 0:
            found.begins[start] = False
            found.heads[own], found.relations[own] = root, "parataxis"
        else:
            root = own


def _give_names_to_roles(found: _Annotation) -> None:
    """Where a role and the name after it are two subjects of one verb, one name of the role.

    « le président gambien Modou Sallah dément »: a verb has one subject before it.
    """
    for i, relation in enumerate(found.relations):
        if not relation.startswith("nsubj") or found.tags[i] != "PROPN":
            continue
        role = next((j for j in range(i - 1, -1, -1) if not _lies_between(found, j, last=i)), -1)
        is_subject = role >= 0 and found.relations[role] == relation
        if is_subject and found.heads[role] == found.heads[i] and found.tags[role] == "NOUN":
            found.heads[i], found.relations[i] = role, "nmod"


def _lies_between(found: _Annotation, token: int, *, last: int) -> bool:
    """Whether a token is an adjective or complement that may stand between role and name."""
    is_inside = found.relations[token] in ("amod", "nmod", "case", "det", "flat:name")
    return is_inside and found.heads[token] != found.heads[last] and found.tags[token] != "PUNCT"


def _settle(found: _Annotation, words: Sequence[str], *, code: LanguageCode) -> None:
    """Gives tags and features to the forms that leave no doubt of them."""
    for i, word in enumerate(words):
        found.tags[i], found.features[i] = code.settled(
            word,
            found.tags[i],
            features=found.features[i],
            before=" ".join(words[max(0, i - 2) : i]),
        )


def _moods(word: str, features: str, *, code: LanguageCode) -> str:
    """The features with the mood that the rule gives."""
    rule = code.is_conditional(word)
    is_marked = "Mood=Cnd" in features
    if rule is None or rule == is_marked:
        return features
    kept = dict(pair.split("=") for pair in features.split("|") if pair)
    if rule:
        kept |= {"Mood": "Cnd", "Tense": "Pres", "VerbForm": "Fin"}
        kept.pop("Gender", None)
    else:
        kept |= {"Mood": "Ind", "Tense": "Imp"}
    return "|".join(f"{name}={kept[name]}" for name in sorted(kept))
