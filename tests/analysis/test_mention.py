from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.analysis.mention import find_mentions
from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.lang import load_pack
from recoupe.model import EntityKind, Mention, MentionKind

PACK = load_pack("fr")


def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(text, parse(text, load_pipeline(PACK)), pack=PACK)


def named(text: str) -> dict[str, tuple[str | None, str | None, EntityKind]]:
    """Title, role and kind of every name."""
    return {
        m.name.of(text): (
            m.title.of(text) if m.title else None,
            m.role.of(text) if m.role else None,
            m.entity_kind,
        )
        for m in mentions(text)
        if m.name is not None
    }


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        pytest.param(
            "Le ministre belge à la Pêche Luc Vautrel a répondu.",
            "Luc Vautrel",
            "Le ministre belge à la Pêche",
            id="role with portfolio, no comma",
        ),
        pytest.param(
            "Le ministre ivoirien de la Santé, Awa Ndoumbé, a répondu.",
            "Awa Ndoumbé",
            "Le ministre ivoirien de la Santé",
            id="role, commas",
        ),
        pytest.param(
            "Odile Brassac, porte-parole de Rives Claires, a répondu.",
            "Odile Brassac",
            "porte-parole de Rives Claires",
            id="role after",
        ),
        pytest.param(
            "Selon la directrice du musée de Valdoré Anne Orvalle, tout va bien.",
            "Anne Orvalle",
            "la directrice du musée de Valdoré",
            id="place before name",
        ),
        pytest.param(
            "Le président du groupe Valdor, Yves Kermeur, a répondu.",
            "Yves Kermeur",
            "Le président du groupe Valdor",
            id="body inside role",
        ),
        pytest.param(
            "Le porte-parole du président Luc Vautrel a répondu.",
            "Luc Vautrel",
            "président",
            id="the name belongs to the nearer role",
        ),
        pytest.param(
            "Un des chercheurs de l'institut, Rémi Tharaud, précise les dates.",
            "Rémi Tharaud",
            "Un des chercheurs de l'institut",
            id="one of several",
        ),
        pytest.param(
            "Le procureur de Marsac (sud du pays), Luc Vautrel, a répondu.",
            "Luc Vautrel",
            "Le procureur de Marsac",
            id="brackets before the comma",
        ),
        pytest.param(
            "De son côté, l'employeur de la conductrice du car scolaire, Luc Vautrel, a répondu.",
            "Luc Vautrel",
            "l'employeur de la conductrice",
            id="a complement that no table reads",
        ),
        pytest.param(
            "Le ministre des Transports et porte-parole du gouvernement, Luc Vautrel, a répondu.",
            "Luc Vautrel",
            "Le ministre des Transports et porte-parole du gouvernement",
            id="two roles joined",
        ),
        pytest.param(
            "Le président de l'UCV Wynn Orvander a répondu.",
            "Wynn Orvander",
            "Le président de l'UCV",
            id="letters of a body before the name",
        ),
    ],
)
def test_a_role_stands_beside_its_name(text: str, name: str, role: str) -> None:
    assert named(text)[name][1] == role


