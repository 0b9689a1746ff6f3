from __future__ import annotations

import codecs

import pytest

from recoupe.intake.encoding import decoded, misread
from recoupe.model import Reason

TEXT = "Le député a été élu : il promet 30 € par élève, « dès août », et un bœuf à Évreux. " * 4
LATIN_1 = "Le député a été élu : il promet trente francs par élève, « dès août », à Évreux. " * 4


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param(TEXT.encode(), None, TEXT, id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "iso-8859-1", TEXT, id="mark wins"),
        pytest.param(TEXT.encode("utf-16"), None, TEXT, id="UTF-16 with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), None, TEXT, id="UTF-16 without one"),
        pytest.param(TEXT.encode("utf-16-be"), None, TEXT, id="UTF-16, big end first"),
        pytest.param(TEXT.encode("cp1252"), None, TEXT, id="windows-1252"),
        pytest.param(TEXT.encode("iso8859-15"), None, TEXT, id="ISO-8859-15's euro"),
        pytest.param(LATIN_1.encode("latin-1"), None, LATIN_1, id="ISO-8859-1"),
        pytest.param(TEXT.encode("cp1252"), "iso-8859-1", TEXT, id="declared as Latin-1"),
        pytest.param(TEXT.encode(), "iso-8859-1", TEXT, id="header that lies"),
        pytest.param(TEXT.encode("iso8859-15"), "ISO-8859-15", TEXT, id="declared"),
        pytest.param(TEXT.encode("cp1252"), "rot13", TEXT, id="a codec that is none"),
        pytest.param(LATIN_1.encode("mac_roman"), None, LATIN_1, id="old Macintosh"),
        pytest.param(
            "Новый мост закрыт на полгода. ".encode("koi8-r") * 9, "koi8-r", None, id="KOI8"
        ),
    ],
)
def test_bytes_are_read_by_what_says_their_encoding(
    data: bytes, declared: str | None, text: str | None
) -> None:
    found = decoded(data, declared)

    assert isinstance(found, str)
    assert found == (text or found)
    assert text or found.startswith("Новый")


def test_a_page_says_its_encoding() -> None:
    head = b'<html><head><meta charset="iso-8859-15"></head><body>'

    assert decoded(head + "30 €".encode("iso8859-15")) == head.decode() + "30 €"


def test_a_letter_cut_at_the_end_costs_that_letter_only() -> None:
    assert (
        decoded("Le député".encode()[:-1] + b"\xc3") == "Le déput\ufffd"
        or decoded("Il est né".encode()[:-1]) == "Il est n"
    )


def test_one_bad_byte_in_a_page_costs_one_character() -> None:
    data = TEXT.encode() * 9 + b"\xff" + TEXT.encode() * 9

    found = decoded(data)

    assert isinstance(found, str)
    assert found.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("data", "start"),
    [
        pytest.param(b"", "Empty", id="nothing"),
        pytest.param(b" \n ", "Empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Binary", id="a picture"),
        pytest.param(bytes(range(1, 256)) * 20, "Binary", id="noise"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, start: str) -> None:
    found = decoded(data)

    assert isinstance(found, Reason)
    assert found.en.startswith(start)


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        pytest.param(TEXT.encode().decode("cp1252", "replace"), True, id="decoded wrongly"),
        pytest.param("d�j� vu � l'�cole", True, id="letters lost"),
        pytest.param(TEXT, False, id="as it should be"),
        pytest.param(TEXT * 9 + "On lit parfois « Ã© ».", False, id="speaks of it"),
        pytest.param("SÃO PAULO, ÂGE", False, id="capitals"),
    ],
)
def test_wrong_decoding_before_us_shows_in_the_text(text: str, bad: bool) -> None:
    assert (misread(text) is not None) == bad
