"""Frames of denial, avoidance and silence that are set phrases.

« Ni confirmation ni démenti », « maintient le flou », « injoignable »: what a
newsroom reads as an answer and a parser does not see as one.

Source: `silence.tsv`; its phrases are sequences of lemmas, « … » stands for up
to four words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.attribution import contents, sources
from recoupe.attribution.cues import agrees
from recoupe.attribution.scene import Draft, Scene, Weight
from recoupe.attribution.speakers import SPEAKING, place_speaking, source_span
from recoupe.attribution.tree import AUXILIARIES
from recoupe.model import EntityKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.tree import Tree
    from recoupe.lang import Pack

#: Words that « … » may stand for, and adverbs that may stand anywhere in a phrase.
GAP, ADVERBS = 4, 2
#: Share of a quotation that a phrase must fill to say what the quotation does.
FILLS = 0.4


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A set phrase that denies, evades or keeps silent."""

    TABLE: ClassVar[str] = "silence.tsv"

    phrase: str
    stance: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase found in the text: tokens `first` to `last`."""

    first: int
    last: int
    row: SilenceRow


@cache
def _phrases(pack: Pack) -> dict[str, tuple[tuple[tuple[str, ...], SilenceRow], ...]]:
    """The set phrases of a pack by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], SilenceRow]]] = defaultdict(list)
    for row in pack.table(SilenceRow):
        parts = tuple(row.phrase.split())
        by_first[parts[0]].append((parts, row))
    return {
        first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))
        for first, rows in by_first.items()
    }


def find_phrases(tree: Tree, pack: Pack) -> Iterator[Phrase]:
    """The set phrases of a text, in order, the longest at each place."""
    known = _phrases(pack)
    i = 0
    while i < len(tree):
        found = _longest(tree, i, known=known)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last + 1


def silence_drafts(scene: Scene) -> Iterator[Draft]:
    """The attributions that set phrases make, in order."""
    for phrase in find_phrases(scene.tree, scene.pack):
        quoted = scene.quote_over(scene.tree.span(phrase.first, phrase.last)) is not None
        if not quoted and _states(scene.tree, phrase):
            yield _draft(scene, phrase)


def _states(tree: Tree, phrase: Phrase) -> bool:
    """Whether a phrase states something: a finite verb is in it, or it heads its sentence."""
    inside = range(phrase.first, phrase.last + 1)
    verbs = [i for i in inside if tree.is_verb(i)]
    if any(tree.has(i, "VerbForm=Fin") or tree.by_relation(i, AUXILIARIES) for i in verbs):
        return True
    if any(tree.tokens.relation[i] in ("acl", "amod", "nmod") for i in inside):
        return False
    if any(tree.tokens.relation[i] == "obj" for i in inside):  # « n'ont obtenu aucune réponse »
        return True
    return any(tree.is_root(i) or tree.tokens.relation[i] in ("parataxis", "conj") for i in inside)


def stance_of_words(scene: Scene, content: Span) -> Stance | None:
    """The stance of a quotation that is little more than a set phrase: « C'est faux »."""
    tree = scene.tree
    first, last = tree.at(content.start), tree.before(content.end)
    known = _phrases(scene.pack)
    for i in range(first, min(last, first + ADVERBS + 2) + 1):
        found = _longest(tree, i, known=known)
        if found is None or found.last > last:
            continue
        if len(tree.span(found.first, found.last)) >= FILLS * len(content):
            return Stance(found.row.stance)
    return None


def _longest(
    tree: Tree, i: int, *, known: dict[str, tuple[tuple[tuple[str, ...], SilenceRow], ...]]
) -> Phrase | None:
    """The longest set phrase that begins at token `i`, or None."""
    names = dict.fromkeys(_names(tree, i))
    for name in names:
        for parts, row in known.get(name, ()):
            last = _match(tree, i, parts=parts)
            if last is not None:
                return Phrase(i, last, row)
    return None


def _match(tree: Tree, i: int, *, parts: tuple[str, ...]) -> int | None:
    """The last token of a phrase that begins at `i`, or None when a word is missing."""
    at, gap = i, 0
    for part in parts[1:]:
        if part == "…":
            gap = GAP
            continue
        ahead = range(at + 1, min(len(tree), at + 2 + max(gap, ADVERBS)))
        found = next(
            (j for j in ahead if part in _names(tree, j) or agrees(tree, j, part=part)), None
        )
        if found is None or not all(_skippable(tree, j, gap=gap) for j in range(at + 1, found)):
            return None
        at, gap = found, 0
    return at


