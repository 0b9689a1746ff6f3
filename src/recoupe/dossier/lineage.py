"""Who carries whose words: families as trees, drawn, with the evidence of each step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.dossier.claims import in_brief
from recoupe.dossier.edition import Place, anchor, shortened
from recoupe.dossier.passages import passage_anchor
from recoupe.model import Direction, LineageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.words import Words
    from recoupe.model import Lineage

#: Units of the drawing, about a pixel each on a narrow screen.
WIDTH, ROW, NODE, INDENT, PAD, BETWEEN = 360, 50, 40, 24, 12, 14
#: Deeper steps are drawn at this depth, or no words would fit.
DEEPEST = 6
CHAR_WIDTH = 6.4
#: Characters of the words that tell who took from whom.
WORDS_CHARS = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An article as drawn."""

    x: int
    y: int
    width: int
    label: str
    relation: str  # how it stands to the one above
    evidence: str | None  # the anchor of what shows it
    step: str | None  # an SVG path from the one it took from
    is_sure: bool  # whether it is known who took from whom
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A family as drawn."""

    y: int
    height: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one article to another, and what shows it."""

    anchor: str
    giver: Cited
    taker: Cited
    kind: str
    is_sure: bool
    share: str  # the score, in percent
    reasons: tuple[str, ...]
    evidence: tuple[tuple[str, Place], ...]  # words, and where they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The families, and the articles that share no text with others."""

    height: int
    boxes: tuple[Box, ...]
    steps: tuple[Step, ...]
    undrawn: int  # further pairs of one family that share a text
    lone: tuple[Cited, ...]


def lineage_graph(edition: Edition) -> Graph:
    """The lineage of a dossier, placed to be drawn."""
    lines = sorted(edition.dossier.tracing.lineage, key=lambda line: (-line.score, _key(line)))
    boxes = []
    top = 0
    drawn: set[str] = set()
    for members in _groups(edition, lines):
        box = _box(members, edition, lines=lines, top=top)
        boxes.append(box)
        drawn.update(members)
        top += box.height + BETWEEN
    kept = {node.evidence for box in boxes for node in box.nodes}
    steps = tuple(_step(line, edition) for line in lines if _step_anchor(line) in kept)
    return Graph(
        height=max(top - BETWEEN, 0),
        boxes=tuple(boxes),
        steps=steps,
        undrawn=len(lines) - len(steps),
        lone=edition.cite(i for i in edition.cited if i not in drawn),
    )


def _groups(edition: Edition, lines: Iterable[Lineage]) -> Iterator[tuple[str, ...]]:
    """The members of each family, then of each pair that is in none."""
    taken: set[str] = set()
    for family in edition.dossier.tracing.families:
        if len(family.article_ids) > 1:
            taken.update(family.article_ids)
            yield family.article_ids
    for line in lines:
        pair = (line.from_id, line.to_id)
        if not taken.intersection(pair):
            taken.update(pair)
            yield pair


def _box(members: Iterable[str], edition: Edition, *, lines: list[Lineage], top: int) -> Box:
    ids = sorted(members, key=lambda i: edition.cited[i].number)
    parents = _parents(ids, lines)
    order = list(_descent(ids, parents, edition=edition))
    unsure = {i for k in lines if k.direction is Direction.UNKNOWN for i in (k.from_id, k.to_id)}
    nodes = []
    rows: dict[str, int] = {}
    for row, (article_id, depth) in enumerate(order):
        rows[article_id] = top + PAD + row * ROW
        line = parents.get(article_id) or _unsure(article_id, lines, members=ids)
        node = _node(article_id, edition, line=line, place=(depth, rows[article_id]), rows=rows)
        nodes.append(replace(node, relation="") if not line and article_id in unsure else node)
    height = PAD + len(order) * ROW - (ROW - NODE) + PAD
    return Box(y=top, height=height, nodes=tuple(nodes))


