"""Find who and what an article names: people, bodies, groups, documents, pronouns.

Names come from `mention_names`, what surrounds them from `mention_around`;
phrases and pronouns that name somebody without a name are added here.

Source: mention and entity as in ACE 2005 and OntoNotes, cut to what can speak.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.analysis.mention_around import Surroundings
from recoupe.analysis.mention_kinds import KindJudge
from recoupe.analysis.mention_names import NameFinder
from recoupe.lang import NounKind, open_lexicon, wording_of
from recoupe.model import EntityKind, Mention, MentionKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.analysis.mention_around import Around
    from recoupe.analysis.mention_cut import Name
    from recoupe.lang import Lexicon, Pack, Phrase, PronounRow, Wording
    from recoupe.model import Tokens

_KINDS = {
    NounKind.ROLE: (MentionKind.DESCRIPTION, EntityKind.PERSON),
    NounKind.BODY: (MentionKind.DESCRIPTION, EntityKind.ORGANIZATION),
    NounKind.GROUP: (MentionKind.GROUP, EntityKind.GROUP),
    NounKind.DOCUMENT: (MentionKind.DOCUMENT, EntityKind.DOCUMENT),
}


def find_mentions(text: str, tokens: Tokens, *, pack: Pack) -> tuple[Mention, ...]:
    """The mentions of a text in order, the wider first where two begin together.

    A mention may lie inside another: the body inside « la cheffe de la police ».

    Cost: linear in the length of the text.
    """
    lexicon = open_lexicon(pack)
    wording = wording_of(text, tokens)
    names = NameFinder(text, wording, lexicon=lexicon).find()
    surroundings = Surroundings(wording, lexicon, names=names)
    around = {name.start: surroundings.of(name) for name in names}
    names = KindJudge(wording, lexicon, surroundings=surroundings, around=around).judge(names)
    around.update(_corrected(names, around))
    found = [
        *_named(names, around, tokens=tokens),
        *_described(surroundings, around, tokens=tokens),
        *_pronouns(wording, lexicon, inside=surroundings.inside),
    ]
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _corrected(names: tuple[Name, ...], around: dict[int, Around]) -> dict[int, Around]:
    """Names whose body's noun turned out to be no role of theirs: « le gouvernement Durand »."""
    return {
        name.start: replace(around[name.start], role=None, noun=None)
        for name in names
        if name.kind is EntityKind.PERSON and around[name.start].noun is NounKind.BODY
    }


def _named(
    names: tuple[Name, ...], around: dict[int, Around], *, tokens: Tokens
) -> Iterator[Mention]:
    """A mention for every name."""
    for name in names:
        if name.kind is None:
            continue
        beside = around[name.start]
        parts = [(name.start, name.end), *(p for p in (beside.title, beside.role) if p)]
        start, end = min(p[0] for p in parts), max(p[1] for p in parts)
        yield Mention(
            span=_span(tokens, (start, end)),
            kind=MentionKind.NAME,
            entity_kind=name.kind,
            name=_span(tokens, (name.start, name.end)),
            title=_span(tokens, beside.title) if beside.title else None,
            role=_span(tokens, beside.role) if beside.role else None,
        )


def _described(
    surroundings: Surroundings, around: dict[int, Around], *, tokens: Tokens
) -> Iterator[Mention]:
    """A mention for every phrase of the tables' nouns that describes no name beside it."""
    taken = {beside.role for beside in around.values() if beside.role}
    for phrase in surroundings.phrases:
        end = phrase.name[0] if phrase.name else phrase.end
        is_fused = tokens.tag[phrase.start] == "ADP"  # « du » holds the article
        start = phrase.core if is_fused else phrase.start
        if (start, end) in taken:
            continue
        kind, entity_kind = _kinds(phrase)
        yield Mention(
            span=_span(tokens, (start, phrase.end)),
            kind=kind,
            entity_kind=entity_kind,
            name=None,
            title=None,
            role=None,
        )


def _kinds(phrase: Phrase) -> tuple[MentionKind, EntityKind]:
    """By what words the phrase names, and what."""
    noun = phrase.noun
    if noun is None:
        return MentionKind.DESCRIPTION, EntityKind.GROUP
    if noun.kind is NounKind.ROLE and phrase.number == "plural":
        return MentionKind.GROUP, EntityKind.GROUP
    if noun.kind is NounKind.BODY and noun.sort == "government":
        return MentionKind.DESCRIPTION, EntityKind.GOVERNMENT
    return _KINDS[noun.kind]


def _pronouns(wording: Wording, lexicon: Lexicon, *, inside: frozenset[int]) -> Iterator[Mention]:
    """A mention for every pronoun that can stand for a speaker."""
    tokens = wording.tokens
    for i, lower in enumerate(wording.lower):
        found = lexicon.pronouns.longest(wording.lower, i)
        if found is None and lower.startswith("-"):
            bare = lexicon.pronouns.longest((lower.rpartition("-")[2],), 0)
            found = (i + 1, bare[1]) if bare else None
        if found is None or i in inside or found[1].sort in ("possessive", "object"):
            continue
        if tokens.relation[i].startswith("expl") or _is_modifier(found, tokens):
            continue
        start = tokens.end[i] - len(lower.rpartition("-")[2]) if lower.startswith("-") else None
        span = _span(tokens, (i, found[0]))
        yield Mention(
            span=span if start is None else Span(start, span.end),
            kind=MentionKind.PRONOUN,
            entity_kind=EntityKind.PERSON,
            name=None,
            title=None,
            role=None,
        )


def _is_modifier(found: tuple[int, PronounRow], tokens: Tokens) -> bool:
    """Whether « ces derniers » is followed by its noun: « ces derniers mois »."""
    end, row = found
    follows = tokens.tag[end] if end < len(tokens) else ""
    return row.sort in ("near", "first") and follows in ("NOUN", "DET", "ADJ")


def _span(tokens: Tokens, part: tuple[int, int]) -> Span:
    return Span(tokens.start[part[0]], tokens.end[part[1] - 1])
