"""Find whom a varied description means: « l'élu » for the mayor, « la biologiste » for who led.

French news seldom says a name or a role twice: it varies. The noun is then a
broader or narrower one than the role that the article gave, or tells a trade
of somebody named just before, or says that somebody leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.attribution.resolve_drafts import Described, Draft, Link, agrees, same_state, state_of
from recoupe.model import EntityKind, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recoupe.attribution.resolve_words import Words
    from recoupe.model import Mention, Span

_LEAD_TOKENS = 120  # the headline and the first sentences, where roles come before names
_NEAR_CHARS = 400  # about two sentences; a varied description reaches no further
_FAR_CHARS = 1500  # a broader noun may reach over a few paragraphs
_VARIED_SORTS = frozenset({"state", "any", "public", "voice"})
_FUNCTIONS = frozenset({"body", "any", "voice"})  # what one does in a body, whatever one's trade

LEAD = Reason(
    "Le titre ne nomme qu'une personne, et l'article commence par sa fonction.",
    "The headline names one person only, and the article begins with their role.",
)
LAST_LEADER = Reason(
    "C'est le dernier responsable que l'article nomme.",
    "It is the last person in charge whom the article names.",
)
VARIED = Reason(
    "L'article vient de nommer une personne, et ne lui donne pas d'autre fonction.",
    "The article has just named a person, and gives them no other role.",
)
BROADER = Reason(
    "Ce mot désigne aussi la fonction que l'article donne à cette personne.",
    "This word also names the role that the article gives to this person.",
)


class Variations:
    """Finds the people whom one article's varied descriptions mean.

    `touched` has the place where each actor was mentioned last, by its key.
    """

    def __init__(
        self,
        words: Words,
        drafts: list[Draft],
        *,
        touched: Mapping[tuple[str, ...], Span],
        headline_end: int,
    ) -> None:
        self.words = words
        self.touched = touched
        self.drafts = drafts
        self.headline_end = headline_end
        self.broader = words.lexicon.broader
        self._headline: list[Draft] | None = None

    def find(
        self, described: Described, mention: Mention, *, recent: Sequence[Draft]
    ) -> Link | None:
        """The person meant, or None when nobody fits; `recent` has the last mentioned last."""
        at = mention.span.start
        if described.sort == "any" and not described.content:
            found = self._leader(described, recent)
            if found is not None:
                return found
        if described.determiner not in ("definite", "demonstrative"):
            return None
        found = self._lead(described, mention) or self._broader(described, recent, at=at)
        is_headline = at < self.headline_end  # nobody stands just before it
        return found if found or is_headline else self._varied(described, recent, at=at)

    def _leader(self, described: Described, recent: Sequence[Draft]) -> Link | None:
        """The person in charge whom the article named last: « le dirigeant »."""
        for draft in reversed(recent):
            if draft.kind is not EntityKind.PERSON or not draft.forms:
                continue
            leads = any(d.sort in ("state", "body", "any") for d in draft.described)
            is_state = same_state(state_of(draft), described.territory)
            if leads and is_state and agrees(draft.gender, described.gender):
                return Link(draft=draft, how=LAST_LEADER, evidence=self.touched[draft.key])
        return None

    def _lead(self, described: Described, mention: Mention) -> Link | None:
        """The one person whom the headline names, when the lead gives a role alone."""
        if self.words.first(mention.span) > _LEAD_TOKENS or described.sort not in ("state", "body"):
            return None
        people = [d for d in self._headline_people() if not d.described]
        if len(people) != 1 or not agrees(people[0].gender, described.gender):
            return None
        return Link(draft=people[0], how=LEAD, evidence=people[0].mentions[0].span)

    def _headline_people(self) -> list[Draft]:
        if self._headline is None:
            end = self.headline_end
            self._headline = [
                d
                for d in self.drafts
                if d.kind is EntityKind.PERSON and d.forms and d.starts and d.starts[0] < end
            ]
        return self._headline

    def _broader(self, described: Described, recent: Sequence[Draft], *, at: int) -> Link | None:
        """The person last named whose role the noun takes in, or who is in its trade."""
        for draft in reversed(recent):
            if draft.kind is not EntityKind.PERSON or draft.number == "plural":
                continue
            if abs(at - self.touched[draft.key].start) > _FAR_CHARS:
                continue
            is_same = agrees(draft.gender, described.gender) and same_state(
                state_of(draft), described.territory
            )
            roles = [d for d in draft.described if self._covers(described.noun, d.noun)]
            if is_same and roles and (not described.content or draft.forms):
                return Link(draft=draft, how=BROADER, evidence=roles[0].span)
        return None

    def _covers(self, left: str, right: str) -> bool:
        """Whether one noun is broader than the other."""
        return right in self.broader.get(left, ()) or left in self.broader.get(right, ())

    def _varied(self, described: Described, recent: Sequence[Draft], *, at: int) -> Link | None:
        """The person named just before, to whom the article gives no other role of the kind."""
        is_trade = described.noun in self.words.lexicon.trades
        is_pointed = described.determiner == "demonstrative"
        is_apt = is_trade or is_pointed or described.sort in _VARIED_SORTS
        if described.content or not is_apt:
            return None
        for draft in reversed(recent):
            if draft.kind is not EntityKind.PERSON or not draft.forms:
                continue
            if abs(at - self.touched[draft.key].start) > _NEAR_CHARS:
                return None
            is_other = any(self._excludes(d, described) for d in draft.described)
            if not is_other and agrees(draft.gender, described.gender):
                return Link(draft=draft, how=VARIED, evidence=self.touched[draft.key])
        return None

    def _excludes(self, known: Described, described: Described) -> bool:
        """Whether who is described one way is not described the other way too."""
        if described.sort == "public":
            return known.sort != "public"
        is_trade = described.noun in self.words.lexicon.trades or described.sort == "private"
        known_trade = known.noun in self.words.lexicon.trades
        return not (is_trade and not known_trade and known.sort in _FUNCTIONS)
