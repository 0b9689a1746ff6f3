"""Judgments for tests, on words of invented articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from recoupe.model import Anchor, Judgment, JudgmentKind
from recoupe.text import text_id
from tests.build import span

if TYPE_CHECKING:
    from recoupe.model import Article

AT = "2031-03-05T09:30:00+00:00"


class JudgmentFields(TypedDict, total=False):
    """What a judgment may be given besides its kind and sides."""

    author: str
    at: str
    reason: str
    about: str
    value: str | None


def anchor(of: Article, words: str | None = None, nth: int = 0) -> Anchor:
    """Words of an article; the whole of it when none are given."""
    place = span(of, words, nth) if words else None
    return Anchor(
        article=of.url or of.path,
        text_id=text_id(of.text),
        start=place.start if place else None,
        end=place.end if place else None,
        words=words or of.title or "",
    )


def judgment(
    kind: JudgmentKind, *sides: tuple[Anchor, ...], **given: Unpack[JudgmentFields]
) -> Judgment:
    """A judgment on these sides."""
    return Judgment(
        kind=kind,
        author=given.get("author", "Solène Marchais"),
        at=given.get("at", AT),
        reason=given.get("reason", "Vérifié au téléphone."),
        about=given.get("about", "le quai"),
        sides=sides,
        value=given.get("value"),
    )
