"""Small trees of French words that know how to become a sentence.

A template builds a tree of nodes; writing it out makes the elisions and
contractions, so that templates say « de le maire » and text says « du maire ».
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from training.conllu import Sentence, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UNKNOWN = "?"
"""Features that the template leaves open: no loss is taken on such a word's tag."""

_ELIDED = {
    "le": "l'",
    "la": "l'",
    "de": "d'",
    "que": "qu'",
    "ne": "n'",
    "se": "s'",
    "lorsque": "lorsqu'",
}
_CONTRACTED = {
    ("de", "le"): "du",
    ("de", "les"): "des",
    ("à", "le"): "au",
    ("à", "les"): "aux",
    ("de", "des"): "de",
}
_SOFT = {"ce": "cet", "sa": "son", "Ce": "Cet", "Sa": "Son"}
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")
_SILENT = (
    "homm",
    "habit",
    "hôpi",
    "hist",
    "heur",
    "hier",
    "hostil",
    "honor",
    "human",
    "hélic",
    "hôtel",
)


@dataclass(slots=True)
class Node:
    """A word with what depends on it, to its left and to its right."""

    form: str
    tag: str
    relation: str = ""
    features: str | None = None  # None: as the treebanks have it
    lemma: str = ""
    left: list[Node] = field(default_factory=list)
    right: list[Node] = field(default_factory=list)

    def to(self, relation: str) -> Node:
        """The same node, related to its head by `relation`."""
        self.relation = relation
        return self


@dataclass(slots=True)
class _Flat:
    node: Node
    head: int


def sentence(root: Node, known: Mapping[tuple[str, str], str]) -> Sentence:
    """The tree written out; `known` gives features by form and tag."""
    root.relation = "root"
    nodes: list[_Flat] = []
    _flatten(root, nodes)
    order = {id(flat.node): i for i, flat in enumerate(nodes)}
    heads = [order[flat.head] for flat in nodes]
    words = [_word(flat.node, known) for flat in nodes]
    return _written([replace(w, head=h) for w, h in zip(words, heads, strict=True)], known)


def _flatten(node: Node, into: list[_Flat], *, head: int | None = None) -> None:
    for child in node.left:
        _flatten(child, into, head=id(node))
    into.append(_Flat(node, id(node) if head is None else head))
    for child in node.right:
        _flatten(child, into, head=id(node))


def _word(node: Node, known: Mapping[tuple[str, str], str]) -> Word:
    features = node.features
    if features is None:
        features = known.get((node.form.lower(), node.tag), UNKNOWN)
    if node.tag == "PUNCT":
        features = ""
    return Word(
        form=node.form, lemma=node.lemma or node.form.lower(), tag=node.tag,
        features=features, head=0, relation=node.relation, space=True,
    )  # fmt: skip


def _written(words: list[Word], known: Mapping[tuple[str, str], str]) -> Sentence:
    """Elide and contract; heads follow the words they name."""
    kept: list[Word] = []
    place: list[int] = []
    skip = False
    for i, word in enumerate(words):
        if skip:
            skip = False
            place.append(len(kept) - 1)
            continue
        following = words[i + 1].form if i + 1 < len(words) else ""
        after = words[i + 2].form if i + 2 < len(words) else ""
        pair = _CONTRACTED.get((word.form.lower(), following))
        if pair and words[i + 1].tag == "DET" and not (following == "le" and _opens(after)):
            word = replace(word, form=pair, features=known.get((pair, "ADP"), UNKNOWN))
            skip = True
            if pair == "de" and _opens(after):
                word = replace(word, form="d'")
        elif (
            word.form.lower() in _ELIDED and word.tag not in ("NOUN", "PROPN") and _opens(following)
        ):
            form = _ELIDED[word.form.lower()]
            word = replace(word, form=form, features=known.get((form, word.tag), word.features))
        place.append(len(kept))
        kept.append(word)
    kept = _thinned([replace(w, head=place[w.head]) for w in kept])
    start = 1 if kept[0].tag == "PUNCT" and len(kept) > 1 else 0
    kept[start] = replace(kept[start], form=kept[start].form[:1].upper() + kept[start].form[1:])
    return Sentence(words=tuple(_spaced(_softened(kept))), place="template")


def _thinned(words: list[Word]) -> list[Word]:
    """No comma before another comma, at the end or at the start."""
    closing = (",", ".", "?", "!", "")
    forms = [w.form for w in words] + [""]
    drop = [f == "," and (forms[i + 1] in closing or i == 0) for i, f in enumerate(forms[:-1])]
    place: list[int] = []
    for dropped in drop:
        place.append((place[-1] if place else -1) + (not dropped))
    kept = [w for w, dropped in zip(words, drop, strict=True) if not dropped]
    return [replace(w, head=place[w.head]) for w in kept]


def _softened(words: list[Word]) -> list[Word]:
    """« cet attentat » and « son école »: what a vowel does to a determiner."""
    forms = [w.form for w in words[1:]] + [""]
    return [
        replace(w, form=_SOFT[w.form]) if w.form in _SOFT and w.tag == "DET" and _opens(f) else w
        for w, f in zip(words, forms, strict=True)
    ]


def _opens(form: str) -> bool:
    """Whether a word begins with a vowel to the ear."""
    low = form.lower()
    return (
        low[:1] in _VOWELS and not low.startswith(("onz", "oui", "yé", "ya"))
    ) or low.startswith(_SILENT)


def _spaced(words: list[Word]) -> Iterator[Word]:
    for i, word in enumerate(words):
        following = words[i + 1].form if i + 1 < len(words) else ""
        glued = following in (",", ".", ")") or following.startswith("-") or word.form.endswith("'")
        yield replace(word, space=not glued and word.form != "(")
