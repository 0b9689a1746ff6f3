"""How one article names the outlet of another: in its credits, and in its text.

« avec AFP », « a confié à La Gazette », « affirme au « Relevé » »: an outlet
is named with its article or another, with or without the noun for what it is.
Its capitals must stand; a name of one word that had an article needs one.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from recoupe.lang import Atlas, entry_words, lowered, plain
from recoupe.lineage.tables import (
    agencies_of,
    back_references_of,
    definite_forms_of,
    press_nouns_of,
    signatures_of,
)
from recoupe.model import FurnitureKind, Span
from recoupe.text import evened

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model import Article

#: How far into an article the bracket of a dateline can stand: headline, place and day.
DATELINE_CHARS = 240
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]\s*[-–—]")
#: The beginning of an outlet's name stands for it between quotation marks, when its last word is
#: as long as this.
SHORT_NAME_CHARS = 4
#: Kinds of furniture that never credit: they tell of other pages.
_SILENT = frozenset(
    {FurnitureKind.MENU, FurnitureKind.RELATED, FurnitureKind.FORM, FurnitureKind.SHARE}
)


class Outlets:
    """Finds outlets by name, with the words of some language packs."""

    def __init__(self, packs: tuple[Pack, ...]) -> None:
        self._packs = packs
        self._agencies = agencies_of(packs)
        self._reporters: dict[str, tuple[Span, ...]] = {}
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    def voice_of(self, article: Article) -> str | None:
        """The outlet that speaks in an article; where none is given, the agency of its dateline."""
        if article.outlet:
            return article.outlet
        lead = evened(article.text[:DATELINE_CHARS])
        named = (m.group(1).strip() for m in _BRACKET.finditer(lead))
        return next((self._agencies[name] for name in named if name in self._agencies), None)

    def agency_of(self, article: Article) -> str | None:
        """The agency whose own dispatch an article is, or None."""
        return self._agencies.get(self.voice_of(article) or "")

    def agencies_credited(self, article: Article) -> frozenset[str]:
        """The agencies that an article credits."""
        parts = (part.strip() for part in (article.credit or "").split(","))
        return frozenset(self._agencies.get(part, part) for part in parts if part)

    def own_dateline(self, article: Article) -> Span | None:
        """The bracket of a dateline by which an article says that it is its outlet's dispatch."""
        pattern = self._pattern(self.voice_of(article))
        if pattern is None:
            return None
        found = _BRACKET.finditer(evened(article.text[:DATELINE_CHARS]))
        return next((Span(*m.span(1)) for m in found if pattern.search(m.group(1))), None)

    def credits(self, article: Article, outlet: str | None) -> bool:
        """Whether an article's byline, credit or page names `outlet`."""
        pattern = self._pattern(outlet)
        if pattern is None:
            return False
        lines = [f.text for f in article.furniture if f.kind not in _SILENT]
        said = [article.credit or "", article.byline or "", *lines]
        return any(pattern.search(evened(line)) for line in said)

    def named_in(self, article: Article, outlet: str | None) -> tuple[Span, ...]:
        """Where the text of an article names `outlet`."""
        pattern = self._pattern(outlet)
        if pattern is None:
            return ()
        return tuple(Span(*m.span()) for m in pattern.finditer(evened(article.text)))

    def own_reporters_in(self, article: Article) -> tuple[Span, ...]:
        """Where an article speaks of its outlet's own reporters."""
        if article.id not in self._reporters:
            found = self._signatures.finditer(evened(article.text))
            self._reporters[article.id] = tuple(Span(*m.span()) for m in found)
        return self._reporters[article.id]

    def refers_back(self, passage: str) -> bool:
        """Whether a passage opens with a pronoun that stands for somebody named before."""
        return bool(self._references.match(evened(passage)))

    @cached_property
    def _references(self) -> re.Pattern[str]:
        words = "|".join(re.escape(w) for w in back_references_of(self._packs)) or "(?!)"
        return re.compile(rf"(?:{words})\b", re.IGNORECASE)

    @cached_property
    def _signatures(self) -> re.Pattern[str]:
        words = "|".join(re.escape(w) for w in signatures_of(self._packs)) or "(?!)"
        return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

    @cached_property
    def _atlases(self) -> tuple[Atlas, ...]:
        return tuple(Atlas(pack) for pack in self._packs)

    def _pattern(self, outlet: str | None) -> re.Pattern[str] | None:
        """What finds an outlet's name in an evened text; None without a name with capitals."""
        if not outlet:
            return None
        if outlet not in self._patterns:
            longest = sorted(set(self._names(outlet)), key=lambda n: (-len(n), n))
            whole = rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)"
            self._patterns[outlet] = re.compile(whole) if longest else None
        return self._patterns[outlet]

    def _names(self, outlet: str) -> list[str]:
        """Regular expressions for the ways in which others name an outlet."""
        words = _parts(outlet)
        has_article = len(words) > 1 and lowered(words[0]) in definite_forms_of(self._packs)
        core = words[1:] if has_article else words
        agency = self._agencies.get(outlet)
        ways = [_parts(w) for w, name in self._agencies.items() if name == agency]
        if len(core) > 1 and lowered(core[0]) in press_nouns_of(self._packs):
            ways += [core[1:]] if self._is_name(core[1:]) else []
        found = [_loose(way) for way in (core, *ways) if any(w[:1].isupper() for w in way)]
        if found and has_article and len(core) == 1:
            found[0] = rf"(?:(?i:{self._definite}) ?[«\"]? ?|[«\"] ?){found[0]}"
        beginnings = (words[:end] for end in range(1 + has_article, len(words)))
        return found + [
            rf'[«"] ?{_loose(beginning)} ?[»"]'
            for beginning in beginnings
            if len(beginning[-1]) >= SHORT_NAME_CHARS
        ]

    @cached_property
    def _definite(self) -> str:
        forms = sorted(definite_forms_of(self._packs), key=lambda w: (-len(w), w))
        return "|".join(re.escape(f) + ("" if f.endswith("'") else r"\s") for f in forms) or "(?!)"

    def _is_name(self, words: list[str]) -> bool:
        """Whether words begin with a capital and are not a place that an atlas knows."""
        plain_words = [plain(w) for w in entry_words(" ".join(words))]
        places = (atlas.places.longest(plain_words, 0) for atlas in self._atlases)
        return words[0][:1].isupper() and not any(places)


def _parts(name: str) -> list[str]:
    """The words of a name, an elided article apart."""
    return evened(name).replace("'", "' ").split()


def _loose(words: list[str]) -> str:
    """A regular expression for words with any space between them, none after an elision."""
    spaced = [re.escape(w) + (r"\s*" if w.endswith("'") else r"\s+") for w in words[:-1]]
    return "".join(spaced) + re.escape(words[-1])
