"""Ids that two stages must write alike: hashes of content, so that a rerun agrees with itself."""

from __future__ import annotations

import hashlib

#: Hexadecimal digits of an id: 48 bits keep a million records apart.
ID_DIGITS = 12


def quantity_id(article_id: str, position: int) -> str:
    """The id of the quantity that stands at `position` in an article's analysis."""
    return f"quantity-{digest(article_id, position)}"


def digest(*parts: object) -> str:
    """The digits that stand for `parts`, the same on every run and machine."""
    joined = "\x1f".join(map(str, parts))
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]
