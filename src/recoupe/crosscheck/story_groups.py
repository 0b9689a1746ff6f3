"""Group articles by the likeness of their telling words, never comparing all pairs.

Articles meet in buckets of their weightiest words and of pairs of these, each
bucket and each article keeping a bounded number of meetings. Groups then grow
from the likest pair on, as long as two groups as wholes are alike: a chain of
articles that are alike two by two does not make a story, a story that runs
for months does.

Source: group-average clustering as in topic detection (Allan 2002), made
sparse; house.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from recoupe.crosscheck.story_words import NAME, PERSON, STATE, likeness, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from recoupe.crosscheck.settling import Settled
    from recoupe.crosscheck.story_words import Weights

#: Weightiest words of an article that make buckets alone, and two by two.
SINGLE_WORDS, PAIRED_WORDS = 16, 8
#: Others that an article meets in one bucket; fewer where the bucket holds half the news.
NEIGHBORS, COMMON, COMMON_NEIGHBORS = 24, 96, 3
#: Pairs kept for each article, those that met most first.
PAIRS_KEPT = 32
#: Two groups are of one story from this likeness on; two articles alone need more.
SAME_STORY, SAME_PAIR = 0.12, 0.15
#: Groups of so many articles are known well enough for the lower likeness.
KNOWN_ARTICLES = 3
#: Pairs less alike than this never bring two groups together.
LEAST_LIKENESS = 0.05
#: Without a name in common, alike words are a subject (taxes, storms), not an event.
NAMELESS = 0.5
#: News that rest longer than this are another story, unless they are twice as alike.
REST_DAYS, AFTER_REST = 183, 2.0
#: Words of a group that are compared; the rest weigh next to nothing.
GROUP_WORDS = 300
#: Rounds over the pairs; each joins what the one before made alike.
ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one text is about, and the days on which it may have appeared."""

    words: Weights
    earliest: int | None  # ordinal days; None when nothing bounds them
    latest: int | None


@dataclass(slots=True, kw_only=True)
class _Group:
    """Texts of one story so far."""

    members: list[int]
    sums: Weights
    words: Weights
    earliest: int | None
    latest: int | None


def grouped(
    topics: Sequence[Topic], copies: Iterable[tuple[int, int]], *, settled: Settled[int]
) -> list[list[int]]:
    """The topics of each story, by their index; `copies` are pairs that share their text.

    The topics must stand in an order that rests on their content. What editors
    have settled comes before any likeness.

    Cost: linear in the topics, their words and what each keeps.
    """
    copied = {(min(p), max(p)) for p in copies}
    pairs = sorted({*_pairs([t.words for t in topics]), *copied})
    alike = [(likeness(topics[a].words, topics[b].words), a, b) for a, b in pairs]
    edges = sorted(
        ((s, a, b) for s, a, b in alike if s >= LEAST_LIKENESS or (a, b) in copied),
        key=lambda e: (-e[0], e[1], e[2]),
    )
    groups = {i: _alone(i, t) for i, t in enumerate(topics)}
    of = list(range(len(topics)))
    for a, b, _ in settled.joins:
        left, right = sorted((of[a], of[b]))
        _merge(groups[left], groups.pop(right), of=of, into=left)
    for _ in range(ROUNDS):
        if not _round(edges, groups, of=of, copied=copied, settled=settled):
            break
    return [sorted(g.members) for _, g in sorted(groups.items())]


def _round(
    edges: Sequence[tuple[float, int, int]],
    groups: dict[int, _Group],
    *,
    of: list[int],
    copied: set[tuple[int, int]],
    settled: Settled[int],
) -> bool:
    """Whether going over the pairs once joined any groups."""
    has_joined = False
    refused: set[tuple[int, int]] = set()
    for _, a, b in edges:
        left, right = sorted((of[a], of[b]))
        if left == right or ((left, right) in refused and (a, b) not in copied):
            continue
        one, other = groups[left], groups[right]
        if settled.forbids(set(one.members), set(other.members)) or not _belong(
            one, other, is_copy=(a, b) in copied
        ):
            refused.add((left, right))
            continue
        if len(groups[left].members) < len(groups[right].members):
            left, right = right, left
        _merge(groups[left], groups.pop(right), of=of, into=left)
        has_joined = True
    return has_joined


