"""Tell whether words can stand by themselves, away from the sentence they come from."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recoupe.model import Span, Tokens

#: Words at the beginning of a sentence that tell whether it stands by itself.
OPENING_WORDS = 5


def opens_elsewhere(tokens: Tokens, first: int) -> bool:
    """Whether a pronoun, a possessive or « ce » stands before any noun, from a token on."""
    for i in range(first, min(first + OPENING_WORDS, len(tokens))):
        if tokens.tag[i] in ("NOUN", "PROPN", "VERB"):
            return False
        features = tokens.features[i]
        is_pronoun = tokens.tag[i] == "PRON" and not tokens.relation[i].startswith("expl")
        if is_pronoun or "PronType=Dem" in features or "Poss=Yes" in features:
            return True
    return False


def is_sentence(tokens: Tokens, span: Span) -> bool:
    """Whether a span holds a finite verb whose subject, a noun, it holds too."""
    inside = range(bisect_left(tokens.start, span.start), bisect_left(tokens.start, span.end))
    return any(
        tokens.relation[i].startswith("nsubj")
        and tokens.tag[i] in ("NOUN", "PROPN")
        and tokens.head[i] in inside
        and tokens.relation[tokens.head[i]] != "acl:relcl"
        for i in inside
    )
