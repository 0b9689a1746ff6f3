"""Quotations without a verb that attributes them: signed, after a colon, shouted.

    X : « P » · « P » (X) · aux cris de « P » · X ne décolère pas : « P »
    X dénonce « P », Y « Q »

Source: house rows of `cues.tsv`, class slogan; frames of headlines and captions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution.cues import find_phrases_with
from recoupe.attribution.scene import Draft, Scene, Weight
from recoupe.attribution.sources import main_subject
from recoupe.attribution.speakers import SPEAKING, is_speaker, kind_of, source_span
from recoupe.model import EntityKind, MentionKind, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.quotes import Quote
    from recoupe.model import Mention

#: Frames of verbs that can be left out the second time.
SHARED_FRAMES = frozenset({"np", "de", "a", "about", "objaddr", "label"})
#: What parts the members of a list.
LISTING = frozenset({",", ";"})
#: Words between parentheses after a name, at most.
PARENTHESIS = 8


def slogan_drafts(scene: Scene) -> Iterator[Draft]:
    """The quotations of crowds: « ils ont défilé aux cris de « P » »."""
    tree = scene.tree
    for first, last, row in find_phrases_with(tree, scene.pack, frame="quote"):
        quote = scene.opening_from(tree.tokens.end[last])
        if quote is None or scene.text[tree.tokens.end[last] : quote.outer.start].strip():
            continue
        subject = main_subject(tree, first)
        yield Draft(
            content=(quote.inner,),
            cue=tree.span(first, last),
            head=first,
            source=source_span(scene, subject),
            source_head=subject,
            stance=Stance(row.stance),
            weight=Weight.QUOTATION,
            row=row.cue,
        )


def gapped_drafts(scene: Scene) -> Iterator[Draft]:
    """The quotations whose verb stands once for several: « X dénonce « P », Y « Q » »."""
    for quote in scene.quotes:
        mention = None if quote.depth else listed_speaker(scene, quote)
        if mention is None:
            continue
        first, _ = scene.tree.sentence_of(scene.tree.at(quote.outer.start))
        before = scene.cues_between(first, scene.tree.at(mention.span.start))
        cue = before[-1] if before else None
        if cue is None or cue.negated or not cue.frames & SHARED_FRAMES:
            continue
        told = scene.closing_by(mention.span.start)
        if told is None or told.outer.start < scene.tree.tokens.end[cue.last]:
            continue
        yield Draft(
            content=(quote.inner,),
            cue=scene.tree.span(cue.first, cue.last),
            head=cue.head,
            source=_with_article(scene, mention),
            source_head=scene.tree.at((mention.name or mention.span).start),
            stance=cue.stance,
            weight=Weight.FREE,
            row=cue.rows[0].cue,
        )


def _with_article(scene: Scene, mention: Mention) -> Span:
    """The words of a mention with the article before it: « l'Arabie saoudite »."""
    tree = scene.tree
    first = tree.at(mention.span.start)
    first -= first > 0 and tree.tokens.tag[first - 1] == "DET"
    return Span(tree.tokens.start[first], mention.span.end)


def listed_speaker(scene: Scene, quote: Quote) -> Mention | None:
    """Who stands between a comma or « et » and a quotation, alone or before « de »."""
    tree = scene.tree
    last = tree.at(quote.outer.start) - 1
    if last > 0 and tree.words[last] in tree.grammar["of"] | tree.grammar["about"]:
        last -= 1
    mention = scene.mention(last) if last > 0 else None
    if mention is None or mention.kind is MentionKind.PRONOUN:
        return None
    if mention.entity_kind not in SPEAKING - {EntityKind.DOCUMENT} | {EntityKind.PLACE}:
        return None  # « et l'Arabie saoudite « Q » »: a place that a quotation follows speaks
    start = tree.at(mention.span.start)
    start -= start > 0 and tree.tokens.tag[start - 1] == "DET"
    listed = start > 0 and (
        tree.words[start - 1] in LISTING or tree.tokens.tag[start - 1] == "CCONJ"
    )
    return mention if listed and tree.before(mention.span.end) == last else None


