"""Words as keys, shingles of words, and the fingerprints that bring alike texts together.

Published libraries of MinHash changed their values between releases for the
same seed, which an archive cannot bear; these fingerprints are our own, bear
a version, and are held by a golden test. Equal words have equal keys whatever
their case, accents or apostrophes, on every machine.

Source: shingles and resemblance, Broder 1997; bands, Leskovec, Rajaraman &
Ullman, *Mining of Massive Datasets*, 3.4; the mixer is SplitMix64 (Steele,
Lea & Flood 2014).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from recoupe.text.normalize import without_accents

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Keys = npt.NDArray[np.uint64]
    Places = npt.NDArray[np.int64]

#: Changes whenever any key, shingle, signature or band would.
FINGERPRINT_VERSION = 1
#: Words of a shingle: two are shared by chance, four do not outlive many edits.
SHINGLE_WORDS = 3
PERMUTATIONS = 128
#: 32 bands of 4 rows: half of the pairs at a resemblance of 0.37 meet, nearly all at 0.6.
BANDS = 32

_WORD = re.compile(r"[^\W_]+")
_MASK = 2**64 - 1
_GOLDEN_GAMMA = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts and ends, and its key."""

    start: Places
    end: Places
    keys: Keys

    def __len__(self) -> int:
        return len(self.keys)


def words_of(text: str) -> Words:
    """The words of `text` with their keys: runs of letters and digits, in order."""
    import numpy as np

    found = [(m.start(), m.end(), word_key(m.group())) for m in _WORD.finditer(text)]
    starts, ends, keys = zip(*found, strict=True) if found else ((), (), ())
    return Words(
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        np.array(keys, dtype=np.uint64),
    )


@lru_cache(maxsize=500_000)
def word_key(word: str) -> int:
    """The key of a word, 64 bits: the same for « Élu », « élu » and « elu »."""
    plain = without_accents(word.lower()).replace("œ", "oe").replace("æ", "ae")
    return key_of(plain)


def key_of(*parts: str) -> int:
    """The key of strings in this order, 64 bits, the same on every machine."""
    whole = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest(), "little")


def shingles(keys: Keys, size: int = SHINGLE_WORDS) -> Keys:
    """The key of every run of `size` words, in order; empty when the text is shorter."""
    import numpy as np

    count = len(keys) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for i in range(size):
        mixed = _mixed(mixed + keys[i : i + count])
    return mixed


def paired(first: Keys, second: Keys) -> Keys:
    """The key of each two keys, in this order."""
    return _mixed(_mixed(first) + second)


def signature(shingled: Keys) -> npt.NDArray[np.uint32]:
    """The MinHash signature of a set of shingles; all ones for the empty set.

    Two signatures agree in about as many places as the sets have in common of
    what they hold together.
    """
    import numpy as np

    if not len(shingled):
        return np.full(PERMUTATIONS, 0xFFFFFFFF, dtype=np.uint32)
    factors, offsets = _permutations()
    spread = np.unique(shingled)[:, None] * factors[None, :] + offsets[None, :]
    lowest: npt.NDArray[np.uint64] = (spread >> np.uint64(32)).min(axis=0)
    return lowest.astype(np.uint32)


def bands(signed: npt.NDArray[np.uint32]) -> Keys:
    """The keys of a signature's bands: alike texts share one of them at least."""
    import numpy as np

    rows = signed.reshape(BANDS, -1).astype(np.uint64)
    mixed = np.arange(1, BANDS + 1, dtype=np.uint64)
    for column in rows.T:
        mixed = _mixed(mixed + column)
    return mixed


def resemblance(left: npt.NDArray[np.uint32], right: npt.NDArray[np.uint32]) -> float:
    """The share of their shingles that two texts have in common, estimated from signatures."""
    return float((left == right).mean())


@lru_cache(maxsize=1)
def _permutations() -> tuple[Keys, Keys]:
    """Odd factors and offsets of the permutations, drawn from SplitMix64 at a fixed seed."""
    import numpy as np

    drawn = []
    state = FINGERPRINT_VERSION
    for _ in range(2 * PERMUTATIONS):
        state = (state + _GOLDEN_GAMMA) & _MASK
        value = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
        drawn.append(value ^ (value >> 31))
    factors = np.array(drawn[:PERMUTATIONS], dtype=np.uint64) | np.uint64(1)
    return factors, np.array(drawn[PERMUTATIONS:], dtype=np.uint64)


def _mixed(keys: Keys) -> Keys:
    """Each key mixed so that every bit depends on every other (SplitMix64's finalizer)."""
    import numpy as np

    value = keys + np.uint64(_GOLDEN_GAMMA)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
