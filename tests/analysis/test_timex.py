"""Time expressions: where they stand, what they are, what they mean there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.analysis.timex import find_timexes
from recoupe.errors import PackError
from recoupe.lang import load_pack, open_pack
from recoupe.model import Tokens
from recoupe.text.calendar import anchor_of, resolve
from tests.build import UNDATED, published

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.model import Published, Timex

PACK = load_pack("fr")
DAY = "2031-03-04"  # a Tuesday
AS_OF = "2031-12-31"
NO_TOKENS = Tokens(
    start=(), end=(), lemma=(), tag=(), features=(), head=(), relation=(), sentences=()
)


def times(text: str, when: Published | None = None) -> tuple[Timex, ...]:
    tokens = parse(text, load_pipeline(PACK))
    return find_timexes(text, tokens, pack=PACK, published=when or published(DAY), as_of=AS_OF)


def seen(text: str) -> list[tuple[str, str, str]]:
    return [(t.span.of(text), str(t.type), t.value) for t in times(text)]


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("Le pont a rouvert [hier].", "DATE 2031-03-03"),
        ("Le pont rouvrira [demain].", "DATE 2031-03-05"),
        ("Le maire a voté [lundi].", "DATE 2031-03-03"),
        ("Le maire votera [lundi].", "DATE 2031-03-10"),
        ("Le maire doit voter [jeudi].", "DATE 2031-03-06"),
        ("Les élus votent [ce jeudi].", "DATE 2031-03-06"),
        ("IL A DIT OUI [CE LUNDI]", "DATE 2031-03-03"),
        ("Elle est partie [mardi dernier].", "DATE 2031-02-25"),
        ("Né [le 1er novembre 2019] à Orvaux.", "DATE 2019-11-01"),
        ("Le stade a fermé [le 20 mai dernier].", "DATE 2030-05-20"),
        ("Le salon ouvrira [le 7 novembre].", "DATE 2031-11-07"),
        ("Guichet fermé [le 12.03.2031].", "DATE 2031-03-12"),
        ("[Le 11/09/2001], tout change.", "DATE 2001-09-11"),
        ("Tout le monde parle de [mai 68].", "DATE 1968-05"),
        ("Il est détenu depuis [août dernier].", "DATE 2030-08"),
        ("La grève a cessé [fin novembre].", "DATE 2030-11"),
        ("Les pluies viendront à [la mi-mai].", "DATE 2031-05"),
        ("La loi fut votée en [2012].", "DATE 2012"),
        ("Il a gelé [le mois dernier].", "DATE 2031-02"),
        ("Le lac gèlera [l’année prochaine].", "DATE 2032"),
        ("Le bal a eu lieu [ce week-end].", "DATE 2031-W09-WE"),
        ("Un orignal est mort en [fin de semaine].", "DATE 2031-W09-WE"),
        ("Le bourg date du [XIXe siècle].", "DATE 18"),
        ("Il est né dans [les années nonante].", "DATE 199"),
        ("La mine a fermé [il y a deux ans].", "DATE 2029"),
        ("Le bac reprendra [dans dix jours].", "DATE 2031-03-14"),
        ("À [Noël], la ville dormait.", "DATE 2030-12-25"),
        ("[Le lundi de Pâques], il pleuvra.", "DATE 2031-04-14"),
        ("Le bal du [14-Juillet] aura lieu.", "DATE 2031-07-14"),
        ("[Récemment], le lac a débordé.", "DATE PAST_REF"),
        ("Le feu a pris [lundi soir].", "TIME 2031-03-03TEV"),
        ("Il a gelé [cette nuit].", "TIME 2031-03-03TNI"),
        ("Le feu a pris dans [la nuit de samedi à dimanche].", "TIME 2031-03-01TNI"),
        ("La secousse a eu lieu à [03H10 GMT].", "TIME 2031-03-04T03:10Z"),
        ("Le train part à [15\u202fh\u202f30].", "TIME 2031-03-04T15:30"),
        ("Le glas sonnera [samedi à midi].", "TIME 2031-03-08T12:00"),
        ("La visite prévue en [janvier] avait été repoussée.", "DATE 2031-01"),
        ("Il a dormi [trois semaines].", "DURATION P3W"),
        ("Il faudra [un an et demi].", "DURATION P18M"),
        ("Elle a couru en [2h31].", "DURATION PT2H31M"),
        ("La rue est fermée depuis [plusieurs mois].", "DURATION PXM"),
        ("Le bac passe [tous les jours].", "SET P1D"),
        ("Le marché a lieu [chaque mercredi].", "SET XXXX-WXX-3"),
        ("Il passe [deux fois par semaine].", "SET P1W"),
    ],
)
def test_an_expression_has_its_type_and_value(sentence: str, meaning: str) -> None:
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    text = sentence.replace("[", "").replace("]", "")

    assert (words, *meaning.split(" ")) in seen(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "La foire aura lieu du 3 au 5 mai.",
            [("3", "2031-05-03"), ("5 mai", "2031-05-05")],
            id="days",
        ),
        pytest.param(
            "Le prix a doublé entre 2010 et 2014.", [("2010", "2010"), ("2014", "2014")], id="years"
        ),
        pytest.param(
            "Le feu a pris mardi vers 21 h 45.",
            [("mardi", "2031-03-04"), ("vers 21 h 45", "2031-03-04T21:45")],
            id="a day and its hour",
        ),
        pytest.param(
            "Il a reporté de janvier à avril les travaux.",
            [("janvier", "2031-01"), ("avril", "2031-04")],
            id="a range of months",
        ),
        pytest.param(
            "Vers 0 h 40, jeudi, le pont a cédé.",
            [("Vers 0 h 40", "2031-02-27T00:40"), ("jeudi", "2031-02-27")],
            id="an hour before its day",
        ),
        pytest.param(
            "4 mars 2031. – L'avion est tombé vers 20h GMT le 2 mars 2031.",
            [
                ("4 mars 2031", "2031-03-04"),
                ("vers 20h GMT", "2031-03-02T20:00Z"),
                ("le 2 mars 2031", "2031-03-02"),
            ],
            id="an hour before its day, after another day",
        ),
        pytest.param(
            "Après les heurts de la veille, ils étaient plus que la veille à défiler, dès 7 h 30.",
            [
                ("la veille", "2031-03-03"),
                ("la veille", "2031-03-03"),
                ("7 h 30", "2031-03-04T07:30"),
            ],
            id="the eve, said twice, lends no hour its day",
        ),
        pytest.param(
            "Le courant manquait à 20 heures locales, soit 17 heures à Orvaux.",
            [
                ("20 heures locales", "2031-03-04T20:00"),
                ("17 heures", "2031-03-04T17:00"),
            ],
            id="one hour told in two places",
        ),
        pytest.param(
            "La vague est passée entre 7h et 8h (17h et 18h GMT).",
            [
                ("7h", "2031-03-04T07:00"),
                ("8h", "2031-03-04T08:00"),
                ("17h", "2031-03-04T17:00Z"),
                ("18h GMT", "2031-03-04T18:00Z"),
            ],
            id="two hours of one zone",
        ),
        pytest.param(
            "La secousse a eu lieu à 00:02:48 UTC.",
            [("00:02:48 UTC", "2031-03-04T00:02:48Z")],
            id="seconds",
        ),
        pytest.param(
            "Le conseil devait voter lundi puis siéger ; il devait partir jeudi.",
            [("lundi", "2031-03-03"), ("jeudi", "2031-03-06")],
            id="what was to come is near",
        ),
        pytest.param(
            "La secousse date de 01h57 locale (jeudi 21h27 GMT).",
            [
                ("01h57 locale", "2031-03-04T01:57"),
                ("jeudi", "2031-02-27"),
                ("21h27 GMT", "2031-02-27T21:27Z"),
            ],
            id="a weekday and its hour without a preposition",
        ),
        pytest.param(
            "Partis dimanche soir, ils sont arrivés un peu avant 5h ce lundi matin.",
            [
                ("dimanche soir", "2031-03-02TEV"),
                ("peu avant 5h", "2031-03-03T05:00"),
                ("ce lundi matin", "2031-03-03TMO"),
            ],
            id="an hour before its part of a day",
        ),
        pytest.param(
            "La terre a tremblé mardi, au milieu de la nuit. Le choc a réveillé Orvaux à 3 h 22.",
            [
                ("mardi, au milieu de la nuit", "2031-03-04TNI"),
                ("3 h 22", "2031-03-04T03:22"),
            ],
            id="a night that is over",
        ),
        pytest.param(
            "Un retard total de 4h40, puis de cinq minutes à une heure.",
            [("4h40", "PT4H40M"), ("cinq minutes", "PT5M"), ("une heure", "PT1H")],
            id="delays",
        ),
        pytest.param(
            "Les ventes ont monté sur le troisième trimestre de l'année dernière.",
            [("le troisième trimestre de l'année dernière", "2030-Q3")],
            id="a quarter of last year",
        ),
        pytest.param(
            "Après une heure de marche, ils sont rentrés.",
            [("une heure", "PT1H")],
            id="an hour of something",
        ),
        pytest.param(
            "Élu le 3 mars 2019, il partit le lendemain.",
            [("le 3 mars 2019", "2019-03-03"), ("le lendemain", "2019-03-04")],
            id="the day after a day named",
        ),
        pytest.param(
            "Ouverte en juin 2022, l'usine avait brûlé trois mois plus tôt.",
            [("juin 2022", "2022-06"), ("trois mois plus tôt", "2022-03")],
            id="before a month named",
        ),
        pytest.param(
            "Le 3 juin 1988, le lac déborda. Le 12 juillet, il gela.",
            [("Le 3 juin 1988", "1988-06-03"), ("Le 12 juillet", "1988-07-12")],
            id="a story told in order",
        ),
    ],
)
def test_times_of_one_sentence_hang_together(text: str, found: list[tuple[str, str]]) -> None:
    assert [(words, value) for words, _, value in seen(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Une nageuse âgée de 45 ans a disparu.", id="age"),
        pytest.param("Ana Kerb, 45 ans, a disparu.", id="age beside a name"),
        pytest.param("Un retraité de 72 ans a disparu.", id="age of a person"),
        pytest.param("Réservé aux moins de 18 ans.", id="age group"),
        pytest.param("Un enfant danois de 8 ans a survécu.", id="age after an adjective"),
        pytest.param("Le bourg est à une quinzaine de kilomètres.", id="fifteen of something"),
        pytest.param("Jean-Noël Kerb et Noël Bolan sont venus.", id="forename"),
        pytest.param("Une secousse fut suivie par une seconde, moins forte.", id="a second one"),
        pytest.param("Le vent souffle à 130 kilomètres par heure.", id="speed"),
        pytest.param("Il habite rue du 8-Mai-1945 à Orvaux.", id="street"),
        pytest.param("Le printemps arabe a surpris les chancelleries.", id="printemps arabe"),
        pytest.param("La sonde photographie la planète Mars.", id="planet"),
        pytest.param("Il l'écrit dans le Journal du Dimanche.", id="newspaper"),
        pytest.param("Le mur a coûté 2000 euros.", id="price"),
        pytest.param("Voir l'article 1982 du code.", id="article number"),
        pytest.param("La querelle ne date pas d'hier.", id="idiom"),
        pytest.param("Il préside le Bureau des gens de mer.", id="short word at a full stop"),
        pytest.param("Il a gagné 3 à 1 contre Orvaux.", id="score"),
        pytest.param("Le stade observe une minute de silence.", id="minute de silence"),
    ],
)
def test_what_looks_like_a_time_and_is_none_is_left(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("La grève a cessé fin novembre.", "END"),
        ("Le stade ouvrira début mai.", "START"),
        ("Le huis clos a duré près de deux heures.", "APPROX"),
        ("Il est détenu depuis plus de dix ans.", "MORE_THAN"),
        ("Le maire a voté lundi.", None),
    ],
)
def test_a_modifier_stands_beside_the_value(text: str, mod: str | None) -> None:
    [found] = times(text)

    assert found.mod == mod


def test_an_undated_article_keeps_rules_that_a_story_resolves() -> None:
    text = "Samedi 14 décembre, le pont a rouvert ; la veille, il pleuvait."
    first, second = times(text, UNDATED)
    story = anchor_of(published("2024-12-14", "2024-12-16"))

    assert (first.value, resolve(first.rule, story)) == ("XXXX-12-14", "2024-12-14")
    assert resolve(second.rule, story) == "2024-12-13"


def test_an_interval_that_is_open_above_ends_with_as_of() -> None:
    text = "Le pont a rouvert l'an dernier."
    open_above = published("2031-03-04")
    tokens = parse(text, load_pipeline(PACK))

    [found] = find_timexes(text, tokens, pack=PACK, published=open_above, as_of="2031-12-31")

    assert found.value == "2030"


def test_times_are_found_without_a_parser() -> None:
    text = "Le 3 mars 2019, le pont a cédé."

    [found] = find_timexes(text, NO_TOKENS, pack=PACK, published=UNDATED, as_of=AS_OF)

    assert found.value == "2019-03-03"


PIECES = st.sampled_from(
    [
        "le ", "3 ", "mai ", "2012", ", ", "du ", "au ", "lundi ", "15 h 30 ", "hier ", "à ", "et ",
        "deux ", "ans ", "plus tard ", "12 000 ", "-", "/", ".", "\n", "XVe siècle ", "âgé de ",
        "l’", "année ", "dernière ", "quatre-vingt-dix ", "chaque ", "nuit ", "de ", "«\u00a0",
        "𝔘 ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80))
@settings(deadline=None)
def test_spans_are_inside_the_text_in_order_and_apart(text: str) -> None:
    found = find_timexes(text, NO_TOKENS, pack=PACK, published=published(DAY), as_of=AS_OF)

    ends = [0, *(t.span.end for t in found)]
    assert all(end <= t.span.start < t.span.end for end, t in zip(ends, found, strict=False))
    assert all(
        t.span.end <= len(text) and t.span.of(text).strip() == t.span.of(text) for t in found
    )


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(deadline=None)
def test_a_value_is_what_the_rule_gives(text: str) -> None:
    when = published("2031-03-01", "2031-03-04")
    found = find_timexes(text, NO_TOKENS, pack=PACK, published=when, as_of=AS_OF)

    assert all(t.value == resolve(t.rule, anchor_of(when)) for t in found)


@pytest.mark.parametrize(
    "piece",
    [
        "3, ",
        "du 3 au ",
        "1982-",
        "12 000 ",
        "le 3 mai, ",
        "deux cent mille ",
        "à 15 h, ",
        "la veille ",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(chars: int) -> float:
        text = piece * (chars // len(piece))
        runs = []
        for _ in range(3):  # the least of three: other work on the machine only adds
            began = time.process_time()
            find_timexes(text, NO_TOKENS, pack=PACK, published=published(DAY), as_of=AS_OF)
            runs.append(time.process_time() - began)
        return min(runs)

    seconds(1_000)

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.002)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [("weekday nosuch", "no word has the class 'nosuch'"), ("weekday & x", "cannot read")],
)
def test_a_pattern_that_cannot_be_read_is_named(tmp_path: Path, pattern: str, message: str) -> None:
    (tmp_path / "pack.toml").write_text('tag = "xx"\nquotation_marks = [["«", "»"]]\n', "utf-8")
    (tmp_path / "timex_words.tsv").write_text(
        "word\tkind\tvalue\tsource\texample\nlundi\tweekday\t1\thouse\tLundi.\n", "utf-8"
    )
    (tmp_path / "timex.tsv").write_text(
        "pattern\ttype\trule\tmod\tguard\tsource\texample\n"
        f"{pattern}\tDATE\tpub\t\t\thouse\tLundi.\n",
        "utf-8",
    )

    with pytest.raises(PackError, match=message):
        find_timexes("x", NO_TOKENS, pack=open_pack(tmp_path), published=UNDATED, as_of=AS_OF)
