"""Choose between drafts that claim the same words, and give quotations nobody claimed a draft.

Source: house; weights order the frames by how often each was right on labeled text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.attribution import contents
from recoupe.attribution.scene import Draft, Scene, Weight
from recoupe.attribution.speakers import is_narrated
from recoupe.model import EntityKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.attribution.quotes import Quote
    from recoupe.model import Mention

#: Two contents that share so much of the longer are one content.
SAME_CONTENT = 0.8
#: A quotation without a cue belongs to the one before it when no more characters part them.
CARRIED_CHARS = 400
#: What may stand between an attribution and the sentence after it.
BETWEEN = ' \u00a0\u202f.»”"'
#: Relations of whoever acts in a sentence.
ACTING = frozenset({"nsubj", "obl:agent"})
#: Fewer words in marks are a name or an odd word, and nobody's speech.
WORDS_OF_A_FRAGMENT = 4


def chosen(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts to keep, in order of the text: the heavier of two that claim the same words.

    Cost: quadratic in the drafts of one article's neighborhood only; drafts are
    compared with those kept that begin before they end.
    """
    kept: list[Draft] = []
    by_weight = sorted(drafts, key=lambda d: (-d.weight, d.content[0].start, d.content[0].end))
    places = _Places()
    for draft in by_weight:
        if any(_clash(draft, other) for other in places.near(draft)):
            continue
        places.add(draft)
        kept.append(draft)
    return sorted(kept, key=lambda d: (d.content[0].start, -d.content[-1].end))


def narrated(scene: Scene, kept: list[Draft]) -> list[Draft]:
    """The drafts, those that go on with an infinitive given the source before them.

    « « P », estime la maire. Et d'ajouter que Q »
    """
    told: list[Draft] = []
    for draft in kept:
        goes_on = draft.source is None and draft.head is not None and is_narrated(scene, draft.head)
        before = _last_before(scene, told, start=draft.cue.start) if goes_on and draft.cue else None
        if before is not None:
            draft = replace(draft, source=before.source, source_head=before.source_head)
        told.append(draft)
    return told


def carried(scene: Scene, kept: list[Draft]) -> list[Draft]:
    """Drafts for whole quotations that no frame claimed: the speaker before them goes on.

    A quotation that opens a paragraph or a sentence after an attribution of
    the same paragraph or the one before is taken for the same speaker's.
    """
    found: list[Draft] = []
    for quote in scene.quotes:
        if quote.depth or not scene.is_sentence(quote) or not _stands_alone(scene, quote.outer):
            continue
        if any(c.overlaps(quote.inner) for d in kept for c in d.content):
            continue
        introduced = _introduced(scene, [*kept, *found], quote=quote)
        before = _last_before(scene, [*kept, *found], start=quote.outer.start)
        if introduced is not None:
            found.append(introduced)
        elif before is not None:
            found.append(_going_on(before, quote.inner))
    return [*found, *_running(scene, [*kept, *found])]


def _introduced(scene: Scene, kept: list[Draft], *, quote: Quote) -> Draft | None:
    """A draft for what somebody says whom the sentence before names first, and only names.

    « Me Silva, son avocate, attend le rapport. « Nous n'avons rien reçu. » »
    """
    tree = scene.tree
    inside = range(tree.at(quote.inner.start), tree.before(quote.inner.end) + 1)
    if not any(tree.words[i] in tree.grammar["first_person"] for i in inside):
        return None
    opening = tree.at(quote.outer.start)
    if opening == 0:
        return None
    first, last = tree.sentence_of(opening - 1)
    sentence = tree.span(first, last)
    if last != opening - 1 or any(_touches(d, sentence) for d in kept):
        return None
    mentions = (scene.mention(i) for i in range(first, last + 1))
    named = {m.span: m for m in mentions if m is not None and m.name is not None}
    people = [m for m in named.values() if m.entity_kind is EntityKind.PERSON]
    if len(people) != 1 or not _stands_out(scene, people[0], first=first):
        return None
    span, name = people[0].span, people[0].name or people[0].span
    surname = tree.words[tree.before(name.end)]
    if surname in tree.words[:first]:
        return None
    said = _free(quote.inner)
    return replace(said, source=span, source_head=tree.at(name.start))


def _stands_out(scene: Scene, mention: Mention, *, first: int) -> bool:
    """Whether a person acts in a sentence: its subject, its agent, or the words it opens on."""
    tree = scene.tree
    start = tree.at(mention.span.start)
    opens = start - first <= (tree.tokens.tag[first] == "ADP")
    words = range(start, tree.before(mention.span.end) + 1)
    relations = {tree.tokens.relation[i] for i in words}
    return opens or bool(relations & ACTING)


def _running(scene: Scene, kept: list[Draft]) -> list[Draft]:
    """Drafts for sentences that quote a few words and say not whose: the last speaker's.

    « Le chantier durera « deux ans au moins » », right after what somebody said.
    """
    tree = scene.tree
    found: list[Draft] = []
    for quote in scene.quotes:
        if quote.depth or not _is_fragment(scene, quote):
            continue
        first, last = tree.sentence_of(tree.at(quote.inner.start))
        sentence = contents.tidy(scene.text, tree.span(first, last))
        if not sentence.covers(quote.inner) or any(_touches(d, sentence) for d in (*kept, *found)):
            continue
        if _has_origin(scene, first, last=last):
            continue
        before = _last_before(scene, [*kept, *found], start=sentence.start)
        if before is not None and _follows(scene, before, sentence=sentence):
            found.append(_going_on(before, sentence))
    return found