def _parents(ids: list[str], lines: Iterable[Lineage]) -> dict[str, Lineage]:
    """For each article, the surest line from one that it took from; never in a ring."""
    found: dict[str, Lineage] = {}
    for line in lines:
        inside = line.from_id in ids and line.to_id in ids
        if line.direction is not Direction.KNOWN or not inside or line.to_id in found:
            continue
        above: str | None = line.from_id
        while above and above != line.to_id:
            above = found[above].from_id if above in found else None
        if above is None:
            found[line.to_id] = line
    return found


def _descent(
    ids: list[str], parents: Mapping[str, Lineage], *, edition: Edition
) -> Iterator[tuple[str, int]]:
    """The articles with their depth, each followed by those that took from it."""
    takers: dict[str | None, list[str]] = {}
    for article_id in sorted(ids, key=lambda i: -edition.cited[i].number):
        line = parents.get(article_id)
        takers.setdefault(line.from_id if line else None, []).append(article_id)
    waiting = [(i, 0) for i in takers.get(None, ())]
    while waiting:
        article_id, depth = waiting.pop()
        yield article_id, depth
        waiting += [(i, depth + 1) for i in takers.get(article_id, ())]


def _unsure(article_id: str, lines: Iterable[Lineage], *, members: list[str]) -> Lineage | None:
    """A line of which nobody knows the direction, and that names this article."""
    for line in lines:
        pair = (line.from_id, line.to_id)
        if article_id == pair[1] and pair[0] in members and line.direction is Direction.UNKNOWN:
            return line
    return None


def _node(
    article_id: str,
    edition: Edition,
    *,
    line: Lineage | None,
    place: tuple[int, int],
    rows: Mapping[str, int],
) -> Node:
    words, cited = edition.words, edition.cited[article_id]
    depth, y = place
    x = PAD + INDENT * min(depth, DEEPEST)
    width = WIDTH - PAD - x
    is_sure = line is not None and line.direction is Direction.KNOWN
    step = None
    relation = words.say("first_known") if not depth else ""
    if line:
        giver = edition.cited[line.from_id].number
        relation = _relation(line, giver, words=words)
        above = rows.get(line.from_id)
        if above is not None:
            left = x - INDENT + 10 if depth else x + 10
            step = (
                f"M{left} {above + NODE}V{y + NODE // 2}H{x}"
                if depth
                else (f"M{left} {above + NODE}V{y}")
            )
    label = f"{cited.number}  {cited.name}" + (f", {cited.published}" if cited.published else "")
    return Node(
        x=x,
        y=y,
        width=width,
        label=shortened(label, int((width - 16) / CHAR_WIDTH)),
        relation=relation,
        evidence=_step_anchor(line) if line else None,
        step=step,
        is_sure=is_sure,
        cited=cited,
    )


def _step(line: Lineage, edition: Edition) -> Step:
    words = edition.words
    return Step(
        anchor=_step_anchor(line),
        giver=edition.cited[line.from_id],
        taker=edition.cited[line.to_id],
        kind=_relation(line, edition.cited[line.from_id].number, words=words),
        is_sure=line.direction is Direction.KNOWN,
        share=words.say("amount.percent", n=words.number(round(line.score * 100))),
        reasons=in_brief(line.reasons, words),
        evidence=tuple(_evidence(line, edition).items()),
    )


def _evidence(line: Lineage, edition: Edition) -> dict[str, Place]:
    """The words that show a step and where they stand, each wording once."""
    found: dict[str, Place] = {}
    for passage in line.evidence:
        text = shortened(edition.index.text_of(passage), WORDS_CHARS)
        cited = edition.cited[passage.article_id]
        found.setdefault(text, Place(cited=cited, anchor=passage_anchor(passage, edition)))
    return found


def _relation(line: Lineage, giver: int, *, words: Words) -> str:
    """How an article stands to another; a copy of it only where that is known."""
    if line.direction is Direction.UNKNOWN and line.kind is not LineageKind.COMMON_SOURCE:
        return words.say("lineage.unsure", giver=giver)
    return words.say(f"lineage.{line.kind}", giver=giver)


def _step_anchor(line: Lineage) -> str:
    return anchor("l", "\x1f".join(_key(line)))


def _key(line: Lineage) -> tuple[str, str, str]:
    return line.from_id, line.to_id, line.kind
