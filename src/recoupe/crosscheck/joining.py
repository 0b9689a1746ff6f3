"""Join the groups of actors that two different keys name, each for a stated reason.

A join needs one candidate and nothing that speaks against it: when two people
of one family name move among the same names, a bare family name stays alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from recoupe.crosscheck.castings import is_acronym
from recoupe.crosscheck.settling import Settled
from recoupe.crosscheck.spelling import is_slip
from recoupe.crosscheck.surroundings import Surroundings
from recoupe.model import EntityKind, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from recoupe.crosscheck.castings import Casting, Key
    from recoupe.model import Link

#: Groups of one bare name or description, around one other name, that a new one is compared with.
COMPARED = 8
#: Names in alphabetical order among which a slip of the keyboard is looked for.
NEIGHBORS = 8
#: Parts of the key of a name of one word: its sort, then the word.
ONE_WORD = 2
#: Words that a short form of a body's name leaves out, at most.
LEFT_OUT = 2
#: Bodies that one word of a short form is looked up in; a word of more says nothing.
COMMON_WORD = 256


class Joiner:
    """Groups of castings by key, joined step by step."""

    def __init__(self, groups: Mapping[Key, Sequence[Casting]]) -> None:
        self.groups = {key: list(groups[key]) for key in sorted(groups)}
        self.surroundings = Surroundings(groups)
        self._parent: dict[Key, Key] = {key: key for key in self.groups}
        self._names = {
            key: usual(name for _, name in sorted({(c.text_id, c.actor.name) for c in found}))
            for key, found in groups.items()
        }
        self._around: dict[Key, set[Key]] = {}
        self.reasons: dict[Key, list[Reason]] = defaultdict(list)

    def join(self) -> None:
        """Join the groups, the surest joins first."""
        self._other_names()
        self._acronyms()
        self._short_forms()
        self._longer_names()
        self._slips()
        self._other_sorts()
        self._bare_names()
        self._around.clear()  # names are joined by now: a ship is one, whatever it was taken for
        self._without_place()
        self._bearers()
        self._descriptions()

    def judge(self, links: Sequence[Link]) -> None:
        """Join what editors join; what they set apart says why."""
        of = {c.actor.id: self.root(k) for k, found in self.groups.items() for c in found}
        settled = Settled(links, of=of)
        for left, right, why in settled.joins:
            self._unite(left, right, why=why)
        for sides, why in settled.apart:
            for root in sorted({self.root(key) for side in sides for key in side}):
                self.reasons[root].append(why)

    def joined(self) -> dict[Key, list[Casting]]:
        """The groups, each under the first of its keys."""
        joined: dict[Key, list[Casting]] = defaultdict(list)
        for key, found in self.groups.items():
            joined[self.root(key)] += found
        return dict(joined)

    def root(self, key: Key) -> Key:
        """The key under which a key's group stands by now."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def _unite(self, left: Key, right: Key, *, why: Reason) -> None:
        first, second = sorted((self.root(left), self.root(right)), key=_precedence)
        if first == second:
            return
        self._parent[second] = first
        self.reasons[first] += [*self.reasons.pop(second, []), why]
        if first in self._around and second in self._around:
            self._around[first] |= self._around[second]
        else:
            self._around.pop(first, None)

    # ── bodies ──

    def _other_names(self) -> None:
        """Actors whom an article itself gives two names."""
        for key, found in self.groups.items():
            for casting in found:
                for other in casting.others:
                    for known in (other, (*other, "|", casting.party or "")):
                        if known in self.groups and self._agree(key, known):
                            self._unite(key, known, why=_two_names(self._pair(key, known)))

    def _acronyms(self) -> None:
        """« SMA » and « Syndicat des marins de l'archipel », when no article says so."""
        by_initials: dict[str, list[Key]] = defaultdict(list)
        for key in self._of_sort("org"):
            words = [w for w in key[1:] if w != "|"]
            if len(words) > 1:
                by_initials["".join(w.removeprefix("@")[0] for w in words).lower()].append(key)
        for key in self._of_sort("org"):
            if not is_acronym(self._names[key]):
                continue
            letters = "".join(c for c in self._names[key].lower() if c.isalnum())
            fitting = [k for k in by_initials.get(letters, ()) if self._moves_with(key, k)]
            if len({self.root(k) for k in fitting}) == 1:
                self._unite(key, fitting[0], why=_acronym(self._pair(key, fitting[0])))

    def _short_forms(self) -> None:
        """« les services de renseignement ukrainiens » for the one body whose name holds that."""
        by_word: dict[str, set[Key]] = defaultdict(set)
        names: dict[Key, list[frozenset[str]]] = defaultdict(list)
        for key in self._of_sort("org"):
            if any(
                is_acronym(n) for c in self.groups[key] for n in (c.actor.name, *c.actor.aliases)
            ):
                for words in self._names_of(key):
                    names[key].append(words)
                    for word in words:
                        by_word[word].add(key)
        for key in [*self._of_sort("described"), *self._of_sort("org")]:
            words = frozenset(key[2:] if key[0] == "described" else key[1:]) - {"|"}
            postings = [by_word.get(w, set()) for w in sorted(words)]
            if len(words) < 2 or not all(postings) or min(map(len, postings)) > COMMON_WORD:
                continue
            holding = {
                self.root(k)
                for k in set.intersection(*postings)
                if any(words < n and len(n - words) <= LEFT_OUT for n in names[k])
            } - {self.root(key)}
            if len(holding) == 1 and self._agree(key, min(holding)):
                self._unite(key, min(holding), why=_short_form(self._pair(key, min(holding))))

    def _names_of(self, key: Key) -> list[frozenset[str]]:
        """The words of each long name of a body."""
        found = {frozenset(k[1:]) - {"|"} for c in self.groups[key] for k in (key, *c.others)}
        return sorted((w for w in found if len(w) > 1), key=sorted)

    def _without_place(self) -> None:
        """« le ministère des Transports » for the one of that name whose place is told."""
        places = {
            c.spelling.body(c.actor.name)
            for sort in ("place", "org")  # a river that nobody told from a company
            for k in self._of_sort(sort)
            for c in self.groups[k]
            if sort == "place" or len(k) == ONE_WORD
        }
        longer: dict[tuple[str, ...], list[Key]] = defaultdict(list)
        for key in [*self._of_sort("described"), *self._of_sort("org")]:
            words = _words(key)
            is_body = key[0] == "org" or key[1] == EntityKind.ORGANIZATION  # « soldats » are many
            for size in range(1, len(words) - (not is_body)):
                if words[-size:] in places or (size == 1 and words[-1].startswith("@")):
                    longer[words[:-size]].append(key)
        for key in [k for sort in ("org", "described", "common") for k in self._of_sort(sort)]:
            fitting = [k for k in longer.get(_words(key), ()) if self._moves_with(key, k)]
            if len({self.root(k) for k in fitting}) == 1:
                self._unite(key, fitting[0], why=_short_form(self._pair(key, fitting[0])))

    def _bearers(self) -> None:
        """« la préfète » for the only one whom another article names with these words."""
        bearers: dict[tuple[str, ...], list[Key]] = defaultdict(list)
        for key in [*self._of_sort("person"), *self._of_sort("org")]:
            roles = {
                c.spelling.body(m.role)
                for c in self.groups[key]
                for m in c.actor.mentions
                if m.role
            }
            for role in sorted(roles):
                bearers[role].append(key)
        for key in [*self._of_sort("described"), *self._of_sort("common")]:
            fitting = [k for k in bearers.get(_words(key), ()) if self._moves_with(key, k)]
            if len({self.root(k) for k in fitting}) == 1:
                self._unite(key, fitting[0], why=_bearer(self._pair(key, fitting[0])))

    # ── people ──

    def _longer_names(self) -> None:
        """« Luiz Inácio Lula da Silva » and « Lula da Silva »."""
        by_last: dict[str, list[Key]] = defaultdict(list)
        for key in self._of_sort("person"):
            by_last[key[-1]].append(key)
        for key in self._of_sort("person"):
            longer = [
                k
                for k in by_last[key[-1]]
                if len(k) > len(key) and k[-len(key) + 1 :] == key[1:] and self._moves_with(key, k)
            ]
            if len({self.root(k) for k in longer}) == 1:
                self._unite(key, longer[0], why=_part_of_name(self._pair(key, longer[0])))

    def _slips(self) -> None:
        """Family names that differ by one letter after the same given names."""
        by_given: dict[Key, list[Key]] = defaultdict(list)
        for key in self._of_sort("person"):
            by_given[key[:-1]].append(key)
        for keys in by_given.values():
            for i, key in enumerate(keys):
                for other in keys[i + 1 : i + 1 + NEIGHBORS]:
                    if is_slip(key[-1], other[-1]) and self._moves_with(key, other):
                        self._unite(key, other, why=_spelling(self._pair(key, other)))

    def _other_sorts(self) -> None:
        """One name taken for a ship here, for a person there, among the same names."""
        by_name: dict[Key, list[Key]] = defaultdict(list)
        for key, found in self.groups.items():
            if key[0] in ("org", "place", "person", "bare"):
                by_name[found[0].spelling.person(self._names[key])].append(key)
        for keys in by_name.values():
            for other in keys[1 : NEIGHBORS + 1]:
                if other[0] != keys[0][0] and self._moves_with(keys[0], other):
                    self._unite(keys[0], other, why=_same_words(self._pair(keys[0], other)))

    def _bare_names(self) -> None:
        """A bare family name, or one with an initial, for the only person it can mean."""
        by_part: dict[str, list[Key]] = defaultdict(list)
        for key in self._of_sort("person"):
            for part in dict.fromkeys(key[1:]):
                by_part[part].append(key)
        waiting: dict[Key, list[Key]] = defaultdict(list)
        for key in self._of_sort("bare"):
            if self.root(key) != key:
                continue
            parts = key[2:]
            fitting = [k for k in by_part.get(parts[-1], ()) if _shortens(parts, k[1:])]
            fitting = [k for k in fitting if self._moves_with(key, k)]
            if len({self.root(k) for k in fitting}) == 1:
                self._unite(key, fitting[0], why=_bare(self._pair(key, fitting[0])))
            elif not fitting:
                waiting[parts].append(key)
        self._gather(waiting, why=_same_words)

    # ── descriptions ──

    def _descriptions(self) -> None:
        """The same common description in texts that move among the same names."""
        waiting: dict[Key, list[Key]] = defaultdict(list)
        for key in self._of_sort("common"):
            waiting[(key[1], *key[3:])].append(key)
        self._gather(waiting, why=_same_words)

    def _gather(
        self, waiting: Mapping[Key, list[Key]], *, why: Callable[[tuple[str, str]], Reason]
    ) -> None:
        """Joins keys of the same words, each to the first group that it moves with."""
        for keys in waiting.values():
            heads: dict[Key, list[Key]] = defaultdict(list)  # by a name around them
            for key in keys:
                near = sorted(k for k in self._near(key) if k[0] != "state")
                met = dict.fromkeys(h for name in near for h in heads[name][:COMPARED])
                head = next((h for h in met if self._moves_with(key, h)), None)
                if head is not None:
                    self._unite(head, key, why=why(self._pair(head, key)))
                    continue
                for name in near:
                    heads[name].append(key)

    # ── conditions ──

    def _of_sort(self, sort: str) -> list[Key]:
        return [k for k in self.groups if k[0] == sort]

    def _agree(self, left: Key, right: Key) -> bool:
        """Whether no two parties speak against a join."""
        parties = [{c.party for c in self.groups[k] if c.party} for k in (left, right)]
        return not parties[0] or not parties[1] or bool(parties[0] & parties[1])

    def _moves_with(self, left: Key, right: Key) -> bool:
        """Whether two groups agree in party and move among the same names."""
        if not self._agree(left, right):
            return False
        aside = (left, right, self.root(left), self.root(right))
        return self.surroundings.share(self._near(left), self._near(right), aside=aside)

    def _near(self, key: Key) -> set[Key]:
        root = self.root(key)
        if root not in self._around:
            members = [c for k in (root, key) for c in self.groups[k]]
            self._around[root] = {self.root(k) for k in self.surroundings.around(members)}
        return self._around[root]

    def _pair(self, left: Key, right: Key) -> tuple[str, str]:
        one, two = sorted((self._names[left], self._names[right]))
        return one, two