def _skippable(tree: Tree, j: int, *, gap: int) -> bool:
    """Whether a token may stand between two words of a phrase."""
    if gap:
        return tree.words[j] not in (".", "«", "»")
    return tree.tokens.tag[j] in ("ADV", "PRON") or tree.words[j] == ","


def _names(tree: Tree, i: int) -> tuple[str, ...]:
    """The forms under which a phrase may name token `i`."""
    word = tree.words[i]
    return word, tree.tokens.lemma[i], tree.grammar.whole(word)


def _draft(scene: Scene, phrase: Phrase) -> Draft:
    """The attribution of a set phrase, its source the subject or the last one named before."""
    tree = scene.tree
    cue = tree.span(phrase.first, phrase.last)
    verb = next((i for i in range(phrase.first, phrase.last + 1) if tree.is_verb(i)), None)
    source = sources.subject(tree, verb) if verb is not None else _owner(scene, phrase)
    if source is not None and tree.words[source] in tree.grammar["indefinite"]:
        place = place_speaking(scene, phrase.first)
        source = place if place is not None else source
    if source is None and phrase.row.stance != Stance.UNCONFIRMED:
        source = _nearby(scene, phrase)
    owned = verb is None and source is not None
    content = cue if owned else _about(scene, phrase) or cue
    unconfirmed = phrase.row.stance == Stance.UNCONFIRMED
    if unconfirmed and source is not None:
        content = contents.tidy(scene.text, tree.span(tree.left[source], tree.right[source]))
        if content.overlaps(cue):
            content = sources.noun_phrase(tree, source)
    return Draft(
        content=(content,),
        cue=cue,
        head=verb if verb is not None else phrase.first,
        source=None if unconfirmed else source_span(scene, source),
        source_head=None if unconfirmed else source,
        stance=Stance(phrase.row.stance),
        weight=Weight.SILENCE,
        row=phrase.row.phrase,
    )


def _owner(scene: Scene, phrase: Phrase) -> int | None:
    """Whose silence a phrase without a verb tells: « aucune réponse de la compagnie »."""
    tree = scene.tree
    after = phrase.last + 1
    if after + 1 >= len(tree) or tree.words[after] not in tree.grammar["of"]:
        return None
    for i in range(after + 1, min(after + 4, len(tree))):
        mention = scene.mention(i)
        if mention is not None and mention.entity_kind in SPEAKING - {EntityKind.DOCUMENT}:
            return tree.at((mention.name or mention.span).start)
    return None


def _nearby(scene: Scene, phrase: Phrase) -> int | None:
    """Somebody who can speak in the sentence of a phrase, or at the end of the one before."""
    tree = scene.tree
    first, last = tree.sentence_of(phrase.first)
    here = [i for i in range(first, last + 1) if not phrase.first <= i <= phrase.last]
    before = range(*tree.tokens.sentences[tree.sentence[phrase.first] - 1]) if first else range(0)
    topic = _about(scene, phrase)
    for places in (here, reversed(before)):
        for i in places:
            if topic is not None and topic.overlaps(tree.span(i, i)):
                continue
            mention = scene.mention(i)
            if mention is not None and mention.entity_kind in SPEAKING - {EntityKind.DOCUMENT}:
                return tree.at((mention.name or mention.span).start)
    return None


def _about(scene: Scene, phrase: Phrase) -> Span | None:
    """What a set phrase is about: « sur l'ampleur des pertes », or its object."""
    tree = scene.tree
    wanted = tree.grammar["about"] | tree.grammar["of"]
    after = phrase.last + 1
    if after < len(tree) and tree.words[after] in wanted:
        _, end = tree.sentence_of(phrase.first)
        commas = (i - 1 for i in range(after + 1, end) if tree.words[i] in (",", ";"))
        end = next(commas, end)
        if end > after:
            return contents.tidy(scene.text, tree.span(after + 1, end))
    if tree.is_verb(phrase.last):
        return contents.noun_after(tree, phrase.last, last=phrase.last, stops=scene.stops)
    return None
