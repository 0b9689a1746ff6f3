"""Rows of the tables that several stages read; a table of one stage is declared there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """A news agency and one way in which it is credited."""

    TABLE: ClassVar[str] = "agencies.tsv"
    name: str
    words: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A noun for a body, and the kind of body; the press has its own: « agence », « journal »."""

    TABLE: ClassVar[str] = "bodies.tsv"
    noun: str
    gender: str
    number: str
    sort: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminerRow:
    """A word that opens a noun phrase and is no part of a name drawn from it."""

    TABLE: ClassVar[str] = "determiners.tsv"
    form: str
    sort: str  # definite, indefinite, demonstrative, possessive, one, several, number, …
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionWordRow:
    """A word that a language cannot do without, its neighbors lack, and that says nothing alone."""

    TABLE: ClassVar[str] = "function_words.tsv"
    word: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A word that ties a complement or a second noun to a noun."""

    TABLE: ClassVar[str] = "links.tsv"
    form: str
    sort: str  # of, to, and; name: only inside a body's name
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """Words by which an outlet speaks of its own reporter, whose name follows."""

    TABLE: ClassVar[str] = "signatures.tsv"
    words: str
    source: str
    example: str
