"""Give each actor of each article a key: actors of one key are one entity.

Full names, names of bodies, states and places have keys that hold in every
article; a bare family name or a common description has a key of its own text,
so that a file put in twice changes nothing and two texts join only for a
reason (`entities`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.crosscheck.spelling import spelling_of
from recoupe.model import EntityKind, MentionKind
from recoupe.text import text_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.crosscheck.spelling import Spelling
    from recoupe.model import Actor, Link, Reading

Key = tuple[str, ...]

#: Words of a description that make it say who is meant, when one of them is a name.
TELLING_WORDS = 2

_ACRONYM = re.compile(r"[^\W\d_][\w&.\-]*[A-ZÀ-Ý0-9]\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """An actor in its article, with the key by which it is joined."""

    article_id: str
    text_id: str  # the same for two files of one text
    actor: Actor
    key: Key
    others: tuple[Key, ...]  # keys of the actor's other names that hold in every article
    party: str | None  # None also when the actor speaks for itself alone
    spelling: Spelling


def castings_of(reading: Reading) -> tuple[Casting, ...]:
    """The actors of an article with their keys."""
    article = reading.analysis.article
    spelling = spelling_of(article.language)
    named = {m.span for m in reading.analysis.mentions if m.kind is MentionKind.NAME}
    text = text_id(article.text)
    castings = []
    for actor in reading.actors:
        is_named = any(m.span in named for m in actor.mentions) or not actor.mentions
        key = _key(actor, spelling, text=text, is_named=is_named)
        others = tuple(
            k
            for form in (*actor.aliases, actor.name)
            if (k := _other_key(actor, form, spelling=spelling)) and k != key
        )
        castings.append(
            Casting(
                article_id=article.id,
                text_id=text,
                actor=actor,
                key=key,
                others=tuple(dict.fromkeys(others)) if key[0] in ("person", "org") else (),
                party=actor.party if actor.party != actor.name else None,
                spelling=spelling,
            )
        )
    return tuple(castings)


def set_apart(castings: Sequence[Casting], links: Sequence[Link]) -> list[Casting]:
    """The castings, those that editors take out of an entity under a key of their own."""
    keys: dict[str, Key] = {}
    for link in reversed(links):  # the newest has the last word
        for side in link.sides[:-1]:
            keys |= dict.fromkeys(side, ("apart", min(side, default="")))
    return [
        replace(c, key=keys[c.actor.id], others=()) if c.actor.id in keys else c for c in castings
    ]


def is_acronym(form: str) -> bool:
    """Whether a name is written as an acronym: GUR, S.N.C.F., CGT."""
    return bool(_ACRONYM.fullmatch(form)) and sum(c.isupper() for c in form) > 1 and " " not in form


def _key(actor: Actor, spelling: Spelling, *, text: str, is_named: bool) -> Key:
    """The key of an actor; it begins with its sort."""
    if actor.kind is EntityKind.GOVERNMENT and (state := spelling.state(actor.name)):
        return ("state", state)
    if is_named and any(c.isupper() for c in actor.name):
        key = _named_key(actor, spelling, text=text)
        if key is not None:
            return key
    words = spelling.body(actor.name) or (actor.name,)
    is_telling = any(w.startswith("@") for w in words) or _has_inner_capital(actor.name)
    if is_telling and len(words) >= TELLING_WORDS:
        return ("described", actor.kind.value, *words)
    return ("common", actor.kind.value, text, *words)


def _named_key(actor: Actor, spelling: Spelling, *, text: str) -> Key | None:
    """The key of a name; None when the name is but a noun."""
    if actor.kind is EntityKind.PERSON:
        parts = spelling.person(actor.name)
        is_full = len(parts) > 1 and len(parts[0]) > 1
        return ("person", *parts) if is_full else ("bare", text, *parts)
    if actor.kind is EntityKind.PLACE:
        return ("place", *spelling.place(actor.name))
    if actor.kind in (EntityKind.ORGANIZATION, EntityKind.GOVERNMENT):
        return _body_key(actor.name, spelling)
    return None


def _body_key(name: str, spelling: Spelling) -> Key | None:
    """The key of a body's name, the same for its acronym where the tables know it."""
    known = spelling.organization(name)
    if known is not None:
        return ("org", known)
    if spelling.is_common(name):
        return None
    return ("org", *spelling.body(name))


def _other_key(actor: Actor, form: str, *, spelling: Spelling) -> Key | None:
    """The key of another name of an actor, if that name holds in every article."""
    if actor.kind is EntityKind.PERSON:
        parts = spelling.person(form)
        return ("person", *parts) if len(parts) > 1 and len(parts[0]) > 1 else None
    if actor.kind is EntityKind.ORGANIZATION:
        key = _body_key(form, spelling)
        return key if key and (is_acronym(form) or len(key) > TELLING_WORDS) else None
    return None


def _has_inner_capital(name: str) -> bool:
    """Whether a word after the first begins with a capital: « région de Koursk »."""
    return any(w[:1].isupper() for w in re.split(r"[\s'’]+", name)[1:])
