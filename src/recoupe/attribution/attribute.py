"""From an analysis to its attributions: frames draft, the best are kept, speakers found.

The order matters: contents first, for all frames at once; then speakers, from
the beginning of the text to its end, since each may be named by those before.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from recoupe.attribution import facets
from recoupe.attribution.adpositions import adposition_drafts, phrase_drafts
from recoupe.attribution.choose import carried, chosen, narrated
from recoupe.attribution.nouns import noun_drafts
from recoupe.attribution.resolve import resolve
from recoupe.attribution.resolve_context import open_context
from recoupe.attribution.scene import Draft, Scene, Weight, set_scene
from recoupe.attribution.silence import silence_drafts, stance_of_words
from recoupe.attribution.unmarked import colon_drafts, gapped_drafts, slogan_drafts
from recoupe.attribution.verbs import verbal_drafts
from recoupe.model import LOSSES, Attribution, Part, Quotation, Reading, Resolution, Stance, Voice

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model import Actor, Analysis, Span

#: Characters of the stretches by which attributions are looked up.
STRETCH = 256
#: Contents before a source that may hold it, at most: reports nest no deeper.
NEAR_CONTENTS = 4
#: Hexadecimal digits of an attribution's id.
ID_DIGITS = 12


def attribute(analysis: Analysis, pack: Pack) -> Reading:
    """Who is said to have said what in an article, with the actors it names.

    Cost: linear in the length of the text.
    """
    scene = set_scene(analysis, pack)
    drafts = chosen(
        chain(
            verbal_drafts(scene),
            adposition_drafts(scene),
            phrase_drafts(scene),
            slogan_drafts(scene),
            noun_drafts(scene),
            colon_drafts(scene),
            gapped_drafts(scene),
            silence_drafts(scene),
        )
    )
    drafts = narrated(scene, drafts)
    drafts = sorted((d for d in (*drafts, *carried(scene, drafts)) if _says(scene, d)), key=_place)
    actors, attributions = _spoken(scene, drafts)
    attributions = _relayed(attributions)
    return Reading(
        analysis=analysis,
        actors=actors,
        attributions=attributions,
        voices=_voices(analysis, attributions),
    )


def _says(scene: Scene, draft: Draft) -> bool:
    """Whether every part of a draft's content holds a word."""
    return all(any(c.isalnum() for c in span.of(scene.text)) for span in draft.content)


def _place(draft: Draft) -> tuple[int, int]:
    """Where a draft's words of attribution stand, for the order in which speakers are found."""
    anchor = draft.source or draft.cue or draft.content[0]
    return anchor.start, draft.content[0].start


def _spoken(scene: Scene, drafts: list[Draft]) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """The actors of the article, those found on the way among them, and the attributions."""
    context = open_context(scene.analysis, scene.pack)
    attributions: list[Attribution] = []
    told: tuple[Span, ...] = ()
    for draft in drafts:
        resolutions: tuple[Resolution, ...] = ()
        if draft.source is not None:
            nested = any(c.covers(draft.source) for c in told)
            resolutions, context = resolve(draft.source, context, is_nested=nested)
        told = (*draft.content, *told)[:NEAR_CONTENTS]
        attributions.append(_attribution(scene, draft, resolutions=resolutions))
    attributions.sort(key=lambda a: (a.content[0].start, -a.content[-1].end, a.id))
    return context.actors, tuple(attributions)


def _attribution(scene: Scene, draft: Draft, *, resolutions: tuple[Resolution, ...]) -> Attribution:
    """The record of a draft, its facets read off its content and its sentence."""
    article = scene.analysis.article
    content, quotation = facets.quotation(scene, draft)
    headline = article.headline
    in_headline = headline is not None and headline.covers(content[0])
    return Attribution(
        id=_id(article.id, draft, content=content),
        article_id=article.id,
        content=content,
        cue=draft.cue,
        source=draft.source,
        speakers=tuple(dict.fromkeys(r.actor_id for r in resolutions)),
        resolution=resolutions,
        relayed_by=(),
        quotation=quotation,
        stance=_stance(scene, draft, content=content, quotation=quotation),
        certainty=facets.certainty(scene, replace(draft, content=content)),
        said_on=facets.said_on(scene, draft),
        venue=facets.venue(scene, draft),
        part=Part.HEADLINE if in_headline else Part.BODY,
    )


