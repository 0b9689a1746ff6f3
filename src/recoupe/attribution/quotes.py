"""Find what stands between quotation marks, of whatever make and however broken.

Newspapers mix « », “ ”, „ “, ‹ › and straight marks, nest them, reopen them at
each paragraph, close with an opening mark, or forget to close. One pass over
the characters with a small stack finds what a reader would; an odd number of
marks costs at most one quotation.

Source: French practice after Lacroux, *Orthotypographie* (2007), guillemets.
"""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model import Span

OPENING = "«“„‹"
CLOSING = "»”›"
STRAIGHT = '"'
#: Which marks may close which: a low mark closes with a high one, in German or in English style.
CLOSES = {"«": "»", "“": "”“", "„": "“”", "‹": "›", '"': '"'}
MARKS = frozenset(OPENING + CLOSING + STRAIGHT)
#: A quotation left open runs at most so many paragraphs before it is given up.
PARAGRAPHS_AT_MOST = 6
#: Marks opened within one another, at most; more is noise, not nesting.
DEPTH_AT_MOST = 6
SPACES = " \t\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between marks: `inner` without them and `outer` with them."""

    outer: Span
    inner: Span
    depth: int  # 0 when in no other quotation
    closed: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of `text`, in order, those inside others after them.

    A quotation that a paragraph leaves open goes on while the following
    paragraphs reopen it or until one closes it.

    Cost: linear in the length of the text.
    """
    found: list[Quote] = []
    paragraphs = _paragraphs(text)
    position = 0
    while position < len(paragraphs):
        paragraph = paragraphs[position]
        quotes, pending = _scan(text, paragraph)
        found.extend(quotes)
        position += 1
        if pending is not None:
            closed_at, position = _closing(text, paragraphs, position=position)
            found.extend(_left_open(text, pending, paragraph=paragraph, closed_at=closed_at))
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def _paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`, without the newlines between them."""
    spans = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n"))
        if end > start:
            spans.append(Span(start, end))
        start += len(line)
    return spans


def _scan(text: str, paragraph: Span) -> tuple[list[Quote], int | None]:
    """The quotations closed within a paragraph, and where one is left open, if any."""
    found: list[Quote] = []
    stack: list[int] = []
    for i in range(paragraph.start, paragraph.end):
        mark = text[i]
        if mark not in MARKS:
            continue
        top = text[stack[-1]] if stack else ""
        if stack and mark in CLOSES[top] and _may_close(text, i, mark=mark, paragraph=paragraph):
            start = stack.pop()
            found.append(_quote(text, start, end=i, depth=len(stack)))
        elif mark in CLOSING:
            below = [n for n, start in enumerate(stack) if mark in CLOSES[text[start]]]
            if below:
                del stack[below[-1] + 1 :]
                found.append(_quote(text, stack.pop(), end=i, depth=len(stack)))
        elif len(stack) < DEPTH_AT_MOST and (
            mark in OPENING or _may_open(text, i, paragraph=paragraph)
        ):
            stack.append(i)
    return found, stack[0] if stack else None


def _may_close(text: str, i: int, *, mark: str, paragraph: Span) -> bool:
    """Whether an ambiguous mark stands where a closing one does: after a word, before none."""
    if mark in CLOSING:
        return True
    after = text[i + 1] if i + 1 < paragraph.end else " "
    before = text[i - 1] if i > paragraph.start else " "
    if mark == STRAIGHT and before in SPACES and after in SPACES:
        return True
    return not before.isspace() and not after.isalnum()


def _may_open(text: str, i: int, *, paragraph: Span) -> bool:
    """Whether a straight mark stands where an opening one does: before a word."""
    after = text[i + 1] if i + 1 < paragraph.end else " "
    before = text[i - 1] if i > paragraph.start else " "
    return not before.isalnum() and (not after.isspace() or before in SPACES)


def _quote(text: str, start: int, *, end: int, depth: int, closed: bool = True) -> Quote:
    """A quotation between the marks at `start` and `end`; spaces beside the marks are left out."""
    left, right = start + 1, end
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return Quote(Span(start, min(end + closed, len(text))), Span(left, right), depth, closed)


def _closing(text: str, paragraphs: list[Span], *, position: int) -> tuple[int | None, int]:
    """Where an open quotation closes in the paragraphs from `position` on, and where to go on."""
    for ahead in range(position, min(position + PARAGRAPHS_AT_MOST, len(paragraphs))):
        paragraph = paragraphs[ahead]
        body = text[paragraph.start : paragraph.end]
        reopened = body[:1] in MARKS
        marks = [(i, c) for i, c in enumerate(body) if c in MARKS and not (reopened and i == 0)]
        if marks and marks[0][1] in CLOSING:
            return paragraph.start + marks[0][0], ahead + 1
        if marks or not (reopened or ahead == position):
            return None, position
    return None, position


def _left_open(text: str, start: int, *, paragraph: Span, closed_at: int | None) -> list[Quote]:
    """The quotations that an open mark stands for: one a paragraph, to where it closes."""
    if closed_at is None:
        return [_quote(text, start, end=paragraph.end, depth=0, closed=False)]
    quotes = []
    for span in _paragraphs(text[start : closed_at + 1]):
        left, right = start + span.start, start + span.end
        opens = text[left] in MARKS
        last = right == closed_at + 1
        inner_start = left if opens else left - 1
        quotes.append(_quote(text, inner_start, end=right - last, depth=0, closed=last))
    return quotes