def _alone(index: int, topic: Topic) -> _Group:
    return _Group(
        members=[index],
        sums=dict(topic.words),
        words=topic.words,
        earliest=topic.earliest,
        latest=topic.latest,
    )


def _belong(left: _Group, right: _Group, *, is_copy: bool) -> bool:
    """Whether two groups as wholes are alike enough to be one story."""
    alike = likeness(left.words, right.words)
    if not _has_name_in_common(left.words, right.words):
        alike *= NAMELESS
    needed = SAME_STORY
    if max(len(left.members), len(right.members)) < KNOWN_ARTICLES:
        needed = SAME_PAIR
    if is_copy:
        needed = SAME_STORY / 2
    if _rest(left, right) > REST_DAYS:
        needed *= AFTER_REST
    return alike >= needed


def _has_name_in_common(left: Weights, right: Weights) -> bool:
    """Whether two vectors share a name, or two states."""
    small, large = sorted((left, right), key=len)
    states = 0
    for word in small:
        if word in large:
            if word.startswith((NAME, PERSON)):
                return True
            states += word.startswith(STATE)
    return states > 1


def _rest(left: _Group, right: _Group) -> int:
    """Days between the last article of one group and the first of the other."""
    gaps = [0]
    for one, other in ((left, right), (right, left)):
        if one.latest is not None and other.earliest is not None:
            gaps.append(other.earliest - one.latest)
    return max(gaps)


def _merge(kept: _Group, other: _Group, *, of: list[int], into: int) -> None:
    """Adds a group to another."""
    for member in other.members:
        of[member] = into
    kept.members += other.members
    for word, weight in other.sums.items():
        kept.sums[word] = kept.sums.get(word, 0.0) + weight
    if len(kept.sums) > 2 * GROUP_WORDS:
        kept.sums = dict(_weightiest(kept.sums, GROUP_WORDS))
    kept.words = unit(kept.sums)
    kept.earliest = _outer(kept.earliest, other.earliest, pick=min)
    kept.latest = _outer(kept.latest, other.latest, pick=max)


def _outer(left: int | None, right: int | None, *, pick: Callable[[list[int]], int]) -> int | None:
    """The outer one of two days, where they are known."""
    known = [v for v in (left, right) if v is not None]
    return pick(known) if known else None


def _weightiest(words: Mapping[str, float], count: int) -> list[tuple[str, float]]:
    return sorted(words.items(), key=lambda w: (-w[1], w[0]))[:count]


def _pairs(vectors: Sequence[Weights]) -> set[tuple[int, int]]:
    """The pairs of vectors that meet in buckets, a bounded number for each."""
    spread = Counter(word for words in vectors for word in words)
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(vectors):
        top = [w for w, _ in _weightiest(words, SINGLE_WORDS * 2) if spread[w] > 1]
        for word in top[:SINGLE_WORDS]:
            buckets[(word,)].append(i)
        for pair in combinations(sorted(top[:PAIRED_WORDS]), 2):
            buckets[pair].append(i)
    met: dict[int, Counter[int]] = defaultdict(Counter)
    for key, members in buckets.items():
        reach = NEIGHBORS if len(members) <= COMMON else COMMON_NEIGHBORS
        for n, left in enumerate(members):
            for right in members[n + 1 : n + 1 + reach]:
                met[left][right] += len(key)
                met[right][left] += len(key)
    kept = set()
    for i, others in met.items():
        for other, _ in sorted(others.items(), key=lambda o: (-o[1], o[0]))[:PAIRS_KEPT]:
            kept.add((min(i, other), max(i, other)))
    return kept
