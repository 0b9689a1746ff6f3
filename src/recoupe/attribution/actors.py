"""Gather the actors of an article: one per person or body, with its names and its party.

Names are joined first (`resolve_names`), then descriptions are resolved in the
order of the text (`resolve_descriptions`); what stays unresolved is an actor
under its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.attribution.resolve_descriptions import DescriptionResolver
from recoupe.attribution.resolve_index import is_acronym_of
from recoupe.attribution.resolve_names import NameJoiner
from recoupe.attribution.resolve_party import Parties
from recoupe.attribution.resolve_words import Words
from recoupe.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from recoupe.attribution.resolve_drafts import Draft, Link
    from recoupe.lang import Pack
    from recoupe.model import Actor, Analysis, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """An article's actors, and to whom each of its mentions refers."""

    analysis: Analysis
    actors: tuple[Actor, ...]
    words: Words
    links: Mapping[Span, Link]  # by the mention's span
    at: Mapping[int, Draft]  # by the first token of a name, the head of a description
    by_key: Mapping[tuple[str, ...], Actor]
    parties: Parties
    state: Callable[[str], Draft]  # the draft of a state, by its code

    def actor(self, draft: Draft) -> Actor:
        """The finished actor of a draft; a new one when no mention of the article names it."""
        return self.by_key.get(draft.key) or draft.actor(self.analysis.article.id)


def gather_actors(analysis: Analysis, pack: Pack) -> tuple[Actor, ...]:
    """The actors of an analyzed article, in the order of their first mention."""
    return assemble(analysis, pack).actors


def assemble(analysis: Analysis, pack: Pack) -> Cast:
    """The actors of an analyzed article with the links that `resolve` needs.

    Cost: linear in the number of mentions.
    """
    words = Words(analysis, pack)
    joiner = NameJoiner(words)
    joiner.join(analysis.mentions)
    resolver = DescriptionResolver(words, joiner)
    resolver.resolve(analysis.mentions)
    drafts = [d for d in joiner.drafts if d.mentions]
    for draft in drafts:
        draft.name = _usual_name(draft)
    parties = Parties(words, resolver.at, drafts=drafts)
    for draft in drafts:
        draft.party = parties.of(draft)
    drafts.sort(key=lambda d: (min(m.span for m in d.mentions), d.key))
    by_key = {d.key: d.actor(analysis.article.id) for d in drafts}
    return Cast(
        analysis=analysis,
        actors=tuple(by_key.values()),
        words=words,
        links=joiner.links,
        at=resolver.at,
        by_key=by_key,
        parties=parties,
        state=joiner.state,
    )


def _usual_name(draft: Draft) -> str:
    """The name the article uses: a person's fullest, a body's acronym or most frequent one."""
    if draft.kind is not EntityKind.ORGANIZATION or draft.key[0] != "body":
        return draft.name
    short = [f for f in draft.forms if _is_acronym(f, draft.forms)]
    return short[0] if short else draft.name


def _is_acronym(form: str, forms: list[str]) -> bool:
    """Whether a form is written as an acronym and a longer form stands beside it."""
    is_short = form.isupper() and " " not in form and len(form) > 1
    return is_short and any(is_acronym_of(form, other) or " " in other for other in forms)
