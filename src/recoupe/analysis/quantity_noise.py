"""Tell the numbers that count nothing: designations, addresses, scores, years.

Dates, times and durations are taken out before (they are timexes); ages and
other spans of time go by their unit. What is left is told by the words and
signs around it.

Source: words in `number_labels.tsv`; signs by the habits of newsrooms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.analysis.quantity_cardinals import Form
from recoupe.analysis.quantity_counted import Candidate, Counted, Kind, Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from recoupe.analysis.quantity_bounds import Bounded
    from recoupe.analysis.quantity_counted import Counting

#: Signs that make a code, an address or a ratio of the digits they touch.
_CODE_SIGNS = frozenset("/@_#=&\\*|^")
_POSTCODE = 5
_YEARS = range(1000, 2101)
#: Pieces between a label and its number: « n ° », « p . », « tél . : ».
_LABEL_SIGNS = frozenset("°.:º")


def is_designation(case: Candidate, counting: Counting) -> bool:
    """Whether the number names, ranks or dates something and counts nothing."""
    found = case.found
    tests: tuple[Callable[[Candidate, Counting], bool], ...] = (
        _is_part_of_word, _is_code, _is_labeled, _is_named, _is_year, _is_marker, _is_singular,
        _is_adjective, _is_in_brackets,
    )  # fmt: skip
    if found.kind in (Kind.MONEY, Kind.PERCENT):
        tests = (_is_part_of_word, _is_code)
    return found.kind is Kind.TIME or any(test(case, counting) for test in tests)


def _is_part_of_word(case: Candidate, counting: Counting) -> bool:
    """BR-12, A9, 11e, Trois-Rivières, 14-Juillet."""
    number, found = case.number, case.found
    pieces = counting.reading.pieces
    opening = pieces[number.opening]
    if opening.joined:
        return True
    if opening.glued and number.opening and _is_word(pieces[number.opening - 1].word):
        return True
    after = number.number.last + 1
    if after >= len(pieces) or found.unit is not None or number.number.low == 0.5:
        return False
    return pieces[after].joined or (pieces[after].glued and pieces[after].kind == "word")


def _is_word(word: str) -> bool:
    return word[-1:].isalpha()


def _is_code(case: Candidate, counting: Counting) -> bool:
    """0 800 23 13 13, 3/4, 12.03.11, 3-1."""
    number, found = case.number, case.found
    pieces = counting.reading.pieces
    if number.form is not Form.DIGITS:
        return False
    before = pieces[number.opening - 1] if number.opening else None
    after = pieces[number.number.last + 1] if number.number.last + 1 < len(pieces) else None
    if before is not None and not pieces[number.opening].broken:
        is_glued = pieces[number.opening].glued and before.word in _CODE_SIGNS | {"."}
        if is_glued or before.kind == "number":
            return True
    if after is None or after.broken:
        return False
    is_glued = after.glued and after.word in _CODE_SIGNS and found.unit is None
    return is_glued or after.kind == "number"


def _is_labeled(case: Candidate, counting: Counting) -> bool:
    """Article 7, n° 4, 27 rue des Saules, deux fois, 0 commentaire."""
    number, found = case.number, case.found
    reading = counting.reading
    at = number.opening - 1
    while at > 0 and reading.word(at) in _LABEL_SIGNS:
        at -= 1
    is_hedged = number.first < number.opening
    if not is_hedged and counting.is_label(reading.word(at), Label.BEFORE):
        return True
    after = number.last + 1
    after += reading.word(after) == ","
    if number.form is Form.DIGITS and counting.is_label(reading.word(after), Label.ADDRESS):
        return True
    noun = counting.grammar.words[found.head] if found.head is not None else ""
    return any(counting.is_label(w, Label.IDLE) for w in (reading.word(number.last + 1), noun))


def _is_named(case: Candidate, counting: Counting) -> bool:
    """France 2, Apollo 11, les Douze: part of a name."""
    number, found = case.number, case.found
    text, pieces = counting.reading.text, counting.reading.pieces
    opening = pieces[number.opening]
    if number.form is Form.WORDS:
        return _is_capital_inside(number, counting)
    if number.form is not Form.DIGITS or not number.opening or number.is_hedged or opening.broken:
        return False
    before = pieces[number.opening - 1]
    is_capital = before.kind == "word" and text[before.start].isupper()
    return is_capital and not _is_plural_noun(found, counting)


def _is_capital_inside(number: Bounded, counting: Counting) -> bool:
    """Whether a spelled number bears a capital although no sentence begins with it."""
    text, pieces = counting.reading.text, counting.reading.pieces
    start, end = pieces[number.opening].start, pieces[number.opening].end
    word = text[start:end]
    if not word[:1].isupper() or (word.isupper() and len(word) > 1):
        return False
    if number.first < number.opening or pieces[number.opening].broken or not number.opening:
        return False
    before = pieces[number.opening - 1].word
    return before[-1:].isalpha() or before in (",", "'")


def _is_plural_noun(found: Counted, counting: Counting) -> bool:
    if found.unit is not None or found.kind is Kind.MEASURE:
        return True
    if found.head is None:
        return False
    grammar = counting.grammar
    word = grammar.words[found.head]
    return grammar.is_tag(found.head, "NOUN") and counting.is_label(word[-1:], Label.PLURAL)


def _is_year(case: Candidate, counting: Counting) -> bool:
    """2012 without a plural noun, 75011 Paris: a year, a name, a code."""
    number, found = case.number, case.found
    if number.form is not Form.DIGITS or number.is_hedged:
        return False
    words = (counting.reading.word(number.opening), counting.reading.word(number.number.last))
    is_year = all(w.isdigit() and len(w) == 4 and int(w) in _YEARS for w in words)
    is_postcode = (
        words[0].isdigit() and len(words[0]) == _POSTCODE and _is_before_name(found, counting)
    )
    return is_postcode or (is_year and not _is_plural_noun(found, counting))


def _is_before_name(found: Counted, counting: Counting) -> bool:
    return found.head is not None and counting.grammar.is_tag(found.head, "PROPN")


def _is_singular(case: Candidate, counting: Counting) -> bool:
    """« le onze tricolore », « un deux-roues », « le 100 mètres »: a name, not a count."""
    number = case.number
    counts = number.form in (Form.DIGITS, Form.WORDS) and number.number.scale < 1_000_000
    if not counts or number.first != number.opening or (number.low or 0) < 2:
        return False
    before = counting.reading.word(number.opening - 1)
    return counting.reading.words.has(before, "the", "article") or counting.is_label(
        before, Label.SINGULAR
    )


def _is_adjective(case: Candidate, counting: Counting) -> bool:
    """« un toit neuf »."""
    number = case.number
    if number.form is not Form.WORDS or number.opening != number.number.last:
        return False
    grammar = counting.grammar
    token = grammar.at(counting.reading.pieces[number.opening].start)
    if not token or not grammar.is_tag(token, "ADJ"):
        return False
    return grammar.tokens.head[token] == token - 1 and grammar.is_tag(token - 1, "NOUN")


def _is_in_brackets(case: Candidate, counting: Counting) -> bool:
    """« Vernoux (26) », « Ada Bell (44) »: the number of a department, an age."""
    number, reading = case.number, counting.reading
    if number.form is not Form.DIGITS or number.first != number.last or not number.first:
        return False
    begins, name = reading.word(number.first - 1) == "(", number.first - 2
    if not begins or reading.word(number.last + 1) != ")" or name < 0:
        return False
    return reading.text[reading.pieces[name].start].isupper()


def _is_marker(case: Candidate, counting: Counting) -> bool:
    """« 1. » at a line's start, [1]: a number of the page."""
    number = case.number
    pieces = counting.reading.pieces
    at, after = number.opening, counting.reading.word(number.number.last + 1)
    if number.form is not Form.DIGITS:
        return False
    begins_line = at == 0 or pieces[at].broken
    if begins_line and after in (".", ")") and pieces[number.number.last + 1].glued:
        return True
    return counting.reading.word(at - 1) == "[" and after == "]"
