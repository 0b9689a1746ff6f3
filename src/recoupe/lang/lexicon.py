"""Look up the nouns, names and small words by which French news names who speaks.

No set of named entities in French is free to use, so names are found from
what surrounds them: roles, titles, kinds of bodies, first names. Each is a
table of the pack; this module turns the tables around for look-up by form.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from recoupe.lang.gazetteer import Gazetteer, entry_words, lowered, plain
from recoupe.lang.geography import Atlas
from recoupe.lang.rows import BodyRow, DeterminerRow, LinkRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.lang.pack import Pack


class NounKind(StrEnum):
    """What a noun of the tables describes."""

    ROLE = "role"  # a person: « ministre »
    BODY = "body"  # « syndicat »
    GROUP = "group"  # « autorités »
    DOCUMENT = "document"  # « communiqué »


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A noun for a person; `class` is whom one speaks for in it."""

    TABLE: ClassVar[str] = "roles.tsv"
    masculine: str
    feminine: str
    speaks_for: str  # state, body, justice, voice, any, public, private, press
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A noun for several people; a `member` noun stands for the body they belong to."""

    TABLE: ClassVar[str] = "groups.tsv"
    noun: str
    gender: str
    number: str
    sort: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A noun for something written, said or recorded that can be quoted for its author."""

    TABLE: ClassVar[str] = "documents.tsv"
    noun: str
    gender: str
    number: str
    sort: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRow:
    """A body known by name, its other name, and the kind of body."""

    TABLE: ClassVar[str] = "organizations.tsv"
    name: str
    expansion: str
    gender: str
    sort: str
    territory: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstNameRow:
    """A first name and the gender of most who bear it; "" when both do."""

    TABLE: ClassVar[str] = "firstnames.tsv"
    name: str
    gender: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRow:
    """A form of address before a name; `role` is the noun it stands for, if for one."""

    TABLE: ClassVar[str] = "titles.tsv"
    form: str
    gender: str
    role: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticleRow:
    """A small word inside a name; a weak one also joins what is no name."""

    TABLE: ClassVar[str] = "particles.tsv"
    form: str
    strength: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWordRow:
    """A word that ends or opens the names of bodies of one sort: « Maldor Airlines »."""

    TABLE: ClassVar[str] = "name_words.tsv"
    word: str
    sort: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """A capitalized noun that completes a role and is no part of a name after it."""

    TABLE: ClassVar[str] = "portfolios.tsv"
    name: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorshipRow:
    """A verb whose subject is the author of its object."""

    TABLE: ClassVar[str] = "authorship.tsv"
    verb: str
    participle: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """A preposition that brings the document in which a subject speaks: « dans un communiqué »."""

    TABLE: ClassVar[str] = "channels.tsv"
    form: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingRow:
    """Words between a description and the name it goes by: « un homme se présentant comme »."""

    TABLE: ClassVar[str] = "namings.tsv"
    form: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingRow:
    """A noun for a thing that bears a name as people do: « le cargo Ana Silva »."""

    TABLE: ClassVar[str] = "things.tsv"
    noun: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymRow:
    """A noun that describes whom another noun describes."""

    TABLE: ClassVar[str] = "synonyms.tsv"
    noun: str
    same_as: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BroaderRow:
    """A noun that can also name somebody whose role the article gave: « l'élu » for a mayor."""

    TABLE: ClassVar[str] = "broader.tsv"
    noun: str
    covers: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PronounRow:
    """A pronoun or possessive that can stand for a speaker, and how it finds one."""

    TABLE: ClassVar[str] = "pronouns.tsv"
    form: str
    gender: str
    number: str
    sort: str  # personal, object, near, speaker, first, possessive
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What a form of a noun says of who it names."""

    key: str  # the noun in its first form, masculine singular for a role
    kind: NounKind
    sort: str
    gender: str  # "m", "f", "" when the form is both
    number: str  # "singular", "plural", "" when the form is both


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A body known by name."""

    names: tuple[str, ...]
    gender: str
    sort: str
    territory: str


class Lexicon:
    """The tables of a pack that name people, bodies and documents, turned around."""

    def __init__(self, pack: Pack) -> None:
        self.atlas = Atlas(pack)
        self.nouns: Gazetteer[Noun] = Gazetteer(_nouns(pack))
        self.organizations: Gazetteer[Organization] = Gazetteer(_organizations(pack))
        self.first_names = {plain(r.name): r.gender for r in pack.table(FirstNameRow)}
        self.titles = {r.form: r for r in pack.table(TitleRow)}
        self.particles: Gazetteer[str] = Gazetteer(
            (entry_words(r.form), r.strength) for r in pack.table(ParticleRow)
        )
        self.name_words = {r.word: r.sort for r in pack.table(NameWordRow)}
        self.portfolios: Gazetteer[str] = Gazetteer(
            (_lower_words(r.name), r.name) for r in pack.table(PortfolioRow)
        )
        self.authorship = frozenset(r.verb for r in pack.table(AuthorshipRow))
        self.participles = frozenset(r.participle for r in pack.table(AuthorshipRow))
        self.channels: Gazetteer[str] = Gazetteer(
            (entry_words(r.form), r.form) for r in pack.table(ChannelRow)
        )
        self.namings: Gazetteer[str] = Gazetteer(
            (entry_words(r.form), r.form) for r in pack.table(NamingRow)
        )
        self.things = frozenset(r.noun for r in pack.table(ThingRow))
        self.determiners: Gazetteer[str] = Gazetteer(
            (entry_words(r.form), r.sort) for r in pack.table(DeterminerRow)
        )
        self.synonyms = {r.noun: r.same_as for r in pack.table(SynonymRow)}
        self.broader = _broader(pack)
        roles = {r.masculine for r in pack.table(RoleRow)}
        self.bodies_too = {r.noun: r.sort for r in pack.table(BodyRow) if r.noun in roles}
        self.trades = _trades(pack, self.broader)
        self.links: Gazetteer[str] = Gazetteer(
            (entry_words(r.form), r.sort) for r in pack.table(LinkRow)
        )
        self.pronouns: Gazetteer[PronounRow] = Gazetteer(
            (entry_words(r.form), r) for r in pack.table(PronounRow)
        )


