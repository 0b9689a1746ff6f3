"""Join the actors of several articles into entities, each join with its reason.

Spellings of one name have one key (`spelling`); what keys alone cannot join
(acronyms, short forms, bare family names, descriptions) is joined one by one
where one candidate fits and nothing speaks against it (`joining`). Two people
of one family name stay two.

Source: house, after how desks keep their lists of names.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.crosscheck.castings import castings_of, set_apart
from recoupe.crosscheck.joining import Joiner, usual
from recoupe.model import Entity, EntityKind, EntityMention, Passage, Reason
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recoupe.crosscheck.castings import Casting, Key
    from recoupe.model import Link, Reading

#: Hexadecimal digits of an entity's id.
ID_DIGITS = 12
#: Sorts of keys whose party two articles may give differently for two different bodies.
_SPLIT_BY_PARTY = frozenset({"org", "described"})

#: What one key says of the names it joins, by the sort of key.
_JOINED_BY_KEY = {
    "described": ("les mêmes mots", "the same words"),
    "org": ("noms d'un même organisme", "names of one body"),
    "person": ("formes d'un même nom", "forms of one name"),
    "place": ("formes d'un même nom", "forms of one name"),
    "state": ("un même État", "one state"),
}


def join_actors(readings: Iterable[Reading], *, links: Sequence[Link] = ()) -> tuple[Entity, ...]:
    """The entities that the actors of all articles are, with the reasons of every join.

    Neither the order of the readings nor the names of their files matter; a
    text put in twice adds mentions and changes nothing else. What editors join
    or set apart comes last; `links` are of ids of actors, the newest first.

    Cost: linear in the actors, but for names that many people bear, where it
    is bounded.
    """
    castings = [c for r in readings for c in castings_of(r)]
    joiner = Joiner(_by_key(set_apart(castings, links)))
    joiner.join()
    joiner.judge(links)
    entities = [
        _entity(key, found, reasons=joiner.reasons.get(key, []))
        for key, found in joiner.joined().items()
    ]
    entities.sort(key=in_order)
    return _with_one_name_per_party(entities)


def in_order(entity: Entity) -> tuple[str, str, str]:
    """Where an entity stands: by its name."""
    return folded(entity.name), entity.kind, entity.id


def _with_one_name_per_party(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities, each party under the name of the body that it is."""
    names: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.kind in (EntityKind.ORGANIZATION, EntityKind.GOVERNMENT):
            for form in (entity.name, *entity.aliases):
                names[folded(form)].add(entity.name)
    return tuple(
        replace(e, party=min(found))
        if e.party and len(found := names.get(folded(e.party), set())) == 1
        else e
        for e in entities
    )


def _by_key(castings: Sequence[Casting]) -> dict[Key, list[Casting]]:
    """The castings of each key; bodies of one name that speak for two parties stay two."""
    parties: dict[Key, set[str]] = defaultdict(set)
    for casting in castings:
        if casting.party:
            parties[casting.key].add(casting.party)
    groups: dict[Key, list[Casting]] = defaultdict(list)
    for casting in castings:
        key = casting.key
        is_known = casting.spelling.organization(casting.actor.name) is not None
        if key[0] in _SPLIT_BY_PARTY and len(parties[key]) > 1 and not is_known:
            key = (*key, "|", casting.party or "")
        groups[key].append(casting)
    for found in groups.values():
        found.sort(key=lambda c: (c.text_id, c.article_id, c.actor.id))
    return groups


def own_id(reading: Reading, actor_id: str) -> str | None:
    """The id of the entity that an actor is wherever its name alone tells who it is."""
    return next((_id(c.key) for c in castings_of(reading) if c.actor.id == actor_id), None)


def _id(key: Key) -> str:
    return hashlib.sha256("\x1f".join(key).encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]


def _entity(key: Key, castings: Sequence[Casting], *, reasons: Iterable[Reason]) -> Entity:
    """One entity; a text that several files hold counts once for its name and party."""
    once = tuple({(c.text_id, c.actor.name, c.actor.kind, c.party): c for c in castings}.values())
    kind = EntityKind(usual(c.actor.kind for c in once))
    proper = [c for c in once if c.key[0] not in ("common", "described")]
    name = _name(kind, [c.actor.name for c in proper or once])
    parties = [c.actor.party for c in once if c.actor.party]
    aliases = {form for c in once for form in (*c.actor.aliases, c.actor.name)}
    mentions = {
        EntityMention(passage=Passage(c.article_id, m.span), title=m.title, role=m.role)
        for c in castings
        for m in c.actor.mentions
    }
    return Entity(
        id=_id(key),
        name=name,
        kind=kind,
        aliases=tuple(sorted(aliases - {name})),
        party=_party(once, parties),
        mentions=tuple(sorted(mentions, key=lambda m: (m.passage, m.title or "", m.role or ""))),
        actor_ids=tuple(sorted({c.actor.id for c in castings})),
        reasons=tuple(sorted({*reasons, *_spellings(key, aliases)})),
    )


def _name(kind: EntityKind, names: list[str]) -> str:
    """The name to write: a person's fullest, a body's most usual."""
    if kind is EntityKind.PERSON:
        most = max(len(n.split()) for n in names)
        names = [n for n in names if len(n.split()) == most]
    return usual(names)


def _party(castings: Sequence[Casting], parties: list[str]) -> str | None:
    """The party most articles give; that of the entity itself only when none gives another."""
    others = [p for c in castings if (p := c.party)]
    return usual(others or parties) if parties else None


def _spellings(key: Key, aliases: Iterable[str]) -> Iterable[Reason]:
    """The reason of a join that one key alone has made: other letters, the same name."""
    forms = sorted({folded(a): a for a in sorted(aliases)}.values())
    if len(forms) < 2 or key[0] not in _JOINED_BY_KEY:
        return
    names = ", ".join(f"« {f} »" for f in forms)
    fr, en = _JOINED_BY_KEY[key[0]]
    yield Reason(f"{names} : {fr}.", f"{names}: {en}.")
