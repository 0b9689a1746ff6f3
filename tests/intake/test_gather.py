from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from recoupe.errors import IntakeError
from recoupe.intake import gather, newest_date
from recoupe.model import Article, DateBasis, GatherSettings, Rejection
from tests.intake.prose import HEADLINE, PROSE, page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SETTINGS = GatherSettings(file_bytes=200_000, page_timeout_s=10)


def read(*paths: object, stdin: bytes | None = None) -> list[Article | Rejection]:
    """Everything gathered from the paths."""
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(gather([str(p) for p in paths], SETTINGS, stdin=stream))


def articles(items: Sequence[Article | Rejection]) -> list[Article]:
    """The articles among them; a rejection fails the test."""
    assert not [item for item in items if isinstance(item, Rejection)]
    return [item for item in items if isinstance(item, Article)]


def row(**fields: object) -> str:
    """One line of JSON."""
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_a_pasted_page_becomes_an_article_with_its_furniture(tmp_path: Path) -> None:
    text = page(above=("Par Inès Delatour (avec AFP)", "Publié le 3 mars 2031 à 10h12"))
    (tmp_path / "pont.txt").write_text(text, "utf-8")

    [found] = articles(read(tmp_path))

    assert found.text == page()
    assert found.headline is not None
    assert found.headline.of(found.text) == found.title == HEADLINE
    assert (found.path, found.language) == ("pont.txt", "fr")
    assert (found.byline, found.credit) == ("Inès Delatour", "AFP")
    assert (found.published.earliest, found.published.basis) == ("2031-03-03", DateBasis.PAGE)
    assert [f.text for f in found.furniture] == text.split("\n\n")[1:3]


def test_articles_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b/un.txt", "a.txt", "b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{PROSE[0]}\n{name}\n{PROSE[1]}", "utf-8")
    names = ["a.txt", "b.txt", "b/un.txt"]

    assert [a.path for a in articles(read(tmp_path))] == names
    one_by_one = read(*(tmp_path / n for n in reversed(names)))
    assert [a.path for a in articles(one_by_one)] == ["a.txt", "b.txt", "un.txt"]


def test_the_order_of_the_arguments_changes_nothing(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("\n".join(PROSE), "utf-8")
    left, right = tmp_path / "x", tmp_path / "y"

    assert read(left, right) == read(right, left)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PROSE[0], "utf-8")

    assert len(articles(read(tmp_path, file, tmp_path / "*.txt", file))) == 1


def test_two_files_of_one_content_are_two_articles_with_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(PROSE[0], "utf-8")

    first, second, third = articles(read(tmp_path))

    assert len({first.id, second.id, third.id}) == 3
    assert first.sha256 == second.sha256
    assert second.id.startswith(f"{first.id}-")
    (tmp_path / "c.txt").unlink()
    assert [a.id for a in articles(read(tmp_path))] == [first.id, second.id]


def test_a_pattern_names_files_from_its_first_folder(tmp_path: Path) -> None:
    (tmp_path / "mars").mkdir()
    (tmp_path / "mars" / "a.txt").write_text(PROSE[0], "utf-8")

    assert [a.path for a in articles(read(tmp_path / "*" / "*.txt"))] == ["mars/a.txt"]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        pytest.param("\n\n".join(PROSE).encode(), "-", id="text"),
        pytest.param(row(id="s1", text=PROSE[0]).encode(), "-#s1", id="rows"),
        pytest.param(b"id,text\ns2,Le maire dit que le pont tient.\n", "-#s2", id="table"),
        pytest.param(
            f"<html><body><article>{'<p>'.join(PROSE)}</article></body></html>".encode(),
            "-",
            id="page",
        ),
    ],
)
def test_the_format_of_a_stream_is_told_from_its_beginning(data: bytes, path: str) -> None:
    [found] = articles(read("-", stdin=data))

    assert found.path == path
    assert "maire" in found.text or "Valombre" in found.text


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    html = f"<html><body><article><p>{'</p><p>'.join(PROSE)}</p></article></body></html>"
    (tmp_path / "a.txt").write_text(html, "utf-8")

    [found] = articles(read(tmp_path))

    assert "<p>" not in found.text
    assert found.text.startswith(PROSE[0])


def test_markdown_loses_its_marks_and_keeps_its_words(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Le pont ferme\nauthor: Inès Delatour\ndate: 2031-03-03\n---\n"
        f"# Le pont ferme\n\n![Le pont](pont.jpg)\n\n> {PROSE[0]}\n\n"
        "La maire **maintient** [sa décision](https://valombre.example) et le redit mardi matin.\n"
    )
    (tmp_path / "a.md").write_text(text, "utf-8")

    [found] = articles(read(tmp_path))

    assert found.text == (
        f"Le pont ferme\n\n{PROSE[0]}\n\nLa maire maintient sa décision et le redit mardi matin."
    )
    assert (found.title, found.byline) == ("Le pont ferme", "Inès Delatour")
    assert found.published.earliest == "2031-03-03"


def test_the_newest_date_is_what_metadata_or_pages_say(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        row(text=PROSE[0], published="2031-03")
        + row(text=PROSE[1], published="2031-03-05")
        + row(text=PROSE[2]),
        "utf-8",
    )
    found = articles(read(tmp_path))

    assert newest_date(found) == "2031-03-31"
    assert newest_date(found[2:]) is None


