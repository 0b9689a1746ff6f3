"""What an attribution's content is made of: whose words, how firm, when and where said.

Source: certainty after Saurí & Pustejovsky 2009; the conditional of hearsay
after Dendale 1993, « Le conditionnel de l'information incertaine ».
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.attribution import contents
from recoupe.attribution.cues import is_negated, lexicon
from recoupe.attribution.quotes import MARKS
from recoupe.attribution.tree import SUBJECTS
from recoupe.model import (
    Certainty,
    ConditionalReading,
    Quotation,
    Span,
    Stance,
    TimexType,
)

if TYPE_CHECKING:
    from recoupe.attribution.scene import Draft, Scene
    from recoupe.attribution.tree import Tree
    from recoupe.lang import Pack

#: Characters between a cue or a source and the day of saying that follows it at once.
BESIDE = 3
#: Acts that a noun names and its verb only states again: « réitère son engagement ».
NAMED_ACTS = frozenset({Stance.PROMISE, Stance.CALL, Stance.WARN})
#: Classes of verbs that do, in the first person, what they name.
PERFORMING = frozenset({"directive", "commissive"})
#: How soon after its beginning a content that clears its source says so, in tokens.
CLEARING_WORDS = 5
#: Words of a place or topic before a headline's colon, with it, at most.
PREFIX = 6
#: Relations by which a marker hangs on the verb it qualifies.
MARKING = frozenset({"advmod", "aux", "obl", "parataxis"})


@dataclass(frozen=True, slots=True)
class EvidentialRow:
    """A marker of how firmly or on what grounds something is put forward."""

    TABLE: ClassVar[str] = "evidential.tsv"

    marker: str
    certainty: str
    kind: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A noun for a place or medium of saying, with the adposition that opens it."""

    TABLE: ClassVar[str] = "venues.tsv"

    noun: str
    source: str
    example: str


def quotation(scene: Scene, draft: Draft) -> tuple[tuple[Span, ...], Quotation]:
    """The content without its outer marks, and whether it is verbatim."""
    spans, wholly, partly = [], [], []
    for span in (_without_link(scene.tree, s) for s in draft.content):
        bare, all_of_it, some_of_it = contents.unquoted(
            scene.text, span, quotes=tuple(scene.quotes_touching(span))
        )
        spans.append(bare)
        wholly.append(all_of_it)
        partly.append(some_of_it)
    if all(wholly):
        return tuple(spans), Quotation.DIRECT
    kept = tuple(draft.content)
    return kept, Quotation.MIXED if any(partly) else Quotation.INDIRECT


def _without_link(tree: Tree, span: Span) -> Span:
    """A quotation without the writer's « mais » or « et » before its mark."""
    first = tree.at(span.start)
    opens = tree.words[first + 1 : first + 2]
    links = tree.words[first] in tree.grammar["junction"] and MARKS.intersection(opens)
    return Span(tree.tokens.start[first + 1], span.end) if links else span


def certainty(scene: Scene, draft: Draft) -> Certainty:
    """How firmly the content is put forward: by the mood, a modal or an adverb of its main verb."""
    verb = _main_verb(scene, draft)
    if verb is None or draft.content[-1].of(scene.text).endswith("?"):
        return Certainty.PLAIN  # a question leaves all open
    tree = scene.tree
    group = tuple(
        i for i in (verb, *tree.children[verb]) if draft.content[0].covers(tree.span(i, i))
    )
    reading = _reading(scene, group)
    if reading is ConditionalReading.REPORTED:
        return Certainty.REPORTED
    marked = _marker(scene, group)
    if marked is not None:
        return marked
    return Certainty.POSSIBLE if reading is ConditionalReading.POSSIBLE else Certainty.PLAIN


def _reading(scene: Scene, group: tuple[int, ...]) -> ConditionalReading | None:
    """What the conditional of a verb group stands for; None when there is none."""
    tree = scene.tree
    verbs = [tree.span(i, i) for i in group if tree.is_verb(i)]
    for conditional in scene.analysis.conditionals:
        if any(conditional.span.overlaps(span) for span in verbs):
            return conditional.reading
    return None