def _has_origin(scene: Scene, first: int, *, last: int) -> bool:
    """Whether a sentence tells by itself whose words it quotes: a verb of saying, a document."""
    tree = scene.tree
    if scene.cues_between(first, last + 1):
        return True
    inside = range(first, last + 1)
    mentions = (scene.mention(i) for i in inside)
    documents = any(m is not None and m.entity_kind is EntityKind.DOCUMENT for m in mentions)
    return documents or any(tree.words[i] in tree.grammar["indefinite"] for i in inside)


def _is_fragment(scene: Scene, quote: Quote) -> bool:
    """Whether some words in marks say part of something: more than a name or an odd word."""
    tree = scene.tree
    inside = range(tree.at(quote.inner.start), tree.before(quote.inner.end) + 1)
    words = [i for i in inside if tree.tokens.tag[i] != "PUNCT"]
    return len(words) >= WORDS_OF_A_FRAGMENT and quote.inner.of(scene.text)[:1].islower()


def _touches(draft: Draft, sentence: Span) -> bool:
    """Whether an attribution has words in a sentence."""
    parts = (*draft.content, draft.cue, draft.source)
    return any(part is not None and part.overlaps(sentence) for part in parts)


def _follows(scene: Scene, before: Draft, *, sentence: Span) -> bool:
    """Whether a sentence stands right after an attribution, in its paragraph."""
    parts = (*before.content, before.cue, before.source)
    end = max(part.end for part in parts if part is not None)
    gap = scene.text[max(c.end for c in before.content) : sentence.start]
    between = scene.text[end : sentence.start].strip(BETWEEN)
    return "\n" not in gap and not any(mark in between for mark in ".!?")


def _going_on(before: Draft, content: Span) -> Draft:
    """A draft for what the source of another goes on to say."""
    return replace(_free(content), source=before.source, source_head=before.source_head)


def _free(content: Span) -> Draft:
    """A draft for words that no cue attributes."""
    return Draft(
        content=(content,),
        cue=None,
        head=None,
        source=None,
        source_head=None,
        stance=Stance.ASSERT,
        weight=Weight.FREE,
        row="",
    )


class _Places:
    """Kept drafts by coarse place, so that a draft meets only its neighbors."""

    CHARS = 512

    def __init__(self) -> None:
        self._drafts: dict[int, list[Draft]] = {}

    def add(self, draft: Draft) -> None:
        for bucket in self._buckets(draft):
            self._drafts.setdefault(bucket, []).append(draft)

    def near(self, draft: Draft) -> list[Draft]:
        found = [d for b in self._buckets(draft) for d in self._drafts.get(b, ())]
        return list({id(d): d for d in found}.values())

    def _buckets(self, draft: Draft) -> range:
        first = draft.content[0].start // self.CHARS
        return range(first, draft.content[-1].end // self.CHARS + 1)


def _clash(draft: Draft, other: Draft) -> bool:
    """Whether two drafts attribute the same words, or one only goes on inside the other.

    « Il veut qualifier l'accord de … » is one attribution, not two.
    """
    if _goes_on(draft, other) or _goes_on(other, draft) or _is_told_plan(draft, other):
        return True
    if draft.cue and other.cue and draft.cue.overlaps(other.cue):
        phrase = Weight.SILENCE in (draft.weight, other.weight)
        if phrase or draft.head != other.head:
            return True
    if _share(draft.content, other.content) >= SAME_CONTENT:
        return True
    same_head = draft.head is not None and draft.head == other.head
    return same_head and any(a.overlaps(b) for a in draft.content for b in other.content)


def _goes_on(inner: Draft, outer: Draft) -> bool:
    """Whether a draft's cue is an infinitive or object inside another's content, same source."""
    if inner.cue is None or inner.weight > Weight.INFINITIVE:
        return False
    same = inner.source_head is None or inner.source_head == outer.source_head
    return same and any(span.covers(inner.cue) for span in outer.content)


def _is_told_plan(inner: Draft, outer: Draft) -> bool:
    """Whether a plan is part of what somebody says: « dit qu'ils entendent partir »."""
    if inner.stance is not Stance.CONSIDER or inner.weight > Weight.INFINITIVE:
        return False
    told = outer.weight > Weight.INFINITIVE and inner.cue is not None
    return told and any(span.covers(inner.cue) for span in outer.content if inner.cue)


def _share(left: tuple[Span, ...], right: tuple[Span, ...]) -> float:
    """Characters two contents have in common, as a share of the longer."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    longer = max(sum(map(len, left)), sum(map(len, right)))
    return common / longer if longer else 0.0


def _stands_alone(scene: Scene, span: Span) -> bool:
    """Whether a quotation begins a sentence and ends one."""
    before = scene.text[: span.start].rstrip(" \u00a0\u202f—–-")
    after = scene.text[span.end : span.end + 3].lstrip(" \u00a0\u202f")
    inner_end = scene.text[: span.end].rstrip('»”" \u00a0\u202f')[-1:]
    opens = not before or before[-1] in "\n.!?…»”:"
    return opens and (after[:1] in ("", "\n", ".", "«", "“") or inner_end in ".!?…")


def _last_before(scene: Scene, drafts: list[Draft], *, start: int) -> Draft | None:
    """The attribution that ends last before an offset, if near enough."""
    before = [d for d in drafts if d.source is not None and d.content[-1].end <= start]
    if not before:
        return None
    last = max(before, key=lambda d: max(d.content[-1].end, d.cue.end if d.cue else 0))
    end = max(last.content[-1].end, last.cue.end if last.cue else 0)
    gap = scene.text[end:start]
    return last if len(gap) <= CARRIED_CHARS and gap.count("\n\n") <= 1 else None