@pytest.mark.parametrize(
    "name",
    [
        "Jan van der Kolk",
        "Sidi ould Brahim",
        "Nock Ag Ilyas",
        "Dominique de Valoury",
        "Charles Le Goarec",
        "Jean-Paul O'Connell",
        "María Dolores de Castro",
        "J.-M. Tharaud",
    ],
)
def test_a_name_is_kept_whole(name: str) -> None:
    assert name in named(f"La lettre vient de {name}, a confirmé la mairie.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Selon la Fédération des professeures et professeurs de musique, la salle ferme.",
            "Fédération des professeures et professeurs de musique",
            id="two forms of one noun",
        ),
        pytest.param(
            "Selon le Syndicat des carriers et des mineurs, la mine ferme.",
            "Syndicat des carriers et des mineurs",
            id="the link repeated",
        ),
        pytest.param(
            "Selon la Fédération des chasseurs et les élus, la forêt ferme.",
            "Fédération des chasseurs",
            id="somebody else after « et »",
        ),
        pytest.param(
            "Selon l'Agence de météorologie, de climatologie et de géophysique, la mer monte.",
            "Agence de météorologie, de climatologie et de géophysique",
            id="a list of complements",
        ),
        pytest.param(
            "Selon l'Autorité de contrôle des ports et canaux de Maldor (ACPC), rien.",
            "Autorité de contrôle des ports et canaux de Maldor",
            id="as far as its acronym spells",
        ),
        pytest.param("Le délégué CGT Vautrel a répondu.", "Vautrel", id="after a union"),
        pytest.param("« Non », a dit à l'AFP Valdorspace.", "AFP", id="paper that is told"),
        pytest.param("Il a répondu à RTL Info.", "RTL Info", id="paper of two words"),
    ],
)
def test_a_name_ends_where_its_words_do(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param(
            "Le syndicat Valdor-Sud appelle à la grève.",
            "Valdor-Sud",
            EntityKind.ORGANIZATION,
            id="noun of a body before",
        ),
        pytest.param(
            "M. Tharaud refuse. Tharaud partira.", "Tharaud", EntityKind.PERSON, id="title"
        ),
        pytest.param(
            "Luc Berger refuse. Pour Berger, tout est dit.",
            "Berger",
            EntityKind.PERSON,
            id="surname that is a trade",
        ),
        pytest.param(
            "Luc Hollande refuse. Pour M. Hollande, tout est dit.",
            "Hollande",
            EntityKind.PERSON,
            id="surname that is a country",
        ),
        pytest.param("Le ferry Ana Silva est à quai.", "Ana Silva", EntityKind.PLACE, id="ship"),
        pytest.param(
            "Hier, Marine Tharaud a refusé.",
            "Marine Tharaud",
            EntityKind.PERSON,
            id="first name that is a body",
        ),
        pytest.param(
            "Les combattants d'Ansar Nour ont fui.",
            "Ansar Nour",
            EntityKind.ORGANIZATION,
            id="it has members",
        ),
        pytest.param(
            "La Cour pénale internationale enquête.",
            "Cour pénale internationale",
            EntityKind.ORGANIZATION,
            id="capital noun of a body",
        ),
        pytest.param("Ils vivent à Oslo.", "Oslo", EntityKind.PLACE, id="capital as a place"),
        pytest.param(
            "Oslo dément toute négociation.",
            "Oslo",
            EntityKind.GOVERNMENT,
            id="capital that speaks",
        ),
        pytest.param(
            "Le Kremlin ne commente pas.", "Kremlin", EntityKind.GOVERNMENT, id="seat of power"
        ),
    ],
)
def test_a_name_is_judged_by_what_surrounds_it(text: str, name: str, kind: EntityKind) -> None:
    assert named(text)[name][2] is kind


def test_a_headline_in_capitals_makes_no_names_of_its_words() -> None:
    text = (
        "Des Soldats Belges Blessés À Valdoré Selon Les Autorités Locales\n"
        "Des soldats belges ont été blessés à Valdoré."
    )

    assert set(named(text)) == {"Valdoré"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("le ministre", MentionKind.DESCRIPTION),
        ("des responsables sud-coréens", MentionKind.GROUP),
        ("les Occidentaux", MentionKind.GROUP),
        ("un communiqué de la préfecture", MentionKind.DOCUMENT),
        ("ce dernier", MentionKind.PRONOUN),
        ("lui", MentionKind.PRONOUN),
    ],
)
def test_words_without_a_name_are_mentions(words: str, kind: MentionKind) -> None:
    text = f"Selon {words}, la route reste fermée."

    assert (words, kind) in {(m.span.of(text), m.kind) for m in mentions(text)}


def test_a_headline_that_ends_on_a_body_leads_to_no_dateline_below_it() -> None:
    text = "Pont fermé, selon la mairie\n\nVALDORÉ, 3 mars (Courlis) – Le pont est fermé."

    assert [m for m in mentions(text) if "\n" in m.span.of(text)] == []
    assert named(text)["VALDORÉ"][:2] == (None, None)


def test_these_last_months_are_nobody() -> None:
    assert mentions("Ces derniers mois, il pleut.")[0:1] != ()
    kinds = {
        m.span.of("Ces derniers mois, il pleut.") for m in mentions("Ces derniers mois, il pleut.")
    }

    assert "Ces derniers" not in kinds


PIECES = st.sampled_from(
    [
        "le ministre", "Luc Vautrel", ", ", " ", "«", "»", ".", "\n", "M. ", "de ", "d'", "l’",
        "ONG", "(GUR)", "Moscou", "et", "a dit", "ce dernier", "É", "100", "du ", "J.-M. ", "le",
        "Jean", "des", "Banque centrale", "-t-il", "'", "un communiqué", "président",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_span_lies_in_the_text_and_holds_its_parts(text: str) -> None:
    found = mentions(text)

    assert list(found) == sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind))
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text).strip() == mention.span.of(text)
        for part in (mention.name, mention.title, mention.role):
            assert part is None or mention.span.covers(part)
