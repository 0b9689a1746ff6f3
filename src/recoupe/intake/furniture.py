"""Set apart the lines of a page that are not its article's, each with its kind.

People paste what the page shows: menus, bylines, « lire aussi », comment
forms. Extractors work on markup, and in pasted text there is none, so here
signs are added up: stock phrases (`phrases`), shape (`lines`), place and
repetition. A line that weighs less than 1 stays: to lose a sentence of the
article is worse than to keep a line of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.intake.agencies import byline_of, is_credit_line
from recoupe.intake.language import is_function_word
from recoupe.intake.lines import Line, lines_of, prose_bounds
from recoupe.intake.phrases import Mark, Phrases, Place, phrases_of, weight_of
from recoupe.intake.published import dates_in
from recoupe.model import Furniture, FurnitureKind
from recoupe.text import folded

if TYPE_CHECKING:
    from recoupe.lang import Pack

#: From this weight on a line is set apart.
_ENOUGH = 1.0
#: What a phrase inside a long sentence of the body counts for: the sentence may speak of it.
_SPOKEN_OF = 0.5
#: What being short and beside the body adds to a phrase.
_SHORT_BESIDE = 0.5
#: Paragraphs after which an author's note can stand.
_LEAST_PROSE = 3
_MOST_NOTES = 3
#: What the phrases of a section of readers' posts weigh: its heading and its buttons.
_POSTS = 2.0
#: Words of a kicker above a headline, and of the least headline chosen over one.
_SIGNATURE_WORDS = 6  # « Par Prénom Nom et Prénom Nom »
_KICKER_WORDS = 3
_HEADLINE_WORDS = 4
#: Words left in a line of dates: a verb, an author, a time.
_DATE_LINE_WORDS = 8
_DATE_LINE_SMALL_WORDS = 3
#: A date, a colon and what happened then: a line of a chronology.
_HEADS_EVENT = re.compile(r"\s*[:–—-]\s*(?!\d)\w")
#: An item of a list, and a line that something must follow: parts of an article.
_BULLETS = "-•*·"
_GOES_ON = ",;:"
#: Kinds that head a list of links or fields.
_HEADING_KINDS = frozenset(
    {FurnitureKind.RELATED, FurnitureKind.FORM, FurnitureKind.SHARE, FurnitureKind.MENU}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A page's lines, told apart."""

    body: tuple[Line, ...]
    headline: Line | None  # among the body's lines, the first
    apart: tuple[tuple[Line, FurnitureKind], ...]

    def furniture(self) -> tuple[Furniture, ...]:
        """The lines set apart, as records."""
        return tuple(Furniture(text=line.text, kind=kind) for line, kind in self.apart)


def kind_of(text: str, packs: tuple[Pack, ...]) -> FurnitureKind | None:
    """The kind of a line that is known to be furniture, as far as it tells; or None."""
    judge = _Judge(phrases_of(packs), packs)
    line = Line(text, 0)
    return judge.beside(line, Place.HEAD) or judge.beside(line, Place.TAIL)