def colon_drafts(scene: Scene) -> Iterator[Draft]:
    """The quotations that only a name and a colon attribute: « Ada Bell : « … » »."""
    for quote in scene.quotes:
        if quote.depth or not scene.is_sentence(quote):
            continue
        signed = _signed(scene, quote)
        if signed is not None:
            yield _free(quote, signed.span, head=scene.tree.before(signed.span.end))
            continue
        lead = scene.text[max(0, quote.outer.start - 3) : quote.outer.start].rstrip()
        if not lead.endswith(":"):
            continue
        colon = scene.tree.before(quote.outer.start)
        if colon <= 0 or scene.tree.words[colon] != ":":
            continue
        mention = _named(scene, quote, colon=colon)
        subject = main_subject(scene.tree, colon) if mention is None else None
        if mention is not None:
            yield _free(quote, mention.span, head=colon - 1)
        elif subject is not None and subject < colon and _is_somebody(scene, subject):
            source = source_span(scene, subject)
            if source is not None:  # « La maire ne décolère pas : « P » »
                yield _free(quote, source, head=subject)


def _named(scene: Scene, quote: Quote, *, colon: int) -> Mention | None:
    """Whom alone the words before a colon name."""
    headline = scene.analysis.article.headline
    mention = scene.mention(_before_parenthesis(scene, colon))
    first, _ = scene.tree.sentence_of(colon)
    if headline is not None and headline.covers(quote.inner):
        mention = _first_speaker(scene, first, last=colon) or mention
    if mention is None or mention.kind is MentionKind.PRONOUN:
        return None
    opens = mention.span.start - scene.tree.tokens.start[first] <= len("— ")
    return mention if opens and mention.entity_kind in SPEAKING else None


def _is_somebody(scene: Scene, subject: int) -> bool:
    """Whether a subject is somebody who can speak, no place, no document and not « on »."""
    vague = scene.tree.grammar["indefinite"] | scene.tree.grammar["nobody"]
    if scene.tree.words[subject] in vague or not is_speaker(scene, subject):
        return False
    return kind_of(scene, subject) is not EntityKind.DOCUMENT


def _free(quote: Quote, source: Span, *, head: int) -> Draft:
    """The draft of a quotation that only a name beside it attributes."""
    return Draft(
        content=(quote.inner,),
        cue=None,
        head=None,
        source=source,
        source_head=head,
        stance=Stance.ASSERT,
        weight=Weight.FREE,
        row="",
    )


def _signed(scene: Scene, quote: Quote) -> Mention | None:
    """Who signs a quotation between parentheses after it: « « P » (Ada Bell) »."""
    tree = scene.tree
    after = tree.at(quote.outer.end)
    if after + 2 >= len(tree) or tree.words[after] != "(":
        return None
    mention = scene.mention(after + 1)
    if (
        mention is None
        or mention.entity_kind not in SPEAKING
        or mention.kind is MentionKind.PRONOUN
    ):
        return None
    closing = tree.before(mention.span.end) + 1
    closes = closing < len(tree) and tree.words[closing] in (")", ",")
    return mention if closes and tree.at(mention.span.start) == after + 1 else None


def _before_parenthesis(scene: Scene, colon: int) -> int:
    """The token before a colon, past a party in parentheses: « Le sénateur (UPR) : « P » »."""
    words = scene.tree.words
    if words[colon - 1] == ")":
        near = range(colon - 2, max(0, colon - PARENTHESIS), -1)
        opened = next((i for i in near if words[i] == "("), colon)
        return max(0, opened - 1)
    return colon - 1


def _first_speaker(scene: Scene, first: int, *, last: int) -> Mention | None:
    """Whom a headline names first: « Le maire amer après le vote : « … » »."""
    mentions = (scene.mention(i) for i in range(first, last))
    found = next((m for m in mentions if m is not None), None)
    return found if found is not None and found.entity_kind in SPEAKING else None
