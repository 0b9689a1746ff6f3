from __future__ import annotations

from dataclasses import replace

from recoupe.dossier.edition import build_edition
from recoupe.dossier.gaps import gaps
from recoupe.dossier.lineage import Graph, lineage_graph
from recoupe.model import Direction, Family, Lineage, LineageKind, Passage, Reason, Span, Tracing
from tests import build

WHY = Reason("Les mots sont les mêmes.", "The words are the same.")
PAGES = [
    build.article(f"Le pont tient {n}.", path=f"{n}.txt", title=f"Le pont tient {n}.")
    for n in range(5)
]


def line(
    giver: int,
    taker: int,
    *,
    score: float = 0.9,
    direction: Direction = Direction.KNOWN,
    kind: LineageKind = LineageKind.COPY,
) -> Lineage:
    return Lineage(
        from_id=PAGES[giver].id,
        to_id=PAGES[taker].id,
        kind=kind,
        direction=direction,
        score=score,
        reasons=(WHY,),
        evidence=(Passage(PAGES[taker].id, Span(0, 7)),),
    )


def graph(*lines: Lineage, family: tuple[int, ...] = (0, 1, 2)) -> Graph:
    """The graph of five articles, some of which are one family."""
    ids = tuple(PAGES[n].id for n in family)
    tracing = Tracing(
        lineage=lines, families=(Family(id="f", article_ids=ids, reasons=(WHY,)),) if ids else ()
    )
    dossier = build.dossier(*(build.reading(page) for page in PAGES), tracing=tracing)
    return lineage_graph(build_edition(dossier, ui_language="en"))


def test_those_who_take_stand_below_and_to_the_right_of_those_they_take_from() -> None:
    [box] = graph(line(0, 1), line(1, 2)).boxes

    assert [node.cited.number for node in box.nodes] == [1, 2, 3]
    assert box.nodes[0].x < box.nodes[1].x < box.nodes[2].x
    assert box.nodes[0].y < box.nodes[1].y < box.nodes[2].y
    assert [node.relation for node in box.nodes] == [
        "first text known here",
        "copy of 1",
        "copy of 2",
    ]


def test_each_step_leads_to_its_evidence() -> None:
    drawn = graph(line(0, 1))

    [step] = drawn.steps
    assert step.anchor in {node.evidence for node in drawn.boxes[0].nodes}
    assert step.reasons == ("The words are the same.",)
    assert [text for text, _ in step.evidence] == ["Le pont"]


def test_the_surest_line_is_drawn_and_a_ring_is_cut() -> None:
    [box] = graph(line(0, 2, score=0.4), line(1, 2), line(2, 1, score=0.3)).boxes

    taken = {node.cited.number: node.relation for node in box.nodes}
    assert taken[3] == "copy of 2"
    assert taken[2] == "first text known here"


def test_a_direction_that_is_not_known_is_said_so() -> None:
    drawn = graph(line(0, 1, direction=Direction.UNKNOWN), family=(0, 1))

    assert drawn.boxes[0].nodes[1].relation == "same text as 1, direction unknown"
    assert not drawn.boxes[0].nodes[1].is_sure


def test_shared_texts_of_unknown_direction_stand_among_what_is_not_known() -> None:
    tracing = Tracing(lineage=(line(0, 1, direction=Direction.UNKNOWN),))
    dossier = build.dossier(*(build.reading(page) for page in PAGES), tracing=tracing)

    told = [gap.text for gap in gaps(build_edition(dossier, ui_language="en"), ())]

    assert "1 shared text of unknown direction" in told


def test_articles_that_share_no_text_are_named_beside() -> None:
    assert [cited.number for cited in graph(line(0, 1)).lone] == [4, 5]


def test_a_pair_outside_every_family_has_a_box_of_its_own() -> None:
    drawn = graph(line(0, 1), line(3, 4))

    assert [len(box.nodes) for box in drawn.boxes] == [3, 2]
    assert drawn.boxes[1].y >= drawn.boxes[0].y + drawn.boxes[0].height


def test_the_order_of_lines_does_not_matter() -> None:
    lines = (line(0, 1), line(0, 2, score=0.5), line(1, 2))

    assert graph(*lines) == graph(*reversed(lines))
    assert graph(*lines) != graph(replace(lines[0], kind=LineageKind.REWRITE), *lines[1:])
