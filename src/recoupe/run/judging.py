"""Follow what editors have decided: before lineage and cross-check, and after.

    judgments ─ looked up in the readings ─ readings as set, constraints
                                            trace, crosscheck
    what came of it ─ rulings: applied, or why not

This happens in each neighborhood of articles. A judgment makes its articles
one neighborhood (`bonds`), but for those on entities: who somebody is holds in
all of them, and is settled when all stand side by side (`links_of_all`).

Without judgments nothing here changes anything. A judgment that cannot be
followed is not lost: its ruling says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from recoupe.crosscheck import own_id
from recoupe.model import Constraints, JudgmentKind, Link, Ruling
from recoupe.run import obstacles
from recoupe.run.anchors import Places
from recoupe.run.findings import rejected
from recoupe.run.rereading import INTERVAL, published_anew, said_anew, spoken_anew

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from recoupe.model import (
        Actor,
        Anchor,
        Attribution,
        Crosscheck,
        Judgment,
        Reading,
        Reason,
    )

_KIND = JudgmentKind
#: What is joined, or set apart: the field of `Constraints` that it goes to.
_LINKED = {
    _KIND.MERGE_ENTITIES: "entities",
    _KIND.SPLIT_ENTITY: "entities",
    _KIND.MERGE_STORIES: "stories",
    _KIND.SPLIT_STORY: "stories",
    _KIND.MERGE_CLAIMS: "claims",
    _KIND.SPLIT_CLAIM: "claims",
    _KIND.MARK_COPIES: "copies",
    _KIND.MARK_INDEPENDENT: "copies",
}
_APART = frozenset(
    {_KIND.SPLIT_ENTITY, _KIND.SPLIT_STORY, _KIND.SPLIT_CLAIM, _KIND.MARK_INDEPENDENT}
)
_MARKS = frozenset({_KIND.MARK_COPIES, _KIND.MARK_INDEPENDENT})
#: Of two decisions of these on one thing, the newer holds.
_SETS = frozenset({_KIND.SET_PUBLISHED, _KIND.SET_SAID_ON, _KIND.SET_SPEAKER, _KIND.SET_STANCE})


@dataclass(slots=True, kw_only=True)
class _Case:
    """One judgment in a run: the ids that each of its sides stands for, and what hinders it."""

    judgment: Judgment
    sides: tuple[tuple[str, ...], ...] = ()
    obstacle: Reason | None = None

    @property
    def target(self) -> tuple[Hashable, ...] | None:
        """What the newest decision alone holds for; None where several go together."""
        kind = self.judgment.kind
        if kind in _MARKS:
            return ("marks", frozenset(i for side in self.sides for i in side))
        return (kind, self.sides[0]) if kind in _SETS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The readings as editors set them, and what lineage and cross-check must hold."""

    readings: tuple[Reading, ...]
    constraints: Constraints
    cases: Sequence[_Case]

    def ruled(self, checked: Crosscheck) -> Crosscheck:
        """The cross-check without rejected findings, with a ruling on each judgment."""
        if not self.cases:
            return checked
        places = Places(self.readings)
        homes = _homes(checked)
        gone: set[str] = set()
        rulings = []
        for case in self.cases:
            touched: tuple[str, ...] = ()
            obstacle = case.obstacle
            if obstacle is None and case.judgment.kind is _KIND.REJECT_FINDING:
                touched = rejected(case.judgment, checked, places=places)
                obstacle = None if touched else obstacles.NO_FINDING
                gone |= set(touched)
            elif obstacle is None:
                touched, obstacle = _outcome(case, homes)
            rulings.append(Ruling(judgment=case.judgment, touched=touched, obstacle=obstacle))
        return replace(
            checked,
            findings=tuple(f for f in checked.findings if f.id not in gone),
            rulings=tuple(rulings),
        )


def bonds(judgments: Iterable[Judgment]) -> list[frozenset[str]]:
    """The ids of texts that must be laid side by side, because a judgment is about them all."""
    return [judgment.texts for judgment in judgments if judgment.is_bond]


