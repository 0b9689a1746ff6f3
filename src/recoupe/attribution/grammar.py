"""The function words of a language that frames look for, by what they do.

Source: `grammar.tsv` of the pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from recoupe.lang import Pack


@dataclass(frozen=True, slots=True)
class GrammarRow:
    """A function word, what it does, and the full form of an elided or contracted one."""

    TABLE: ClassVar[str] = "grammar.tsv"

    role: str
    word: str
    full: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Function words by role; `full` gives the form that an elided word stands for."""

    roles: dict[str, frozenset[str]]
    full: dict[str, str]

    def __getitem__(self, role: str) -> frozenset[str]:
        return self.roles.get(role, frozenset())

    def whole(self, word: str) -> str:
        """The form that a word stands for: « de » for « d' », the word itself otherwise."""
        return self.full.get(word, word)


@cache
def grammar(pack: Pack) -> Grammar:
    """The function words of a pack."""
    rows = pack.table(GrammarRow)
    roles = {row.role for row in rows}
    return Grammar(
        roles={role: frozenset(r.word for r in rows if r.role == role) for role in roles},
        full={row.word: row.full for row in rows if row.full != row.word},
    )
