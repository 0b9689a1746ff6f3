"""Pure functions on strings and spans."""

from recoupe.text.align import Alignment, Shingled, align, shingled
from recoupe.text.calendar import Anchor, anchor_of, days_of, resolve, resolve_again
from recoupe.text.fingerprint import (
    FINGERPRINT_VERSION,
    SHINGLE_WORDS,
    Words,
    bands,
    key_of,
    paired,
    resemblance,
    shingles,
    signature,
    word_key,
    words_of,
)
from recoupe.text.normalize import cleaned, evened, folded, without_accents
from recoupe.text.publication import Fits, Narrowed, narrow, years_that_fit

__all__ = [
    "FINGERPRINT_VERSION",
    "SHINGLE_WORDS",
    "Alignment",
    "Anchor",
    "Fits",
    "Narrowed",
    "Shingled",
    "Words",
    "align",
    "anchor_of",
    "bands",
    "cleaned",
    "days_of",
    "evened",
    "folded",
    "key_of",
    "narrow",
    "paired",
    "resemblance",
    "resolve",
    "resolve_again",
    "shingled",
    "shingles",
    "signature",
    "without_accents",
    "word_key",
    "words_of",
    "years_that_fit",
]
