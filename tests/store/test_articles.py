from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.store import Listed, counts, listing, opened
from recoupe.store.articles import content_hash, storable
from tests.store.invented import QUAY, added, articles, rows

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_there_is_skipped_whatever_its_file_is_called(name: str, tmp_path: Path) -> None:
    with opened(name, create=True) as store:
        first = added(store, rows(tmp_path, "a.jsonl", QUAY))
        again = added(store, rows(tmp_path, "b.jsonl", QUAY))

        assert (first.kept.added, first.read) == (1, 1)
        assert (again.kept.added, again.kept.skipped, again.read) == (0, 1, 0)
        assert counts(store)["articles"] == 1


def test_versions_of_an_address_stand_side_by_side_with_what_changed(
    name: str, tmp_path: Path
) -> None:
    later = QUAY | {
        "title": "Morvanche : le quai a cédé",
        "text": QUAY["text"]
        .replace("Au moins trois", "Au moins cinq")
        .replace("alerté la région", "alerté la région dès janvier"),
    }
    with opened(name, create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY), rows(tmp_path, "b.jsonl", later))
        versions = [row["version"] for row in listing(store, Listed.ARTICLES)]
        changed = [(r["kind"], r["before"], r["after"]) for r in listing(store, Listed.CHANGES)]

    assert versions == [1, 2]
    assert changed[0] == ("headline", QUAY["title"], later["title"])
    assert ("figure", "Au moins trois personnes", "Au moins cinq personnes") in changed
    assert (
        "quotation",
        "Nous avions alerté la région",
        "Nous avions alerté la région dès janvier",
    ) in changed


def test_an_edit_without_figure_quotation_or_headline_is_told_as_one(
    name: str, tmp_path: Path
) -> None:
    later = QUAY | {"text": QUAY["text"] + " Le port est fermé."}
    with opened(name, create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY), rows(tmp_path, "b.jsonl", later))

        assert [row["kind"] for row in listing(store, Listed.CHANGES)] == ["text"]


def test_two_articles_of_one_id_are_told_apart_as_gather_does(name: str, tmp_path: Path) -> None:
    copies = [QUAY | {"url": f"https://{site}.example/quai"} for site in ("a", "b", "c")]
    files = [rows(tmp_path, f"{n}.jsonl", row) for n, row in enumerate(copies)]
    with opened(name, create=True) as store:
        for file in files[::-1]:
            added(store, file)
        ids = [(row["path"], row["article_id"]) for row in listing(store, Listed.ARTICLES)]

    assert ids == [(a.path, a.id) for a in articles(*files)]


def test_what_was_set_aside_is_kept_until_its_file_is_mended(name: str, tmp_path: Path) -> None:
    file = tmp_path / "vide.txt"
    file.write_text("", "utf-8")
    with opened(name, create=True) as store:
        added(store, str(file))
        [row] = listing(store, Listed.REJECTIONS)
        assert (row["path"], row["reason_en"]) == ("vide.txt", "Empty: no text in it.")

        file.write_text(QUAY["text"], "utf-8")
        added(store, str(file))
        assert listing(store, Listed.REJECTIONS) == ()


@pytest.mark.parametrize("field", ["url", "outlet", "title", "text"])
def test_another_word_is_another_article(field: str, tmp_path: Path) -> None:
    [one] = articles(rows(tmp_path, "a.jsonl", QUAY))
    [other] = articles(rows(tmp_path, "b.jsonl", QUAY | {field: QUAY[field] + " bis"}))

    assert content_hash(one) != content_hash(other)


def test_names_of_files_that_are_no_text_can_be_stored() -> None:
    assert storable("caf\udce9\x00.txt") == "caf?.txt"
