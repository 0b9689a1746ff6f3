"""Which articles are kin, by what, and what never makes them so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.lang import load_pack
from recoupe.lineage import trace
from recoupe.model import Direction, LineageKind, ReuseKind, TraceSettings
from tests.lineage.build_coverage import (
    APART,
    ELSEWHERE,
    OTHER,
    REWRITE,
    STORY,
    article,
    kin,
    lines,
    traced,
)

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model import Reading, Tracing

KNOWN, UNKNOWN = Direction.KNOWN, Direction.UNKNOWN
COPY, REWRITTEN, COMMON = LineageKind.COPY, LineageKind.REWRITE, LineageKind.COMMON_SOURCE


def test_a_text_traced_to_itself_is_all_one_passage(french: Pack) -> None:
    one, other = article(*STORY, name="a"), article(*STORY, name="b")

    tracing = traced(french, one, other)

    [reuse] = tracing.reuse
    assert (len(reuse.left.span), reuse.score) == (len(one.analysis.article.text), 1.0)
    assert lines(tracing) == [("a", "b", COPY, UNKNOWN)]


def test_passages_carry_the_words_on_both_sides(french: Pack) -> None:
    source = article(*STORY, name="source")
    taker = article(APART[0], *STORY[4:6], APART[1], *STORY[0:2], name="taker")
    texts = {r.analysis.article.id: r.analysis.article.text for r in (source, taker)}

    tracing = traced(french, source, taker)

    found = {
        (p.article_id, p.span.of(texts[p.article_id]))
        for r in tracing.reuse
        for p in (r.left, r.right)
    }
    assert {r.kind for r in tracing.reuse} == {ReuseKind.LITERAL}
    assert {words.replace("\n\n", " ") for _, words in found} == {
        " ".join(STORY[0:2]),
        " ".join(STORY[4:6]),
    }


def test_two_articles_that_quote_one_speech_are_no_kin(french: Pack) -> None:
    tracing = traced(french, article(*STORY, name="a"), article(*OTHER, name="b"))

    assert tracing.lineage == ()
    assert tracing.families == ()
    assert [r.kind for r in tracing.reuse] == [ReuseKind.QUOTATION]


def test_a_rewrite_is_found_by_its_facts_in_order(french: Pack) -> None:
    source, taker = article(*STORY, name="source"), article(*REWRITE, name="taker")

    tracing = traced(french, source, taker, article(*OTHER, name="other"))

    assert [(line.kind, {line.from_id, line.to_id}) for line in tracing.lineage] == [
        (REWRITTEN, {"source", "taker"})
    ]
    sentences = [r for r in tracing.reuse if r.kind is ReuseKind.REWRITE]
    assert len(sentences) >= 5


def test_the_same_facts_in_another_order_are_no_rewrite(french: Pack) -> None:
    shuffled = [REWRITE[n] for n in (7, 2, 5, 0, 6, 3, 1, 4)]

    tracing = traced(french, article(*STORY, name="a"), article(*shuffled, name="b"))

    assert tracing.lineage == ()


def test_a_rewrite_scores_lower_than_a_copy(french: Pack) -> None:
    source = article(*STORY, name="source")
    scores = [
        traced(french, source, article(*taken, name="taker")).lineage[0].score
        for taken in (STORY[:7], REWRITE[:7])
    ]

    assert scores[0] > scores[1]


def test_phrases_of_the_trade_are_not_shared_text(french: Pack) -> None:
    phrases = (
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "Tous droits de reproduction et de représentation réservés.",
    )

    tracing = traced(
        french, article(*APART, *phrases, name="a"), article(*OTHER, *phrases, name="b")
    )

    assert tracing.reuse == ()


def test_words_that_stand_on_every_page_make_no_kin(french: Pack) -> None:
    blurb = "Depuis toujours la rédaction de ce journal marche, écoute, doute et raconte sa vallée."
    pages = [
        article(f"Le {n}e chantier commence.", f"Il coûtera {n * 7} écus.", blurb, name=f"p{n:02}")
        for n in range(40)
    ]

    assert traced(french, *pages).lineage == ()


def test_one_sentence_in_common_is_reuse_but_no_lineage(french: Pack) -> None:
    long = [s for part in (OTHER, APART) for s in part]
    one = article(*long, STORY[7], name="a")
    other = article(*ELSEWHERE, STORY[7], name="b")

    tracing = traced(french, one, other)

    assert [r.kind for r in tracing.reuse if r.kind is ReuseKind.LITERAL] == [ReuseKind.LITERAL]
    assert tracing.lineage == ()


# --- families -------------------------------------------------------------------------------


def test_what_two_copies_share_comes_from_their_source(french: Pack) -> None:
    source = article(*STORY, name="source", outlet="L'Écho de Vernance")
    takers = [
        article(*STORY[:6], "(avec L'Écho de Vernance)", name="one", outlet="Le Phare"),
        article(*STORY[1:], "(avec L'Écho de Vernance)", name="two", outlet="La Dépêche"),
    ]

    tracing = traced(french, source, *takers)

    assert sorted(lines(tracing), key=lambda line: (line[2], line[1]))[1:] == [
        ("source", "one", COPY, KNOWN),
        ("source", "two", COPY, KNOWN),
    ]
    assert [f.article_ids for f in tracing.families] == [("one", "source", "two")]
    [common] = [line for line in tracing.lineage if line.kind is COMMON]
    assert common.reasons[-1].en == "What they share comes from L'Écho de Vernance."


def test_an_article_merged_from_two_is_in_the_families_of_both(french: Pack) -> None:
    one, other = article(*STORY, name="one"), article(*APART, name="other")
    merged = article(*STORY[:4], *APART[1:4], name="merged")

    tracing = traced(french, one, other, merged)

    assert [line[:2] for line in lines(tracing)] == [("one", "merged"), ("other", "merged")]
    assert {f.article_ids for f in tracing.families} == {("merged", "one"), ("merged", "other")}


def test_two_articles_with_one_agency_have_a_common_source(french: Pack) -> None:
    takers = [
        article(*STORY[:6], name="one", outlet="Le Phare", credit="AFP"),
        article(*STORY[2:], name="two", outlet="La Dépêche", credit="AFP, Reuters"),
    ]

    tracing = traced(french, *takers)

    [line] = tracing.lineage
    assert (line.kind, line.direction) == (COMMON, UNKNOWN)
    assert line.reasons[-1].fr == "Les deux créditent AFP."
    [family] = tracing.families
    assert family.reasons[-1].en == "Agency credited: AFP, Reuters."


def test_outlets_of_one_owner_are_marked(french: Pack) -> None:
    takers = [article(*STORY, name=name, outlet=name) for name in ("Le Phare", "La Dépêche")]
    owners = {"Le Phare": "Groupe Ansquer", "La Dépêche": "Groupe Ansquer"}

    [family] = trace(takers, (french,), owners=owners).families

    assert family.reasons[-1].en == "Same owner, Groupe Ansquer: La Dépêche, Le Phare."


def test_a_dispatch_with_many_copies_is_found_kin_to_each(french: Pack) -> None:
    source = article(*STORY, name="source")
    takers = [
        article(*STORY[n % 3 : 6 + n % 3], f"Un {n}e lecteur de Brézolles écrit.", name=f"t{n:02}")
        for n in range(40)
    ]

    tracing = trace([source, *takers], (french,), settings=TraceSettings(pairs_per_article=3))

    assert sum("source" in pair for pair in kin(tracing)) == 40
    assert [len(f.article_ids) for f in tracing.families] == [41]


# --- laws -----------------------------------------------------------------------------------

ARTICLES = (
    article(*STORY, name="source", outlet="L'Écho de Vernance"),
    article(*STORY[1:6], "(avec L'Écho de Vernance)", name="copy", outlet="Le Phare"),
    article(*REWRITE, name="rewrite"),
    article(*OTHER, name="other"),
    article(*APART, name="apart"),
)


def named(tracing: Tracing) -> set[object]:
    """Everything a tracing says, without what doubling a file adds."""
    ids = {f"{r.analysis.article.id}": r.analysis.article.id for r in ARTICLES}
    said: set[object] = set()
    for line in tracing.lineage:
        if line.from_id in ids and line.to_id in ids:
            said.add(
                (line.from_id, line.to_id, line.kind, line.direction, line.score, line.reasons)
            )
    for reuse in tracing.reuse:
        if reuse.left.article_id in ids and reuse.right.article_id in ids:
            said.add(reuse)
    for family in tracing.families:
        said.add(tuple(i for i in family.article_ids if i in ids))
    return said


@settings(max_examples=20, deadline=None)
@given(st.permutations(ARTICLES))
def test_the_order_of_files_does_not_matter(order: list[Reading]) -> None:
    pack = load_pack("fr")

    assert trace(order, (pack,)) == trace(ARTICLES, (pack,))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text("abcxyz/.", min_size=1), min_size=5, max_size=5))
def test_the_names_of_files_do_not_matter(names: list[str]) -> None:
    pack = load_pack("fr")
    renamed = [
        replace(r, analysis=replace(r.analysis, article=replace(r.analysis.article, path=name)))
        for r, name in zip(ARTICLES, names, strict=True)
    ]

    assert trace(renamed, (pack,)) == trace(ARTICLES, (pack,))


@pytest.mark.parametrize("doubled", range(len(ARTICLES)))
def test_a_doubled_file_changes_nothing_but_counts(doubled: int) -> None:
    pack = load_pack("fr")
    article_ = ARTICLES[doubled].analysis.article
    twin = replace(article_, id=f"{article_.id} again", path="twin.txt")
    again = replace(ARTICLES[doubled], analysis=replace(ARTICLES[doubled].analysis, article=twin))

    tracing = trace([*ARTICLES, again], (pack,))

    assert named(trace(ARTICLES, (pack,))) <= named(tracing)
    assert frozenset((article_.id, twin.id)) in kin(tracing)


@pytest.mark.parametrize(
    "readings",
    [
        pytest.param([], id="none"),
        pytest.param([article(name="empty")], id="empty"),
        pytest.param(
            [article(name="a"), article("?", name="b"), article("»« “", name="c")], id="marks"
        ),
    ],
)
def test_there_may_be_nothing_to_trace(readings: list[Reading], french: Pack) -> None:
    assert traced(french, *readings) == type(traced(french))()


def test_one_id_given_twice_is_one_article(french: Pack) -> None:
    assert traced(french, ARTICLES[0], ARTICLES[0]) == type(traced(french))()


def test_every_span_lies_in_its_text(french: Pack) -> None:
    texts = {r.analysis.article.id: r.analysis.article.text for r in ARTICLES}
    tracing = traced(french, *ARTICLES)
    passages = [p for r in tracing.reuse for p in (r.left, r.right)]
    passages += [p for line in tracing.lineage for p in line.evidence]

    assert passages
    assert all(0 <= p.span.start < p.span.end <= len(texts[p.article_id]) for p in passages)
    assert all(p.span.of(texts[p.article_id]).strip() for p in passages)
