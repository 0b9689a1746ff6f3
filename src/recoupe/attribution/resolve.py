"""Resolve the words of a source to the actors of its article, with the reason.

The words are kept by the caller as written; this module says who they mean
over the whole article: a name, a role given elsewhere, a pronoun, a document's
author, several actors joined by « et ». Nothing is guessed: words that fit
nobody are an actor of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.attribution.resolve_drafts import Draft
from recoupe.attribution.resolve_pronouns import Heard
from recoupe.lang import Demonym, NounKind
from recoupe.model import ActorMention, EntityKind, Reason, Resolution, Span

if TYPE_CHECKING:
    from recoupe.attribution.resolve_context import Context
    from recoupe.attribution.resolve_drafts import Link
    from recoupe.lang import Phrase, PronounRow
    from recoupe.model import Actor, Mention

_TWO = 2
_HEARD = 12  # speakers kept; a pronoun seldom reaches further

OWN = Reason(
    "L'article ne dit pas de qui il s'agit : les mots sont gardés tels quels.",
    "The article does not tell who it is: the words are kept as they stand.",
)
TOGETHER = Reason(
    "Ces mots désignent ceux qui viennent de parler ensemble.",
    "These words stand for those who have just spoken together.",
)
BESIDE = Reason("Le nom est apposé à ces mots.", "The name is set beside these words.")
LAST_SPEAKER = Reason(
    "Ces mots renvoient à ce que le dernier cité a dit ou écrit.",
    "These words refer to what the last one quoted said or wrote.",
)
SAME_SOURCE = Reason(
    "Ces mots renvoient à la dernière source citée.",
    "These words refer to the source quoted last.",
)
INSIDE = Reason("C'est le seul nom de la source.", "It is the only name in the source.")


def resolve(
    source: Span, context: Context, *, is_nested: bool = False
) -> tuple[tuple[Resolution, ...], Context]:
    """Whom the words of a source mean, and the context for the next source.

    `is_nested` tells that somebody else reports the source's words: whoever
    reports goes on being the one heard last.

    Call it for every source in the order of the text. The resolutions stand
    in the order of the words, one per actor; there are none only when the
    source holds no word, or only tells a time. The new context has the speakers in `heard` and, in
    `actors`, those whom only these words name.

        context = open_context(analysis, pack)
        resolutions, context = resolve(source, context)

    Cost: linear in the length of the source and of the sentences before it.
    """
    reader = _SourceReader(source, context)
    items = reader.read()
    outer = int(is_nested and bool(context.heard))
    known = {actor.id for actor in context.actors}
    resolutions: list[Resolution] = []
    new: list[Actor] = []
    heard: list[Heard] = []
    for item in items:
        actor = reader.actor(item)
        if actor.id not in known:
            known.add(actor.id)
            new.append(actor)
        resolutions.append(Resolution(actor_id=actor.id, how=item.how, evidence=item.evidence))
        heard.append(reader.heard(item))
    return tuple(resolutions), replace(
        context,
        actors=(*context.actors, *new) if new else context.actors,
        heard=(*context.heard[:outer], *heard, *context.heard[outer:])[:_HEARD],
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """One actor of a source while it is read: its draft, and where its words end."""

    draft: Draft
    how: Reason
    evidence: Span
    end: int
    gender: str
    number: str


class _SourceReader:
    """Reads one source from left to right."""

    def __init__(self, source: Span, context: Context) -> None:
        self.source = source
        self.context = context
        self.cast = context.cast
        self.words = context.cast.words
        self.first = self.words.first(source)
        self.last = self.words.last(source) if len(source) else self.first

    def read(self) -> list[_Item]:
        """The actors of the source."""
        if self._is_time():
            return []
        i: int | None = self._skip(self.first)
        items = self._together(self._skip(self.first))
        while i is not None and i < self.last and not (items and items[0].how is TOGETHER):
            item = self._item(i)
            if item is None:
                break
            items.append(item)
            i = self._next(item.end)
        if not items and self.first < self.last:
            items.append(self._whole())
        if self._is_told_apart(items):
            items = items[1:]
        unique = {item.draft.key: item for item in reversed(items)}
        return [item for item in items if unique[item.draft.key] is item]

    def _together(self, i: int) -> list[_Item]:
        """Those who last spoke or stood as one: « les deux agences », « ils »."""
        pronoun = self._pronoun_at(i) if i < self.last else None
        if pronoun is not None:
            end, row = pronoun
            at = self.words.span(i, end)
            all_ = self.context.index.pronouns.together(row, at, heard=self.context.heard)
            return [_Item(d, TOGETHER, s, end, d.gender, d.number) for d, s in all_]
        phrase = self.words.reader.read(i, self.last) if i < self.last else None
        if phrase is None or phrase.noun is None or phrase.number != "plural":
            return []
        is_counted = "NUM" in self.words.tokens.tag[phrase.start : phrase.core]
        two = [h for h in self.context.heard if h.span == self.context.heard[0].span]
        is_body = phrase.noun.kind is NounKind.BODY
        suits = all((h.draft.kind is EntityKind.PERSON) is not is_body for h in two)
        if not is_counted or len(two) != _TWO or not suits:
            return []
        at = two[0].span
        return [_Item(h.draft, TOGETHER, at, phrase.end, h.gender, h.number) for h in two]

    def _is_told_apart(self, items: list[_Item]) -> bool:
        """Whether a group is named one by one: « les avocats, Me Luc Vautrel et Me Ana Silva »."""
        people = [i for i in items[1:] if i.draft.kind is EntityKind.PERSON and i.draft.forms]
        if len(people) < _TWO or len(people) < len(items) - 1:
            return False
        is_group = items[0].draft.kind is EntityKind.GROUP and items[0].number == "plural"
        return is_group and self.words.wording.words[items[0].end] == ","

    def _is_time(self) -> bool:
        """Whether the source only tells when: « ce jeudi » speaks for nobody."""
        timexes = self.cast.analysis.timexes
        at = bisect_right(timexes, self.source.start, key=lambda t: t.span.start) - 1
        return at >= 0 and timexes[at].span.covers(self.source)

    def _skip(self, i: int) -> int:
        """Past prepositions and marks that open the source and are no determiner."""
        tags, words = self.words.tokens.tag, self.words.wording.words
        while i < self.last:
            is_name = i in self.context.index.named or i in self.context.index.described
            is_small = tags[i] in ("ADP", "PUNCT", "ADV", "CCONJ") and not is_name
            if not is_small or self._pronoun(i) is not None:
                break
            if self.words.reader.read(i, self.last) is not None and tags[i] == "ADP":
                break
            if words[i] == "de" and i + 1 < self.last and tags[i + 1] == "ADJ":
                break
            i += 1
        return i

    def _next(self, end: int) -> int | None:
        """Where the next actor of a coordination begins; None when there is none."""
        i = end
        words = self.words.wording
        while i < self.last:
            found = self.words.lexicon.links.longest(words.lower, i)
            if found is not None and found[1] == "and":
                if self._completes(found[0]):
                    return None
                j = self._skip(found[0])
                return j if self._may_begin(j) and not self._goes_on(j) else None
            if words.words[i] == "," and self._joined_later(i + 1):
                return i + 1 if self._may_begin(i + 1) else None
            if words.words[i] == "(":
                i = self._past_bracket(i)
                continue
            if i in self.words.names:
                i = self.words.names[i]
                continue
            if words.words[i] != ",":
                return None
            i += 1
        return None

    def _past_bracket(self, i: int) -> int:
        """Past the bracket that opens at `i`: « (1er syndicat) »."""
        closing = (j for j in range(i, self.last) if self.words.wording.words[j] == ")")
        return next(closing, self.last - 1) + 1

    def _completes(self, j: int) -> bool:
        """Whether « et de » joins two complements of one noun: « d'enquêtes et d'analyses »."""
        of = self.words.reader.link(j) == "of" and self.words.tokens.tag[j] == "ADP"
        around = (self.first, max(self.first - 1, 0))
        opens = any(self.words.reader.link(i) == "of" for i in around)
        return of and not opens and "Definite" not in self.words.tokens.features[j]

    def _goes_on(self, j: int) -> bool:
        """Whether a bare noun goes on with the phrase before: « chef de X et ancien ministre »."""
        named = j in self.words.names or j in self.context.index.named
        is_bare = self.words.tokens.tag[j] in ("NOUN", "ADJ") and not named
        opens_bare = self.words.tokens.tag[self.first] in ("NOUN", "ADJ")
        return is_bare and not opens_bare

    def _joined_later(self, i: int) -> bool:
        """Whether « et » follows the phrase at `i`: the comma lists, it does not appose."""
        item = self._item(i)
        while item is not None and item.end < self.last:
            if self.words.wording.words[item.end] != ",":
                found = self.words.lexicon.links.longest(self.words.wording.lower, item.end)
                return found is not None and found[1] == "and" and self._may_begin(found[0])
            item = self._item(item.end + 1)
        return False

    def _may_begin(self, i: int) -> bool:
        """Whether an actor's words can begin at `i`."""
        if i >= self.last:
            return False
        tags = self.words.tokens.tag
        return (
            i in self.context.index.named
            or i in self.context.index.described
            or tags[i] in ("DET", "PROPN", "NOUN", "NUM")
            or (tags[i] == "ADP" and self.words.reader.read(i, self.last) is not None)
        )

    def _item(self, i: int) -> _Item | None:
        """The actor whose words begin at token `i`."""
        if i >= self.last:
            return None
        pronoun = self._pronoun(i)
        if pronoun is not None:
            return pronoun
        named = self.context.index.named.get(i) or self._after_article(i)
        if named is not None:
            return self._linked(named)
        described = self.context.index.described.get(i)
        if described is not None:
            item = self._again(described) or self._linked(described)
            return self._beside(item, described) if item is not None else None
        phrase = self.words.reader.read(i, self.last)
        return self._unlisted(phrase) if phrase is not None else None

    def _after_article(self, i: int) -> Mention | None:
        """The body whose name the article at `i` opens: « l'Agence de l'eau et des sols »."""
        named = self.context.index.named.get(i + 1) if self.words.tokens.tag[i] == "DET" else None
        is_body = named is not None and named.entity_kind is EntityKind.ORGANIZATION
        is_bare = named is not None and named.role is None and i not in self.context.index.described
        return named if is_body and is_bare else None

    def _pronoun_at(self, i: int) -> tuple[int, PronounRow] | None:
        """Where the pronoun at `i` ends, and its row."""
        lower = self.words.wording.lower
        found = self.words.lexicon.pronouns.longest(lower, i)
        if found is None and lower[i].startswith("-"):
            bare = self.words.lexicon.pronouns.longest((lower[i].rpartition("-")[2],), 0)
            found = (i + 1, bare[1]) if bare is not None else None
        if found is None or found[0] > self.last:
            return None
        if found[1].sort in ("possessive", "object", "near", "first") and found[0] < self.last:
            return None
        return found

    def _pronoun(self, i: int) -> _Item | None:
        """The actor for whom the pronoun at `i` stands."""
        found = self._pronoun_at(i)
        if found is None:
            return None
        at = self.words.span(i, found[0])
        known = self.context.index.pronouns.resolve(found[1], at, heard=self.context.heard)
        if known is None:
            return None
        gender, number = found[1].gender, found[1].number
        return _Item(known[0], known[1], known[2], found[0], gender or known[0].gender, number)

    def _again(self, mention: Mention) -> _Item | None:
        """The last speaker, where the words say that it is the same source again."""
        phrase = self.words.phrase(mention.span)
        if phrase is None or phrase.noun is None or not self.context.heard:
            return None
        if phrase.noun.sort != "source" or phrase.determiner != "demonstrative":
            return None
        last = self.context.heard[0]
        return _Item(last.draft, SAME_SOURCE, last.span, phrase.end, last.gender, last.number)

    def _linked(self, mention: Mention) -> _Item | None:
        """The actor to whom the article's own mention refers."""
        link: Link | None = self.cast.links.get(mention.span)
        if link is None:
            return None
        phrase = self.words.phrase(mention.span)
        end = min(self.words.last(mention.span), self.last)
        gender = (phrase.gender if phrase else "") or link.draft.gender
        number = phrase.number if phrase and phrase.noun else link.draft.number
        draft = link.draft
        if draft.key[0] == "place" and draft.territory is not None:
            draft = self.cast.state(draft.territory)  # a capital that speaks
            draft.add_form(link.draft.name)
        return _Item(draft, link.how, link.evidence, end, gender, number)

    def _beside(self, item: _Item, mention: Mention) -> _Item:
        """The item, or the person whose name is set beside it, or its document's author."""
        if item.draft.kind is EntityKind.DOCUMENT:
            return self._author(item, mention) or item
        is_one = item.draft.kind is EntityKind.PERSON or self._is_one_of(mention)
        if item.draft.forms or not is_one:
            return item
        i = item.end
        if i < self.last and self.words.wording.words[i] == ",":
            i += 1
        named = self.context.index.named.get(i) if i < self.last else None
        if named is None or named.entity_kind is not EntityKind.PERSON:
            return item
        link = self.cast.links.get(named.span)
        if link is None:
            return item
        end = min(self.words.last(named.span), self.last)
        return replace(item, draft=link.draft, how=BESIDE, evidence=named.span, end=end)

    def _is_one_of(self, mention: Mention) -> bool:
        """Whether the phrase means one of several: « l'une des figures de l'opposition »."""
        phrase = self.words.phrase(mention.span)
        return phrase is not None and phrase.noun is not None and phrase.number == "singular"

    def _author(self, item: _Item, mention: Mention) -> _Item | None:
        """Whose an unsigned document is: named further on in the source, or the last speaker."""
        for token in range(item.end, self.last):
            draft = self.cast.at.get(token)
            if draft is not None and draft.kind not in (EntityKind.DOCUMENT, EntityKind.PLACE):
                evidence = self.words.span(token, token + 1)
                return replace(item, draft=draft, how=INSIDE, evidence=evidence, end=self.last)
        phrase = self.words.phrase(mention.span)
        if phrase is None or not self.context.heard:
            return None
        last = self.context.heard[0]
        refers = phrase.determiner in ("demonstrative", "possessive")
        is_release = phrase.noun is not None and phrase.noun.sort == "release"
        is_one = phrase.determiner == "definite" and not phrase.complements
        speaks = last.draft.kind in (EntityKind.ORGANIZATION, EntityKind.GOVERNMENT)
        if not refers and not (is_release and is_one and speaks):
            return None
        return replace(item, draft=last.draft, how=LAST_SPEAKER, evidence=last.span)

    def _unlisted(self, phrase: Phrase) -> _Item:
        """The actor of a phrase whose noun no table knows: the name beside it, or its words."""
        described = self.words.described(phrase)
        apposed = self._apposed(phrase)
        if apposed is not None:
            return apposed
        if phrase.name is not None and phrase.name[0] in self.cast.at:
            draft = self.cast.at[phrase.name[0]]
            evidence = self.words.span(*phrase.name)
            return _Item(draft, BESIDE, evidence, phrase.end, draft.gender, draft.number)
        if described.noun == "" or phrase.head in self.cast.at:
            draft = self.cast.at[phrase.head]
            return _Item(draft, INSIDE, described.span, phrase.end, draft.gender, draft.number)
        person = self._of_people(phrase)
        if person is not None:
            return person
        key = ("described", described.noun, described.number, *sorted(described.content))
        kind = EntityKind.GROUP
        draft = Draft(
            key=(*key, described.territory or ""),
            kind=kind,
            name=described.text,
            gender=described.gender,
            number=described.number,
            territory=described.territory,
        )
        same = [
            h
            for h in self.context.heard
            if _repeats(h.draft, draft, determiner=described.determiner)
        ]
        if same:
            draft = same[0].draft
        return _Item(draft, OWN, described.span, phrase.end, phrase.gender, phrase.number)

    def _apposed(self, phrase: Phrase) -> _Item | None:
        """The person whose name stands after a comma: « le gradé du poste, Luc Durand, »."""
        i = phrase.end + 1
        is_apart = i < self.last and self.words.wording.words[phrase.end] == ","
        i += is_apart and self.words.tokens.tag[i] == "DET"
        named = self.context.index.named.get(i) if is_apart and phrase.name is None else None
        if named is None or named.entity_kind is not EntityKind.PERSON or named.name is None:
            return None
        end = self.words.last(named.span)
        link = self.cast.links.get(named.span)
        is_closed = end >= self.last or self.words.wording.words[end] in (",", "(")
        if link is None or phrase.number == "plural" or not is_closed:
            return None
        return _Item(link.draft, BESIDE, named.span, end, link.draft.gender, "singular")

    def _of_people(self, phrase: Phrase) -> _Item | None:
        """The person of a people: « l'Italien »."""
        demonym = self.words.lexicon.atlas.demonym(self.words.wording.words[phrase.head])
        camp = self.words.lexicon.nouns.longest((self.words.wording.lower[phrase.head] + "s",), 0)
        if demonym is None and camp is not None and camp[1].sort == "people":
            demonym = Demonym(territory="", gender="", number="singular")  # « le socialiste »
        if demonym is None or phrase.number == "plural" or phrase.determiner != "definite":
            return None
        at = self.words.span(phrase.start, phrase.end)
        found = self.context.index.pronouns.person_of(demonym, at)
        if found is None:
            return None
        return _Item(*found, phrase.end, found[0].gender, "singular")

    def _whole(self) -> _Item:
        """The actor of a source that no rule reads: its only name, or its words."""
        for token in range(self.first, self.last):
            draft = self.cast.at.get(token)
            if draft is not None:
                evidence = self.words.span(token, token + 1)
                return _Item(draft, INSIDE, evidence, self.last, draft.gender, draft.number)
        text = self.source.of(self.words.text)
        draft = Draft(key=("words", text.lower()), kind=EntityKind.GROUP, name=text)
        return _Item(draft, OWN, self.source, self.last, "", "")

    def actor(self, item: _Item) -> Actor:
        """The actor of an item: one of the article's, or one whom only these words name."""
        if item.draft.key in self.cast.by_key:
            return self.cast.by_key[item.draft.key]
        if not item.draft.mentions:
            mention = ActorMention(span=self.source, title=None, role=None)
            item.draft.mentions.append(mention)
        return item.draft.actor(self.cast.analysis.article.id)

    def heard(self, item: _Item) -> Heard:
        """The item as a speaker that later pronouns can mean."""
        return Heard(
            draft=item.draft,
            gender=item.gender,
            number=item.number,
            span=self.source,
            is_quoted=self.words.in_quotation[self.first],
        )


def _repeats(known: Draft, draft: Draft, *, determiner: str) -> bool:
    """Whether a definite phrase means a described actor who has spoken: the same noun."""
    return (
        determiner in ("definite", "demonstrative")
        and known.key[:3] == draft.key[:3]
        and set(draft.key[3:]) <= set(known.key[3:]) | {""}
    )