@cache
def _markers(pack: Pack) -> dict[str, tuple[tuple[tuple[str, ...], Certainty], ...]]:
    """The markers of a pack by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], Certainty]]] = defaultdict(list)
    for row in pack.table(EvidentialRow):
        parts = tuple(row.marker.replace("'", "' ").split())
        by_first[parts[0]].append((parts, Certainty(row.certainty)))
    return {k: tuple(sorted(v, key=lambda m: -len(m[0]))) for k, v in by_first.items()}


def _marker(scene: Scene, group: tuple[int, ...]) -> Certainty | None:
    """The certainty that a marker in a verb group gives; None when none stands there.

    A modal verb marks when it is finite and present or conditional; an adverb
    when it hangs on the verb.
    """
    tree, known = scene.tree, _markers(scene.pack)
    for i in group:
        if i != group[0] and tree.tokens.relation[i] not in MARKING:
            continue
        first = tree.left[i] if tree.tokens.relation[i] == "obl" else i
        for parts, found in (
            *(known.get(tree.tokens.lemma[i], ()) if tree.tokens.tag[i] != "NOUN" else ()),
            *known.get(tree.words[first], ()),
        ):
            ahead = range(first + 1, min(first + len(parts), len(tree)))
            rest = tuple(tree.words[j] for j in ahead) == parts[1:]
            denied = found is Certainty.POSSIBLE and is_negated(tree, i)  # « ne peut céder »
            if rest and not denied and (not tree.is_verb(i) or _is_modal_here(tree, i)):
                return found
    return None


def _is_modal_here(tree: Tree, i: int) -> bool:
    """Whether a modal verb stands in a form that leaves things open: « peut », « devrait »."""
    return tree.has(i, "Mood=Cnd") or (
        (tree.has(i, "Tense=Pres") or tree.has(i, "Tense=Fut"))
        and tree.has(i, "VerbForm=Fin")
        and tree.tokens.lemma[i] not in tree.grammar["obligation"]
    )


def performed(scene: Scene, content: Span) -> Stance | None:
    """What a quotation does by its own verb: « Nous demandons … » calls, « Arrêtez … » too.

    A first person with a verb of asking or promising does what the verb says;
    an imperative calls. None where the words only tell.
    """
    tree = scene.tree
    for cue in scene.cues_between(tree.at(content.start), tree.before(content.end) + 1):
        wants = tree.has(cue.head, "VerbForm=Inf") and tree.tokens.relation[cue.head] == "xcomp"
        verb = tree.tokens.head[cue.head] if wants else cue.head  # « je veux demander »
        first = any(tree.words[c] in tree.grammar["first_person"] for c in tree.children[verb])
        finite = tree.has(verb, "VerbForm=Fin") and not cue.negated and not is_negated(tree, verb)
        if first and finite and cue.classes & PERFORMING:
            return cue.stance
    inside = range(tree.at(content.start), tree.before(content.end) + 1)
    calls = any(tree.has(i, "Mood=Imp") and tree.is_verb(i) for i in inside)
    return Stance.CALL if calls else None


def holds_denial(scene: Scene, content: tuple[Span, ...]) -> bool:
    """Whether a label denies: « dénonce une « pure invention » »."""
    denials = (p for p in scene.phrases if p.row.stance == Stance.DENY)
    spans = [scene.tree.span(p.first, p.last) for p in denials]
    return any(whole.covers(span) for whole in content for span in spans)


def clears(scene: Scene, draft: Draft, *, content: tuple[Span, ...]) -> bool:
    """Whether the source clears itself: « jure n'avoir rien vu », « Je n'ai jamais signé ».

    The content's first verb is negated by « jamais » or « rien », and its
    subject is the source: none for an infinitive, or a pronoun.
    """
    tree = scene.tree
    inside = range(tree.at(content[0].start), tree.before(content[0].end) + 1)
    verb = next((i for i in inside if tree.is_verb(i) and is_negated(tree, i)), None)
    if verb is None or not any(tree.words[i] in tree.grammar["never"] for i in inside):
        return False
    early = inside[0] + CLEARING_WORDS
    subjects = tree.by_relation(verb, SUBJECTS)
    pronouns = tree.grammar["first_person"] | tree.grammar["third_person"]
    own = all(tree.words[s] in pronouns for s in subjects)
    own = own and (bool(subjects) or tree.has(verb, "VerbForm=Inf"))
    return verb <= early and own and draft.cue is not None


def named_act(scene: Scene, content: Span) -> Stance | None:
    """The stance of the act that a noun names: « réitère son engagement » promises."""
    tree = scene.tree
    inside = range(tree.at(content.start), tree.before(content.end) + 1)
    head = next((i for i in inside if tree.tokens.head[i] not in inside), None)
    rows = lexicon(scene.pack).nouns.get(tree.tokens.lemma[head], ()) if head is not None else ()
    stance = Stance(rows[0].stance) if rows else Stance.ASSERT
    return stance if stance in NAMED_ACTS else None


def said_on(scene: Scene, draft: Draft) -> str | None:
    """The TIMEX3 value of the day of saying: a date that hangs on the cue, or stands beside it.

    « depuis août » and the date of another clause are no day of saying.
    """
    if draft.cue is None or draft.head is None:
        return None
    first, last = scene.tree.sentence_of(draft.head)
    sentence = scene.tree.span(first, last)
    best: tuple[int, str] | None = None
    for timex in scene.timexes_in(sentence):
        if timex.type not in (TimexType.DATE, TimexType.TIME) or "_REF" in timex.value:
            continue
        if any(c.overlaps(timex.span) for c in draft.content):
            continue
        if draft.source is not None and draft.source.covers(timex.span):
            continue
        gap = max(timex.span.start - draft.cue.end, draft.cue.start - timex.span.end, 0)
        if _dates_cue(scene, draft, span=timex.span) and (best is None or gap < best[0]):
            best = (gap, timex.value)
    return best[1] if best else None


def _dates_cue(scene: Scene, draft: Draft, *, span: Span) -> bool:
    """Whether a date hangs on the cue's verb, or follows the cue or its source at once."""
    tree = scene.tree
    first, last = tree.at(span.start), tree.before(span.end)
    if first and tree.words[first - 1] in tree.grammar["bound"]:
        return False
    if tree.words[first] in tree.grammar["bound"]:
        return False
    inside = range(first, last + 1)
    heads = {tree.tokens.head[i] for i in inside} - set(inside)
    if draft.head in heads:
        return True
    ends = [s.end for s in (draft.cue, draft.source) if s is not None]
    return any(0 <= span.start - end <= BESIDE for end in ends)