def usual(values: Iterable[str]) -> str:
    """The value that occurs most often; of those, the longest, then the first by letters."""
    listed = list(values)
    if listed.count(listed[0]) == len(listed):
        return listed[0]
    counts = Counter(listed)
    return min(counts, key=lambda v: (-counts[v], -len(v), v))


def _precedence(key: Key) -> tuple[int, Key]:
    """Full names before bare ones, names before descriptions."""
    sorts = ("state", "org", "person", "place", "described", "bare", "common", "apart")
    return sorts.index(key[0]), key


def _words(key: Key) -> tuple[str, ...]:
    """The words of a body's name or of a description, without what else its key holds."""
    words = key[{"described": 2, "common": 3}.get(key[0], 1) :]
    return words[: words.index("|")] if "|" in words else words


def _shortens(parts: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a bare name, or one with an initial, is short for a full name."""
    if len(parts) == 1:
        return parts[0] in (full[0], full[-1])
    return len(parts[0]) == 1 and tuple(full[-1:]) == tuple(parts[-1:]) and full[0][0] == parts[0]


def _two_names(names: tuple[str, str]) -> Reason:
    return Reason(
        f"Un article donne les deux noms : « {names[0]} », « {names[1]} ».",
        f"One article gives both names: « {names[0]} », « {names[1]} ».",
    )


def _of_both(names: tuple[str, str], *, fr: str, en: str) -> Reason:
    """Two names, and what makes them one."""
    left, right = names
    return Reason(f"« {left} » et « {right} » : {fr}", f"« {left} » and « {right} »: {en}")


def _acronym(names: tuple[str, str]) -> Reason:
    return _of_both(
        names,
        fr="l'un est le sigle de l'autre.",
        en="one is the acronym of the other.",
    )


def _short_form(names: tuple[str, str]) -> Reason:
    return _of_both(
        names,
        fr="un seul organisme porte ces mots dans son nom.",
        en="only one body has these words in its name.",
    )


def _part_of_name(names: tuple[str, str]) -> Reason:
    return _of_both(
        names,
        fr="une partie du même nom, parmi les mêmes noms.",
        en="part of one name, among the same names.",
    )


def _spelling(names: tuple[str, str]) -> Reason:
    return _of_both(
        names,
        fr="deux graphies d'un même nom.",
        en="two spellings of one name.",
    )


def _bare(names: tuple[str, str]) -> Reason:
    return _of_both(
        names,
        fr="seule personne de ce nom parmi les mêmes noms.",
        en="the only person of that name among the same names.",
    )


def _bearer(names: tuple[str, str]) -> Reason:
    return _of_both(
        names,
        fr="un autre article unit ce nom et cette fonction.",
        en="another article joins this name and this role.",
    )


def _same_words(names: tuple[str, str]) -> Reason:
    return Reason(
        f"« {names[0]} » : les mêmes mots, parmi les mêmes noms.",
        f"« {names[0]} »: the same words, among the same names.",
    )
