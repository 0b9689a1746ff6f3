from __future__ import annotations

import pytest

from recoupe.dossier.differences import Stretch, differing


def told(stretches: tuple[Stretch, ...]) -> str:
    """The text with what differs between brackets."""
    return "".join(f"[{s.text}]" if s.differs else s.text for s in stretches)


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        pytest.param(
            "Au moins trois morts à Port-Clair",
            "Trois morts à Port-Clair",
            ("[Au moins] trois morts à Port-Clair", "Trois morts à Port-Clair"),
            id="a bound dropped",
        ),
        pytest.param(
            "Il pourrait être entendu lundi.",
            "Il sera entendu lundi.",
            ("Il [pourrait être] entendu lundi.", "Il [sera] entendu lundi."),
            id="a mood changed",
        ),
        pytest.param(
            "« L’eau monte », dit-il.",
            '"L\'eau monte", dit-il.',
            ("« L’eau monte », dit-il.", '"L\'eau monte", dit-il.'),
            id="marks say nothing",
        ),
    ],
)
def test_only_words_that_differ_are_marked(left: str, right: str, marked: tuple[str, str]) -> None:
    found = differing(left, right)

    assert found is not None
    assert (told(found[0]), told(found[1])) == marked


def test_texts_too_unlike_are_not_compared() -> None:
    assert differing("Le pont est rouvert.", "Une grève commence demain au port.") is None


def test_no_character_is_lost() -> None:
    left, right = "  Onze  marins, dit-on. ", "Onze marins sont morts."
    found = differing(left, right)

    assert found is not None
    assert "".join(s.text for s in found[0]) == left
    assert "".join(s.text for s in found[1]) == right
