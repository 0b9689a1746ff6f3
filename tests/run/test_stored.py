from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.dossier import render_json
from recoupe.errors import IntakeError, PlanError
from recoupe.run import add, dossier_of, read, run_until, to_line
from recoupe.store import check, counts, held, opened
from tests.store.databases import NO_SERVER, SERVER, fresh_database
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from recoupe.model import Settings
    from recoupe.run import Progress
    from recoupe.store import Store

UNDATED = (
    "Le quai fermé jusqu’à jeudi\n\nLe préfet a confirmé samedi 1er mars la fermeture du quai. "
    "Selon la région, une dizaine de bateaux attendent."
)
FILES = {
    "a.jsonl": [QUAY],
    "b.jsonl": [QUAY | {"url": "https://copie.example/quai", "outlet": "La Copie"}],
    "c.jsonl": [QUAY | {"title": "Le quai de Morvanche cède", "published": "2031-03-05"}],
    "d.jsonl": [
        {"id": "d", "text": "La région dément avoir été alertée.", "published": "2032-06-01"},
        {"id": "d", "text": "Le préfet n’a pas souhaité réagir.", "published": "2030-01-01"},
    ],
}


@pytest.fixture(scope="module")
def coverage(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Files with copies, versions, ids given twice, dates that move the bound, and an empty one."""
    folder = tmp_path_factory.mktemp("coverage")
    files = [rows(folder, name, *given) for name, given in FILES.items()]
    for name, text in (("e.txt", UNDATED), ("f.txt", UNDATED), ("vide.txt", "")):
        (folder / name).write_text(text, "utf-8")
        files.append(str(folder / name))
    return files


@pytest.fixture(scope="module")
def from_scratch(coverage: list[str]) -> str:
    return render_json(read(*coverage, settings=ONE))


def exported(store: Store, chosen: Settings = ONE) -> str:
    return render_json(dossier_of(store, settings=chosen, clock=clock, wait_s=0))


def _grown(name: str, order: list[str], cuts: set[int]) -> str:
    """The dossier of a store that got files in some order, with dossiers made in between."""
    with opened(name, create=True) as store:
        start = 0
        for end in sorted({*cuts, len(order)}):
            if order[start:end]:
                added(store, *order[start:end])
            if end in cuts and start:
                exported(store)
            start = end
        assert [one for one in check(store) if one.faults] == []
        return exported(store)


@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_whatever_the_order_and_the_splits_a_store_tells_what_a_run_from_scratch_tells(
    data: st.DataObject, coverage: list[str], from_scratch: str
) -> None:
    order = data.draw(st.permutations(coverage))
    cuts = data.draw(st.sets(st.integers(1, len(coverage) - 1)))
    with tempfile.TemporaryDirectory() as folder:
        assert _grown(str(Path(folder, "s.db")), order, cuts) == from_scratch


@pytest.mark.skipif(not SERVER, reason=NO_SERVER)
def test_postgresql_tells_the_same(coverage: list[str], from_scratch: str) -> None:
    with fresh_database() as url:
        assert _grown(url, coverage[::-1], {2, 4, 5}) == from_scratch


WOLF = QUAY | {
    "url": "https://vigie.example/loup",
    "title": "Un loup à Vardouche",
    "text": "Un loup a été vu dimanche à Vardouche. « Il a suivi la rivière », affirme l’éleveur "
    "Paul Garnot.",
}
BOTH = QUAY | {
    "url": "https://estran.example/semaine",
    "outlet": "L’Estran",
    "title": "Le quai de Morvanche s’effondre, un loup à Vardouche",
    "text": "La maire Jeanne Aubrac visite le quai. L’éleveur Paul Garnot a vu le loup près de la "
    "rivière.",
}


def test_only_articles_that_share_words_with_a_new_one_are_compared_again(tmp_path: Path) -> None:
    compared: list[int | None] = []

    def tell(step: Progress) -> None:
        if step.stage == "crosscheck":
            compared.append(step.total)

    with opened(str(tmp_path / "s.db"), create=True) as store, held(store, since="", wait_s=0):
        given = (QUAY, WOLF, WOLF | {"url": "https://copie.example/loup"}, BOTH)
        for number, row in enumerate(given):
            file = rows(tmp_path, f"{number}.jsonl", row)
            add(store, [file], settings=ONE, clock=clock, on_progress=tell)

    assert compared == [1, 1, 1, 2, 2]  # the last one joins both: one is compared, one is empty


@pytest.mark.parametrize("last", [0, 1, 2])
def test_an_article_that_joins_two_stories_tells_the_same_whenever_it_comes(
    tmp_path: Path, last: int
) -> None:
    files = [rows(tmp_path, f"{n}.jsonl", row) for n, row in enumerate((QUAY, WOLF, BOTH))]
    order = [file for n, file in enumerate(files) if n != last] + [files[last]]
    with opened(str(tmp_path / "s.db"), create=True) as store:
        for file in order:
            added(store, file)
        assert exported(store) == render_json(read(*files, settings=ONE))
        assert [one for one in check(store) if one.faults] == []


def test_an_article_with_a_date_is_read_once(tmp_path: Path) -> None:
    with opened(str(tmp_path / "s.db"), create=True) as store:
        reads = [
            added(store, rows(tmp_path, f"{n}.jsonl", QUAY | {"url": f"https://x.example/{n}",
                  "title": f"Quai {n}", "published": f"2031-03-1{n}"})).read
            for n in range(4)
        ]  # fmt: skip

        assert reads == [1, 1, 1, 1]
        assert added(store, str(tmp_path)).read == 0


def test_an_article_without_a_date_is_read_again_only_when_the_bound_of_dates_moves(
    tmp_path: Path,
) -> None:
    (tmp_path / "undated.txt").write_text(UNDATED, "utf-8")
    with opened(str(tmp_path / "s.db"), create=True) as store:
        added(store, str(tmp_path / "undated.txt"))
        older = added(store, rows(tmp_path, "a.jsonl", QUAY | {"published": "2031-03-04"}))
        same = added(store, rows(tmp_path, "b.jsonl", QUAY | {"published": "2031-03-01"}))

        assert (older.read, same.read) == (2, 1)


def test_a_day_that_is_set_stays_with_the_store(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(UNDATED, "utf-8")
    with opened(str(tmp_path / "s.db"), create=True) as store:
        first = replace(ONE, as_of="2033-01-01")
        added(store, str(tmp_path / "undated.txt"), settings=first)
        added(store, rows(tmp_path, "a.jsonl", QUAY))
        dossier = dossier_of(store, settings=ONE, clock=clock, wait_s=0)

        assert dossier.as_of == "2033-01-01"


def test_a_dossier_is_made_by_the_addition_and_again_when_a_table_of_owners_is_given(
    tmp_path: Path,
) -> None:
    owners = tmp_path / "owners.tsv"
    owners.write_text("outlet\towner\nLa Vigie\tGroupe Amer\n", "utf-8")
    made: list[str] = []

    def counted() -> str:
        made.append("lock")
        return clock()

    with opened(str(tmp_path / "s.db"), create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY))
        for chosen in (ONE, ONE, replace(ONE, outlets=str(owners))):
            dossier_of(store, settings=chosen, clock=counted, wait_s=0)

    assert len(made) == 1


def test_articles_that_gather_wrote_can_be_added(tmp_path: Path) -> None:
    source = rows(tmp_path, "a.jsonl", QUAY)
    for stage in ("gather", "analyze"):
        lines = "".join(to_line(r) + "\n" for r in run_until(stage, [source], settings=ONE))
        (tmp_path / f"{stage}.jsonl").write_text(lines, "utf-8")
    with opened(str(tmp_path / "s.db"), create=True) as store:
        added(store, str(tmp_path / "gather.jsonl"))
        assert counts(store)["articles"] == 1
        with pytest.raises(PlanError, match="lines of a later stage, expected articles"):
            added(store, str(tmp_path / "analyze.jsonl"))


def test_nothing_to_read_leaves_no_trace(tmp_path: Path) -> None:
    with opened(str(tmp_path / "s.db"), create=True) as store:
        with pytest.raises(IntakeError):
            added(store, str(tmp_path / "nowhere"))
        assert counts(store)["articles"] == 0


def test_an_article_that_cannot_be_read_is_told_until_it_can(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(UNDATED, "utf-8")
    with opened(str(tmp_path / "s.db"), create=True) as store:
        paths = str(tmp_path / "undated.txt")
        first = added(store, paths, settings=replace(ONE, as_of="no day"))
        assert [(r.path, r.stage) for r in first.rejections] == [("undated.txt", "attribute")]
        assert added(store, paths).read == 0

        mended = added(store, paths, settings=replace(ONE, as_of="2033-01-01"))
        assert (mended.read, mended.rejections, counts(store)["rejections"]) == (1, (), 0)
