"""The words of the interface, in each language it is written in.

They stand in `words.tsv`, one message a row and one language a column, so
that a third language is a third column. A message that counts has one form
per plural category, separated by ` | `: one, then other. Plural categories
come from CLDR, through babel.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from recoupe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from babel import Locale

    from recoupe.model import Reason

FORMS = " | "
#: What is quoted, and the apostrophes within words.
_APOSTROPHES = re.compile(r"«(?:[^«»]|«[^«»]*»)*»|“[^“”]*”|(?<=\w)'(?=\w)")
#: From here on a number is written short where there is little room.
SHORT_FROM = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The interface's words in one language."""

    language: str  # BCP 47
    locale: Locale
    table: Mapping[str, str]

    @property
    def colon(self) -> str:
        """The colon, with the space that the language puts before it."""
        return self.table["colon"]

    def say(self, key: str, **values: object) -> str:
        """The message `key` with its blanks filled."""
        return self.table[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is a message `key`."""
        return key in self.table

    def count(self, key: str, number: int, **values: object) -> str:
        """The message `key` for a number of things, in the right plural."""
        one, _, other = self.table[key].partition(FORMS)
        form = one if self.locale.plural_form(number) == "one" or not other else other
        return form.format(n=self.number(number), **values)

    def reason(self, why: Reason) -> str:
        """A reason as the language prints it: apostrophes are curved but in what is quoted."""
        return _APOSTROPHES.sub(
            lambda found: found[0] if len(found[0]) > 1 else "’",
            why.in_language(self.language),
        )

    def join(self, parts: Iterable[str]) -> str:
        """Parts of one line, set apart by points."""
        return " · ".join(parts)

    def steps(self, parts: Iterable[str]) -> str:
        """From one thing to the next."""
        return " → ".join(parts)

    def number(self, value: float) -> str:
        """A number as the language writes it: 11 000, or 11,000."""
        return _decimal(value, self.locale)

    def short_number(self, value: float) -> str:
        """A number in few characters: 11 000, 2,5 M."""
        from babel.numbers import format_compact_decimal

        if abs(value) < SHORT_FROM:
            return self.number(value)
        return str(
            format_compact_decimal(
                value, format_type="short", locale=self.locale, fraction_digits=1
            )
        )


@lru_cache(maxsize=4096)
def _decimal(value: float, locale: Locale) -> str:
    """A number as a language writes it; the same few stand all over a page."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, format="#,##0.###", locale=locale))


@cache
def load_words(language: str, *, also: str | None = None) -> Words:
    """The words of the interface in `language`, a BCP 47 tag.

    `also` names a package that has a table of more words.

    Raises: SettingsError when the interface is not written in that language.
    """
    from babel import Locale

    tag = language.split("-", maxsplit=1)[0]
    rows = [row for name in ("recoupe.dossier", also) if name for row in _rows(name)]
    known = [name for name in rows[0] if name != "key"]
    if tag not in known:
        raise SettingsError(
            f"ui_language: {language!r} is no language of the interface, "
            f"expected one of: {', '.join(known)}; name one of these",
            ui_language=language,
        )
    table = {row["key"]: row[tag] for row in rows}
    return Words(language=tag, locale=Locale.parse(tag), table=table)


def _rows(package: str) -> list[dict[str, str]]:
    """The rows of a package's table of words."""
    text = (files(package) / "words.tsv").read_text("utf-8")
    return [*csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)]
