from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from recoupe.intake import gather
from recoupe.model import Article, DateBasis, FurnitureKind, GatherSettings, Rejection
from tests.intake.prose import HEADLINE, PROSE, page

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = GatherSettings(file_bytes=100_000)


def read(tmp_path: Path, name: str, content: str | bytes) -> list[Article | Rejection]:
    """Everything gathered from one file of rows."""
    data = content.encode() if isinstance(content, str) else content
    (tmp_path / name).write_bytes(data)
    return list(gather([str(tmp_path / name)], SETTINGS))


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_a_row_brings_its_fields(tmp_path: Path) -> None:
    row = line(
        id="s1",
        url="https://www.courrier.example/pont",
        outlet="Le Courrier",
        title=HEADLINE,
        byline="Inès Delatour",
        published="2031-03-03",
        language="fr",
        text="\n\n".join(PROSE),
    )

    [found] = read(tmp_path, "a.jsonl", row)

    assert isinstance(found, Article)
    assert (found.id, found.path) == ("s1", "a.jsonl#s1")
    assert (found.outlet, found.byline) == ("Le Courrier", "Inès Delatour")
    assert (found.url, found.language) == ("https://www.courrier.example/pont", "fr")
    assert (found.published.earliest, found.published.basis) == ("2031-03-03", DateBasis.METADATA)
    assert found.text == page()
    assert found.headline is not None
    assert found.headline.of(found.text) == HEADLINE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("L’élue a dit : « 10 000 »", id="apostrophe and no-break spaces"),
        pytest.param(
            "Partager cet article\nLaisser un commentaire\nLe pont est fermé.", id="lines"
        ),
        pytest.param("NON, LE PONT NE TIENT PAS.", id="capitals"),
        pytest.param("Le pont\n\n\n  est fermé.", id="white space within"),
    ],
)
def test_the_text_of_a_row_is_kept_character_for_character(text: str, tmp_path: Path) -> None:
    [found] = read(tmp_path, "a.jsonl", line(text=text, title=""))

    assert isinstance(found, Article)
    assert found.text == text
    assert not found.furniture


def test_a_raw_row_is_judged_like_a_pasted_page(tmp_path: Path) -> None:
    text = page(below=("Partager cet article",))

    [found] = read(tmp_path, "a.jsonl", line(text=text, raw=True))

    assert isinstance(found, Article)
    assert [f.kind for f in found.furniture] == [FurnitureKind.SHARE]


def test_a_title_that_opens_the_text_is_not_said_twice(tmp_path: Path) -> None:
    text = f"{HEADLINE}\n{PROSE[0]}"

    [found] = read(tmp_path, "a.jsonl", line(text=text, title=f"{HEADLINE} | Le Courrier"))

    assert isinstance(found, Article)
    assert found.text == text
    assert found.headline is not None
    assert found.headline.of(text) == HEADLINE


def test_a_row_of_html_is_read_as_a_page(tmp_path: Path) -> None:
    html = f"<html><body><article><p>{'</p><p>'.join(PROSE)}</p></article></body></html>"

    [found] = read(tmp_path, "a.jsonl", line(id="h1", html=html, outlet="La Gazette"))

    assert isinstance(found, Article)
    assert (found.text, found.outlet) == ("\n\n".join(PROSE), "La Gazette")


def test_the_host_stands_for_an_outlet_without_a_name(tmp_path: Path) -> None:
    [found] = read(
        tmp_path, "a.jsonl", line(text=PROSE[0], url="https://www.courrier.example/pont")
    )

    assert isinstance(found, Article)
    assert found.outlet == "courrier.example"


