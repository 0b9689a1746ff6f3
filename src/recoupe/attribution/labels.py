"""Find the label that a verb puts on something, and on what.

    juge la mesure « inutile » · qualifie de « farce » le procès · la qualifiant de « farce »

Source: house rows of `cues.tsv`, frame `label`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution import contents
from recoupe.model import Span

if TYPE_CHECKING:
    from recoupe.attribution.cues import Cue
    from recoupe.attribution.scene import Scene

#: How a parser hangs a label on its noun; a label in marks may hang as a complement too.
BESIDE = ("amod", "appos", "acl")
#: What ends a label that stands first.
LABEL_ENDS = frozenset({",", ";", ":", "(", "."})


def with_label(scene: Scene, cue: Cue, *, noun: Span) -> Span:
    """The object of a verb of labelling with its label, as far as the verb governs."""
    end = contents.extent(scene.tree, cue.head, first=scene.tree.at(noun.start), stops=scene.stops)
    right = min(scene.tree.right[cue.head], end)
    return contents.tidy(scene.text, Span(noun.start, max(noun.end, scene.tree.tokens.end[right])))


def label_first(scene: Scene, cue: Cue, *, stops: frozenset[int]) -> Span | None:
    """A label that stands before its object, or whose object is a pronoun before the verb.

    « qualifie de « farce » le procès », « en la qualifiant de « farce » »
    """
    tree = scene.tree
    _, end = tree.sentence_of(cue.head)
    first = cue.last + 1
    while first < end and tree.tokens.tag[first] == "ADV":
        first += 1
    if first >= end or tree.words[first] not in tree.grammar["of"] | tree.grammar["likeness"]:
        return None
    last, quoted = first, False
    while last < end and (
        quoted or (last + 1 not in stops and tree.words[last + 1] not in LABEL_ENDS)
    ):
        last += 1
        quoted = scene.quote_around(last)
    content = contents.tidy(scene.text, tree.span(first, last))
    if not contents.has_marks(content.of(scene.text)) and not has_clitic_object(scene, cue):
        return None
    return content


def is_labelled(scene: Scene, cue: Cue, *, content: Span) -> bool:
    """Whether an object and what follows it hold a label: « juge la mesure « inutile » ».

    The label stands before the object, after it, or is taken for its adjective;
    that counts where it stands in marks or the verb says little else.
    """
    tree = scene.tree
    if tree.tokens.tag[min(cue.last + 1, len(tree) - 1)] == "ADJ":
        return True
    head = next((c for c in tree.by_relation(cue.governor, ("obj",)) if c > cue.last), None)
    if head is None:
        return content.end > tree.tokens.end[cue.last]
    likened = any(w in tree.grammar["likeness"] for w in content.of(scene.text).split())
    marked = contents.has_marks(content.of(scene.text)) or likened
    inside = [
        c for c in tree.by_relation(head, (*BESIDE, "nmod") if marked else BESIDE) if c > head
    ]
    if content.end > tree.tokens.end[max([tree.right[head], head])]:
        return True
    if not inside or tree.right[inside[-1]] < tree.before(content.end):
        return False
    beside = [tree.words[c] for c in tree.children[inside[-1]]]
    quoted = any(word in ("«", "“", '"') or word in tree.grammar["likeness"] for word in beside)
    known = tree.has(tree.at(content.start), "Definite=Def")
    firm = all(row.commitment != "weak" for row in cue.rows)
    return quoted or (known and firm and tree.tokens.tag[inside[-1]] == "ADJ")


def has_clitic_object(scene: Scene, cue: Cue) -> bool:
    """Whether a pronoun before the verb is its object: « l'a démenti »."""
    tree = scene.tree
    near = range(max(0, cue.first - 2), cue.head)
    clitics = tree.grammar["object_clitic"]
    return any(tree.words[i] in clitics and tree.tokens.tag[i] == "PRON" for i in near)