@cache
def venue_nouns(pack: Pack) -> frozenset[str]:
    """The nouns of a pack for a place or medium of saying."""
    return frozenset(row.noun for row in pack.table(VenueRow))


def venue(scene: Scene, draft: Draft) -> Span | None:
    """Where it was said: a phrase beside the cue that names a medium or an occasion."""
    if draft.cue is None or draft.head is None:
        return None
    tree = scene.tree
    nouns = venue_nouns(scene.pack)
    first, last = tree.sentence_of(draft.head)
    for i in range(first, last + 1):
        word = tree.tokens.lemma[i] if tree.tokens.tag[i] != "PROPN" else tree.words[i]
        if word not in nouns or tree.tokens.relation[i] not in ("obl", "nmod", "advmod"):
            continue
        span = contents.tidy(scene.text, tree.span(tree.left[i], tree.right[i]))
        clear = not any(c.overlaps(span) for c in draft.content) and not span.covers(draft.cue)
        if clear and any(tree.tokens.relation[c] == "case" for c in tree.children[i]):
            return span
    return None


def _main_verb(scene: Scene, draft: Draft) -> int | None:
    """The verb that heads the content: its highest token that is a verb and finite, if any."""
    tree = scene.tree
    span = draft.content[0]
    inside = range(tree.at(span.start), tree.before(span.end) + 1)
    for i in inside:
        outside = tree.tokens.head[i] == i or tree.tokens.head[i] not in inside
        if outside and tree.is_verb(i):
            return i
        if outside and any(tree.tokens.relation[c] in ("cop", "aux") for c in tree.children[i]):
            return i
    colon = next((i for i in inside[:PREFIX] if tree.words[i] == ":"), None)
    if colon is None:
        return None
    finite = next((i for i in inside if i > colon and tree.has(i, "VerbForm=Fin")), None)
    helps = finite is not None and tree.tokens.relation[finite].startswith(("aux", "cop"))
    return tree.tokens.head[finite] if helps and finite is not None else finite
