"""Tell for whom an actor speaks: a state, an institution, a camp.

Source: editorial practice; a minister speaks for the state, a spokesperson
for the body, a reporter for nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from recoupe.lang import NounKind
from recoupe.model import EntityKind

if TYPE_CHECKING:
    from recoupe.attribution.resolve_drafts import Described, Draft
    from recoupe.attribution.resolve_words import Words
    from recoupe.model import Span

_STATE_SORTS = frozenset({"government", "army", "police", "justice", "service"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_OWNERS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GOVERNMENT})


class Parties:
    """The parties of one article's actors."""

    def __init__(self, words: Words, at: dict[int, Draft], *, drafts: list[Draft]) -> None:
        self.words = words
        self.at = at
        self.home = self._home(drafts)
        self.subjects = sorted(
            (
                (m.span.start, n)
                for n, draft in enumerate(drafts)
                if draft.kind in _OWNERS and draft.number == "singular"
                for m in draft.mentions
                if self._is_subject(m.span)
            ),
        )
        self.drafts = drafts

    def of(self, draft: Draft) -> str | None:
        """The side that an actor speaks for; None when the article does not tell."""
        if draft.kind is EntityKind.DOCUMENT:
            return None
        if draft.key[0] == "territory":
            return draft.name
        if draft.kind in (EntityKind.PERSON, EntityKind.GROUP):
            return self._by_roles(draft)
        if draft.kind is EntityKind.PLACE:
            return self._name(draft.territory)
        if draft.sort in _STATE_SORTS:
            state = draft.territory or self._described_state(draft) or self.home
            return self._name(state) or draft.name
        return draft.name

    def _by_roles(self, draft: Draft) -> str | None:
        """The party that a person's or group's roles give, the surest role first."""
        for described in draft.described:
            if described.kind is NounKind.ROLE and described.sort in ("state", "justice"):
                state = described.territory or self._described_state(draft)
                if state is not None or self.home is not None:
                    return self._name(state or self.home)
        for described in draft.described:
            found = self._by_complement(described)
            if found is not None:
                return found
        if draft.kind is EntityKind.GROUP:
            return self._group(draft)
        return None

    def _by_complement(self, described: Described) -> str | None:
        """The party of the body that a spokesperson or head serves."""
        if described.sort not in ("body", "member", "voice", "any"):
            return None
        phrase = self.words.phrase(described.span)
        for start, end in phrase.complements if phrase else ():
            for token in range(start, end):
                body = self.at.get(token)
                if body is not None and body.kind is not EntityKind.DOCUMENT:
                    return self.of(body) if body.kind is not EntityKind.PERSON else body.name
        if described.determiner == "possessive":
            return self._by_owner(described)
        return self._name(described.territory)

    def _by_owner(self, described: Described) -> str | None:
        """The party of the subject named last before « son délégué », « sa porte-parole »."""
        at = bisect_left(self.subjects, (described.span.start, 0))
        if not at:
            return None
        owner = self.drafts[self.subjects[at - 1][1]]
        return owner.name if owner.kind is EntityKind.PERSON else self.of(owner)

    def _is_subject(self, span: Span) -> bool:
        """Whether words are the subject of a sentence that nobody is quoted with."""
        tokens = range(self.words.first(span), self.words.last(span))
        return not self.words.in_quotation[tokens.start] and any(
            self.words.tokens.relation[i] in _SUBJECTS for i in tokens
        )

    def _group(self, draft: Draft) -> str | None:
        """The state of a group that an adjective ties to it, where its noun speaks for one."""
        for described in draft.described:
            if described.territory and described.sort in (
                "state",
                "body",
                "any",
                "voice",
                "crowd",
                "source",
                "member",
            ):
                return self._name(described.territory)
        if draft.sort == "people":
            return draft.name
        return None

    def _described_state(self, draft: Draft) -> str | None:
        return next((d.territory for d in draft.described if d.territory), None)

    def _name(self, territory: str | None) -> str | None:
        return self.words.lexicon.atlas.name_of(territory) if territory else None

    def _home(self, drafts: list[Draft]) -> str | None:
        """The state whose name opens the headline: « France : la grève continue »."""
        wording = self.words.wording
        for i, word in enumerate(wording.words[:6]):
            if word == ":" and i:
                return self.words.territory(0, i)
        governed = [d.territory for d in drafts if d.key[0] == "described" and d.territory]
        return governed[0] if governed and len(set(governed)) == 1 else None
