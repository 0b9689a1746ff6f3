"""Align two texts and return the passages they share.

`difflib` is quadratic at worst and sets frequent items aside in long texts;
news needs long, gapped passages that have moved about, so alignment grows
outward from shared runs of three words. Runs near one diagonal are chained;
within and around a chain the words are compared exactly, and a passage ends
where losses outweigh matches.

Source: Smith, Cordell & Mullen 2015, on reprinting in newspapers; X-drop
extension after Altschul et al. 1990.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recoupe.text.fingerprint import SHINGLE_WORDS, shingles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from recoupe.text.fingerprint import Keys, Places, Words

#: A shingle that stands oftener than this in one text says nothing about places.
REPEATS = 6
#: Words that may lie between two runs of one passage: at 40 % of words changed, runs are this far
#: apart once in a hundred passages.
GAP_WORDS = 40
#: A longer gap than this is bridged only when enough of its words agree.
FREE_GAP_WORDS = 3
#: Half of the words of an edited passage agree, a fifth of those of two passages by chance.
BRIDGE_SIMILARITY = 0.4
#: Two passages around as many words are one when more of these agree than would by chance.
JOIN_SIMILARITY = 0.3
#: A shingle alone is chance unless so many of so many words on either side agree with it.
NEAR_WORDS, NEAR_MATCHES = 12, 2
#: Words read beyond a chain at each end, looking for where the passage ends.
REACH_WORDS = 60
#: What a word adds that agrees, by its length: short words agree by chance.
LONG_WORD, SHORT_WORD, SHORT_CHARS = 1.0, 0.5, 3
#: What a word takes away that does not agree.
LOSS = 0.55
#: A passage ends where it has lost so much since its best.
DROP = 4.0
#: A passage that gathers less than this is chance.
LEAST_SCORE = 3.5


@dataclass(frozen=True, slots=True)
class Shingled:
    """A text made ready to be aligned: its words, and its shingles in order of key."""

    words: Words
    sorted_keys: Keys
    places: Places  # word at which each of `sorted_keys` begins
    weights: npt.NDArray[np.float64]  # of each word, by its length


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage that two texts share, in words of each; ends excluded.

    `matches` are the pairs of words that agree, in order.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    matches: tuple[tuple[int, int], ...]

    @property
    def similarity(self) -> float:
        """The share of the passage's words, on both sides together, that agree."""
        whole = self.left[1] - self.left[0] + self.right[1] - self.right[0]
        return 2 * len(self.matches) / whole


@dataclass(slots=True)
class _Chain:
    """Runs of shared words, each after the one before on both sides."""

    runs: list[tuple[int, int, int]] = field(default_factory=list)  # left, right, words

    @property
    def words(self) -> int:
        return sum(run[2] for run in self.runs)

    @property
    def ends(self) -> tuple[int, int]:
        left, right, words = self.runs[-1]
        return left + words, right + words


def shingled(words: Words, *, skipped: Keys | None = None) -> Shingled:
    """The text of `words`, ready to be aligned; shingles in `skipped` start no passage."""
    import numpy as np

    keys = shingles(words.keys)
    order = np.argsort(keys, kind="stable")
    if skipped is not None and len(skipped):
        order = order[~np.isin(keys[order], skipped)]
    chars = words.end - words.start
    weights = np.where(chars > SHORT_CHARS, LONG_WORD, SHORT_WORD)
    return Shingled(words, keys[order], order.astype(np.int64), weights)


def align(left: Shingled, right: Shingled) -> tuple[Alignment, ...]:
    """The passages that two texts share, in the left one's order.

    A word of either side lies in one passage at most; the better passage
    keeps it.

    Cost: linear in the words of both and in the runs they share.
    """
    chains = _chains(_runs(*_seeds(left, right)), left=left, right=right)
    found: list[Alignment] = []
    taken_left, taken_right = bytearray(len(left.words)), bytearray(len(right.words))
    for chain in sorted(chains, key=lambda c: (-c.words, c.runs[0])):
        if chain.words <= SHINGLE_WORDS and _is_alone(chain.runs[0], left=left, right=right):
            continue
        for passage in _refined(chain, left=left, right=right):
            kept = _free(passage, taken_left, taken_right=taken_right)
            if kept is None:
                continue
            taken_left[slice(*kept.left)] = b"\1" * (kept.left[1] - kept.left[0])
            taken_right[slice(*kept.right)] = b"\1" * (kept.right[1] - kept.right[0])
            found.append(kept)
    ordered = sorted(found, key=lambda a: (a.left, a.right))
    return _joined(ordered, left=left, right=right)


