"""Frames of denial, avoidance and silence that are set phrases.

« Ni confirmation ni démenti », « maintient le flou », « injoignable »: what a
newsroom reads as an answer and a parser does not see as one.

Source: `silence.tsv`; its phrases are sequences of lemmas, « … » stands for up
to four words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution import contents, sources
from recoupe.attribution.phrases import ADVERBS, Phrase, known_phrases, longest_at
from recoupe.attribution.scene import Draft, Scene, Weight
from recoupe.attribution.speakers import SPEAKING, place_speaking, source_span
from recoupe.attribution.tree import AUXILIARIES
from recoupe.model import EntityKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.tree import Tree

#: Share of a quotation that a phrase must fill to say what the quotation does.
FILLS = 0.4
#: Words after « réponse de » among which its owner begins.
OWNER_REACH = 4


def silence_drafts(scene: Scene) -> Iterator[Draft]:
    """The attributions that set phrases make, in order."""
    for phrase in scene.phrases:
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
    known = known_phrases(scene.pack)
    for i in range(first, min(last, first + ADVERBS + 2) + 1):
        found = longest_at(tree, i, known=known)
        if found is None or found.last > last:
            continue
        if len(tree.span(found.first, found.last)) >= FILLS * len(content):
            return Stance(found.row.stance)
    return None


def _draft(scene: Scene, phrase: Phrase) -> Draft:
    """The attribution of a set phrase, its source the subject or the last one named before."""
    tree = scene.tree
    cue = tree.span(phrase.first, phrase.last)
    verb = _verb(tree, phrase)
    subject = sources.subject(tree, verb) if verb is not None else None
    owner = _owner(scene, phrase.last) if verb is None else _answering(scene, subject)
    source = subject if owner is None else owner
    if source is not None and tree.words[source] in tree.grammar["indefinite"]:
        place = place_speaking(scene, phrase.first)
        source = place if place is not None else source
    if source is None and phrase.row.stance != Stance.UNCONFIRMED:
        source = _nearby(scene, phrase)
    owned = owner is not None and source == owner
    content = cue if verb is None and source is not None else _about(scene, phrase) or cue
    unconfirmed = phrase.row.stance == Stance.UNCONFIRMED
    if unconfirmed and source is not None:
        content = contents.tidy(scene.text, tree.span(tree.left[source], tree.right[source]))
        if content.overlaps(cue):
            content = sources.noun_phrase(tree, source)
    return Draft(
        content=(content,),
        cue=cue,
        head=verb if verb is not None else phrase.first,
        source=None if unconfirmed else _words_of(scene, source, owned=owned),
        source_head=None if unconfirmed else source,
        stance=Stance(phrase.row.stance),
        weight=Weight.SILENCE,
        row=phrase.row.phrase,
    )


def _words_of(scene: Scene, source: int | None, *, owned: bool) -> Span | None:
    """The words of a source: those of its owner alone where a noun or phrase names it."""
    if source is None or not owned:
        return source_span(scene, source)
    place = scene.tree.span(source, source)
    named = [
        m.span
        for m in scene.analysis.mentions
        if m.span.covers(place) and m.entity_kind is not EntityKind.DOCUMENT
    ]
    return min(named, key=len) if named else source_span(scene, source)


def _verb(tree: Tree, phrase: Phrase) -> int | None:
    """The verb of a phrase, the one that its auxiliary serves: « n'avait pas réagi »."""
    inside = range(phrase.first, phrase.last + 1)
    verbs = [i for i in inside if tree.is_verb(i)]
    served = (i for i in verbs if tree.tokens.relation[i] not in AUXILIARIES)
    return next(served, verbs[0] if verbs else None)


def _answering(scene: Scene, subject: int | None) -> int | None:
    """Whose answer a subject is, if it is one: « la réaction de Kiev » is Kiev's."""
    mention = scene.mention(subject) if subject is not None else None
    if subject is None or mention is None or mention.entity_kind is not EntityKind.DOCUMENT:
        return None
    return _owner(scene, subject)


def _owner(scene: Scene, noun: int) -> int | None:
    """Whose answer or silence a noun tells: « aucune réponse de la compagnie »."""
    tree = scene.tree
    after = noun + 1
    near = tree.grammar["of"] | tree.grammar["place_speaking"]
    if after + 1 >= len(tree) or tree.words[after] not in near:
        return None
    last = min(after + OWNER_REACH, len(tree) - 1)
    reach = tree.span(after + 1, last)
    for mention in scene.analysis.mentions:
        starts = reach.start <= mention.span.start < reach.end
        if starts and mention.entity_kind in SPEAKING - {EntityKind.DOCUMENT} | {EntityKind.PLACE}:
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
    if after + 1 < len(tree) and tree.words[after + 1] in tree.grammar["our"]:
        return None
    if after < len(tree) and tree.words[after] in wanted:
        _, end = tree.sentence_of(phrase.first)
        commas = (i - 1 for i in range(after + 1, end) if tree.words[i] in (",", ";"))
        end = next(commas, end)
        if end > after:
            return contents.tidy(scene.text, tree.span(after + 1, end))
    if tree.is_verb(phrase.last):
        return contents.noun_after(tree, phrase.last, last=phrase.last, stops=scene.stops)
    return None