def judged(readings: Iterable[Reading], judgments: Iterable[Judgment], *, as_of: str) -> Judged:
    """What judgments make of readings; those that were taken back make nothing."""
    in_force = sorted((j for j in judgments if j.undone is None), key=lambda j: (j.at, j.id))
    if not in_force:
        return Judged(readings=tuple(readings), constraints=Constraints(), cases=())
    held = {r.analysis.article.id: r for r in readings}
    places = Places(held.values())
    cases = [_looked_up(judgment, places, as_of=as_of) for judgment in in_force]
    _yield_to_newer(cases)
    bench = _Bench(held, places)
    for case in sorted(cases, key=lambda c: c.judgment.kind is not _KIND.SET_PUBLISHED):
        if case.obstacle is None:
            bench.follow(case)
    return Judged(
        readings=tuple(bench.readings.values()),
        constraints=Constraints(
            **{name: tuple(reversed(links)) for name, links in bench.links.items()}
        ),
        cases=cases,
    )


def _looked_up(judgment: Judgment, places: Places, *, as_of: str) -> _Case:
    """A judgment with the ids of its sides, or with what is missing."""
    case = _Case(judgment=judgment)
    if judgment.kind is _KIND.REJECT_FINDING:
        return case
    found = []
    for place, side in enumerate(judgment.sides):
        ids = tuple(dict.fromkeys(_ids(judgment.kind, place, side=side, places=places)))
        if not ids and _LINKED.get(judgment.kind) != "entities":  # they may be elsewhere
            case.obstacle = obstacles.gone(side[0] if side else None)
            return case
        found.append(ids)
    case.sides = tuple(found)
    if judgment.kind in _MARKS and len(set(found)) < len(found):
        case.obstacle = obstacles.ONE_ARTICLE
    if judgment.kind is _KIND.SET_PUBLISHED and _last_day(judgment) > as_of:
        case.obstacle = obstacles.too_late(as_of)
    return case


def _ids(
    kind: JudgmentKind, place: int, *, side: Sequence[Anchor], places: Places
) -> Iterable[str]:
    """The ids that a side of a judgment stands for in this run."""
    of = _LINKED.get(kind)
    is_saying = kind in _SETS and kind is not _KIND.SET_PUBLISHED and place == 0
    for anchor in side:
        if is_saying:
            yield from (a.id for a in _saying(side, places))
        elif of == "claims":
            yield from places.propositions(anchor)
        elif of == "entities" or kind is _KIND.SET_SPEAKER:
            yield from (actor.id for actor in places.actors(anchor))
        else:
            yield from places.article_ids(anchor)


def _saying(side: Sequence[Anchor], places: Places) -> list[Attribution]:
    """The attribution of the first words of a side; of several, that with the cue that follows."""
    content, *cue = side
    found = places.attributions(content)
    cued = [a for a in found for c in cue if (a.cue or a.source) == c.span]
    return list(cued or found)[:1]


def _last_day(judgment: Judgment) -> str:
    return (judgment.value or "").rpartition(INTERVAL)[2]


def _yield_to_newer(cases: Sequence[_Case]) -> None:
    """Of several decisions on one thing, only the newest holds."""
    newest: dict[tuple[Hashable, ...], _Case] = {}
    for case in reversed(cases):
        if case.obstacle is None and (target := case.target) is not None:
            newer = newest.setdefault(target, case)
            if newer is not case:
                case.obstacle = obstacles.replaced(newer.judgment)


@dataclass(slots=True)
class _Bench:
    """The readings while judgments are followed, and the links that come of them."""

    readings: dict[str, Reading]
    places: Places
    links: dict[str, list[Link]] = field(
        default_factory=lambda: {name: [] for name in dict.fromkeys(_LINKED.values())}
    )

    def follow(self, case: _Case) -> None:
        """Do what a judgment says."""
        judgment = case.judgment
        if name := _LINKED.get(judgment.kind):
            sides = tuple(frozenset(side) for side in case.sides)
            if judgment.kind not in _APART:
                sides = (frozenset[str]().union(*sides),)
            self.links[name].append(Link(sides=sides, why=judgment.why))
        elif judgment.kind is _KIND.SET_PUBLISHED:
            [article_id] = case.sides[0]
            self.readings[article_id] = published_anew(self.readings[article_id], judgment)
        elif judgment.kind in _SETS:
            self._say_anew(case)

    def _say_anew(self, case: _Case) -> None:
        """Change one saying: its day, its stance, its speakers."""
        [saying], *speakers = case.sides
        judgment = case.judgment
        [content, *_] = judgment.sides[0]
        for article_id in self.places.article_ids(content):
            reading = self.readings[article_id]
            if judgment.kind is _KIND.SET_SPEAKER:
                actors = [self._of(ids, reading) for ids in speakers]
                reading, links = spoken_anew(reading, saying, judgment=judgment, speakers=actors)
                self.links["entities"] += links
            else:
                reading = said_anew(reading, saying, judgment=judgment)
            self.readings[article_id] = reading

    def _of(self, ids: Sequence[str], reading: Reading) -> Actor:
        """One of several actors that are one: the article's own, else the first."""
        own = [actor for actor in reading.actors if actor.id in ids]
        everyone = (actor for r in self.readings.values() for actor in r.actors)
        return own[0] if own else next(actor for actor in everyone if actor.id == ids[0])


