from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter

from recoupe.intake import gather
from recoupe.model import Article, GatherSettings, Rejection

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = GatherSettings(page_timeout_s=10)
LINES = (
    "Le conseil municipal de Valombre a voté lundi soir la",
    "fermeture du pont pour six mois, après la décou-",
    "verte de fissures dans deux de ses piles. La maire a",
    "déclaré que la ville ne pouvait pas attendre la fin de",
    "l'été pour agir.",
    "Les commerçants de la rive gauche demandent une aide,",
    "et une réunion est prévue mercredi à la préfecture où",
    "l'État doit présenter un calendrier.",
)


def pdf(lines: tuple[str, ...]) -> bytes:
    """A PDF of one page with these lines."""
    shown = b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 50 800 Td " + shown + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (table, len(data))
    )


def locked() -> bytes:
    """The same behind a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read(tmp_path: Path, data: bytes) -> Article | Rejection:
    (tmp_path / "a.pdf").write_bytes(data)
    [found] = gather([str(tmp_path / "a.pdf")], SETTINGS)
    return found


def test_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(LINES))

    assert isinstance(found, Article)
    assert found.text == (
        "Le conseil municipal de Valombre a voté lundi soir la fermeture du pont pour six mois, "
        "après la découverte de fissures dans deux de ses piles. La maire a déclaré que la ville "
        "ne pouvait pas attendre la fin de l'été pour agir.\n\n"
        "Les commerçants de la rive gauche demandent une aide, et une réunion est prévue mercredi "
        "à la préfecture où l'État doit présenter un calendrier."
    )


@pytest.mark.parametrize(
    ("data", "en"),
    [
        pytest.param(pdf(()), "PDF without text (scanned pages?)", id="no text"),
        pytest.param(b"%PDF-1.4 nothing", "Damaged PDF: ", id="damaged"),
        pytest.param(b"", "Empty: no text in it.", id="empty"),
        pytest.param(pdf(LINES)[:400], "Damaged PDF: ", id="cut off"),
    ],
)
def test_a_bad_pdf_is_rejected_with_its_reason(data: bytes, en: str, tmp_path: Path) -> None:
    found = read(tmp_path, data)

    assert isinstance(found, Rejection)
    assert found.reason.en.startswith(en)


def test_a_pdf_behind_a_password_is_rejected(tmp_path: Path) -> None:
    found = read(tmp_path, locked())

    assert isinstance(found, Rejection)
    assert found.reason.fr == "Protégé par un mot de passe."
