"""What editors decide lasts in a store: through additions, undoing, and copies of it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.dossier import render_json
from recoupe.errors import PlanError
from recoupe.model import Judgment, JudgmentKind
from recoupe.run import Correction, correct, dossier_of, judgment_of, read, stories, story_of
from recoupe.store import keep_judgment, opened, undo_judgment
from tests.run.test_judging import DOCKERS, HURT, KIND, ROWS, claim_at, decided, entity, saying
from tests.store.databases import NO_SERVER, SERVER, fresh_database
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.dossier import ReadDossier
    from recoupe.store import Store

FERRY = {
    "id": "cap",
    "url": "https://cap.example/tarif",
    "outlet": "Cap Gazette",
    "title": "Le tarif du bac de Lannoz augmente",
    "published": "2031-02-01",
    "text": "Le bac de Lannoz coûtera deux euros de plus. « La traversée reste bon marché », a "
    "déclaré Jeanne Aubrac. Les pêcheurs de Lannoz demandent un tarif réduit pour l’hiver.",
}


@pytest.fixture(scope="module")
def coverage(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("coverage")
    pages = (*ROWS, FERRY, QUAY | {"id": "autre"})
    return [rows(folder, f"{n}.jsonl", page) for n, page in enumerate(pages)]


@pytest.fixture(scope="module")
def whole(coverage: list[str]) -> ReadDossier:
    return read(*coverage, settings=ONE)


@pytest.fixture(scope="module")
def judgments(whole: ReadDossier) -> tuple[Judgment, ...]:
    """One of every kind, some of them on articles of two stories."""
    said = saying(whole, HURT, article="vigie")
    ferry = [c.id for c in whole.claims if "cap" in c.article_ids]
    prefectures = [entity(whole, "préfecture", article=a).id for a in ("vigie", "sillage")]
    made = (
        decided(whole, KIND.MERGE_ENTITIES, *prefectures),
        decided(
            whole,
            KIND.SPLIT_ENTITY,
            entity(whole, "Jeanne Aubrac", article="cap").id,
            others=("cap",),
        ),
        decided(whole, KIND.MERGE_STORIES, *(s.id for s in whole.stories)),
        decided(whole, KIND.SPLIT_CLAIM, claim_at(whole, DOCKERS).id, others=("phare",)),
        decided(whole, KIND.SET_SPEAKER, said, others=(prefectures[1],)),
        decided(whole, KIND.SET_STANCE, saying(whole, DOCKERS, article="phare"), value="warn"),
        decided(whole, KIND.SET_SAID_ON, said, value="2031-03-03"),
        decided(whole, KIND.SET_PUBLISHED, "cap", value="2031-02-03/2031-02-04"),
        decided(whole, KIND.MARK_COPIES, "phare", "cap"),
        decided(whole, KIND.MARK_INDEPENDENT, "vigie", "autre"),
        decided(whole, KIND.REJECT_FINDING, whole.findings[0].id),
    )
    assert ferry
    return tuple(replace(one, at=f"2031-03-07T09:{n:02}:00+00:00") for n, one in enumerate(made))


def exported(store: Store) -> tuple[str, object]:
    dossier = dossier_of(store, settings=ONE, clock=clock, wait_s=0)
    return render_json(dossier), dossier.crosscheck.rulings


@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_judgments_over_a_store_are_judgments_over_a_run_from_scratch(
    data: st.DataObject, coverage: list[str], judgments: tuple[Judgment, ...]
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(judgments), unique=True, min_size=1))
    both: list[str | Judgment] = [*coverage, *chosen]
    steps = data.draw(st.permutations(both))
    scratch = read(*coverage, settings=ONE, judgments=data.draw(st.permutations(chosen)))
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(str(Path(folder, "s.db")), create=True) as store,
    ):
        for step in steps:
            if isinstance(step, Judgment):
                keep_judgment(store, step)
            else:
                added(store, step)
            if data.draw(st.booleans()):
                exported(store)

        assert exported(store) == (render_json(scratch), scratch.crosscheck.rulings)


def test_every_kind_of_judgment_is_followed_together(
    coverage: list[str], judgments: tuple[Judgment, ...]
) -> None:
    dossier = read(*coverage, settings=ONE, judgments=judgments)

    assert {j.kind for j in judgments} >= {*JudgmentKind} - {KIND.MERGE_CLAIMS, KIND.SPLIT_STORY}
    assert [r for r in dossier.crosscheck.rulings if r.obstacle] == []
    assert len(dossier.stories) == 1


@pytest.fixture(params=["sqlite", "postgresql"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "story.db")
        return
    if not SERVER:
        pytest.skip(NO_SERVER)
    with fresh_database() as url:
        yield url


def test_what_is_taken_back_leaves_the_dossier_as_it_was(name: str, coverage: list[str]) -> None:
    with opened(name, create=True) as store:
        added(store, *coverage)
        before = exported(store)
        claim = claim_at(dossier_of(store, settings=ONE, clock=clock, wait_s=0), DOCKERS)
        asked = Correction(
            kind=KIND.MARK_COPIES,
            author="Solène Marchais",
            reason="Même dépêche.",
            ids=("phare", "sillage"),
        )
        ruling = correct(store, asked, settings=ONE, clock=clock, wait_s=0)
        assert (ruling.touched, ruling.obstacle) == (("phare", "sillage"), None)
        corrected = dossier_of(store, settings=ONE, clock=clock, wait_s=0)
        assert claim_at(corrected, DOCKERS).origins_at_most == claim.origins_at_most - 1

        undo_judgment(store, ruling.judgment.id, author="Idris Lobel", at=clock(), reason="Non.")
        assert exported(store) == before


def test_a_story_tells_of_the_judgments_on_its_own_articles(
    tmp_path: Path, coverage: list[str], whole: ReadDossier
) -> None:
    made = decided(whole, KIND.SET_PUBLISHED, "cap", value="2031-02-03")
    with opened(str(tmp_path / "s.db"), create=True) as store:
        added(store, *coverage)
        keep_judgment(store, made)
        dossier_of(store, settings=ONE, clock=clock, wait_s=0)
        told = {
            one.title: story_of(store, one.id, settings=ONE).crosscheck.rulings
            for one in stories(store)
        }

    assert [r.judgment for r in told.pop("Le tarif du bac de Lannoz augmente")] == [made]
    assert not any(told.values())


def _asked(kind: JudgmentKind, *ids: str, **given: object) -> Correction:
    return Correction(kind=kind, author="S. M.", reason="Vu.", ids=ids, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param(_asked(KIND.MERGE_CLAIMS, "claim-0", "claim-1"),
                     "claim-0: no claim has this id, or words, expected one claim; `recoupe",
                     id="unknown claim"),
        pytest.param(_asked(KIND.MERGE_STORIES, "a"), "1 id, expected two or more", id="one"),
        pytest.param(_asked(KIND.MARK_COPIES, "cap"), "expected those of two articles", id="lone"),
        pytest.param(_asked(KIND.SET_STANCE, "x", value="shout"), "shout: no stance, expected one "
                     "of: assert, confirm", id="stance"),
        pytest.param(_asked(KIND.SET_SAID_ON, "x", value="2031-02-30"), "no such day", id="day"),
        pytest.param(_asked(KIND.SET_PUBLISHED, "cap", value="hier"), "no such day", id="word"),
        pytest.param(_asked(KIND.SET_PUBLISHED, "cap", value="2031-02-05/2031-02-01"),
                     "a first and a last one", id="backwards"),
        pytest.param(_asked(KIND.SET_PUBLISHED, "cap", value="2035-01-01"), "after 2031-03-06, "
                     "expected no day later", id="too late"),
        pytest.param(replace(_asked(KIND.MARK_COPIES, "cap", "phare"), reason=" "), "no reason, "
                     "expected one; say who decides, and why", id="no reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_told_with_what_to_do(
    whole: ReadDossier, asked: Correction, told: str
) -> None:
    with pytest.raises(PlanError, match=told):
        judgment_of(whole, asked, at=clock())


def test_what_is_taken_out_must_be_a_part_of_it(whole: ReadDossier) -> None:
    claim = claim_at(whole, DOCKERS)
    for others, told in ((("cap",), "cap: cannot be taken out of it"), ((), "nothing: cannot"),
                         (claim.article_ids, "all of it, expected a part")):  # fmt: skip
        with pytest.raises(PlanError, match=told):
            judgment_of(whole, _asked(KIND.SPLIT_CLAIM, claim.id, others=others), at=clock())


def test_claims_of_two_stories_are_merged_once_the_stories_are(whole: ReadDossier) -> None:
    ids = [next(c.id for c in whole.claims if c.story_id == s.id) for s in whole.stories[:2]]
    with pytest.raises(PlanError, match="claims of two stories, expected claims of one; merge the"):
        judgment_of(whole, _asked(KIND.MERGE_CLAIMS, *ids), at=clock())
