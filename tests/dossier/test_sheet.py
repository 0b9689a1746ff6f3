from __future__ import annotations

from dataclasses import replace

import pytest

from recoupe.dossier import render_html
from recoupe.dossier.claims import claim_rows
from recoupe.dossier.comparisons import drifts
from recoupe.dossier.edition import build_edition
from recoupe.dossier.parties import NO_PARTY, party_marks
from recoupe.dossier.sheet import build_sheet
from recoupe.model import (
    Degree,
    Dossier,
    EntityKind,
    Finding,
    FindingKind,
    Firmness,
    Passage,
    Reason,
)
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.story import bridge


def with_findings(*findings: Finding) -> Dossier:
    story = compared()
    return replace(story, crosscheck=replace(story.crosscheck, findings=findings))


def finding(kind: FindingKind, left: Passage, right: Passage | None = None) -> Finding:
    reason = Reason(f"Parce que {kind}.", f"Because {kind}.")
    return Finding(
        id=f"finding-{kind}", kind=kind, score=1.0, claim_ids=("claim-1",),
        left=left, right=right, reason=reason,
    )  # fmt: skip


def passage(number: int, words: str) -> Passage:
    article = bridge().readings[number].analysis.article
    return Passage(article.id, build.span(article, words))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        pytest.param(
            "fr",
            "5 articles lus, mais 4 textes seulement une fois les copies regroupées, "
            "et, parmi les affirmations rapprochées, aucune n’a plus de 1 origine",
            id="French",
        ),
        pytest.param(
            "en",
            "5 articles read, but only 4 texts once copies are put together, "
            "and, of the claims as matched, none has more than 1 origin",
            id="English",
        ),
    ],
)
def test_one_line_leads_from_articles_to_origins(language: str, told: str) -> None:
    assert build_sheet(compared(), ui_language=language).brief == told


def test_a_claim_has_a_mark_for_each_origin_and_its_state_in_words() -> None:
    [claim] = build_sheet(compared(), ui_language="fr").first

    [origin] = claim.origins
    assert (origin.mark.css, origin.party) == ("k0", "Saint-Orens")
    assert [cited.number for cited in origin.silent] == [5]
    assert origin.joins == ("un même propos", "des textes d’une même famille")
    assert claim.state == ("une seule source",)


def test_a_claim_says_how_firmly_it_is_put_forward_where_that_is_not_plainly() -> None:
    told = compared()
    left, right = told.findings[0].left, told.findings[0].right
    assert right
    degrees = (
        Degree(firmness=Firmness.REPORTED, attribution_ids=(), passages=(left,)),
        Degree(firmness=Firmness.PLAIN, attribution_ids=(), passages=(right,)),
    )
    claim = replace(told.claims[0], degrees=degrees)
    unlike = replace(told, crosscheck=replace(told.crosscheck, claims=(claim,)))

    [row] = claim_rows(build_edition(unlike, ui_language="fr"))

    assert row.state == ("une seule source", "au conditionnel (1), sans réserve (2)")
    assert row.text == "La commune avait alerté l’État dès 2029"


def test_what_is_disputed_weighs_more_and_is_said() -> None:
    plain = claim_rows(build_edition(compared(), ui_language="en"))[0]
    denial = finding(FindingKind.DENIED, passage(2, "toute négligence"), passage(0, "2029"))
    disputed = claim_rows(build_edition(with_findings(denial), ui_language="en"))[0]

    assert disputed.weight == plain.weight + 1
    assert disputed.state == (*plain.state, "denied")


def test_a_denial_leads_to_the_claim_it_is_about() -> None:
    denial = finding(
        FindingKind.DENIED, passage(2, "« toute négligence » dans l’entretien du pont")
    )

    about = build_sheet(with_findings(denial), ui_language="fr").about

    assert [link.anchor for link in about.values()] == ["c-claim-1"]


def test_drift_about_the_same_words_stands_once() -> None:
    left, right = passage(0, "quelque 300 véhicules"), passage(1, "Au moins douze personnes")
    two = (
        finding(FindingKind.FIGURE_CHANGED, left, right),
        finding(FindingKind.ATTRIBUTION_DROPPED, left, right),
    )

    [pair] = drifts(build_edition(with_findings(*two), ui_language="en"))

    assert {*pair.kinds} == {"figure changed", "attribution dropped"}
    assert [side.places[0].cited.number for side in pair.sides] == [1, 2]


def test_each_party_has_a_color_and_a_shape_of_its_own() -> None:
    page = build.article("Rien.")
    actors = tuple(
        build.actor(page, f"N{n}", party=f"P{n:02}", kind=EntityKind.PERSON) for n in range(64)
    )
    dossier = build.dossier(build.reading(page, actors=actors))

    marks = party_marks(build_edition(dossier, ui_language="fr").index)

    assert len({mark.css for mark in marks.values()}) == 64
    assert NO_PARTY not in marks.values()


def test_denials_and_silences_stand_apart_from_what_is_said() -> None:
    sheet = build_sheet(bridge(), ui_language="fr")
    said = {s.anchor for camp in sheet.camps for v in camp.speakers for s in v.sayings}
    kept = {s.anchor for one in sheet.view.withheld for s in one.sayings}

    assert said
    assert kept
    assert not said & kept


def test_every_claim_and_saying_has_an_anchor_that_stands_once() -> None:
    page = render_html(compared(), ui_language="fr")
    sheet = build_sheet(compared(), ui_language="fr")
    anchors = [claim.anchor for claim in sheet.view.accounts.claims]
    anchors += [s.anchor for camp in sheet.camps for v in camp.speakers for s in v.sayings]

    assert {page.count(f"id={anchor}>") + page.count(f"id={anchor} ") for anchor in anchors} == {1}


@pytest.mark.parametrize(
    ("section", "kinds"),
    [
        ("disputes", (FindingKind.DENIED, FindingKind.CONTRADICTED)),
        ("drifts", (FindingKind.ATTRIBUTION_DROPPED, FindingKind.CERTAINTY_RAISED)),
    ],
)
def test_the_first_screen_counts_and_links_the_rows_of_the_section(
    section: str, kinds: tuple[FindingKind, ...]
) -> None:
    pages = list(enumerate(bridge().readings[:2]))
    start = [passage(n, reading.analysis.article.text[:20]) for n, reading in pages]
    found = (finding(kind, start[0], start[1]) for kind in kinds)
    sheet = build_sheet(with_findings(*found), ui_language="fr")
    [line] = [line for line in sheet.lines if line.section == section]
    rows = sheet.disputes if section == "disputes" else sheet.drifts

    assert line.size == len(rows) == 1
    assert line.items[0].anchor == rows[0].anchor


def test_who_had_claims_first_names_the_chief_one_and_adds_up() -> None:
    lines = build_sheet(compared(), ui_language="en").lines
    [first] = [line for line in lines if line.label == "Who said it first"]
    chief, counted = first.items

    assert chief.anchor == "c-claim-1"
    assert "Jeanne Aubrac" in chief.text
    assert counted.text.startswith("1 claim carried by several articles: ")
    assert counted.text.endswith(" for 1")
