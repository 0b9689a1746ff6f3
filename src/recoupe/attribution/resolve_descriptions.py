"""Find whom a description means: « le ministre », « l'ONG », « ces associations », « le rapport ».

A description goes to an actor whom the article describes by the same noun, or
to a body of the sort the noun names; it looks back first, then ahead. What
contradicts (another state, another gender, another body) excludes. A
description that fits nobody is an actor of its own, under its own words.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.attribution.resolve_ahead import AheadJoiner
from recoupe.attribution.resolve_bodies import BodyFinder
from recoupe.attribution.resolve_documents import DocumentAuthors
from recoupe.attribution.resolve_drafts import (
    Described,
    Draft,
    Link,
    agrees,
    first_noun,
    is_role,
    same_noun,
    same_state,
    state_of,
)
from recoupe.attribution.resolve_variation import Variations
from recoupe.attribution.resolve_words import stem
from recoupe.lang import NounKind
from recoupe.model import EntityKind, MentionKind, Reason, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.attribution.resolve_names import NameJoiner
    from recoupe.attribution.resolve_words import Words
    from recoupe.model import Mention

_RECENT = 40  # actors looked back at; a description seldom reaches further
_LONG_WORD = 3  # letters; shorter words of a body's name tell nothing
_HEADLINE_CHARS = 250  # a first line longer than this is no headline

SAME_ROLE = Reason(
    "L'article décrit cet acteur par le même mot.",
    "The article describes this actor by the same word.",
)
BRACKETED = Reason(
    "L'article donne le nom entre parenthèses.", "The article gives the name in brackets."
)
GOES_BY = Reason(
    "L'article dit le nom que porte cet acteur.", "The article tells the name this actor goes by."
)
MEMBERS = Reason("Ces mots désignent l'organisme.", "These words stand for the body.")
BESIDE = Reason("Ces mots sont apposés au nom.", "These words are set beside the name.")
VOICE = Reason(
    "Un porte-parole sans nom parle pour l'organisme.",
    "A spokesperson without a name speaks for the body.",
)
OWN = Reason(
    "L'article ne dit pas de qui il s'agit : la description est gardée telle quelle.",
    "The article does not tell who it is: the description is kept as it stands.",
)


class DescriptionResolver:
    """Resolves the descriptions of one article, in order, into drafts."""

    def __init__(self, words: Words, joiner: NameJoiner) -> None:
        self.words = words
        self.drafts = joiner.drafts
        self.links = joiner.links
        self.at: dict[int, Draft] = {}
        self.named_to: dict[int, Draft] = {}  # people by the token after their words
        self.by_noun: dict[str, list[Draft]] = {}
        self.recent: list[Draft] = []
        self.touched: dict[tuple[str, ...], Span] = {}  # where each was mentioned last
        self.bracketed: dict[Span, Link] = {}
        self._paired: set[tuple[str, tuple[str, ...]]] = set()
        self._own: dict[tuple[str, ...], Draft] = {}
        end = words.text.find("\n")
        self.headline_end = end if 0 < end <= _HEADLINE_CHARS else 0
        self.is_headline = False
        self.documents = DocumentAuthors(words, self.at)
        self.bodies = BodyFinder(words, self.touched)
        self.variations = Variations(
            words, self.drafts, touched=self.touched, headline_end=self.headline_end
        )

    def resolve(self, mentions: Sequence[Mention]) -> None:
        """Gives every description a draft."""
        for mention in mentions:
            if mention.kind is MentionKind.NAME:
                self._describe_named(mention)
        for mention in mentions:
            if mention.kind in (MentionKind.DESCRIPTION, MentionKind.GROUP):
                self._describe_bracketed(mention)
        inner_first = sorted(mentions, key=lambda m: (m.span.end, -m.span.start))
        body = [m for m in inner_first if m.span.start >= self.headline_end]
        for mention in mentions:
            if mention.span.start < self.headline_end and mention.kind is MentionKind.NAME:
                self._read(mention)
        for mention in body:
            self._read(mention)
        self._begin_headline()
        for mention in inner_first:
            if mention.span.start < self.headline_end:
                self._read(mention)
        self._sign_documents(body)
        ahead = AheadJoiner(self.words, self.links, drafts=self.drafts).join(mentions)
        for token, draft in self.at.items():
            self.at[token] = ahead.get(draft.key, draft)

    def _read(self, mention: Mention) -> None:
        if mention.kind is MentionKind.NAME:
            self._touch(self.links[mention.span].draft, mention.span)
        elif mention.kind is not MentionKind.PRONOUN:
            self._resolve_one(mention)

    def _begin_headline(self) -> None:
        """The headline is read last: what it leaves vague, the body tells, its beginning first."""
        self.is_headline = True
        named = [d for d in self.drafts if d.starts and max(d.starts) >= self.headline_end]
        later = {d.key: min(s for s in d.starts if s >= self.headline_end) for d in named}
        self.recent = sorted(named, key=lambda d: later[d.key])[:_RECENT][::-1]
        for draft in self.recent:
            spans = [m.span for m in draft.mentions if m.span.start >= self.headline_end]
            self.touched[draft.key] = min(spans)

    def _sign_documents(self, mentions: Sequence[Mention]) -> None:
        """Gives documents read before their author was known the author found later."""
        for mention in mentions:
            link = self.links.get(mention.span)
            if link is None or link.draft.kind is not EntityKind.DOCUMENT:
                continue
            phrase = self.words.phrase(mention.span)
            if phrase is None:
                continue
            found = self.documents.author(self.words.described(phrase), mention)
            if found is not None:
                self.links[mention.span] = found
                self.at[phrase.head] = found.draft

    def _describe_named(self, mention: Mention) -> None:
        """Keeps what the role beside a name says of its bearer."""
        draft = self.links[mention.span].draft
        if draft.kind is EntityKind.PERSON:
            self.named_to[self.words.last(mention.span)] = draft
        if mention.name is not None:
            self.at[self.words.first(mention.name)] = draft
        title = mention.title.of(self.words.text) if mention.title else ""
        row = self.words.lexicon.titles.get(title)
        if row is not None and row.role:
            self._add_described(draft, _by_noun(row.role, mention.span, gender=draft.gender))
        if draft.key[0] == "body":
            self._describe_own_noun(draft, mention)
        if mention.role is None:
            return
        phrase = self.words.phrase(mention.role)
        if phrase is None or phrase.noun is None:
            return
        described = self.words.described(phrase)
        if draft.kind is EntityKind.ORGANIZATION:
            described = self._as_body(described)
        self.at.setdefault(phrase.head, draft)
        self._add_described(draft, described)
        further = self._second_role(mention.role, phrase.end)
        if further is not None:
            self._add_described(draft, further)
        if described.kind is NounKind.ROLE and described.gender and not draft.gender:
            draft.gender = described.gender
        if described.kind is NounKind.BODY:
            draft.sort = draft.sort or described.sort
            draft.gender = draft.gender or described.gender
            draft.territory = draft.territory or described.territory

    def _second_role(self, role: Span, end: int) -> Described | None:
        """The second of two roles: « porte-parole de l'armée, le colonel »."""
        last = self.words.last(role)
        if end + 1 >= last:
            return None
        phrase = self.words.reader.read(end + 1, last)
        if phrase is None or phrase.noun is None:
            return None
        return self.words.described(phrase)

    def _describe_own_noun(self, draft: Draft, mention: Mention) -> None:
        """Keeps the noun that a body's name opens with: « Parti », « Cour »."""
        phrase = self.words.phrase(mention.name) if mention.name else None
        if draft.described or phrase is None:
            return
        found = self.words.lexicon.nouns.longest(self.words.wording.lower, phrase.start)
        if found is None or found[1].kind is not NounKind.BODY:
            return
        draft.sort = draft.sort or found[1].sort
        draft.gender = draft.gender or found[1].gender
        described = _by_noun(found[1].key, mention.span, gender=found[1].gender)
        words = self.words.wording.plain[found[0] : self.words.last(mention.span)]
        content = frozenset(stem(w) for w in words if len(w) > _LONG_WORD)
        self._add_described(
            draft, replace(described, content=content, kind=NounKind.BODY, determiner="")
        )

    def _describe_bracketed(self, mention: Mention) -> None:
        """Joins a body's description to the name that follows it in brackets."""
        phrase = self.words.phrase(mention.span)
        if phrase is None or phrase.noun is None or phrase.noun.kind is not NounKind.BODY:
            return
        inner = self.words.bracketed(phrase.end)
        draft = self.at.get(inner) if inner is not None else None
        if draft is None or draft.kind is not EntityKind.ORGANIZATION:
            return  # « le zoo de Marsac (Orne) »
        described = self.words.described(phrase)
        self._add_described(draft, described)
        draft.add_form(described.text)
        draft.sort = draft.sort or described.sort
        draft.territory = draft.territory or described.territory
        self.bracketed[mention.span] = Link(draft=draft, how=BRACKETED, evidence=mention.span)

    def _add_described(self, draft: Draft, described: Described) -> None:
        if not draft.keep(described):
            return
        for noun in {described.noun: None, first_noun(described.noun): None}:
            if (noun, draft.key) not in self._paired:
                self._paired.add((noun, draft.key))
                self.by_noun.setdefault(noun, []).append(draft)

    def _touch(self, draft: Draft, span: Span) -> None:
        """Makes an actor the one mentioned last."""
        self.touched[draft.key] = span
        self.recent = [d for d in self.recent if d is not draft][-_RECENT:]
        self.recent.append(draft)

    def _resolve_one(self, mention: Mention) -> None:
        phrase = self.words.phrase(mention.span)
        if phrase is None or phrase.noun is None:
            return
        described = self.words.described(phrase)
        if not any(d.kind is EntityKind.PERSON for d in self._bearers(described.noun)):
            described = self._as_body(described)
        link = self._link(described, mention)
        if link.how is OWN and is_role(described):
            link = self._by_second(described, mention) or link
        self.links[mention.span] = link
        self.at[phrase.head] = link.draft
        link.draft.add_mention(mention, self.words.text)
        self._add_described(link.draft, described)
        self._touch(link.draft, mention.span)

    def _by_second(self, described: Described, mention: Mention) -> Link | None:
        """Whom the second of two nouns describes: « le juriste et opposant »."""
        at = self.words.last(mention.span)
        _, limit = self.words.sentence(max(at - 1, 0))
        if at + 1 >= limit or self.words.reader.link(at) != "and":
            return None
        phrase = self.words.reader.read(at + 1, limit)
        if phrase is None or phrase.noun is None or phrase.determiner:
            return None
        second = replace(self.words.described(phrase), determiner=described.determiner)
        return self._same(second, mention) if is_role(second) else None

    def _as_body(self, described: Described) -> Described:
        """What a noun for people and bodies says of a body: « l'exploitant »."""
        sort = self.words.lexicon.bodies_too.get(described.noun)
        is_people = described.kind is not NounKind.ROLE or described.number == "plural"
        if sort is None or is_people:
            return described
        return replace(described, kind=NounKind.BODY, sort=sort)

    def _link(self, described: Described, mention: Mention) -> Link:
        """To whom a description refers."""
        found = self.bracketed.get(mention.span)
        if found is not None:
            return found
        found = self._going_by(mention) or self._apposed(described, mention)
        if found is not None:
            return found
        if self._is_ours(described, mention):
            return Link(draft=self._own_draft(described), how=OWN, evidence=mention.span)
        if described.kind is NounKind.DOCUMENT:
            found = self.documents.author(described, mention, is_headline=self.is_headline)
        elif described.sort in ("member", "organ"):
            found = self._whole(mention, MEMBERS) or self._same(described, mention)
        elif described.sort == "voice":
            found = self._same(described, mention) or self._only(described)
            found = found or self._whole(mention, VOICE)
        elif self.is_headline or described.determiner != "indefinite":
            found = self._same(described, mention)
        return found or Link(draft=self._own_draft(described), how=OWN, evidence=mention.span)

    def _is_ours(self, described: Described, mention: Mention) -> bool:
        """Whether the article's own writer speaks of theirs: « notre équipe »."""
        first = self.words.phrase(mention.span)
        at = first.start if first is not None else 0
        is_own = described.determiner == "possessive" and not self.words.in_quotation[at]
        return is_own and self.words.wording.lower[at] in self.words.ours

    def _apposed(self, described: Described, mention: Mention) -> Link | None:
        """The person right before a bare role: « le colonel Luc Vautrel, commandant du poste »."""
        first = self.words.first(mention.span)
        draft = self.named_to.get(first - 1)
        is_bare = described.kind is NounKind.ROLE and not described.determiner
        if draft is None or not is_bare or self.words.wording.words[first - 1] != ",":
            return None
        return Link(draft=draft, how=BESIDE, evidence=mention.span)

    def _going_by(self, mention: Mention) -> Link | None:
        """Who bears the name that the words after a description give: « se présentant comme »."""
        words = self.words.wording
        i = self.words.last(mention.span)
        i += i < len(words.words) and words.words[i] == ","
        if i >= len(words.words):
            return None
        found = self.words.lexicon.namings.longest(words.lower, i)
        draft = (
            self.at.get(found[0]) if found is not None and found[0] in self.words.names else None
        )
        if draft is None or draft.kind is EntityKind.PLACE:
            return None
        return Link(draft=draft, how=GOES_BY, evidence=mention.span)

    def _whole(self, mention: Mention, how: Reason) -> Link | None:
        """The body whose members or spokesperson are meant."""
        phrase = self.words.phrase(mention.span)
        for start, end in phrase.complements if phrase else ():
            for token in range(start, end):
                draft = self.at.get(token)
                if draft is not None and draft.kind in _BODIES:
                    return Link(draft=draft, how=how, evidence=mention.span)
        return None

    def _same(self, described: Described, mention: Mention) -> Link | None:
        """The actor whom the same noun or the same sort describes."""
        fitting = [d for d in self._bearers(described.noun) if fits(d, described)]
        at = mention.span.start
        best = min(fitting, key=lambda d: self._rank(d, described, at=at)) if fitting else None
        is_told = best is not None and described.sort == "organ" and is_particular(best)
        if described.kind is NounKind.BODY and described.number == "singular" and not is_told:
            other = self.bodies.find(described, at, recent=self.recent)
            if other is not None and (best is None or self._is_nearer(other.draft, best)):
                return other
        if best is not None:
            return Link(draft=best, how=SAME_ROLE, evidence=_evidence(best, described))
        is_told_in_full = described.content and self._whole(mention, SAME_ROLE) is None
        if is_role(described) and described.determiner != "possessive":
            is_short = is_told_in_full and self._is_bare(described.noun)
            found = self._only(described) if described.is_generic or is_short else None
            if found is not None:
                return found
        if is_role(described):
            return self.variations.find(described, mention, recent=self.recent)
        return None

    def _is_bare(self, noun: str) -> bool:
        """Whether a role stands without complement wherever the article gives it to a name."""
        named = [d for d in self._bearers(noun) if d.forms and d.kind is EntityKind.PERSON]
        return not any(d.content for one in named for d in one.described if d.noun == noun)

    def _only(self, described: Described) -> Link | None:
        """The only person named as what is described, whatever completes the noun."""
        named = [
            d
            for d in self._bearers(described.noun)
            if d.forms and d.kind is EntityKind.PERSON and agrees(d.gender, described.gender)
        ]
        if len(named) != 1 or described.determiner == "indefinite":
            return None
        if not same_state(state_of(named[0]), described.territory):
            return None
        return Link(draft=named[0], how=SAME_ROLE, evidence=_evidence(named[0], described))

    def _rank(self, draft: Draft, described: Described, *, at: int) -> tuple[int, bool, int]:
        """Less is better: shared content, then a state that is known, then nearness."""
        shared = max(len(described.content & d.content) for d in draft.described)
        is_vague = not described.content and state_of(draft) is None and not draft.forms
        for distance, other in enumerate(reversed(self.recent)):
            if other is draft:
                return -shared, is_vague, distance
        after = bisect_left(draft.starts, at)
        ahead = draft.starts[after] - at if after < len(draft.starts) else at
        return -shared, is_vague, _RECENT + ahead

    def _bearers(self, noun: str) -> Sequence[Draft]:
        """The actors whom a noun describes; the recent ones only, where they are a crowd."""
        known = self.by_noun.get(noun) or self.by_noun.get(first_noun(noun), [])
        return known if len(known) <= _RECENT else self.recent

    def _is_nearer(self, draft: Draft, best: Draft) -> bool:
        """Whether a named body was mentioned after the unnamed one of the same noun."""
        if best.forms:
            return False
        after = next((d for d in reversed(self.recent) if d is draft or d is best), None)
        return after is draft

    def _own_draft(self, described: Described) -> Draft:
        """The actor that a description is by itself."""
        key = ("described", described.noun, described.number, *sorted(described.content))
        key = (*key, described.territory or "")
        if key not in self._own:
            self._own[key] = Draft(
                key=key,
                kind=_kind(described),
                name=described.text,
                gender=described.gender,
                number=described.number,
                sort=described.sort,
                territory=described.territory,
            )
            self.drafts.append(self._own[key])
        return self._own[key]