def _seeds(left: Shingled, right: Shingled) -> tuple[Places, Places]:
    """Places of the shingles that both texts have, each with each."""
    import numpy as np

    first = np.searchsorted(right.sorted_keys, left.sorted_keys, side="left")
    last = np.searchsorted(right.sorted_keys, left.sorted_keys, side="right")
    counts = last - first
    counts[counts > REPEATS] = 0
    at = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    return left.places[at], right.places[first[at] + within]


def _runs(left: Places, right: Places) -> list[tuple[int, int, int]]:
    """Seeds that follow one another on a diagonal joined into runs: left, right, words."""
    import numpy as np

    if not len(left):
        return []
    diagonal = right - left
    order = np.lexsort((left, diagonal))
    left, diagonal = left[order], diagonal[order]
    breaks = (np.diff(diagonal) != 0) | (np.diff(left) > 1)
    starts = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    ends = np.concatenate((starts[1:], [len(left)])) - 1
    first = left[starts]
    words = left[ends] - first + SHINGLE_WORDS
    runs = zip(first.tolist(), (first + diagonal[starts]).tolist(), words.tolist(), strict=True)
    return sorted(runs)


def _chains(
    runs: Sequence[tuple[int, int, int]], *, left: Shingled, right: Shingled
) -> list[_Chain]:
    """Runs chained, each to the chain it continues best; few chains are open at a time."""
    done: list[_Chain] = []
    waiting: list[_Chain] = []
    for run in runs:
        still = [c for c in waiting if c.ends[0] + GAP_WORDS >= run[0]]
        if len(still) < len(waiting):
            done += [c for c in waiting if c.ends[0] + GAP_WORDS < run[0]]
        waiting = still
        chain = _continued(waiting, run, left=left, right=right)
        if chain is None:
            chain = _Chain()
            waiting.append(chain)
        chain.runs.append(run)
    return done + waiting


def _continued(
    waiting: Sequence[_Chain], run: tuple[int, int, int], *, left: Shingled, right: Shingled
) -> _Chain | None:
    """The open chain that `run` continues with the least between them, or None."""
    near: list[tuple[int, int, _Chain]] = []
    for position, chain in enumerate(waiting):
        gap_left, gap_right = run[0] - chain.ends[0], run[1] - chain.ends[1]
        if min(gap_left, gap_right) < 1 - SHINGLE_WORDS or gap_right > GAP_WORDS:
            continue
        shift = abs(gap_left - gap_right)
        if shift <= 2 + max(gap_left, gap_right) // 3:
            near.append((max(gap_left, gap_right) + 2 * shift, position, chain))
    for cost, _, chain in sorted(near, key=lambda n: n[:2]):
        if cost <= FREE_GAP_WORDS or _bridged(chain, run, left=left, right=right):
            return chain
    return None


def _bridged(chain: _Chain, run: tuple[int, int, int], *, left: Shingled, right: Shingled) -> bool:
    """Whether enough words agree between a chain's end and a run."""
    ends = chain.ends
    between = (ends[0], run[0]), (ends[1], run[1])
    return _agreement(*between, left=left, right=right) >= BRIDGE_SIMILARITY


def _agreement(
    one: tuple[int, int], other: tuple[int, int], *, left: Shingled, right: Shingled
) -> float:
    """The share of words that agree between two stretches; 1 when one of them is empty."""
    from rapidfuzz.distance import Levenshtein

    if one[0] >= one[1] or other[0] >= other[1]:
        return 1.0
    words = left.words.keys[slice(*one)].tolist(), right.words.keys[slice(*other)].tolist()
    return float(Levenshtein.normalized_similarity(*words))


def _is_alone(run: tuple[int, int, int], *, left: Shingled, right: Shingled) -> bool:
    """Whether around a shingle hardly a word agrees at the same distance on both sides."""
    i, j, words = run
    before = min(NEAR_WORDS, i, j)
    after = min(NEAR_WORDS, len(left.words) - i - words, len(right.words) - j - words)
    one = left.words.keys[i - before : i + words + after]
    other = right.words.keys[j - before : j + words + after]
    return int((one == other).sum()) < words + NEAR_MATCHES


def _refined(chain: _Chain, *, left: Shingled, right: Shingled) -> Iterator[Alignment]:
    """The passages around and within a chain, compared word by word."""
    first, end = chain.runs[0][:2], chain.ends
    before = min(REACH_WORDS, *first)
    after = min(REACH_WORDS, len(left.words) - end[0], len(right.words) - end[1])
    start_left, start_right = first[0] - before, first[1] - before
    stop_left, stop_right = end[0] + after, end[1] + after
    steps: list[tuple[int, int, bool]] = []
    at = (start_left, start_right)
    for run in (*chain.runs, (stop_left, stop_right, 0)):
        run = _after(at, run)
        steps += _steps(at, (run[0], run[1]), left=left, right=right)
        steps += [(run[0] + k, run[1] + k, True) for k in range(run[2])]
        at = (run[0] + run[2], run[1] + run[2])
    yield from _segments(steps, left)


