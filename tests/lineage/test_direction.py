"""Who took from whom: each feature by itself, and what they say together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.model import Direction, Furniture, FurnitureKind
from tests import build
from tests.lineage.build_coverage import REWRITE, STORY, article, traced

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model import Lineage, Reading

ECHO, PHARE = "L'Écho de Vernance", "Le Phare"

FIRST_HAND = (
    "L'eau monte, rapporte notre correspondante à Vernance, Inès Delatour, qui a vu la brèche "
    "s'élargir pendant la nuit de dimanche."
)
SECOND_HAND = "L'eau monte et la brèche a pu s'élargir pendant la nuit de dimanche."


def only(pack: Pack, *readings: Reading) -> Lineage:
    [line] = traced(pack, *readings).lineage
    return line


SOURCE = article(*STORY, name="source", outlet=ECHO)


@pytest.mark.parametrize(
    ("giver", "taker", "reason"),
    [
        pytest.param(
            SOURCE,
            article(*STORY[:6], name="taker", outlet=PHARE, byline="Avec L’Écho de Vernance"),
            "Le Phare credits L'Écho de Vernance.",
            id="byline",
        ),
        pytest.param(
            article(*STORY, name="source", outlet="Agence Courlis"),
            article(
                *STORY[:6],
                name="taker",
                outlet=PHARE,
                furniture=(Furniture(text="Le Phare avec Courlis", kind=FurnitureKind.OTHER),),
            ),
            "Le Phare credits Agence Courlis.",
            id="line set apart",
        ),
        pytest.param(
            article(*STORY, name="source", title="VERNANCE, 3 mai (AFP) – La vallée noyée"),
            article(*STORY[:6], name="taker", outlet=PHARE, credit="AFP"),
            "Le Phare credits « VERNANCE, 3 mai (AFP) – La vallée noyée ».",
            id="dispatch known by its dateline",
        ),
        pytest.param(
            SOURCE,
            article(*STORY[:6], "« L'Écho » l'a révélé.", name="taker", outlet=PHARE),
            "Le Phare names L'Écho de Vernance in its text.",
            id="named in the text, in short",
        ),
        pytest.param(
            article(*STORY[:3], FIRST_HAND, *STORY[3:], name="source"),
            article(*STORY[:3], SECOND_HAND, *STORY[3:], name="taker"),
            "speaks of its own reporting",
            id="own reporter",
        ),
        pytest.param(
            article(*STORY, name="source", published=build.published("2031-05-02")),
            article(*STORY[2:7], name="taker", published=build.published("2031-05-03")),
            "was published before",
            id="nothing but dates",
        ),
    ],
)
def test_the_giver_is_known(giver: Reading, taker: Reading, reason: str, french: Pack) -> None:
    line = only(french, giver, taker)

    assert (line.from_id, line.to_id, line.direction) == ("source", "taker", Direction.KNOWN)
    assert any(reason in r.en for r in line.reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({}, {}, id="nothing tells"),
        pytest.param(
            {"published": build.published("2031-05-02")},
            {"published": build.published("2031-05-02")},
            id="one day",
        ),
        pytest.param(
            {"published": build.published("2031-05-02", "2031-05-05")},
            {"published": build.published("2031-05-04", "2031-05-06")},
            id="days that overlap",
        ),
        pytest.param({"outlet": ECHO}, {"outlet": ECHO}, id="one outlet"),
    ],
)
def test_the_direction_stays_unknown(
    one: build.ArticleFields, other: build.ArticleFields, french: Pack
) -> None:
    line = only(french, article(*STORY, name="a", **one), article(*STORY[1:7], name="b", **other))

    assert line.direction is Direction.UNKNOWN
    assert line.reasons[-1].en == "Nothing tells which one took from the other."


def test_a_credit_outweighs_the_dates(french: Pack) -> None:
    taker = article(
        *STORY[:6], name="taker", outlet=PHARE, byline=ECHO, published=build.published("2031-05-01")
    )
    giver = article(*STORY, name="source", outlet=ECHO, published=build.published("2031-05-02"))

    assert only(french, giver, taker).from_id == "source"


def test_who_drops_sources_took(french: Pack) -> None:
    page = build.article(" ".join(STORY), path="source.txt", id="source")
    prefect = build.actor(page, "Armand Delcourt")
    said = [
        build.attribution(
            page,
            "la brèche mesure trente mètres et s'élargit lentement",
            source="le préfet Armand Delcourt",
            cue="Selon",
            speakers=[prefect],
        ),
        build.attribution(
            page,
            "de rembourser les bêtes et les récoltes sans attendre d'experts",
            source="L'exploitant Hydroval",
            cue="promet",
        ),
    ]
    plain = [
        s.replace("Selon le préfet Armand Delcourt, la", "La").replace(
            "L'exploitant Hydroval promet de", "Il faudra"
        )
        for s in STORY
    ]

    line = only(
        french,
        build.reading(page, actors=[prefect], attributions=said),
        article(*plain, name="taker"),
    )

    assert (line.from_id, line.direction) == ("source", Direction.KNOWN)
    assert "on whose word" in line.reasons[1].en
    words = [p.span.of(page.text) for p in line.evidence if p.article_id == "source"]
    assert words == ["le préfet Armand Delcourt", "L'exploitant Hydroval"]


def test_a_dispatch_gives_where_little_else_tells(french: Pack) -> None:
    wire = article(
        "VERNANCE, 3 mai (Courlis) – " + STORY[0],
        *STORY[1:],
        name="a wire",
        outlet="Agence Courlis",
    )
    taker = article(*STORY[:6], name="taker", outlet=PHARE)

    line = only(french, wire, taker)

    assert (line.from_id, line.direction) == ("a wire", Direction.KNOWN)
    assert "Agence Courlis is a dispatch, Le Phare is not." in [r.en for r in line.reasons]


def test_a_sentence_that_lost_the_one_before_it_was_taken(french: Pack) -> None:
    hydroval = "Elle a promis de rembourser les bêtes et les récoltes sans attendre d'experts."
    source = article(
        *STORY[:3],
        "À Rochefière, la patronne Adèle Ansquer a reçu les éleveurs.",
        hydroval,
        name="source",
    )
    taker = article("Il pleut toujours.", "On attend.", hydroval, *STORY[:3], name="taker")

    line = only(french, source, taker)

    assert (line.from_id, line.direction) == ("source", Direction.KNOWN)
    assert any("refers to what only" in r.en for r in line.reasons)


def test_a_rewrite_that_loses_names_and_figures_took(french: Pack) -> None:
    vague = [
        s.replace("340 habitants de douze", "les habitants des")
        .replace("Armand Delcourt, préfet", "le préfet")
        .replace("Rochefière", "la ferme")
        .replace("trente mètres", "plusieurs mètres")
        .replace("Vernance", "la ville")
        for s in REWRITE
    ]

    line = only(french, article(*STORY, name="source"), article(*vague, name="taker"))

    assert (line.from_id, line.direction) == ("source", Direction.KNOWN)
    assert any("names and figures" in r.en for r in line.reasons)
