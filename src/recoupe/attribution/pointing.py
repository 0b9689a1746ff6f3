"""Frames of verbs that only point at what they attribute.

    P. C'est ce qu'a annoncé X · P, ce que confirme X · X l'assure, P · X l'a dit : P

Source: house; clefts and pronouns that resume a clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution import contents, sources
from recoupe.attribution.following import SAYING, Found
from recoupe.attribution.scene import Weight
from recoupe.attribution.speakers import is_speaker, speaker_of, subject_after

if TYPE_CHECKING:
    from recoupe.attribution.cues import Cue
    from recoupe.attribution.scene import Scene
    from recoupe.attribution.tree import Tree
    from recoupe.model import Span

#: Words between « ce que » and its verb: a subject, an adverb.
BACK = 12
#: Words between « c'est » and « ce que »: « du moins », « en tout cas ».
HEDGES = 4
#: Tags of words that open a sentence and say nothing: « Et c'est ce que … ».
LINKS = frozenset({"CCONJ", "ADV", "PUNCT"})
#: What parts « ce que dit X » from the clause it resumes.
APART = frozenset({",", "(", "–", "—"})
#: Newlines between a sentence and the one that points at it, at most: a paragraph's end.
BREAKS = 2
#: Words that a clause pointed at has at least.
SHORTEST = 3


def pointed(scene: Scene, cue: Cue) -> tuple[int, Found] | None:
    """Who says, and what stands before or after a verb that points at it; None where none does."""
    return _resumed_by_ce(scene, cue) or _announced_by_clitic(scene, cue)


def is_inverted_relative(tree: Tree, cue: Cue) -> bool:
    """Whether a verb follows « que » and its subject the verb: « ce qu'affirme le conseil »."""
    before = cue.first - 1
    if before < 0 or tree.words[before] not in tree.grammar["that"]:
        return False
    return tree.tokens.tag[before] in ("PRON", "SCONJ") and tree.words[before - 1] != ","


# ── « P. C'est ce qu'a annoncé X », « P, ce que confirme X » ──


def _resumed_by_ce(scene: Scene, cue: Cue) -> tuple[int, Found] | None:
    tree = scene.tree
    if not cue.frames & {"que", "np"} or not tree.has(_finite(tree, cue), "VerbForm=Fin"):
        return None
    that = _that_before(tree, cue)
    if that is None or tree.words[that - 1] not in tree.grammar["pointer"]:
        return None
    begins = _pointer(tree, that - 1)
    content = clause_before(scene, begins) if begins is not None else None
    if content is None:
        return None
    subject = speaker_of(scene, cue) if that < cue.first - 1 else subject_after(scene, cue)
    if subject is None or not is_speaker(scene, subject):
        return None
    return subject, Found((content,), Weight.PASSIVE, frozenset({"que", "np"}))


def _finite(tree: Tree, cue: Cue) -> int:
    """The finite word of a cue: its auxiliary or its verb."""
    return next((i for i in range(cue.first, cue.head) if tree.has(i, "VerbForm=Fin")), cue.head)


def _that_before(tree: Tree, cue: Cue) -> int | None:
    """The « que » that opens the clause of a cue, its subject between them."""
    first, _ = tree.sentence_of(cue.head)
    for i in range(cue.first - 1, max(first, cue.first - BACK), -1):
        if tree.words[i] in tree.grammar["that"]:
            return i
        if tree.is_verb(i) or tree.tokens.tag[i] == "PUNCT":
            return None
    return None


def _pointer(tree: Tree, ce: int) -> int | None:
    """Where what points begins: « c'est », « voilà » before « ce que », or « ce » past a comma."""
    first, _ = tree.sentence_of(ce)
    apart = ce > first and tree.words[ce - 1] in APART
    return ce if apart else pointer_before(tree, ce)


def pointer_before(tree: Tree, ce: int) -> int | None:
    """Where « c'est », « tel est » or « voilà » begins, some words before a token."""
    first, _ = tree.sentence_of(ce)
    for i in range(ce - 1, max(first - 1, ce - HEDGES - 3), -1):
        if tree.words[i] in tree.grammar["presentative"]:
            return i
        is_ = tree.tokens.lemma[i] in tree.grammar["passive_auxiliary"]
        if is_ and i > first and tree.words[i - 1] in tree.grammar["pointer"]:
            return i - 1
        if tree.is_verb(i) and not is_:
            return None
    return None


def clause_before(scene: Scene, begins: int) -> Span | None:
    """What a pointing clause resumes: the clause before it, else the sentence before its own."""
    tree, text = scene.tree, scene.text
    first, _ = tree.sentence_of(begins)
    lead = [i for i in range(first, begins) if tree.tokens.tag[i] not in LINKS]
    if len(lead) >= SHORTEST:
        last = begins - 1 - (tree.words[begins - 1] in APART)
        return contents.tidy(text, tree.span(first, last))
    if lead or first == 0:
        return None
    last = first - 1
    quote = scene.closing_by(tree.tokens.end[last])
    if quote is not None and not text[quote.outer.end : tree.tokens.start[first]].strip(" .\n"):
        return quote.inner
    start, _ = tree.sentence_of(last)
    gap = text[tree.tokens.end[last] : tree.tokens.start[first]]
    if gap.count("\n") > BREAKS or last - start < SHORTEST:
        return None
    return contents.tidy(text, tree.span(start, last))


# ── « X l'assure, P », « X l'a dit : P » ──


def _announced_by_clitic(scene: Scene, cue: Cue) -> tuple[int, Found] | None:
    tree = scene.tree
    before = cue.first - 1
    if before < 1 or tree.words[before] not in tree.grammar["clause_clitic"]:
        return None
    if "que" not in cue.frames or not cue.classes & (SAYING | {"confirmation"}):
        return None
    subject = speaker_of(scene, cue)
    if subject is None or subject > cue.first or not is_speaker(scene, subject):
        return None
    _, end = tree.sentence_of(cue.head)
    mark = next((i for i in range(cue.last + 1, end) if tree.tokens.tag[i] == "PUNCT"), None)
    if (
        mark is None
        or tree.words[mark] not in (",", ":")
        or _has_verb(tree, cue.last + 1, end=mark)
    ):
        return None
    if not _has_verb(tree, mark + 1, end=end + 1) or tree.tokens.tag[mark + 1] in (
        "CCONJ",
        "SCONJ",
    ):
        return None
    content = contents.tidy(scene.text, tree.span(mark + 1, end))
    if sources.is_present_participle(tree, tree.at(content.start)):
        return None
    return subject, Found((content,), Weight.CLAUSE, frozenset({"que"}))


def _has_verb(tree: Tree, first: int, *, end: int) -> bool:
    """Whether a finite verb stands from token `first` on and before `end`."""
    return any(tree.has(i, "VerbForm=Fin") for i in range(first, end))