def _after(at: tuple[int, int], run: tuple[int, int, int]) -> tuple[int, int, int]:
    """The part of a run that lies after a place, where it overlaps the run before."""
    late = max(0, at[0] - run[0], at[1] - run[1])
    return run[0] + late, run[1] + late, max(0, run[2] - late)


def _steps(
    start: tuple[int, int], stop: tuple[int, int], *, left: Shingled, right: Shingled
) -> list[tuple[int, int, bool]]:
    """Word by word from one place to another: where each side stands, and whether they agree."""
    from rapidfuzz.distance import Levenshtein

    if start == stop:
        return []
    edits = Levenshtein.opcodes(
        left.words.keys[start[0] : stop[0]].tolist(),
        right.words.keys[start[1] : stop[1]].tolist(),
    )
    steps = []
    for edit in edits:
        words = edit.src_end - edit.src_start, edit.dest_end - edit.dest_start
        for k in range(max(words)):
            i = start[0] + edit.src_start + min(k, words[0])
            j = start[1] + edit.dest_start + min(k, words[1])
            steps.append((i, j, edit.tag == "equal"))
    return steps


def _segments(steps: Sequence[tuple[int, int, bool]], left: Shingled) -> Iterator[Alignment]:
    """The stretches of `steps` in which matches outweigh losses, each from match to match."""
    weights = left.weights
    matches: list[tuple[int, int]] = []
    score = best = 0.0
    best_count = 0
    for i, j, agrees in steps:
        if agrees:
            if not matches:
                score = best = 0.0
            matches.append((i, j))
            score += weights[i]
            if score >= best:
                best, best_count = score, len(matches)
        elif matches:
            score -= LOSS
            if score <= max(0.0, best - DROP):
                if best >= LEAST_SCORE:
                    yield _alignment(matches[:best_count])
                matches = []
    if matches and best >= LEAST_SCORE:
        yield _alignment(matches[:best_count])


def _alignment(matches: Sequence[tuple[int, int]]) -> Alignment:
    """The passage that runs from the first to the last of `matches`."""
    (i0, j0), (i1, j1) = matches[0], matches[-1]
    return Alignment((i0, i1 + 1), (j0, j1 + 1), tuple(matches))


def _joined(
    passages: Sequence[Alignment], *, left: Shingled, right: Shingled
) -> tuple[Alignment, ...]:
    """The passages, those that follow one another on both sides made one."""
    joined: list[list[tuple[int, int]]] = []
    last: Alignment | None = None
    for passage in passages:
        if last and _follows(last, passage, left=left, right=right):
            joined[-1].extend(passage.matches)
        else:
            joined.append(list(passage.matches))
        last = passage
    return tuple(_alignment(matches) for matches in joined)


def _follows(one: Alignment, other: Alignment, *, left: Shingled, right: Shingled) -> bool:
    """Whether a passage goes on with another: nothing between them, or as many words, edited."""
    gaps = other.left[0] - one.left[1], other.right[0] - one.right[1]
    if min(gaps) < 0 or max(gaps) > GAP_WORDS:
        return False
    if max(gaps) <= FREE_GAP_WORDS:
        return True
    is_even = abs(gaps[0] - gaps[1]) <= 1 + max(gaps) // 8
    return is_even and _agreement(
        (one.left[1], other.left[0]), (one.right[1], other.right[0]), left=left, right=right
    ) >= (JOIN_SIMILARITY)


def _free(passage: Alignment, taken_left: bytearray, *, taken_right: bytearray) -> Alignment | None:
    """The longest stretch of a passage whose words lie in no better one, or None."""
    stretches: list[list[tuple[int, int]]] = [[]]
    for i, j in passage.matches:
        if stretches[-1]:
            last_i, last_j = stretches[-1][-1]
            if taken_left.find(1, last_i, i + 1) >= 0 or taken_right.find(1, last_j, j + 1) >= 0:
                stretches.append([])
        if not taken_left[i] and not taken_right[j]:
            stretches[-1].append((i, j))
    longest = max(stretches, key=len)
    if len(longest) == len(passage.matches):
        return passage
    return _alignment(longest) if len(longest) >= 2 * SHINGLE_WORDS else None
