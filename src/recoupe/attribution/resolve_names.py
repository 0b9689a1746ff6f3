"""Join the names of an article: full name and surname, acronym and expansion, capital and state.

Two people of one surname stay two: a bare surname goes to the one whom title,
gender or nearness points to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recoupe.attribution.resolve_drafts import Draft, Link
from recoupe.attribution.resolve_index import NameIndex, parts
from recoupe.lang import PlaceKind, entry_words, plain
from recoupe.model import EntityKind, Mention, MentionKind, Reason, Span

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from recoupe.attribution.resolve_words import Words
    from recoupe.lang import Organization, Place

_LINKED = 2  # words before a short name among which a preposition parts it: « de la »
_SHORT = 2  # letters of a first word that is too short to be a name's beginning
_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ýa-z0-9&.-]*[A-ZÀ-Ý0-9]\.?")

NAMED = Reason("L'article donne ce nom.", "The article gives this name.")
SURNAME = Reason(
    "C'est le nom de famille d'une personne que l'article nomme en entier.",
    "It is the surname of a person whom the article names in full.",
)
ACRONYM = Reason("C'est le sigle de ce nom.", "It is the acronym of this name.")
SEAT = Reason(
    "Une capitale ou un siège du pouvoir qui parle ou agit désigne l'État.",
    "A capital or seat of power that speaks or acts stands for the state.",
)


class NameJoiner:
    """Joins the names of one article into drafts."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.drafts: list[Draft] = []
        self.links: dict[Span, Link] = {}
        self._by_key: dict[tuple[str, ...], Draft] = {}
        self._bracketed: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._territories: Counter[str] | None = None

    def join(self, mentions: Sequence[Mention]) -> None:
        """Gives every name mention a draft."""
        named = [m for m in mentions if m.kind is MentionKind.NAME]
        self._places([m for m in named if self._place(m) is not None])
        rest = [m for m in named if m.span not in self.links]
        bodies = [m for m in rest if m.entity_kind is not EntityKind.PERSON]
        self._bodies([m for m in bodies if m.entity_kind is not EntityKind.PLACE])
        self._people([m for m in rest if m.entity_kind is EntityKind.PERSON])
        for mention in rest:
            if mention.span not in self.links:
                key = ("place", *self._key(mention))
                self._link(mention, self._draft(key, mention, kind=EntityKind.PLACE), how=NAMED)

    # ── places ──

    def _place(self, mention: Mention) -> Place | None:
        """The place of the tables that the whole name is."""
        if mention.name is None or mention.entity_kind is EntityKind.PERSON:
            return None
        first, last = self.words.first(mention.name), self.words.last(mention.name)
        found = self.words.lexicon.atlas.places.longest(self.words.wording.plain, first)
        return found[1] if found is not None and found[0] == last else None

    def _places(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            place = self._place(mention)
            if place is None:
                continue
            is_city = place.kind is PlaceKind.CAPITAL
            if is_city and mention.entity_kind is EntityKind.PLACE:
                self._link(mention, self._city(mention, place), how=NAMED)
                continue
            draft = self.state(self._likeliest(place))
            draft.add_form(self._form(mention))
            how = NAMED if place.kind is PlaceKind.TERRITORY else SEAT
            self._link(mention, draft, how=how)
            if how is NAMED and draft.forms:
                draft.name = self._own_name(draft)

    def _likeliest(self, place: Place) -> str:
        """Which state a name that can stand for several means: the one named more often."""
        if not place.others:
            return place.territory
        if self._territories is None:
            self._territories = self.words.territories()
        counts = self._territories
        return max((place.territory, *place.others), key=lambda t: counts[t])

    def _city(self, mention: Mention, place: Place) -> Draft:
        """A capital named as a place."""
        draft = self._draft(("place", *self._key(mention)), mention, kind=EntityKind.PLACE)
        draft.territory = place.territory
        return draft

    def state(self, territory: str) -> Draft:
        """The draft of a state."""
        key = ("territory", territory)
        if key not in self._by_key:
            draft = Draft(
                key=key,
                kind=_state_kind(territory),
                name=self.words.lexicon.atlas.name_of(territory),
                territory=territory,
                sort="government",
            )
            self._add(draft)
        return self._by_key[key]

    def _own_name(self, draft: Draft) -> str:
        """The state's usual name, or the first the article gives when it never gives that."""
        usual = self.words.lexicon.atlas.name_of(draft.territory or "")
        own = [f for f in draft.forms if self._is_territory(f)]
        return usual if usual in own or not own else own[0]

    def _is_territory(self, form: str) -> bool:
        words = tuple(plain(w) for w in entry_words(form))
        found = self.words.lexicon.atlas.places.longest(words, 0)
        return found is not None and found[1].kind is PlaceKind.TERRITORY

    # ── bodies ──

    def _bodies(self, mentions: Sequence[Mention]) -> None:
        """Joins bodies: the longest names first, so that short forms find them."""
        keys = {self._key(m) for m in mentions}
        forms = sorted(keys - {()}, key=lambda k: (-len(parts(k)), -len(k), k))
        first = {self._key(m): m for m in reversed(mentions)}
        self._bracketed = self._expansions(mentions)
        index = NameIndex()
        for key in forms:
            known = self._listed(first[key])
            found = self._same_body(key, first[key], index=index, known=known)
            if found is None:
                found = self._draft(("body", *key), first[key], kind=EntityKind.ORGANIZATION)
                found.sort = known.sort if known else self._sort_told(first[key])
                found.gender = known.gender if known else ""
                found.territory = known.territory or None if known else None
            index.add(key, found)
        for mention in mentions:
            draft = index.exact(self._key(mention))
            if draft is None:
                continue
            draft.add_form(self._form(mention))
            self._link(mention, draft, how=ACRONYM if self._is_short(mention, draft) else NAMED)

    def _sort_told(self, mention: Mention) -> str:
        """The sort of body that the last word of a name tells, or its first: « Air Maldor »."""
        words, known = self._form(mention).split(), self.words.lexicon.name_words
        return known.get(words[-1], known.get(words[0], ""))

    def _expansions(self, mentions: Sequence[Mention]) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The long name before each name that brackets hold: « Agence verte (AV) »."""
        starts = {self.words.first(m.name): m for m in mentions if m.name}
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for mention in mentions:
            end = self.words.last(mention.name or mention.span)
            inner = self.words.bracketed(end)
            if inner is not None and inner in starts:
                found.setdefault(self._key(starts[inner]), self._key(mention))
        return found

    def _listed(self, mention: Mention) -> Organization | None:
        """The body of the tables that a name is or begins with: « PSA Peugeot »."""
        first = self.words.first(mention.name or mention.span)
        found = self.words.lexicon.organizations.longest(self.words.wording.plain, first)
        if found is None or found[0] > self.words.last(mention.name or mention.span):
            return None
        return found[1]

    def _same_body(
        self,
        key: tuple[str, ...],
        mention: Mention,
        *,
        index: NameIndex,
        known: Organization | None,
    ) -> Draft | None:
        """The draft of a longer name that this one shortens."""
        form = self._form(mention)
        names = [self._bare(n) for n in known.names] if known else []
        for name in (self._bracketed.get(key, ()), *names):
            found = index.exact(name)
            if found is not None:
                return found
        expanded = index.with_initials(form) if _ACRONYM.fullmatch(form) else None
        if expanded is not None or len(key[0]) <= _SHORT:
            return expanded
        shortened = index.beginning_with(key) or self._ending_with(key, index)
        return shortened[0] if len(shortened) == 1 else None

    def _ending_with(self, key: tuple[str, ...], index: NameIndex) -> list[Draft]:
        """The bodies whose names end with all the words of this one: « RC Solgar », « Solgar »."""
        ending = ((k, d) for k, d in index.sharing(key) if k[-len(key) :] == key)
        links = self.words.lexicon.links
        return _unique(
            d
            for k, d in ending
            if not any(links.longest((w,), 0) for w in k[: -len(key)][-_LINKED:])
        )

    def _bare(self, name: str) -> tuple[str, ...]:
        """The plain words of a table's name without its article."""
        words = tuple(map(plain, entry_words(name)))
        found = self.words.lexicon.determiners.longest(words, 0)
        is_article = found is not None and found[1] == "definite" and len(words) > found[0]
        return words[found[0] :] if found is not None and is_article else words

    def _is_short(self, mention: Mention, draft: Draft) -> bool:
        form = self._form(mention)
        return form != draft.name and _ACRONYM.fullmatch(form) is not None

    # ── people ──

    def _people(self, mentions: Sequence[Mention]) -> None:
        """Joins people: full names first, then what shortens them, each place by itself."""
        keys = sorted({self._key(m) for m in mentions}, key=lambda k: (-len(k), k))
        full = NameIndex()
        first = {self._key(m): m for m in reversed(mentions)}
        for key in keys:
            if len(key) == 1 or _is_initial(key[0]):
                continue
            same = _unique(d for other, d in full.sharing(key) if shortens(key, other))
            if len(same) == 1:
                full.add(key, same[0])
                continue
            draft = self._draft(("person", *key), first[key], kind=EntityKind.PERSON)
            draft.gender = self.words.lexicon.first_names.get(key[0].split("-")[0], "")
            full.add(key, draft)
        for mention in mentions:
            draft = self._person(mention, full)
            draft.add_form(self._form(mention))
            how = NAMED if self._form(mention) == draft.name else SURNAME
            draft.gender = self._title_gender(mention) or draft.gender
            self._link(mention, draft, how=how)

    def _person(self, mention: Mention, full: NameIndex) -> Draft:
        """The person of a name: the only one whom it fits, or the nearest who fits best."""
        key = self._key(mention)
        exact = full.exact(key)
        if exact is not None:
            return exact
        fitting = _unique(d for other, d in full.sharing(key) if shortens(key, other))
        gender = self._title_gender(mention)
        agreeing = [d for d in fitting if not gender or d.gender in ("", gender)]
        if not agreeing:
            return self._draft(("person", *key), mention, kind=EntityKind.PERSON)
        return min(agreeing, key=lambda d: _distance(d, mention.span.start))

    def _title_gender(self, mention: Mention) -> str:
        if mention.title is None:
            return ""
        row = self.words.lexicon.titles.get(mention.title.of(self.words.text))
        return row.gender if row else ""

    # ── all ──

    def _key(self, mention: Mention) -> tuple[str, ...]:
        name = mention.name or mention.span
        first, last = self.words.first(name), self.words.last(name)
        is_body = mention.entity_kind is EntityKind.ORGANIZATION
        if is_body and last - first > 1 and self.words.tokens.tag[first] == "DET":
            first += 1  # « La Gazette », « à la Gazette »
        return self.words.wording.plain[first:last]

    def _form(self, mention: Mention) -> str:
        return (mention.name or mention.span).of(self.words.text)

    def _draft(self, key: tuple[str, ...], mention: Mention, *, kind: EntityKind) -> Draft:
        if key not in self._by_key:
            self._add(Draft(key=key, kind=kind, name=self._form(mention)))
        return self._by_key[key]

    def _add(self, draft: Draft) -> None:
        self._by_key[draft.key] = draft
        self.drafts.append(draft)

    def _link(self, mention: Mention, draft: Draft, *, how: Reason) -> None:
        draft.add_mention(mention, self.words.text)
        self.links[mention.span] = Link(draft=draft, how=how, evidence=mention.span)


def _state_kind(territory: str) -> EntityKind:
    """A state can speak, named or not as one; a region cannot."""
    is_state = len(territory) == 2 and territory.isupper()
    return EntityKind.GOVERNMENT if is_state else EntityKind.PLACE


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    return list({draft.key: draft for draft in drafts}.values())


def shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name is a shorter form of a person's other name."""
    if len(short) == 1:
        return len(full) > 1 and short[0] in (full[0], *full[1:])
    if _is_initial(short[0]):
        initials = [p[0] for p in re.split(r"[.\s-]+", short[0]) if p]
        given = [p[0] for word in full[:-1] for p in word.split("-") if p]
        return full[-len(short) + 1 :] == short[1:] and given[: len(initials)] == initials
    if len(short) < len(full):
        return full[-len(short) :] == short or full[: len(short)] == short
    return "".join(short).replace("-", "") == "".join(full).replace("-", "")


def _is_initial(word: str) -> bool:
    return re.fullmatch(r"[a-z]{1,2}\.?(?:-[a-z]\.?)*", word) is not None and (
        len(word) == 1 or "." in word or "-" in word
    )


def _distance(draft: Draft, start: int) -> int:
    """How far before `start` the actor was last named; those not yet named come last."""
    return start - draft.starts[-1] if draft.starts else start + 1