def links_of_all(readings: Sequence[Reading], judgments: Iterable[Judgment]) -> tuple[Link, ...]:
    """What editors hold for one entity, or for several, in all neighborhoods; the newest first.

    Who is merged is known elsewhere by the name alone.
    """
    bound = judged(readings, _on_entities(judgments), as_of="")
    if not bound.cases:
        return ()
    own = {a.id: r for r in readings for a in r.actors}
    return tuple(
        link
        if link.is_apart
        else replace(
            link,
            sides=tuple(
                side | {i for actor in side if (i := own_id(own[actor], actor))}
                for side in link.sides
            ),
        )
        for link in bound.constraints.entities
    )


def rulings_of_all(
    checked: Crosscheck, readings: Sequence[Reading], *, judgments: Iterable[Judgment]
) -> tuple[Ruling, ...]:
    """A ruling on each judgment in force, whichever neighborhood followed it."""
    given = tuple(j for j in judgments if j.undone is None)
    if not given:
        return ()
    local = {ruling.judgment.id: ruling for ruling in checked.rulings}
    homes = _homes(checked)
    for case in judged(readings, _on_entities(given), as_of="").cases:
        lost = [s for s, ids in zip(case.judgment.sides, case.sides, strict=True) if not ids]
        touched, obstacle = _outcome(case, homes)
        local[case.judgment.id] = Ruling(
            judgment=case.judgment,
            touched=touched,
            obstacle=obstacles.gone(lost[0][0]) if lost else obstacle,
        )
    for judgment in given:
        [first, *_], *_ = judgment.sides
        lost_all = Ruling(judgment=judgment, touched=(), obstacle=obstacles.gone(first))
        local.setdefault(judgment.id, lost_all)
    return tuple(sorted(local.values(), key=lambda r: (r.judgment.at, r.judgment.id)))


def _on_entities(judgments: Iterable[Judgment]) -> list[Judgment]:
    return [j for j in judgments if _LINKED.get(j.kind) == "entities"]


def _homes(checked: Crosscheck) -> Mapping[str, Mapping[str, str]]:
    """Where cross-check put each thing that can be joined: its entity, story or claim."""
    return {
        "entities": {a: e.id for e in checked.entities for a in e.actor_ids},
        "stories": {a: s.id for s in checked.stories for a in s.article_ids},
        "claims": {
            member: claim.id
            for claim in checked.claims
            for member in (
                *claim.attribution_ids,
                *(f"{p.article_id}:{p.span.start}" for p in claim.assertions),
            )
        },
    }


def _outcome(
    case: _Case, homes: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[str, ...], Reason | None]:
    """The records that a judgment is about, and what hindered it after all."""
    kind = case.judgment.kind
    name = _LINKED.get(kind, "copies")
    if name == "copies":  # what is set holds for the first side alone
        sides = case.sides[:1] if kind in _SETS else case.sides
        return tuple(dict.fromkeys(i for side in sides for i in side)), None
    home = homes[name]
    homes_of = [{home[i] for i in side if i in home} for side in case.sides]
    touched = tuple(sorted(set().union(*homes_of)))
    if kind in _APART:
        is_met = not any(one & other for one, other in combinations(homes_of, 2))
        return touched, None if is_met else obstacles.STILL_ONE
    if not all(homes_of):
        return touched, obstacles.NO_CLAIM
    return touched, None if len(touched) == 1 else obstacles.STILL_SEVERAL
