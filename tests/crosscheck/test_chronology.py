"""What happened and what was said stand in the order of time, apart, each once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.crosscheck.chronology import order_events
from recoupe.model import ChronologyKind, Reading, Story
from tests.build import analysis, article, attribution, published, reading, timex
from tests.crosscheck.invented import read

EVENT, SAYING = ChronologyKind.EVENT, ChronologyKind.SAYING

FLOOD = "Le barrage de Vardouche a cédé dans la nuit du 14 octobre 2023 près de Montgrésil."
RETOLD = "Dans la nuit du 14 octobre 2023, le barrage de Vardouche a cédé près de Montgrésil."
OTHER = "Le musée de Saint-Orven a fermé ses portes le 14 octobre 2023 pour travaux."


def flood(text: str = FLOOD, path: str = "a.txt") -> Reading:
    page = article(text, path=path)
    return reading(analysis(page, timexes=[timex(page, "14 octobre 2023", "2023-10-14")]))


def test_a_sentence_that_dates_something_is_an_event() -> None:
    [entry] = order_events([flood()])

    assert (entry.date, entry.kind, entry.what) == ("2023-10-14", EVENT, FLOOD)


def test_an_attribution_with_its_day_is_a_saying_and_no_event() -> None:
    text = "La préfète Odile Brassac a déclaré jeudi que le pont de Vardouche tient."
    [entry] = order_events([read(text, "a.txt", published("2023-10-13"))])

    assert (entry.date, entry.kind) == ("2023-10-12", SAYING)
    assert entry.what == "le pont de Vardouche tient"


def test_an_event_inside_a_saying_stands_on_that_word() -> None:
    page = article("Selon la préfète, le pont a cédé le 9 octobre 2023.")
    said = attribution(page, "le pont a cédé le 9 octobre 2023", cue="Selon")
    time = timex(page, "9 octobre 2023", "2023-10-09")
    [entry] = order_events([reading(analysis(page, timexes=[time]), attributions=[said])])

    assert (entry.kind, entry.attribution_ids) == (EVENT, (said.id,))


def test_one_event_told_by_two_articles_in_like_words_is_one_line() -> None:
    found = order_events(
        [flood(), flood(RETOLD, "b.txt"), flood(OTHER, "c.txt")],
        [
            Story(
                id="s",
                title="",
                article_ids=tuple(
                    flood(t, p).analysis.article.id
                    for t, p in ((FLOOD, "a.txt"), (RETOLD, "b.txt"), (OTHER, "c.txt"))
                ),
            )
        ],
    )

    assert sorted(len(e.passages) for e in found) == [1, 2]


def test_killed_or_injured_is_not_told_by_who_tells_of_the_killed() -> None:
    hurt = "Onze marins du chalutier Oriane ont été tués ou blessés samedi 14 octobre 2023."
    killed = "Onze marins du chalutier Oriane ont été tués samedi 14 octobre 2023."

    found = order_events([read(hurt, "a.txt"), read(killed, "b.txt")])

    assert sorted(e.what for e in found) == sorted([hurt, killed])


def test_like_events_of_two_stories_are_two_lines() -> None:
    one, two = flood(), flood(RETOLD, "b.txt")
    stories = [
        Story(id=str(n), title="", article_ids=(r.analysis.article.id,))
        for n, r in enumerate((one, two))
    ]

    assert len(order_events([one, two], stories)) == 2


def test_a_dateline_is_no_event() -> None:
    page = article("Montgrésil attend.\n14 octobre 2023.")
    assert (
        order_events(
            [reading(analysis(page, timexes=[timex(page, "14 octobre 2023", "2023-10-14")]))]
        )
        == ()
    )


def told(text: str, day: str = "2023-10-14") -> list[tuple[str, str]]:
    """The dates and words of the events that one article tells."""
    found = order_events([read(text, "a.txt", published(day))])
    return [(e.date, e.what) for e in found if e.kind is EVENT]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            "La société Hydralpe renvoie vers le communiqué de mercredi.",
            ("2023-10-11", "le communiqué de mercredi"),
            id="a noun with de",
        ),
        pytest.param(
            "Le maire ne dit rien d'une lettre datée du 22 septembre.",
            ("2023-09-22", "une lettre datée du 22 septembre"),
            id="a participle under a noun",
        ),
        pytest.param(
            "La juge a requis une amende contre le laboratoire Vertane, jugé depuis le 7 août.",
            ("2023-08-07", "le laboratoire Vertane, jugé depuis le 7 août"),
            id="the noun that agrees",
        ),
        pytest.param(
            "Cette lettre, datée du 22 septembre, demandait des travaux.",
            ("2023-09-22", "Cette lettre, datée du 22 septembre, demandait des travaux."),
            id="a noun that points back, at the beginning",
        ),
        pytest.param(
            "Le hameau de Montgrésil a été évacué jeudi.",
            ("2023-10-12", "Le hameau de Montgrésil a été évacué jeudi."),
            id="a verb",
        ),
    ],
)
def test_a_time_dates_the_noun_it_describes_else_the_sentence(
    text: str, line: tuple[str, str]
) -> None:
    assert told(text) == [line]


def test_an_hour_takes_the_evening_named_before_it_not_the_day_of_an_announcement() -> None:
    text = (
        "Le barrage de Vardouche a cédé mardi soir, a annoncé mercredi la préfecture.\n\n"
        "La vanne a lâché vers 21h15, près de Montgrésil."
    )

    assert ("2023-10-10T21:15", "La vanne a lâché vers 21h15, près de Montgrésil.") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "La préfète est venue jeudi. Elle a écouté les élus. La vanne a lâché vers 21h15.",
        "La foule a marché jeudi. Le maire a parlé. La sirène n'a pas sonné ce soir-là.",
        "La vanne a lâché vers 3h15, soutient le maire.",
    ],
)
def test_an_hour_whose_day_is_not_named_close_by_has_no_line(text: str) -> None:
    assert not [line for line in told(text) if "T" in line[0]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("La société Hydralpe renvoie vers son communiqué de mercredi.", id="son"),
        pytest.param("« Nous n'avons rien reçu jeudi », a dit Odile Brassac.", id="not so"),
        pytest.param("Odile Brassac promet un audit d'ici au 20 octobre.", id="a promise"),
        pytest.param("Odile Brassac dément que la vanne ait lâché le 9 octobre.", id="a denial"),
    ],
)
def test_what_did_not_happen_or_stands_elsewhere_is_no_event(text: str) -> None:
    assert told(text) == []


def test_what_somebody_will_not_speak_of_is_told_on_nobodys_word() -> None:
    text = "Le maire n'a pas souhaité commenter une lettre datée du 22 septembre."
    found = order_events([read(text, "a.txt", published("2023-10-13"))])
    [event] = [e for e in found if e.kind is EVENT]

    assert (event.what, event.attribution_ids) == ("une lettre datée du 22 septembre", ())


def test_an_event_on_somebodys_word_is_told_without_who_says_it() -> None:
    text = "Selon Odile Brassac, la vanne a lâché mardi soir. Elle assure l'avoir vu."

    assert ("2023-10-10TEV", "la vanne a lâché mardi soir") in told(text)


def test_an_hour_alone_is_of_the_day_on_which_the_story_tells_hours_close_to_it() -> None:
    first = "Le barrage de Vardouche a cédé mardi soir vers 21h15, près de Montgrésil."
    second = (
        "La préfète est venue jeudi. Elle a écouté les élus. Selon Luc Vautrel, la pompe n'a plus "
        "répondu à 20h50."
    )
    readings = [read(first, "a.txt", published("2023-10-12"))]
    readings.append(read(second, "b.txt", published("2023-10-13")))
    ids = tuple(r.analysis.article.id for r in readings)

    found = order_events(readings, [Story(id="s", title="", article_ids=ids)])

    assert ("2023-10-10T20:50", "la pompe n'a plus répondu à 20h50") in [
        (e.date, e.what) for e in found
    ]


@pytest.mark.parametrize("value", ["XXXX-10-14", "PAST_REF", "P3D", "FUTURE_REF", "XXXX-WXX-4"])
def test_a_time_that_is_not_known_has_no_line(value: str) -> None:
    page = article("Le pont a cédé alors.")

    assert order_events([reading(analysis(page, timexes=[timex(page, "alors", value)]))]) == ()


def test_lines_stand_in_the_order_of_time_a_day_before_its_month() -> None:
    wanted = [
        "2023",
        "2023-W39",
        "2023-10-01",
        "2023-10-01T14:30",
        "2023-W39-WE",
        "2023-10",
        "2024-SP",
    ]
    page = article(". ".join(f"Le pont numéro {n} a cédé" for n in range(len(wanted))) + ".")
    times = [timex(page, f"numéro {n}", v) for n, v in enumerate(reversed(wanted))]
    found = [e.date for e in order_events([reading(analysis(page, timexes=times))])]

    assert sorted(found) == sorted(wanted)
    assert found.index("2023-10-01") < found.index("2023-10") < found.index("2024-SP")


def test_the_parts_of_a_day_stand_in_their_order_among_its_hours() -> None:
    wanted = [f"2023-10-01{t}" for t in ("", "TMO", "T09:40", "TAF", "T17:00", "TEV", "T21:15")]
    page = article(". ".join(f"Le pont numéro {n} a cédé" for n in range(len(wanted))) + ".")
    times = [timex(page, f"numéro {n}", v) for n, v in enumerate(reversed(wanted))]

    assert [e.date for e in order_events([reading(analysis(page, timexes=times))])] == wanted


@given(st.permutations(range(3)), st.lists(st.integers(0, 2), max_size=3))
def test_order_names_and_doubling_of_files_change_nothing(
    order: list[int], doubled: list[int]
) -> None:
    texts = (FLOOD, RETOLD, OTHER)
    plain = order_events([flood(t, f"{i}.txt") for i, t in enumerate(texts)])
    other = [flood(texts[i], f"z{i}.md") for i in order]
    other += [flood(texts[i], f"copy {n} of {i}.txt") for n, i in enumerate(doubled)]
    found = order_events(other)

    def facts(entries: tuple[object, ...]) -> list[object]:
        return [replace(e, passages=()) for e in entries]  # type: ignore[type-var]

    assert facts(found) == facts(plain)


def test_every_passage_lies_in_its_article() -> None:
    one = flood()
    [entry] = order_events([one])

    assert all(0 <= p.span.start < p.span.end <= len(FLOOD) for p in entry.passages)
