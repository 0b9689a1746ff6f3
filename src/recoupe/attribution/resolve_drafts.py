"""Actors while they are gathered: what an article has said of each so far.

A draft collects names, roles and places of mention; `party` and the final
`Actor` are drawn from it once the whole article has been read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recoupe.lang import NounKind
from recoupe.model import Actor, ActorMention, EntityKind, Span

if TYPE_CHECKING:
    from recoupe.model import Mention, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a noun phrase says of whom it describes."""

    span: Span
    noun: str  # the head's first form in the tables, or its own lower-case words
    kind: NounKind | None
    sort: str
    gender: str
    number: str
    determiner: str
    content: frozenset[str]  # plain words of adjectives and complements
    territory: str | None  # the state that an adjective or complement names
    text: str  # the phrase without determiners, as written
    is_qualified: bool = False  # its content is adjectives alone: « le mouvement armé »
    is_generic: bool = False  # its content only names kinds of bodies: « du parti »


@dataclass(slots=True, kw_only=True)
class Draft:
    """One actor while the article is read."""

    key: tuple[str, ...]
    kind: EntityKind
    name: str
    gender: str = ""
    number: str = "singular"
    sort: str = ""
    territory: str | None = None
    forms: list[str] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)
    mentions: list[ActorMention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    party: str | None = None
    said: set[tuple[str, str, str | None, frozenset[str]]] = field(default_factory=set)

    def keep(self, described: Described) -> bool:
        """Keeps a description that says something new; False when it says nothing new."""
        said = (described.noun, described.number, described.territory, described.content)
        if said in self.said:
            return False
        self.said.add(said)
        self.described.append(described)
        return True

    def add_form(self, form: str) -> None:
        """Keep a name of the actor, as written."""
        if form not in self.forms:
            self.forms.append(form)

    def add_mention(self, mention: Mention, text: str) -> None:
        """Keep a place where the article names the actor."""
        self.mentions.append(
            ActorMention(
                span=mention.span,
                title=mention.title.of(text) if mention.title else None,
                role=mention.role.of(text) if mention.role else None,
            )
        )
        self.starts.append(mention.span.start)

    def identifier(self, article_id: str) -> str:
        """An id that depends on the article and on what names the actor."""
        content = "\x1f".join((article_id, *self.key))
        return "a" + hashlib.blake2b(content.encode(), digest_size=8).hexdigest()

    def actor(self, article_id: str) -> Actor:
        """The finished actor."""
        return Actor(
            id=self.identifier(article_id),
            name=self.name,
            kind=self.kind,
            aliases=tuple(form for form in self.forms if form != self.name),
            party=self.party,
            mentions=tuple(self.mentions),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """To whom a mention refers, why, and on which words that rests."""

    draft: Draft
    how: Reason
    evidence: Span


def is_role(described: Described) -> bool:
    """Whether the phrase describes one person."""
    return described.kind is NounKind.ROLE and described.number != "plural"


def agrees(left: str, right: str) -> bool:
    """Whether two genders can be one; an unknown one agrees with both."""
    return not left or not right or left == right


def same_state(left: str | None, right: str | None) -> bool:
    """Whether two states can be one; an unknown one can be any."""
    return left is None or right is None or left == right


def state_of(draft: Draft) -> str | None:
    """The state that the article ties to an actor."""
    return draft.territory or next((d.territory for d in draft.described if d.territory), None)


def first_noun(noun: str) -> str:
    """The noun that a longer one begins with: « directeur » of « directeur général »."""
    return noun.split(" ", 1)[0]


def same_noun(left: str, right: str) -> bool:
    """Whether two nouns are one, or one is the other said in short."""
    return left == right or first_noun(left) == right or first_noun(right) == left