def told_apart(text: str, packs: tuple[Pack, ...], *, title: str | None) -> Judged:
    """The lines of the article and those of the page around it.

    `title` is what metadata call the article; lines that repeat it are the page's.
    """
    lines = lines_of(text)
    judge = _Judge(phrases_of(packs), packs)
    apart = judge.anywhere(lines)
    judge.readers_posts(lines, apart)
    first, last = prose_bounds(lines, frozenset(apart))
    for line in lines[:first]:
        _add(apart, line, kind=judge.beside(line, Place.HEAD))
    headline = _headline(lines, apart, before=first) if first < len(lines) else None
    for line in lines[:first]:
        if line is not headline:
            _add(apart, line, kind=judge.small(line, Place.HEAD, headline=headline))
    judge.under_standfirst(lines, apart, first=first)
    last = judge.authors_notes(lines, apart, last=last)
    judge.after_body(lines, apart, last=last, headline=headline)
    judge.repeated(lines[:first], apart, headline=headline, title=title)
    body = tuple(line for line in lines if line.number not in apart)
    return Judged(
        body=body,
        headline=headline if body and headline is body[0] else None,
        apart=tuple((line, apart[line.number]) for line in lines if line.number in apart),
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """The features by which a line is told to be furniture."""

    phrases: Phrases
    packs: tuple[Pack, ...]

    def anywhere(self, lines: tuple[Line, ...]) -> dict[int, FurnitureKind]:
        """Lines that are furniture wherever they stand, and what they head."""
        apart: dict[int, FurnitureKind] = {}
        heads: FurnitureKind | None = None
        for line in lines:
            if heads and len(line.words) > 1 and not line.ends_like_sentence:
                apart[line.number] = heads
                heads = None
                continue
            marks = self.phrases.marks(line, Place.BODY)
            kind = _shape(line) or _enough(line, marks)
            heads = None
            if kind:
                apart[line.number] = kind
                if kind is FurnitureKind.RELATED and any(m.stands_alone for m in marks):
                    heads = kind
        return apart

    def readers_posts(self, lines: tuple[Line, ...], apart: dict[int, FurnitureKind]) -> None:
        """Set apart what readers wrote below the article.

        A heading with their number opens it; a button under a post confirms it.
        """
        prose = 0
        for line in lines:
            if line.number not in apart:
                prose += line.is_prose
            elif prose >= _LEAST_PROSE and self._is_of_posts(line, counted=True):
                below = lines[line.number + 1 :]
                if any(self._is_of_posts(x, counted=False) for x in below if x.number in apart):
                    apart.update((x.number, apart.get(x.number, FurnitureKind.FORM)) for x in below)
                return

    def under_standfirst(
        self, lines: tuple[Line, ...], apart: dict[int, FurnitureKind], *, first: int
    ) -> None:
        """Set apart the signature and the date between a standfirst and the text proper."""
        between = []
        for line in lines[first + 1 :]:
            if line.is_prose and line.number not in apart:
                break
            between.append(line)
        else:
            return
        for line in between:
            _add(apart, line, kind=self.beside(line, Place.HEAD))
        for line in between:
            if {line.number - 1, line.number + 1} & apart.keys() and self._is_signature(line):
                _add(apart, line, kind=FurnitureKind.BYLINE)

    def _is_of_posts(self, line: Line, *, counted: bool) -> bool:
        """Whether the line heads readers' posts with their number, or is a button under one."""
        marks = self.phrases.marks(line, Place.BODY)
        has_number = any(c in "123456789" for c in line.seen)
        return has_number == counted and any(
            m.kind is FurnitureKind.FORM and m.weight >= _POSTS for m in marks
        )

    def beside(self, line: Line, place: Place) -> FurnitureKind | None:
        """The kind that its words or form give a line before or after the body, or None."""
        marks = self.phrases.marks(line, place)
        if marks and line.is_short:
            marks.append(Mark(marks[0].kind, _SHORT_BESIDE))
        kind = _enough(line, marks, is_beside=True)
        if kind:
            return kind
        if self._is_date_line(line) or is_credit_line(line.seen, self.packs):
            return FurnitureKind.BYLINE
        if not any(c.isalpha() for c in line.text):
            return FurnitureKind.OTHER
        return FurnitureKind.MENU if line.is_crumbs or line.is_glued else None

    def small(self, line: Line, place: Place, *, headline: Line | None) -> FurnitureKind | None:
        """The kind of names, or of one to three words, which make no paragraph; or None."""
        if line.ends_like_sentence:
            return None
        if self._is_signature(line) and (headline is not None or place is Place.TAIL):
            return FurnitureKind.BYLINE
        if len(line.words) > _KICKER_WORDS or line.text[0] in _BULLETS:
            return None
        if line.text[-1] in _GOES_ON:
            return None
        if place is Place.TAIL:
            return FurnitureKind.MENU
        above = headline is not None and line.number < headline.number
        return FurnitureKind.MENU if above else None

    def authors_notes(
        self, lines: tuple[Line, ...], apart: dict[int, FurnitureKind], *, last: int
    ) -> int:
        """Set apart notes on the author below the article; where its prose then ends."""
        for _ in range(_MOST_NOTES):
            prose = [x for x in lines if x.number not in apart and x.number <= last and x.is_prose]
            if len(prose) < _LEAST_PROSE or prose[-1].number != last:
                return last
            marks = self.phrases.marks(lines[last], Place.TAIL)
            weight, kind = weight_of(marks)
            if weight < _ENOUGH or kind is None or "«" in lines[last].text:
                return last
            apart[last] = kind
            last = prose[-2].number
        return last

    def after_body(
        self,
        lines: tuple[Line, ...],
        apart: dict[int, FurnitureKind],
        *,
        last: int,
        headline: Line | None,
    ) -> None:
        """Set apart what follows the body: lines that are furniture, and the lists they head."""
        heads: FurnitureKind | None = None
        for line in lines[last + 1 :]:
            known = apart.get(line.number)
            kind = known or self.beside(line, Place.TAIL)
            kind = kind or self.small(line, Place.TAIL, headline=headline)
            if kind is None and heads and not line.ends_like_sentence:
                kind = heads
            if kind is None:
                continue
            apart[line.number] = kind
            if kind in _HEADING_KINDS:
                heads = kind

    def repeated(
        self,
        lines: tuple[Line, ...],
        apart: dict[int, FurnitureKind],
        *,
        headline: Line | None,
        title: str | None,
    ) -> None:
        """Set apart what repeats the headline above the body."""
        known = {folded(title)} if title else set()
        if headline is not None and headline.number not in apart:
            known.discard(headline.folded)
            for line in lines:
                if line is not headline and line.folded == headline.folded:
                    apart.setdefault(line.number, FurnitureKind.OTHER)
        for line in lines:
            if line is not headline and line.folded in known:
                apart.setdefault(line.number, FurnitureKind.OTHER)

    def _is_date_line(self, line: Line) -> bool:
        """Whether the line is a date, with at most an author and a time beside it."""
        if len(line.words) > 2 * _DATE_LINE_WORDS:
            return False
        tags = tuple(pack.tag for pack in self.packs)
        rest = line.seen
        found = tuple(dates_in(rest, tags))
        for date in reversed(found):
            if _HEADS_EVENT.match(rest, date.end):
                return False
            rest = f"{rest[: date.start]} {rest[date.end :]}"
        words = [w for w in rest.split() if w[:1].isalpha() and not w[-1:].isdigit()]
        capitals = [w for w in words if w[0].isupper()]
        small = 1 if line.ends_in_full_stop else _DATE_LINE_SMALL_WORDS
        if not found or len(words) - len(capitals) > small:
            return False
        return len(capitals) <= 1 or byline_of((rest,), self.packs) is not None

    def _is_signature(self, line: Line) -> bool:
        """Whether the line is names of people, or signs with them: « Par Ada Bell ».

        Names begin with no word of the grammar but that of a signature.
        """
        if not line.words or line.text[0] in _BULLETS or not line.names:
            return False
        first = line.words[0].lower()
        if not any(is_function_word(first, pack) for pack in self.packs):
            return True
        signs = len(line.words) <= _SIGNATURE_WORDS and not line.ends_like_sentence
        return signs and byline_of((line.seen,), self.packs) is not None


def _add(apart: dict[int, FurnitureKind], line: Line, *, kind: FurnitureKind | None) -> None:
    """Set the line apart when it has a kind and is not apart already."""
    if kind is not None:
        apart.setdefault(line.number, kind)


def _shape(line: Line) -> FurnitureKind | None:
    """The kind of a line whose form alone gives it away, or None."""
    if line.is_wordless or line.is_doubled:
        return FurnitureKind.OTHER
    if line.is_address or line.is_post_signature:
        return FurnitureKind.SHARE
    return None


def _enough(line: Line, marks: list[Mark], *, is_beside: bool = False) -> FurnitureKind | None:
    """The kind to which the marks of a line add up, or None."""
    weight, kind = weight_of(marks)
    if line.is_prose and not is_beside and len(line.words) > 3 * _DATE_LINE_WORDS:
        weight *= _SPOKEN_OF
    return kind if weight >= _ENOUGH else None


def _headline(
    lines: tuple[Line, ...], apart: dict[int, FurnitureKind], *, before: int
) -> Line | None:
    """The line above the body that names the article, or None.

    The first of four words or more; where there is none, the only line there is.
    """
    if not lines[:before] and len(lines) > 1 and lines[0].number not in apart:
        asks = lines[0].ends_like_sentence and not lines[0].ends_in_full_stop
        return lines[0] if asks and len(lines[0].text) <= 200 else None
    above = [
        line
        for line in lines[:before]
        if line.number not in apart and not line.ends_in_full_stop and len(line.text) <= 300
    ]
    long = [line for line in above if len(line.words) >= _HEADLINE_WORDS and not line.is_crumbs]
    return next(iter(long or [x for x in above if len(x.words) > 1]), None)
