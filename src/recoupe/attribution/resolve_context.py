"""What resolution looks at: an article's actors, where their words begin, who has spoken so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.attribution.actors import assemble
from recoupe.attribution.resolve_pronouns import PronounResolver
from recoupe.model import MentionKind

if TYPE_CHECKING:
    from recoupe.attribution.actors import Cast
    from recoupe.attribution.resolve_pronouns import Heard
    from recoupe.lang import Pack
    from recoupe.model import Actor, Analysis, Mention


class SourceIndex:
    """The mentions of an article by the tokens where their words can begin."""

    def __init__(self, cast: Cast) -> None:
        self.pronouns = PronounResolver(cast)
        self.named: dict[int, Mention] = {}
        self.described: dict[int, Mention] = {}
        for mention in cast.analysis.mentions:
            if mention.kind is MentionKind.NAME:
                self._add_name(mention, cast)
            elif mention.kind is not MentionKind.PRONOUN:
                phrase = cast.words.phrase(mention.span)
                for token in {cast.words.first(mention.span), phrase.core if phrase else -1}:
                    self.described.setdefault(token, mention)

    def _add_name(self, mention: Mention, cast: Cast) -> None:
        """Keeps a name under every token of its own, its title's and its role's opening."""
        words = cast.words
        parts = [mention.span, mention.title, mention.name]
        if mention.role is not None and mention.role.start <= mention.span.start:
            phrase = words.phrase(mention.role)
            self.named.setdefault(phrase.core if phrase else words.first(mention.role), mention)
        for part in parts:
            if part is not None:
                self.named.setdefault(words.first(part), mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What resolution looks at: an article's actors, and who has spoken so far.

    `actors` grows by those whom only a source names; `heard` runs from the
    most recent speaker backwards.
    """

    cast: Cast
    index: SourceIndex
    actors: tuple[Actor, ...]
    heard: tuple[Heard, ...] = ()

    @property
    def previous(self) -> tuple[str, ...]:
        """The ids of those who have spoken, the most recent first."""
        return tuple(self.cast.actor(h.draft).id for h in self.heard)


def open_context(analysis: Analysis, pack: Pack) -> Context:
    """The context in which an article's first source is resolved, its actors gathered."""
    cast = assemble(analysis, pack)
    return Context(cast=cast, index=SourceIndex(cast), actors=cast.actors)
