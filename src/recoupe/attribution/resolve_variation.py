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
_FULL = 3  # parts of the key of a person named in full
_LEADING = frozenset({"state", "body", "any", "public", "voice"})
_OFFICIAL = frozenset({"state", "body", "any", "public"})
_FUNCTIONS = frozenset({"body", "any", "voice"})  # what one does in a body, whatever one's trade

LEAD = Reason(
    "Jusque-là, l'article ne nomme qu'une personne, et ne dit pas sa fonction.",
    "Up to there, the article names one person only, and does not tell their role.",
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
        self._people: dict[int, list[Draft]] = {}

    def find(
        self, described: Described, mention: Mention, *, recent: Sequence[Draft]
    ) -> Link | None:
        """The person meant, or None when nobody fits; `recent` has the last mentioned last."""
        at = mention.span.start
        if described.sort == "any":
            found = self._leader(described, recent)
            if found is not None:
                return found
        if described.determiner not in ("definite", "demonstrative"):
            return None
        found = self._lead(described, mention) or self._broader(described, recent, at=at)
        is_headline = at < self.headline_end  # nobody stands just before it
        if found or is_headline:
            return found
        return self._varied(described, recent, mention=mention) or self._introduced(
            described, recent, at=at
        )

    def _introduced(self, described: Described, recent: Sequence[Draft], *, at: int) -> Link | None:
        """The one person named so far in a paragraph, by the bare name: their role comes after."""
        start = self.words.text.rfind("\n", 0, at) + 1
        named = [d for d in recent if d.kind is EntityKind.PERSON and d.forms]
        here = [d for d in named if self.touched[d.key].start >= start]
        if len(here) != 1 or here[0].described or len(here[0].key) < _FULL:
            return None
        if self._is_beside(self.touched[here[0].key], at):
            return None
        is_state = same_state(state_of(here[0]), described.territory)
        if described.sort not in _OFFICIAL or not is_state:
            return None
        if not agrees(here[0].gender, described.gender):
            return None
        return Link(draft=here[0], how=VARIED, evidence=self.touched[here[0].key])

    def _leader(self, described: Described, recent: Sequence[Draft]) -> Link | None:
        """The person in charge whom the article named last: « le dirigeant »."""
        for draft in reversed(recent):
            if draft.kind is not EntityKind.PERSON or not draft.forms:
                continue
            leads = any(d.sort in _LEADING for d in draft.described)
            is_state = same_state(state_of(draft), described.territory)
            is_sure = not described.content or (
                described.determiner == "definite" and self._is_only(draft)
            )
            if leads and is_state and is_sure and agrees(draft.gender, described.gender):
                return Link(draft=draft, how=LAST_LEADER, evidence=self.touched[draft.key])
        return None

    def _is_only(self, draft: Draft) -> bool:
        """Whether the article names no other person who can be of the same gender."""
        people = (d for d in self.drafts if d.kind is EntityKind.PERSON and d.forms)
        return not any(d is not draft and agrees(d.gender, draft.gender) for d in people)

    def _lead(self, described: Described, mention: Mention) -> Link | None:
        """The one person whom the headline names, when the lead gives a role alone."""
        first = self.words.first(mention.span)
        if first > _LEAD_TOKENS or described.sort not in ("state", "body"):
            return None
        if first and self.words.reader.link(first - 1) == "and":
            return None  # « Luc Vautrel et le ministre » are two
        people = [d for d in self._named_before(self.headline_end) if not d.described]
        people = people or self._named_before(mention.span.start)
        if len(people) != 1 or people[0].described:
            return None
        if not agrees(people[0].gender, described.gender):
            return None
        return Link(draft=people[0], how=LEAD, evidence=people[0].mentions[0].span)

    def _named_before(self, end: int) -> list[Draft]:
        """The people named before a place in the text."""
        if end not in self._people:
            self._people[end] = [
                d
                for d in self.drafts
                if d.kind is EntityKind.PERSON and d.forms and d.starts and min(d.starts) < end
            ]
        return self._people[end]

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

    def _varied(
        self, described: Described, recent: Sequence[Draft], *, mention: Mention
    ) -> Link | None:
        """The person named just before, to whom the article gives no other role of the kind."""
        at = mention.span.start
        is_trade = described.noun in self.words.lexicon.trades
        is_pointed = described.determiner == "demonstrative"
        is_apt = is_trade or is_pointed or described.sort in _VARIED_SORTS
        is_apt = is_apt or self._is_camp(described.noun)
        if not is_apt or (described.content and not self._tells_field(described, mention)):
            return None
        for draft in reversed(recent):
            if draft.kind is not EntityKind.PERSON or not draft.forms:
                continue
            touched = self.touched[draft.key]
            if abs(at - touched.start) > _NEAR_CHARS or self._is_beside(touched, at):
                return None
            is_other = any(self._excludes(d, described) for d in draft.described)
            if not is_other and agrees(draft.gender, described.gender):
                return Link(draft=draft, how=VARIED, evidence=self.touched[draft.key])
        return None

    def _tells_field(self, described: Described, mention: Mention) -> bool:
        """Whether plain words tell what an expert knows: « la spécialiste des séismes ».

        Nobody holds a field alone, so a definite expert was met before; who
        belongs to somebody or to a body may not have been.
        """
        phrase = self.words.phrase(mention.span)
        if described.noun not in self.broader or phrase is None or phrase.name is not None:
            return False
        words, nouns = self.words.wording, self.words.lexicon.nouns
        return bool(phrase.complements) and not any(
            words.is_capital(i) or nouns.longest(words.lower, i) is not None
            for start, end in phrase.complements
            for i in range(start, end)
        )

    def _is_camp(self, noun: str) -> bool:
        """Whether a noun tells to which side somebody belongs: « la socialiste »."""
        found = self.words.lexicon.nouns.longest((noun + "s",), 0)
        return found is not None and found[1].sort == "people"

    def _is_beside(self, span: Span, at: int) -> bool:
        """Whether words stand in the sentence of a name before them: it varies none there."""
        end = self.words.sentence(self.words.first(span))[1]
        return span.start < at < self.words.tokens.end[end - 1]

    def _excludes(self, known: Described, described: Described) -> bool:
        """Whether who is described one way is not described the other way too."""
        if self._is_camp(described.noun):
            return False
        if described.sort == "public":
            return known.sort != "public"
        is_trade = described.noun in self.words.lexicon.trades or described.sort == "private"
        known_trade = known.noun in self.words.lexicon.trades
        return not (is_trade and not known_trade and known.sort in _FUNCTIONS)
