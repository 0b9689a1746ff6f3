"""Frames of nouns that attribute, with whose they are and what they say.

    l'annonce de X que P · l'accusation selon laquelle P · la promesse de X de V
    l'annonce par X de Y · le démenti de X : P · les dénégations de X
    P. C'est l'appel de X

A parser hangs the parts of a long noun phrase here and there, so the frames
read them in their order: the noun, its owner, then what it says.

Source: house rows of `cues.tsv`, class noun; frames `nsel` and `nde`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.attribution import contents
from recoupe.attribution.cues import find_nouns
from recoupe.attribution.pointing import clause_before, pointer_before
from recoupe.attribution.scene import Draft, Scene, Weight
from recoupe.attribution.speakers import SPEAKING, source_span
from recoupe.attribution.tree import SUBJECTS
from recoupe.model import EntityKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.cues import CueRow
    from recoupe.model import Mention

#: Tags of the word before a noun's « que »; after others it opens another clause (« avant que »).
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
#: How far after a noun its clause may open, in tokens.
REACH = 12
#: Tags of words that may stand between a noun and its owner: « les dénégations répétées de X ».
DESCRIBING = frozenset({"ADJ", "ADV", "VERB", "AUX"})
#: Words of such a description, at most.
DESCRIBED = 3
#: Words from « c'est » to the noun it presents, at most: « c'est en tout cas l'avis ».
POINTED = 7
COMMA = frozenset({",", ":", ";", "–", "—", "("})


def noun_drafts(scene: Scene) -> Iterator[Draft]:
    """The attributions that nouns make, in order."""
    for i, row in find_nouns(scene.tree, scene.pack):
        draft = _pointing(scene, i, row=row)
        if draft is None and "nsel" in row.frames:
            draft = _with_clause(scene, i, row=row)
        if draft is None and "nde" in row.frames:
            draft = _with_owner(scene, i, row=row)
        if draft is not None:
            yield draft


def _draft(scene: Scene, noun: int, *, row: CueRow, content: Span, owner: int | None) -> Draft:
    return Draft(
        content=(content,),
        cue=scene.tree.span(noun, noun),
        head=noun,
        source=source_span(scene, owner),
        source_head=owner,
        stance=Stance(row.stance),
        weight=Weight.NOUN,
        row=row.cue,
    )


# ── « P. C'est l'appel qu'a lancé X », « P. Telle est la conclusion de X » ──


def _pointing(scene: Scene, noun: int, *, row: CueRow) -> Draft | None:
    """The attribution of a noun that « c'est » or « tel est » ties to the sentence before."""
    tree = scene.tree
    determined = noun > 1 and tree.tokens.tag[noun - 1] == "DET"
    begins = pointer_before(tree, noun - 1) if determined else None
    content = clause_before(scene, begins) if begins is not None else None
    if content is None or noun - (begins or 0) > POINTED:
        return None
    _, end = tree.sentence_of(noun)
    joins = noun + 2 < len(tree) and tree.words[noun + 1] in tree.grammar["to"]
    if joins and tree.words[noun + 2] not in tree.grammar["relative"]:
        return None  # « c'est la réponse au discours de X »
    for i in range(noun + 2, min(noun + REACH, end)):
        owner = _owner(scene, i) if tree.words[i - 1] not in tree.grammar["to"] else None
        if owner is not None:
            head = tree.at((owner.name or owner.span).start)
            return _draft(scene, noun, row=row, content=content, owner=head)
    return None


# ── « l'annonce de X que P », « l'accusation selon laquelle P » ──


def _with_clause(scene: Scene, noun: int, *, row: CueRow) -> Draft | None:
    tree = scene.tree
    opener = _opener(scene, noun)
    if opener is None:
        return None
    end = contents.extent(tree, noun, first=opener + 1, stops=scene.stops)
    if not any(tree.is_verb(i) for i in range(opener + 1, end + 1)):
        return None
    content = contents.tidy(scene.text, tree.span(opener + 1, max(end, opener + 1)))
    owners = (
        c
        for c in tree.by_relation(noun, ("nmod",))
        if noun < c < opener and any(tree.words[k] in tree.grammar["of"] for k in tree.children[c])
    )
    return _draft(scene, noun, row=row, content=content, owner=next(owners, None))


