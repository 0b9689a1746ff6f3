"""Join people first met by their role alone to the name that the article gives them later.

« Le président a démenti. Luc Durand admet toutefois … »: the name is new, bears
no role, and takes up the subject. « selon le maire de Marsac … Le maire, Luc
Durand »: a role without complement beside a name says that it was met before.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from recoupe.attribution.resolve_drafts import Draft, Link, agrees, first_noun, same_state, state_of
from recoupe.model import EntityKind, MentionKind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.attribution.resolve_words import Words
    from recoupe.model import Mention, Span

_REACH = 2  # sentences after a role in which its bearer is named
_ADDED_REACH = 6  # the same where the name only goes on: « a ajouté Luc Durand »
_ROLES = 12  # roles looked at for one name, bearers for one role; more are a list
_OPENING = 3  # tokens at a sentence's beginning: « Pour Luc Durand, »
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})

NEXT = Reason(
    "L'article nomme ensuite cette personne, sans autre fonction, comme sujet.",
    "The article then names this person, with no role, as its subject.",
)
MET_BEFORE = Reason(
    "L'article donne plus loin le nom de qui exerce cette fonction.",
    "The article later gives the name of who holds this role.",
)


class AheadJoiner:
    """Joins the unnamed people of one article to names that follow."""

    def __init__(self, words: Words, links: dict[Span, Link], *, drafts: list[Draft]) -> None:
        self.words = words
        self.links = links
        self.drafts = drafts

    def join(self, mentions: Sequence[Mention]) -> dict[tuple[str, ...], Draft]:
        """The named person for each unnamed one, by key; links and drafts are changed to suit."""
        roles = sorted((m for m in mentions if self._is_unnamed(m)), key=lambda m: m.span)
        starts = [m.span.start for m in roles]
        bearers = self._bearers()
        found: dict[tuple[str, ...], Link] = {}
        for mention in (m for m in roles if not self._is_voice(m)):
            link = self._met_before(mention, bearers)
            if link is not None:
                found.setdefault(self.links[mention.span].draft.key, link)
        for name in mentions:
            if name.kind is MentionKind.NAME and self._is_new(name):
                role = self._before(name, roles[: bisect_right(starts, name.span.start)][-_ROLES:])
                if role is None:
                    continue
                link = Link(draft=self.links[name.span].draft, how=NEXT, evidence=name.span)
                if self._is_voice(role):
                    self.links[role.span] = link  # the body it spoke for stays as it is
                else:
                    found.setdefault(self.links[role.span].draft.key, link)
        self._replace(found, mentions)
        return {key: link.draft for key, link in found.items()}

    def _is_unnamed(self, mention: Mention) -> bool:
        """Whether the mention is a definite role that no name was found for."""
        link = self.links.get(mention.span)
        if link is None or mention.kind is not MentionKind.DESCRIPTION:
            return False
        draft = link.draft
        is_person = draft.kind is EntityKind.PERSON and draft.number == "singular"
        is_own = is_person and draft.key[0] == "described"
        phrase = self.words.phrase(mention.span)
        is_definite = phrase is not None and phrase.determiner == "definite"
        return is_definite and (is_own or self._is_voice(mention))

    def _is_voice(self, mention: Mention) -> bool:
        """Whether a spokesperson without a name speaks here for a body."""
        phrase = self.words.phrase(mention.span)
        is_voice = phrase is not None and phrase.noun is not None and phrase.noun.sort == "voice"
        return is_voice and self.links[mention.span].draft.kind is not EntityKind.PERSON

    def _bearers(self) -> dict[str, list[tuple[Draft, Span]]]:
        """The named people whom a definite role without a complement describes, by its noun."""
        found: dict[str, list[tuple[Draft, Span]]] = {}
        for draft in self.drafts:
            if draft.kind is not EntityKind.PERSON or not draft.forms:
                continue
            for known in draft.described:
                if known.determiner == "definite" and not known.content:
                    found.setdefault(first_noun(known.noun), []).append((draft, known.span))
        return found

    def _met_before(
        self, mention: Mention, bearers: Mapping[str, list[tuple[Draft, Span]]]
    ) -> Link | None:
        """The one person whom the article later names as « le maire », without a complement."""
        own = self.links[mention.span].draft
        fitting = [
            (draft, span)
            for draft, span in bearers.get(first_noun(own.key[1]), [])[:_ROLES]
            if span.start > mention.span.start and _can_be(draft, own)
        ]
        if len({draft.key for draft, _ in fitting}) != 1:
            return None
        return Link(draft=fitting[0][0], how=MET_BEFORE, evidence=fitting[0][1])

    def _is_new(self, name: Mention) -> bool:
        """Whether a person is named here first, without a role, to open or as the subject."""
        link = self.links.get(name.span)
        if link is None or link.draft.kind is not EntityKind.PERSON or link.draft.described:
            return False
        if min(link.draft.starts) != name.span.start:
            return False
        first = self.words.first(name.span)
        is_opening = first - self.words.sentence(first)[0] < _OPENING
        return is_opening or self._is_subject(name)

    def _before(self, name: Mention, roles: Iterable[Mention]) -> Mention | None:
        """The role nearest before the name that is a subject and can be its bearer's."""
        here = self._sentence(name)
        target = self.links[name.span].draft
        is_added = self._goes_on(name)
        is_varied = is_added or self._has_nationality(name)
        reach = _ADDED_REACH if is_added else _REACH
        fitting = [
            m
            for m in roles
            if m.span.end <= name.span.start
            and 0 < here - self._sentence(m) <= reach
            and self._is_subject(m)
            and (_can_be(target, self.links[m.span].draft) or self._is_voice(m))
            and (is_varied or "\n" not in self.words.text[m.span.end : name.span.start])
        ]
        return fitting[-1] if fitting else None

    def _has_nationality(self, name: Mention) -> bool:
        """Whether only a nationality leads to the name, as to one known: « le Jordanien Zeid »."""
        before = self.words.first(name.span) - 1
        words, tag = self.words.wording.words, self.words.tokens.tag
        if before < 1 or tag[before - 1] != "DET":
            return False
        return self.words.lexicon.atlas.demonym(words[before]) is not None

    def _goes_on(self, name: Mention) -> bool:
        """Whether who bears the name only goes on: « a ajouté Luc Vautrel », told before."""
        before = self.words.first(name.span) - 1
        return before >= 0 and self.words.tokens.lemma[before] in self.words.grammar["going_on"]

    def _is_subject(self, mention: Mention) -> bool:
        relation = self.words.tokens.relation
        start, end = self.words.first(mention.span), self.words.last(mention.span)
        return any(relation[i] in _SUBJECTS for i in range(start, end))

    def _sentence(self, mention: Mention) -> int:
        first = self.words.first(mention.span)
        return bisect_right(self.words.tokens.sentences, (first, len(self.words.tokens)))

    def _replace(self, found: dict[tuple[str, ...], Link], mentions: Iterable[Mention]) -> None:
        """Links the mentions of those found to the named, and forgets the unnamed."""
        for mention in mentions:
            link = self.links.get(mention.span)
            if link is None or link.draft.key not in found:
                continue
            target = found[link.draft.key]
            self.links[mention.span] = target
            target.draft.add_mention(mention, self.words.text)
        gone = {draft.key: draft for draft in self.drafts if draft.key in found}
        for key, draft in gone.items():
            for described in draft.described:
                found[key].draft.keep(described)
        self.drafts[:] = [d for d in self.drafts if d.key not in found]


def _can_be(named: Draft, unnamed: Draft) -> bool:
    """Whether nothing speaks against the two being one person."""
    return agrees(named.gender, unnamed.gender) and same_state(state_of(named), unnamed.territory)
