"""Actors of several articles become entities: spellings, acronyms, states, and who stays two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.crosscheck.entities import join_actors
from recoupe.crosscheck.spelling import (
    ExonymRow,
    GovernmentRow,
    OfficeRow,
    RomanizationRow,
    is_slip,
    spelling_of,
)
from recoupe.lang import load_pack
from recoupe.model import Entity, EntityKind, Mention, MentionKind, Reading
from tests.build import actor, analysis, article, reading, span

PACK = load_pack("fr")
SPELLING = spelling_of("fr")
AROUND = "Vardouche, Montgrésil et Hydralpe"
"""Names that make two articles move among the same names."""

Cast = dict[str, EntityKind]
PERSON, STATE, BODY = EntityKind.PERSON, EntityKind.GOVERNMENT, EntityKind.ORGANIZATION
GROUP, PLACE = EntityKind.GROUP, EntityKind.PLACE


def cast(
    text: str,
    named: Cast,
    *,
    path: str = "a.txt",
    parties: dict[str, str] | None = None,
    aliases: dict[str, tuple[str, ...]] | None = None,
    roles: dict[str, str] | None = None,
) -> Reading:
    """An article in which these actors are named; a lower-case name is a description."""
    page = article(f"{text} {', '.join(named)}", path=path)
    mentions = [
        Mention(
            span=span(page, name),
            kind=MentionKind.NAME if name != name.lower() else MentionKind.GROUP,
            entity_kind=kind,
            name=span(page, name),
            title=None,
            role=None,
        )
        for name, kind in named.items()
    ]
    actors = [
        actor(
            page,
            name,
            kind=kind,
            party=(parties or {}).get(name),
            aliases=(aliases or {}).get(name, ()),
            role=(roles or {}).get(name),
        )
        for name, kind in named.items()
    ]
    return reading(analysis(page, mentions=mentions), actors=actors)


def around() -> Cast:
    return {"Vardouche": PLACE, "Montgrésil": PLACE, "Hydralpe": BODY}


def named(entities: tuple[Entity, ...], *names: str) -> list[Entity]:
    """The entities that bear one of these names."""
    return [e for e in entities if {e.name, *e.aliases} & set(names)]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        pytest.param("Anton Vourask", "Anton Vurask", PERSON, id="French and English ou"),
        pytest.param("Oleh Zalenski", "Oleh Zalenskyy", PERSON, id="endings of a name"),
        pytest.param("Igor Tchavrine", "Igor Chavrin", PERSON, id="tch, ch and a mute ending"),
        pytest.param("Youri Jaropol", "Yuri Zharopol", PERSON, id="j and zh"),
        pytest.param("Rahim al-Qassar", "Rahim el-Kassar", PERSON, id="article of a name"),
        pytest.param("Min Su-jin", "Min Su Jin", PERSON, id="hyphen"),
        pytest.param("Zoé Lécuyer", "Zoe Lecuyer", PERSON, id="accents"),
        pytest.param("Vourask", "Vurask", PLACE, id="town"),
        pytest.param("Kiev", "Kyiv", PLACE, id="town and its exonym"),
        pytest.param("Kharkov", "Kharkiv", PLACE, id="another exonym"),
        pytest.param("Italie", "Rome", STATE, id="state and capital"),
        pytest.param("Russie", "Kremlin", STATE, id="state and seat"),
        pytest.param("Italie", "gouvernement italien", STATE, id="state and government"),
        pytest.param("Corée du Nord", "régime de Pyongyang", STATE, id="state and regime"),
        pytest.param("AFP", "Agence France-Presse", BODY, id="listed acronym"),
        pytest.param("élus italiens", "élus italiens", GROUP, id="same telling description"),
    ],
)
def test_one_name_written_two_ways_is_one_entity(left: str, right: str, kind: EntityKind) -> None:
    entities = join_actors(
        [
            cast("Un jour.", {left: kind}, path="a.txt"),
            cast("Un soir.", {right: kind}, path="b.txt"),
        ]
    )

    assert len(entities) == 1
    assert {entities[0].name, *entities[0].aliases} == {left, right}
    assert len(entities[0].mentions) == len(entities[0].actor_ids) == 2
    assert left == right or entities[0].reasons


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        pytest.param("Jean Morvan", "Jeanne Morvan", PERSON, id="one letter, another first name"),
        pytest.param("Louis Petrov", "Louise Petrov", PERSON, id="man and woman"),
        pytest.param("Paul Marin", "Paul Morin", PERSON, id="short family names"),
        pytest.param("Vardouche", "Vardanche", PLACE, id="two towns"),
        pytest.param("élus italiens", "élus espagnols", GROUP, id="two descriptions"),
        pytest.param("habitants", "habitants", GROUP, id="a common word in unrelated articles"),
        pytest.param("Morvan", "Morvan", PERSON, id="a bare name in unrelated articles"),
        pytest.param("préfecture", "préfecture", BODY, id="a common body in unrelated articles"),
    ],
)
def test_two_that_only_look_alike_stay_two(left: str, right: str, kind: EntityKind) -> None:
    entities = join_actors(
        [
            cast("Un jour.", {left: kind}, path="a.txt"),
            cast("Un soir.", {right: kind}, path="b.txt"),
        ]
    )

    assert len(entities) == 2


def test_a_bare_name_is_the_only_person_it_can_mean_among_the_same_names() -> None:
    entities = join_actors(
        [
            cast("Un jour.", around() | {"Odile Brassac": PERSON}, path="a.txt"),
            cast("Un soir.", around() | {"Brassac": PERSON}, path="b.txt"),
        ]
    )

    [found] = named(entities, "Brassac")
    assert found.name == "Odile Brassac"
    assert "seule personne de ce nom" in found.reasons[-1].fr or any(
        "seule personne de ce nom" in r.fr for r in found.reasons
    )


def test_a_bare_name_stays_alone_when_two_people_of_that_name_move_there() -> None:
    entities = join_actors(
        [
            cast(
                "Un jour.",
                around() | {"Odile Brassac": PERSON, "Rémi Brassac": PERSON},
                path="a.txt",
            ),
            cast("Un soir.", around() | {"Brassac": PERSON}, path="b.txt"),
        ]
    )

    assert len(named(entities, "Odile Brassac", "Rémi Brassac", "Brassac")) == 3


def test_an_initial_stands_for_the_first_name_it_begins() -> None:
    entities = join_actors(
        [
            cast("Un jour.", around() | {"Odile Brassac": PERSON}, path="a.txt"),
            cast("Un soir.", around() | {"O. Brassac": PERSON}, path="b.txt"),
            cast("Une nuit.", around() | {"R. Brassac": PERSON}, path="c.txt"),
        ]
    )

    assert len(named(entities, "Odile Brassac", "O. Brassac")) == 1
    assert len(named(entities, "R. Brassac")) == 1


def test_an_acronym_is_the_body_whose_initials_it_bears_among_the_same_names() -> None:
    entities = join_actors(
        [
            cast("Un jour.", around() | {"Société des Eaux de Vardouche": BODY}, path="a.txt"),
            cast("Un soir.", around() | {"SEV": BODY}, path="b.txt"),
        ]
    )

    [found] = named(entities, "SEV")
    assert "sigle" in " ".join(r.fr for r in found.reasons)


def test_a_short_form_is_the_one_body_whose_name_holds_its_words() -> None:
    long = "Service de renseignement militaire italien"
    entities = join_actors(
        [
            cast("Un jour.", {"SRM": BODY}, path="a.txt", aliases={"SRM": (long,)}),
            cast("Un soir.", {"services de renseignement italiens": GROUP}, path="b.txt"),
        ]
    )

    assert len(entities) == 1


def test_a_short_form_that_fits_two_bodies_is_neither() -> None:
    entities = join_actors(
        [
            cast(
                "Un jour.",
                {"SRM": BODY, "SRI": BODY},
                path="a.txt",
                aliases={
                    "SRM": ("Service de renseignement militaire italien",),
                    "SRI": ("Service de renseignement intérieur italien",),
                },
            ),
            cast("Un soir.", {"services de renseignement italiens": GROUP}, path="b.txt"),
        ]
    )

    assert len(entities) == 3


def test_two_bodies_of_one_name_that_speak_for_two_states_stay_two() -> None:
    name = "Agence fédérale des Ponts"
    entities = join_actors(
        [
            cast("Un jour.", {name: BODY}, path="a.txt", parties={name: "Suisse"}),
            cast("Un soir.", {name: BODY}, path="b.txt", parties={name: "Belgique"}),
        ]
    )

    assert [e.party for e in entities] in (["Belgique", "Suisse"], ["Suisse", "Belgique"])


def test_a_person_whose_role_changes_hands_keeps_one_entity() -> None:
    entities = join_actors(
        [
            cast("Un jour.", {"Odile Brassac": PERSON}, parties={"Odile Brassac": "Italie"}),
            cast("Un soir.", {"Odile Brassac": PERSON}, path="b.txt"),
        ]
    )

    assert [e.party for e in entities] == ["Italie"]


@pytest.mark.parametrize(
    ("bearers", "count"),
    [
        pytest.param(["Odile Brassac"], 1, id="one bearer"),
        pytest.param(["Odile Brassac", "Rémi Lorvil"], 3, id="a role that changed hands"),
    ],
)
def test_a_role_alone_is_its_only_bearer(bearers: list[str], count: int) -> None:
    readings = [
        cast("Un jour.", around() | {n: PERSON}, path=f"{n}.txt", roles={n: "la préfète maritime"})
        for n in bearers
    ]
    alone = cast("Un soir.", around() | {"préfète maritime": PERSON}, path="z.txt")

    entities = join_actors([*readings, alone])

    assert len(named(entities, *bearers, "préfète maritime")) == count


def test_a_company_called_by_its_noun_is_the_only_one_of_that_noun() -> None:
    other = cast("Un jour.", around(), path="a.txt", roles={"Hydralpe": "la compagnie"})
    alone = cast(
        "Un soir.", {"Vardouche": PLACE, "Montgrésil": PLACE, "compagnie": BODY}, path="b.txt"
    )

    [found] = named(join_actors([other, alone]), "Hydralpe")
    assert found.aliases == ("compagnie",)
    assert "cette fonction" in " ".join(r.fr for r in found.reasons)


def test_a_ministry_without_its_place_is_the_one_with_it() -> None:
    long, short = "ministère des Ponts de Montgrésil", "ministère des Ponts"
    entities = join_actors(
        [
            cast("Un jour.", around() | {long: STATE}, path="a.txt"),
            cast("Un soir.", around() | {short: STATE}, path="b.txt"),
        ]
    )

    assert len(named(entities, long, short)) == 1


def test_a_party_bears_the_name_of_the_body_that_it_is() -> None:
    long = "Syndicat des éclusiers de Montgrésil"
    entities = join_actors(
        [
            cast(
                "Un jour.",
                {"SEM": BODY, "Yann Tanguiral": PERSON},
                aliases={"SEM": (long,)},
                parties={"Yann Tanguiral": long},
            )
        ]
    )

    assert {e.party for e in named(entities, "Yann Tanguiral")} == {"SEM"}


FOLDER = [
    ("Un jour.", around() | {"Odile Brassac": PERSON, "habitants": GROUP, "Rome": STATE}),
    ("Un soir.", around() | {"Brassac": PERSON, "habitants": GROUP, "Italie": STATE}),
    ("Une nuit.", {"Anton Vourask": PERSON, "Brassac": PERSON, "habitants": GROUP}),
    ("Un matin.", {"Anton Vurask": PERSON, "ONU": BODY, "préfecture": BODY}),
]


def facts(entities: tuple[Entity, ...]) -> list[tuple[object, ...]]:
    """What must not depend on files: all but the articles."""
    return [(e.id, e.name, e.kind, e.aliases, e.party, e.reasons) for e in entities]


@given(
    st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=3), st.text("abc", max_size=3)
)
def test_order_names_and_doubling_of_files_change_nothing(
    order: list[int], doubled: list[int], prefix: str
) -> None:
    def read(i: int, path: str) -> Reading:
        return cast(*FOLDER[i], path=path)

    plain = join_actors([read(i, f"{i}.txt") for i in range(4)])
    other = [read(i, f"{prefix}{i}.md") for i in order]
    other += [read(i, f"copy {n} of {i}.txt") for n, i in enumerate(doubled)]

    assert facts(join_actors(other)) == facts(plain)


def test_every_actor_is_in_one_entity() -> None:
    readings = [cast(*FOLDER[i], path=f"{i}.txt") for i in range(4)]
    entities = join_actors(readings)

    joined = sorted(i for e in entities for i in e.actor_ids)
    assert joined == sorted(a.id for r in readings for a in r.actors)
    assert len({e.id for e in entities}) == len(entities)


def test_a_slip_of_the_keyboard_is_told_from_another_name() -> None:
    assert is_slip("tanguiral", "tangiural")
    assert not is_slip("marin", "morin")


def words(row: RomanizationRow) -> list[str]:
    return [w.strip(",.") for w in row.example.split() if w[:1].isupper()]


@pytest.mark.parametrize("row", PACK.table(RomanizationRow), ids=lambda r: r.written)
def test_every_romanization_brings_its_two_spellings_together(row: RomanizationRow) -> None:
    spelled = words(row)
    keys = [SPELLING.place(w) for w in spelled]

    assert any(
        keys[i] == keys[j] and row.written in spelled[i].lower() and spelled[i] != spelled[j]
        for i in range(len(keys))
        for j in range(len(keys))
    )


@pytest.mark.parametrize("row", PACK.table(ExonymRow), ids=lambda r: r.name)
def test_every_exonym_is_the_town_it_names(row: ExonymRow) -> None:
    assert row.name in row.example
    assert row.same_as in row.example
    assert SPELLING.place(row.name) == SPELLING.place(row.same_as)


@pytest.mark.parametrize("row", PACK.table(GovernmentRow), ids=lambda r: r.noun)
def test_every_noun_for_a_government_makes_its_state(row: GovernmentRow) -> None:
    said = row.example.replace("'", "' ").split()
    phrases = [" ".join(said[1:n]).rstrip(".") for n in range(2, len(said) + 1)]

    assert [p for p in phrases if SPELLING.state(p) and row.noun in p]


@pytest.mark.parametrize("row", PACK.table(OfficeRow), ids=lambda r: r.role)
def test_every_office_is_the_states(row: OfficeRow) -> None:
    phrase = row.example.removesuffix(" attend.")

    assert SPELLING.is_of_state(phrase)
    assert not SPELLING.is_of_state("La présidente du collectif")


def test_a_body_alone_is_the_only_one_of_its_noun_whose_place_is_told() -> None:
    full = cast(
        f"La préfecture de la Sauge, {AROUND}",
        around() | {"préfecture de la Sauge": BODY, "Sauge": BODY},
    )
    short = cast(f"La préfecture, {AROUND}", around() | {"préfecture": BODY}, path="b.txt")
    other = cast(
        f"La préfecture de la Drenne, {AROUND}",
        around() | {"préfecture de la Drenne": BODY, "Drenne": BODY},
        path="c.txt",
    )

    assert len(named(join_actors([full, short]), "préfecture", "préfecture de la Sauge")) == 1
    assert len(named(join_actors([full, short, other]), "préfecture")) == 1
    assert (
        "préfecture"
        not in named(join_actors([full, short, other]), "préfecture de la Sauge")[0].aliases
    )


def test_a_group_alone_is_not_the_one_whose_place_is_told() -> None:
    full = cast(
        f"Les soldats de Sauge, {AROUND}", around() | {"soldats de Sauge": GROUP, "Sauge": PLACE}
    )
    short = cast(f"Les soldats, {AROUND}", around() | {"soldats": GROUP}, path="b.txt")

    assert len(named(join_actors([full, short]), "soldats", "soldats de Sauge")) == 2