@pytest.mark.parametrize(
    ("bad", "path", "fr"),
    [
        pytest.param(
            '{"text": ',
            "a.jsonl#2",
            "Ligne 2 : pas du JSON (Expecting value, col. 11).",
            id="cut off",
        ),
        pytest.param("[1, 2]", "a.jsonl#2", "Ligne 2 : pas un objet JSON { … }.", id="a list"),
        pytest.param('{"id": "v"}', "a.jsonl#v", "Vide : aucun texte.", id="no text"),
        pytest.param('{"text": 3}', "a.jsonl#2", "Vide : aucun texte.", id="text that is none"),
        pytest.param("[" * 9999, "a.jsonl#2", None, id="nested without end"),
        pytest.param(
            '{"text": "' + "a" * 100_001 + '"}',
            "a.jsonl#2",
            "Ligne 2 : Trop volumineux : plus de 0.0953674 Mo ; découpez le fichier.",
            id="too long",
        ),
        pytest.param(
            '{"recoupe": "0.1.0", "schema": 1, "text": "Un dossier."}',
            "a.jsonl#2",
            "Écrit par Recoupe : un dossier n'est pas un article.",
            id="our own",
        ),
        pytest.param(
            '{"text": "Le pont.", "language": "br"}',
            "a.jsonl#2",
            "Langue non prise en charge : breton ; langues lues : français.",
            id="its language said",
        ),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_the_others_go_on(
    bad: str, path: str, fr: str | None, tmp_path: Path
) -> None:
    good = line(text=PROSE[0])

    first, found, last = read(tmp_path, "a.jsonl", f"{good}{bad}\n\n{good}")

    assert isinstance(first, Article)
    assert isinstance(found, Rejection)
    assert found.path == path
    assert fr is None or found.reason.fr == fr
    assert isinstance(last, Article)
    assert last.path == "a.jsonl#4"


def test_a_dossier_in_the_folder_is_no_coverage(tmp_path: Path) -> None:
    (tmp_path / "dossier.json").write_text('{"recoupe": "0.1.0", "articles": []}', "utf-8")
    (tmp_path / "autre.json").write_text("{}", "utf-8")
    (tmp_path / "a.txt").write_text(PROSE[0], "utf-8")

    found = [i for i in gather([str(tmp_path)], SETTINGS) if isinstance(i, Rejection)]

    assert [(r.path, r.reason.en) for r in found] == [
        ("autre.json", "Unknown format (.json); formats read: .jsonl .csv."),
        ("dossier.json", "Written by Recoupe: a dossier is no coverage."),
    ]


@pytest.mark.parametrize(
    ("separator", "codec"),
    [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16"), (";", "utf-8-sig"), ("|", "utf-8")],
)
def test_tables_are_read_whatever_their_separator_and_encoding(
    separator: str, codec: str, tmp_path: Path
) -> None:
    rows = [
        ["id", "Title", "text", "published"],
        ["s1", "", f'"{PROSE[0]}\n\nÀ l\'été, il rouvrira."', "2031-03-03"],
        ["", "", f'"{PROSE[2]}"', ""],
    ]
    table = "".join(separator.join(cells) + "\r\n" for cells in rows)

    first, second = read(tmp_path, "a.csv", table.encode(codec))

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.path, second.path) == ("a.csv#s1", "a.csv#2")
    assert first.text == f"{PROSE[0]}\n\nÀ l'été, il rouvrira."
    assert first.published.earliest == "2031-03-03"


@pytest.mark.parametrize(
    ("data", "en"),
    [
        pytest.param(b"a,b\n1,2\n", "No column “text” or “html” (columns: a, b).", id="columns"),
        pytest.param(b"", "Empty: no text in it.", id="empty"),
        pytest.param(b"text\n", "Empty: no text in it.", id="a header alone"),
        pytest.param(b"recoupe,text\n1,Un dossier\n", None, id="our own table"),
        pytest.param(b"\x89PNG\0\0", "Binary: these bytes are no text.", id="a picture"),
        pytest.param(
            b'text\n"' + b"a" * 100_001 + b'"\n',
            "Damaged CSV: a line of more than 100000 characters.",
            id="endless line",
        ),
        pytest.param(
            b'text\n"' + b"a b\n" * 30_000,
            "Damaged CSV: field larger than field limit (100000).",
            id="endless field",
        ),
    ],
)
def test_a_bad_table_is_rejected_with_its_reason(
    data: bytes, en: str | None, tmp_path: Path
) -> None:
    [found] = read(tmp_path, "a.csv", data)

    assert isinstance(found, Rejection)
    assert found.reason.en == (en or "Written by Recoupe: a dossier is no coverage.")


def test_lone_surrogates_never_reach_a_text(tmp_path: Path) -> None:
    [found] = read(tmp_path, "a.jsonl", '{"id": "\\ud800", "text": "Le pont \\ud800 est fermé."}')

    assert isinstance(found, Article)
    assert found.text == "Le pont \ufffd est fermé."
    assert found.id == "\ufffd"
