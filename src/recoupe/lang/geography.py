"""Tell which state a place, a demonym or a seat of power stands for.

Babel names the territories; what it does not know (demonyms, capitals, seats,
other names of a state) stands in the pack's tables. Territories are ISO 3166
codes, or a plain name where there is no code (Québec, Occident).

Source: Unicode CLDR through babel; tables of the pack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from recoupe.lang.gazetteer import Gazetteer, entry_words, lowered, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.lang.pack import Pack

_CODE = re.compile(r"[A-Z]{2}")
_NO_STATES = frozenset({"XA", "XB", "ZZ", "EZ", "QO", "EA", "IC", "DG", "CP", "AC", "TA"})


class PlaceKind(StrEnum):
    """How the name of a place stands to the state."""

    TERRITORY = "territory"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonymRow:
    """A demonym in its four forms, and the territory."""

    TABLE: ClassVar[str] = "demonyms.tsv"
    masculine: str
    feminine: str
    masculine_plural: str
    feminine_plural: str
    territory: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalRow:
    """A capital, and the state that it names where it speaks or acts."""

    TABLE: ClassVar[str] = "capitals.tsv"
    name: str
    territory: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """A seat of power, and the state that it names."""

    TABLE: ClassVar[str] = "seats.tsv"
    name: str
    territory: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryRow:
    """A name of a territory that babel lacks; `usual` marks the name to write."""

    TABLE: ClassVar[str] = "territories.tsv"
    name: str
    territory: str
    usual: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the name of a place stands for."""

    kind: PlaceKind
    territory: str
    others: tuple[str, ...] = ()  # states that the name can stand for as well: Bruxelles


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """What a form of a demonym says."""

    territory: str
    gender: str  # "m", "f", "" when the form is both
    number: str  # "singular", "plural", "" when the form is both


class Atlas:
    """The places and demonyms of a language."""

    def __init__(self, pack: Pack) -> None:
        self._names = dict(_babel_names(pack.tag))
        for row in pack.table(TerritoryRow):
            if row.usual == "yes":
                self._names[row.territory] = row.name
        self.places: Gazetteer[Place] = Gazetteer(_places(pack, self._names))
        self._demonyms = _demonyms(pack)

    def name_of(self, territory: str) -> str:
        """The usual name of a territory in the pack's language."""
        return self._names.get(territory, territory)

    def demonym(self, word: str) -> Demonym | None:
        """What `word` says as a demonym, in any case; None when it is none."""
        return self._demonyms.get(lowered(word))


def _babel_names(tag: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for code, name in Locale.parse(tag).territories.items():
        if _CODE.fullmatch(code) and code not in _NO_STATES:
            yield code, name.replace("\u2019", "'")


def _places(pack: Pack, names: dict[str, str]) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Every name of a place as plain words; a state's own name wins over its capital's."""
    for code, name in sorted(names.items()):
        yield _words(name), Place(kind=PlaceKind.TERRITORY, territory=code)
    for row in pack.table(TerritoryRow):
        yield _words(row.name), Place(kind=PlaceKind.TERRITORY, territory=row.territory)
    for seat in pack.table(SeatRow):
        yield _words(seat.name), Place(kind=PlaceKind.SEAT, territory=seat.territory)
    states: dict[str, list[str]] = {}
    for capital in pack.table(CapitalRow):
        states.setdefault(capital.name, []).append(capital.territory)
    for name, found in states.items():
        place = Place(kind=PlaceKind.CAPITAL, territory=found[0], others=tuple(found[1:]))
        yield _words(name), place


def _words(name: str) -> tuple[str, ...]:
    return tuple(plain(w) for w in entry_words(name))


def _demonyms(pack: Pack) -> dict[str, Demonym]:
    """Every form of every demonym; gender or number is "" where two forms are alike."""
    found: dict[str, Demonym] = {}
    for row in pack.table(DemonymRow):
        forms = (
            (row.masculine, "m", "singular"),
            (row.feminine, "f", "singular"),
            (row.masculine_plural, "m", "plural"),
            (row.feminine_plural, "f", "plural"),
        )
        for form, gender, number in forms:
            known = found.get(form)
            found[form] = Demonym(
                territory=row.territory,
                gender=gender if known is None or known.gender == gender else "",
                number=number if known is None or known.number == number else "",
            )
    return found