_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GOVERNMENT})


def fits(draft: Draft, described: Described) -> bool:
    """Whether nothing speaks against the actor being the one described."""
    same = [d for d in draft.described if same_noun(d.noun, described.noun)]
    if draft.kind is EntityKind.PERSON and not agrees(draft.gender, described.gender):
        return False
    is_body = described.kind is NounKind.BODY and draft.kind in _BODIES
    if not is_body and not any(d.number == described.number for d in same):
        return False
    return any(_compatible(d, described) for d in same)


def is_particular(draft: Draft) -> bool:
    """Whether a body is told from others of its kind: « l'hôpital de Marsac »."""
    bodies = (d for d in draft.described if d.kind is NounKind.BODY and d.sort != "organ")
    return bool(draft.forms) or any(d.content for d in bodies)


def _compatible(known: Described, described: Described) -> bool:
    if not same_state(known.territory, described.territory):
        return False
    if not described.content:
        return True
    return described.content <= known.content or (
        bool(known.content) and known.content <= described.content
    )


def _by_noun(noun: str, span: Span, *, gender: str) -> Described:
    """A description by one noun alone."""
    return Described(
        span=span,
        noun=noun,
        kind=NounKind.ROLE,
        sort="body",
        gender=gender,
        number="singular",
        determiner="definite",
        content=frozenset(),
        territory=None,
        text=noun,
    )


def _evidence(draft: Draft, described: Described) -> Span:
    spans = [d.span for d in draft.described if same_noun(d.noun, described.noun)]
    return spans[0]


def _kind(described: Described) -> EntityKind:
    if described.kind is NounKind.BODY and described.number == "singular":
        is_state = described.sort == "government"
        return EntityKind.GOVERNMENT if is_state else EntityKind.ORGANIZATION
    if described.kind is NounKind.DOCUMENT:
        return EntityKind.DOCUMENT
    if described.kind is NounKind.ROLE and described.number == "singular":
        return EntityKind.PERSON
    return EntityKind.GROUP