def _opener(scene: Scene, noun: int) -> int | None:
    """The last word before a noun's clause: « que » or « laquelle »."""
    tree = scene.tree
    _, end = tree.sentence_of(noun)
    for i in range(noun + 1, min(noun + REACH, end)):
        if (
            tree.words[i] in tree.grammar["according"]
            and i + 1 < end
            and tree.words[i + 1] in tree.grammar["relative"]
        ):
            return i + 1
        joins = tree.tokens.tag[i] == "SCONJ" and tree.tokens.tag[i - 1] in NAMING
        known = not any(tree.has(c, "Definite=Ind") for c in tree.children[noun])
        if joins and known and tree.words[i] in tree.grammar["that"]:
            return i
        if tree.is_verb(i) or tree.words[i] in COMMA:
            return None
    return None


# ── « la promesse de X de V », « l'annonce par X de Y » ──


def _with_owner(scene: Scene, noun: int, *, row: CueRow) -> Draft | None:
    """The attribution of a noun whose owner is named beside it."""
    tree = scene.tree
    at = noun + 1
    _, end = tree.sentence_of(noun)
    while at < end and at <= noun + DESCRIBED and tree.tokens.tag[at] in DESCRIBING:
        at += 1
    by = at < end and tree.words[at] in tree.grammar["agent"]
    if not by and not (at < end and tree.words[at] in tree.grammar["of"]):
        return None
    owner = _owner(scene, at + 1)
    if owner is None:
        return None
    acts = by or Stance(row.stance) is not Stance.ASSERT
    content = _said(scene, noun, after=tree.before(owner.span.end) + 1, acts=acts)
    content = content or _after_colon(scene, noun)
    if content is None and "abs" in row.frames:
        content = tree.span(noun, noun)
    if content is None:
        return None
    head = tree.at((owner.name or owner.span).start)
    draft = _draft(scene, noun, row=row, content=content, owner=head)
    return replace(draft, source=owner.span)


def _owner(scene: Scene, first: int) -> Mention | None:
    """Somebody who can speak, named by the phrase that begins at a token or past its article."""
    mentions, starts = scene.analysis.mentions, scene.tree.tokens.start
    for token in (first, first + 1):
        if token >= len(starts):
            return None
        at = bisect_left(mentions, starts[token], key=lambda m: m.span.start)
        if at < len(mentions) and mentions[at].span.start == starts[token]:
            speaks = mentions[at].entity_kind in SPEAKING - {EntityKind.DOCUMENT}
            return mentions[at] if speaks else None
    return None


def _said(scene: Scene, noun: int, *, after: int, acts: bool) -> Span | None:
    """What stands after a noun's owner: an infinitive, or what « par X de », « contre » names.

    `acts` tells that the noun does something with what it names: « le témoignage
    de X sur Y » has a topic and no content.
    """
    tree = scene.tree
    _, end = tree.sentence_of(noun)
    if after + 1 >= end:
        return None
    word = tree.words[after]
    last = _last(scene, after + 1)
    infinitive = any(
        tree.has(i, "VerbForm=Inf") for i in range(after + 1, min(after + 5, last + 1))
    )
    opens = tree.grammar["of"] | tree.grammar["to"]
    if infinitive and word in opens:
        return contents.tidy(scene.text, tree.span(after, last))
    if not acts:
        return None
    if word in tree.grammar["about"]:
        return contents.tidy(scene.text, tree.span(after + 1, last))
    return None


def _last(scene: Scene, first: int) -> int:
    """The last token of what a noun says: before the verb of its sentence, a comma, another cue."""
    tree = scene.tree
    _, end = tree.sentence_of(first)
    for i in range(first, end + 1):
        finite = tree.has(i, "VerbForm=Fin")
        if finite or tree.words[i] in COMMA or i in scene.stops or i == end:
            before = i - 2 if tree.words[i - 1] in tree.grammar["negation"] else i - 1
            return max(first, before)
    return end


def _after_colon(scene: Scene, noun: int) -> Span | None:
    """What a colon opens after the verb of a noun: « le démenti de X est tombé : P »."""
    tree = scene.tree
    _, end = tree.sentence_of(noun)
    if tree.tokens.relation[noun] not in SUBJECTS:
        return None
    for i in range(noun + 1, end):
        if tree.words[i] == ":":
            return contents.tidy(scene.text, tree.span(i + 1, end))
    return None