# What bad input gets: each row of the design's table, and its message.


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("nulle-part", "nulle-part: Not found: no file or folder", id="missing path"),
        pytest.param("vide", "vide: No file here", id="empty folder"),
        pytest.param("vide/*.txt", "vide/*.txt: No file here", id="pattern without a file"),
        pytest.param("a.docx", "a.docx: Unknown format (.docx); formats read: .atom", id="format"),
    ],
)
def test_nothing_to_read_is_one_clear_line(
    name: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vide").mkdir()
    (tmp_path / "a.docx").write_bytes(b"x")

    with pytest.raises(IntakeError) as caught:
        gather([name], SETTINGS)

    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert "name files, folders or archives that hold articles" in str(caught.value)


def test_no_argument_at_all_says_what_to_name() -> None:
    with pytest.raises(IntakeError, match="no path was given; name files, folders or archives"):
        gather([], SETTINGS)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_single_unreadable_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PROSE[0], "utf-8")
    file.chmod(0)

    with pytest.raises(IntakeError, match=r"a\.txt: Cannot be read: Permission denied"):
        gather([str(file)], SETTINGS)


def test_what_is_missing_beside_other_files_is_a_rejection(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE[0], "utf-8")
    (tmp_path / "b.docx").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    os.mkfifo(tmp_path / "tube.txt")

    found = read(tmp_path, tmp_path / "absent.txt")

    said = {item.path: item.reason.fr for item in found if isinstance(item, Rejection)}
    assert said == {
        ".git/": "Dossier caché : laissé fermé.",
        str(tmp_path / "absent.txt"): "Introuvable : ni fichier ni dossier de ce nom.",
        "b.docx": "Format inconnu (.docx) ; formats lus : .atom .csv .htm .html .jsonl .md .mhtml "
        ".pdf .rss .txt .warc .warc.gz .zip.",
        "tube.txt": "Ni fichier ni dossier (tube ou périphérique) ; passez-le par « - ».",
    }
    assert [item.path for item in found if isinstance(item, Article)] == ["a.txt"]


@pytest.mark.parametrize(
    ("data", "fr", "en"),
    [
        pytest.param(b"", "Vide : aucun texte.", "Empty: no text in it.", id="empty"),
        pytest.param(b" \n\t\n", "Vide : aucun texte.", "Empty: no text in it.", id="blank"),
        pytest.param(
            bytes(range(256)) * 8,
            "Binaire : ces octets ne sont pas du texte.",
            "Binary: these bytes are no text.",
            id="binary",
        ),
        pytest.param(
            ("Le député a été élu à Évreux. " * 9).encode().decode("cp1252", "replace").encode(),
            "Mal encodé : on y lit « Ã© » ; enregistrez-le de nouveau en UTF-8.",
            "Wrongly encoded: it reads “Ã©”; save it again as UTF-8.",
            id="wrongly encoded",
        ),
        pytest.param(
            b"a" * 200_001,
            "Trop volumineux : plus de 0.190735 Mo ; découpez le fichier.",
            "Too large: more than 0.190735 MB; split the file.",
            id="too large",
        ),
        pytest.param(
            b"The council has voted to close the bridge for six months, said the mayor.",
            "Langue non prise en charge : anglais ; langues lues : français.",
            "Unsupported language: English; languages read: French.",
            id="language we lack",
        ),
        pytest.param(
            b"Partager cet article\nLaisser un commentaire\nNom *\n",
            "Rien d'un article : 3 ligne(s) de page (menus, formulaires, liens).",
            "Nothing of an article: 3 line(s) of a page (menus, forms, links).",
            id="only furniture",
        ),
        pytest.param(
            b"generator: Recoupe 0.1.0\n\nUne seule origine soutient cette affirmation.",
            "Écrit par Recoupe : un dossier n'est pas un article.",
            "Written by Recoupe: a dossier is no coverage.",
            id="our own page",
        ),
    ],
)
def test_a_bad_file_is_rejected_with_its_reason_and_the_others_go_on(
    data: bytes, fr: str, en: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text(PROSE[0], "utf-8")

    bad, good = read(tmp_path)

    assert isinstance(bad, Rejection)
    assert (bad.path, bad.stage) == ("a.txt", "gather")
    assert (bad.reason.fr, bad.reason.en) == (fr, en)
    assert isinstance(good, Article)


def test_an_article_that_is_too_long_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(PROSE), "utf-8")

    [found] = gather([str(tmp_path)], GatherSettings(article_chars=50))

    assert isinstance(found, Rejection)
    assert found.reason.en.endswith("characters for one article, at most 50.")


def test_a_page_with_too_many_lines_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a\n" * 100_001, "utf-8")

    [found] = gather([str(tmp_path)], GatherSettings())

    assert isinstance(found, Rejection)
    assert found.reason.fr == "Trop long : 100001 lignes pour un article, 100000 au plus."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("« " + PROSE[0], id="odd number of marks"),
        pytest.param("Le pont de Valombre reste fermé et nul ne sait pourquoi " * 5000, id="line"),
        pytest.param("\n".join("« Non », dit-elle." for _ in range(50)), id="only quotations"),
        pytest.param("(" * 50_000 + " le pont de la ville est fermé", id="nested brackets"),
    ],
)
def test_odd_texts_are_articles_like_others(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")

    [found] = articles(list(gather([str(tmp_path)], GatherSettings())))

    assert found.text.split() == text.split()