def _broader(pack: Pack) -> dict[str, frozenset[str]]:
    """What each broader noun takes in, as the nouns stand after synonyms."""
    synonyms = {r.noun: r.same_as for r in pack.table(SynonymRow)}
    found: dict[str, set[str]] = {}
    for row in pack.table(BroaderRow):
        covered = synonyms.get(row.covers, row.covers)
        found.setdefault(synonyms.get(row.noun, row.noun), set()).add(covered)
    return {noun: frozenset(covered) for noun, covered in found.items()}


def _trades(pack: Pack, broader: dict[str, frozenset[str]]) -> frozenset[str]:
    """The nouns that tell a trade, which one keeps whatever one's function in a body."""
    sorts = {r.masculine: r.speaks_for for r in pack.table(RoleRow)}
    covered = frozenset[str]().union(*broader.values())
    wide = {n for n in broader if sorts.get(n) not in ("any", "voice", "state")}
    return frozenset(
        wide | {n for n in covered if sorts.get(n) in ("private", "public", "press", "justice")}
    )


_OPEN: dict[str, Lexicon] = {}


def open_lexicon(pack: Pack) -> Lexicon:
    """The lexicon of a pack; built once per process."""
    key = str(pack.directory)
    if key not in _OPEN:
        _OPEN[key] = Lexicon(pack)
    return _OPEN[key]


def _nouns(pack: Pack) -> Iterator[tuple[tuple[str, ...], Noun]]:
    """Every form of every noun, with its hyphens and without: « Haut Commissaire »."""
    forms = tuple(_noun_forms(pack))
    yield from forms
    for words, noun in forms:
        apart = tuple(part for word in words for part in word.split("-"))
        if apart != words and all(apart):
            yield apart, noun


def _noun_forms(pack: Pack) -> Iterator[tuple[tuple[str, ...], Noun]]:
    """Every form of every noun, as lower-case words; where tables share a form the first wins."""
    for group in pack.table(GroupRow):
        yield _lower_words(group.noun), _noun(group, NounKind.GROUP, number=group.number)
    for role in pack.table(RoleRow):
        yield from _role_forms(role)
    for kind, rows in (
        (NounKind.BODY, pack.table(BodyRow)),
        (NounKind.DOCUMENT, pack.table(DocumentRow)),
    ):
        for row in rows:
            for number in {row.number: None, "plural": None}:
                form = row.noun if number == row.number else plural(row.noun)
                yield _lower_words(form), _noun(row, kind, number=number)


def _noun(row: GroupRow | BodyRow | DocumentRow, kind: NounKind, *, number: str) -> Noun:
    return Noun(key=row.noun, kind=kind, sort=row.sort, gender=row.gender, number=number)


def _role_forms(row: RoleRow) -> Iterator[tuple[tuple[str, ...], Noun]]:
    key = row.masculine or row.feminine
    genders: dict[str, str] = {}
    for form, gender in ((row.masculine, "m"), (row.feminine, "f")):
        if form:
            genders[form] = gender if form not in genders else ""
    for form, gender in genders.items():
        forms = {form: "singular"}
        forms[plural(form)] = "" if plural(form) == form else "plural"
        for shape, number in forms.items():
            yield (
                _lower_words(shape),
                Noun(
                    key=key,
                    kind=NounKind.ROLE,
                    sort=row.speaks_for,
                    gender=gender,
                    number=number,
                ),
            )


_INVARIABLE = ("porte-parole", "sans-abri")
_LINKS = frozenset({"de", "d'", "du", "des", "en", "à", "au"})


def plural(form: str) -> str:
    """The plural of a noun phrase's words up to its first preposition."""
    words = form.split(" ")
    result = []
    is_done = False
    for word in words:
        is_done = is_done or word in _LINKS or word.startswith("d'")
        result.append(word if is_done else _plural_word(word))
    return " ".join(result)


def _plural_word(word: str) -> str:
    if word.endswith(_INVARIABLE) or word[-1] in "sxz" or word.isupper():
        return word
    if word.endswith(("al", "ail")) and word != "bail":
        return word[: -len("l")] + "ux" if word.endswith("al") else word + "s"
    if word.endswith(("eau", "eu")):
        return word + "x"
    return word + "s"


def _organizations(pack: Pack) -> Iterator[tuple[tuple[str, ...], Organization]]:
    for row in pack.table(OrganizationRow):
        names = tuple(n for n in (row.name, row.expansion) if n)
        found = Organization(names=names, gender=row.gender, sort=row.sort, territory=row.territory)
        for name in names:
            yield tuple(plain(w) for w in entry_words(name)), found


def _lower_words(form: str) -> tuple[str, ...]:
    return tuple(lowered(w) for w in entry_words(form))