def _stance(
    scene: Scene, draft: Draft, *, content: tuple[Span, ...], quotation: Quotation
) -> Stance:
    """The cue's stance, or what the content itself does when the cue only says.

    « C'est faux » denies, « Nous demandons … » calls, a question asks, and who
    reiterates an engagement promises.
    """
    asks = content[-1].of(scene.text).rstrip().endswith("?")
    if asks and quotation is Quotation.DIRECT and draft.stance in (Stance.ASSERT, Stance.CALL):
        return Stance.ASK
    labels = draft.stance is Stance.ACCUSE or draft.weight is Weight.OBJECT
    if labels and facets.holds_denial(scene, content):
        return Stance.DENY
    says = draft.stance in (Stance.ASSERT, Stance.PROMISE)
    if says and facets.clears(scene, draft, content=content):
        return Stance.DENY
    if draft.stance is not Stance.ASSERT:
        return draft.stance
    if draft.weight is Weight.OBJECT:
        return facets.named_act(scene, content[0]) or draft.stance
    if quotation is not Quotation.DIRECT:
        return draft.stance
    said = stance_of_words(scene, content[0]) if len(content) == 1 else None
    return said or facets.performed(scene, content[0]) or draft.stance


def _id(article_id: str, draft: Draft, *, content: tuple[Span, ...]) -> str:
    """An id from the article and the places of content and cue, the same in every run."""
    cue = (draft.cue.start, draft.cue.end) if draft.cue else ()
    key = (article_id, tuple((s.start, s.end) for s in content), cue)
    return hashlib.sha256(repr(key).encode()).hexdigest()[:ID_DIGITS]


@dataclass(frozen=True, slots=True)
class _Cover:
    """An attribution by the stretch it covers."""

    start: int
    end: int
    attribution: Attribution


def _relayed(attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, each with those who relay it: the speakers whose content holds its cue."""
    relayed = []
    open_: list[_Cover] = []
    for attribution in attributions:
        place = attribution.cue or attribution.content[0]
        open_ = [c for c in open_ if c.end > place.start]
        around = [
            c.attribution
            for c in open_
            if attribution.cue is not None
            and any(s.covers(attribution.cue) for s in c.attribution.content)
        ]
        by = tuple(dict.fromkeys(s for a in around for s in a.speakers))
        relayed.append(replace(attribution, relayed_by=by))
        open_.append(_Cover(attribution.content[0].start, attribution.content[-1].end, attribution))
    return tuple(relayed)


def _voices(analysis: Analysis, attributions: tuple[Attribution, ...]) -> tuple[Voice, ...]:
    """On whose word each quantity stands: the narrowest attribution whose content holds it.

    Half of the quantity's words suffice: its bound may lie in the cue
    (« estimé à dix mille »).

    Cost: linear in the text; attributions are found by the stretches they cover.
    """
    by_stretch: dict[int, list[tuple[Span, Attribution]]] = defaultdict(list)
    for attribution in attributions:
        for span in attribution.content:
            for stretch in range(span.start // STRETCH, span.end // STRETCH + 1):
                by_stretch[stretch].append((span, attribution))
    voices: list[Voice] = []
    for index, quantity in enumerate(analysis.quantities):
        near = by_stretch[quantity.span.end // STRETCH]
        around = [a for span, a in near if 2 * _common(span, quantity.span) >= len(quantity.span)]
        best = min(around, key=lambda a: (sum(map(len, a.content)), a.id), default=None)
        if best is None and voices and _goes_on(analysis, index):
            voices.append(replace(voices[-1], quantity=index))
            continue
        voices.append(
            Voice(
                quantity=index,
                attribution_id=best.id if best else None,
                speakers=best.speakers if best else (),
            )
        )
    return tuple(voices)


def _goes_on(analysis: Analysis, index: int) -> bool:
    """Whether a loss is joined to the one before: « neuf morts et treize disparus »."""
    before, here = analysis.quantities[index - 1 : index + 1]
    if before.event not in LOSSES or here.event not in LOSSES:
        return False
    tokens = analysis.tokens
    first = bisect_left(tokens.start, before.span.end)
    last = bisect_left(tokens.start, here.span.start)
    between = range(first, last)
    return len(between) == 1 and (tokens.tag[first] == "CCONJ" or tokens.relation[first] == "punct")


def _common(left: Span, right: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))
