"""Frames of clauses inserted in what they attribute, or set after it.

    « P », affirme X · P, a affirmé X · « A », dit X, « B » · « A, dit X, B »

Source: house rows of `cues.tsv`, frame `ins`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution import contents, sources
from recoupe.attribution.following import Found
from recoupe.attribution.scene import Weight
from recoupe.attribution.speakers import mention_after, source_span, subject_after
from recoupe.model import Span

if TYPE_CHECKING:
    from recoupe.attribution.cues import Cue
    from recoupe.attribution.quotes import Quote
    from recoupe.attribution.scene import Scene

#: Between a closing mark and its verb: a comma, a dash, spaces.
GAP_CHARS = 6


def inserted(scene: Scene, cue: Cue, *, inside: Quote | None) -> tuple[int, tuple[Found, ...]]:
    """The subject of a clause such as « , a affirmé X », and what it attributes beside it.

    `inside` is the quotation that the clause interrupts. No content when the
    cue is not inserted.
    """
    tree = scene.tree
    if "ins" not in cue.frames or not _is_inserted(scene, cue):
        return cue.head, ()
    subject = subject_after(scene, cue)
    if subject is None or tree.words[subject] in tree.grammar["first_person"]:
        return cue.head, ()
    source = source_span(scene, subject)
    end = max(source.end if source else 0, tree.tokens.end[cue.last])
    hole = Span(_hole_start(scene, cue), end)
    pieces = _around(scene, cue, hole=hole, inside=inside)
    return subject, tuple(Found(content, weight, frozenset({"ins"})) for content, weight in pieces)


def _is_inserted(scene: Scene, cue: Cue) -> bool:
    """Whether a cue stands in an inserted clause, its subject after it.

    A parser may take a noun before the comma for the subject; where somebody
    who can speak follows the verb, it is theirs.
    """
    if _closes_fragment(scene, cue):
        return False
    if sources.is_inverted(scene.tree, cue.head):
        return True
    if cue.frames & {"objaddr", "addressee"}:
        return False
    if sources.is_present_participle(scene.tree, cue.head):
        return False
    inserted = sources.stands_inserted(scene.tree, cue.first)
    return inserted and mention_after(scene, cue) is not None


def _closes_fragment(scene: Scene, cue: Cue) -> bool:
    """Whether a fragment in marks stands before a verb: « des « heurts » ont opposé »."""
    start = scene.tree.tokens.start[cue.first]
    quote = scene.closing_by(start)
    if quote is None or scene.text[quote.outer.end : start].strip():
        return False
    return not scene.is_sentence(quote)


def _hole_start(scene: Scene, cue: Cue) -> int:
    """Where an inserted clause begins: at « comme » or a clitic before its verb."""
    first = cue.first
    if first > 0 and scene.tree.words[first - 1] in scene.tree.grammar["inserted_opener"]:
        first -= 1
    return scene.tree.tokens.start[first]


def _around(
    scene: Scene, cue: Cue, *, hole: Span, inside: Quote | None
) -> list[tuple[tuple[Span, ...], Weight]]:
    """The contents that an inserted clause attributes, with the weight of each."""
    text = scene.text
    if inside is not None:
        cut = contents.without(text, inside.inner, hole=hole)
        return [(cut, Weight.QUOTATION)] if cut else []
    before = _closing_before(scene, cue)
    after = _resumed(scene, hole)
    if before is not None:
        whole = _whole(scene, before)
        if after is None:
            return [(whole, Weight.ENCLOSED)]
        if after.inner.of(text)[:1].islower() or whole[-1].of(text)[-1:] not in ".!?…":
            return [((*whole, after.inner), Weight.ENCLOSED)]
        return [(whole, Weight.ENCLOSED), ((after.inner,), Weight.ENCLOSED)]
    first, last = scene.tree.sentence_of(cue.head)
    sentence = scene.tree.span(first, last)
    cut = contents.without(text, sentence, hole=hole)
    if not cut or not _has_comma(scene, hole):
        return []
    return [(cut, Weight.INSERTED)]


def _has_comma(scene: Scene, hole: Span) -> bool:
    """Whether a comma, a dash or a closing mark parts an inserted clause from the rest."""
    before = scene.text[max(0, hole.start - 3) : hole.start].rstrip()
    return before[-1:] in (",", "»", "”", '"', "–", "—", "!", "?", "…")


def _closing_before(scene: Scene, cue: Cue) -> Quote | None:
    """The outermost quotation that closes just before a cue."""
    start = scene.tree.tokens.start[cue.first]
    quote = scene.closing_by(start)
    if quote is None or start - quote.outer.end > GAP_CHARS:
        return None
    between = scene.text[quote.outer.end : start]
    return None if between.strip(" ,\u00a0\u202f\n–—-") else quote


def _whole(scene: Scene, quote: Quote) -> tuple[Span, ...]:
    """A quotation with what its sentence puts before it, when the quotation is a fragment of it."""
    text = scene.text
    first, _ = scene.tree.sentence_of(scene.tree.at(quote.outer.start))
    start = scene.tree.tokens.start[first]
    lead = text[start : quote.outer.start]
    if lead.strip() and not lead.rstrip().endswith(":") and quote.inner.of(text)[:1].islower():
        return (contents.tidy(text, Span(start, quote.outer.end)),)
    chain = [quote]
    while (before := scene.closing_by(chain[0].outer.start)) is not None:
        if before.closed or text[before.outer.end : chain[0].outer.start].strip():
            break
        chain.insert(0, before)
    return tuple(q.inner for q in chain)


def _resumed(scene: Scene, hole: Span) -> Quote | None:
    """The quotation that goes on after an inserted clause: « A », dit X, « B »."""
    quote = scene.opening_from(hole.end)
    if quote is None or quote.depth:
        return None
    between = scene.text[hole.end : quote.outer.start]
    return quote if between.strip() in (",", ":", ";") else None
