"""Quantities: what a number is worth, what it counts, what befell it, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.model import Event, Span, TimexType
from tests.analysis.quantities import quantities
from tests.build import span

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        pytest.param("La foire a réuni 12 400 bergers.", 12400, 12400, False, id="space"),
        pytest.param(f"La foire a réuni 12{NBSP}400 bergers.", 12400, 12400, False, id="no-break"),
        pytest.param(f"La foire a réuni 12{NARROW}400 bergers.", 12400, 12400, False, id="narrow"),
        pytest.param("La foire a réuni 12.400 bergers.", 12400, 12400, False, id="point"),
        pytest.param("La foire a réuni 12,400 bergers.", 12400, 12400, False, id="comma"),
        pytest.param("La foire a réuni 12'400 bergers.", 12400, 12400, False, id="Swiss"),
        pytest.param("La foire a réuni 12’400 bergers.", 12400, 12400, False, id="Swiss, curly"),
        pytest.param("La dot est de 1 234,50 euros.", 1234.5, 1234.5, False, id="cents"),
        pytest.param("Le don est de 1,1 million d'euros.", 1.1e6, 1.1e6, False, id="exact scale"),
        pytest.param(
            "Le don est de 3.000 milliards d'euros.", 3e12, 3e12, False, id="grouped scale"
        ),
        pytest.param("LA FOIRE RÉUNIT DEUX CENTS BERGERS", 200, 200, False, id="capitals"),
        pytest.param("Elle a vu nonante-sept bergers.", 97, 97, False, id="Belgian"),
        pytest.param("Elle a vu huitante-deux bergers.", 82, 82, False, id="Swiss words"),
        pytest.param("Elle a vu soixante et onze bergers.", 71, 71, False, id="et onze"),
        pytest.param(
            "Deux virgule zéro cinq millions de voix.", 2.05e6, 2.05e6, False, id="virgule"
        ),
        pytest.param(
            "Un milliard deux cents millions de voix.", 1.2e9, 1.2e9, False, id="two scales"
        ),
        pytest.param("Trois millions et demi de voix.", 3.5e6, 3.5e6, False, id="et demi"),
        pytest.param("La foire a réuni entre 30 et 40 bergers.", 30, 40, False, id="entre"),
        pytest.param("La foire a réuni de 30 à 40 bergers.", 30, 40, False, id="de à"),
        pytest.param("La foire a réuni 300-400 bergers.", 300, 400, False, id="dash"),
        pytest.param("La foire a réuni trois ou quatre bergers.", 3, 4, False, id="ou"),
        pytest.param("Le mur coûtera 8 à 9 000 euros.", 8000, 9000, False, id="scale shared"),
        pytest.param("Entre 10 % et 20 % des bergers votent.", 10, 20, False, id="unit twice"),
        pytest.param("Entre une vingtaine et une trentaine de bergers.", 20, 30, True, id="about"),
        pytest.param("Plus d'une vingtaine de bergers ont voté.", 20, None, True, id="low about"),
        pytest.param("Plusieurs dizaines de milliers de bergers.", 20000, 99999, True, id="vague"),
        pytest.param("Milliers de bergers dans la rue.", 1000, 9999, True, id="bare vague"),
        pytest.param("Il y avait 300 bergers environ.", 300, 300, True, id="hedge behind"),
        pytest.param("La dette a franchi le cap des 300 euros.", 300, None, False, id="verb, low"),
        pytest.param("La dette ne dépasse pas 300 euros.", None, 300, False, id="verb, high"),
        pytest.param("La dette avoisine les 300 euros.", 300, 300, True, id="verb, about"),
        pytest.param("Un berger sur quatre a voté.", 0.25, 0.25, False, id="out of"),
        pytest.param("Les trois quarts du bourg ont brûlé.", 0.75, 0.75, False, id="fraction"),
        pytest.param("Le troupeau a été divisé par quatre.", 0.25, 0.25, False, id="divided"),
    ],
)
def test_a_number_has_its_worth_bounds_and_hedge(
    text: str, low: float | None, high: float | None, approximate: bool
) -> None:
    [found] = quantities(text)

    assert (found.low, found.high, found.approximate) == (low, high, approximate)


def test_a_length_of_time_bounds_no_count_that_it_does_not_lead() -> None:
    text = "Elle attend nonante minutes avec 72 bergers. Sur les deux mois, la crue fait 30 morts."
    lengths = [span(text, words) for words in ("nonante minutes", "deux mois")]

    found = quantities(text, lengths, kind=TimexType.DURATION)

    assert [[s.of(text) for s in q.scope] for q in found] == [[], ["deux mois"]]


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        pytest.param("Plus de 40 bergers sont venus.", True, id="plus de"),
        pytest.param("Au moins 40 bergers sont venus.", False, id="au moins"),
        pytest.param("Pas moins de 40 bergers sont venus.", False, id="pas moins de"),
        pytest.param("Moins de dix bergers sont venus.", True, id="moins de"),
        pytest.param("Pas plus de dix bergers sont venus.", False, id="pas plus de"),
        pytest.param("Jusqu'à dix bergers sont venus.", False, id="jusqu'à"),
        pytest.param("Les dons dépassent 40 euros.", True, id="dépasser"),
        pytest.param("Les dons ne dépassent pas 40 euros.", False, id="ne pas dépasser"),
    ],
)
def test_a_bound_that_is_not_reached_is_strict(text: str, strict: bool) -> None:
    [found] = quantities(text)

    assert found.strict is strict


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Elle lit l'article 12 du code.", id="article"),
        pytest.param("Elle loge au 12, rue des Saules.", id="address"),
        pytest.param("Elle loge au 12 bis, rue des Saules, 26400 Crest.", id="postcode"),
        pytest.param("Appelez le 04 75 00 12 34.", id="telephone"),
        pytest.param("Appelez le 3919.", id="short number"),
        pytest.param("L'Airbus B52 et le BR-12 ont volé.", id="models"),
        pytest.param("Elle prend la D 538 puis l'A7.", id="roads"),
        pytest.param("Les Verts ont gagné 3-1 et 2 à 0.", id="scores"),
        pytest.param("France 2 et Europe 1 diffusent le match.", id="channels"),
        pytest.param("Elle a 38 ans, son frère 12 ans.", id="ages"),
        pytest.param("Ses filles de 9, 12 et 15 ans sont là.", id="ages in a list"),
        pytest.param("La 12e édition du 3ème festival.", id="ordinals"),
        pytest.param("Louis XIV et Henri 4 régnaient.", id="kings"),
        pytest.param("Le G20 et les Vingt-Sept délibèrent.", id="names"),
        pytest.param("0 commentaire", id="comments"),
        pytest.param("Elle est née à Trois-Rivières.", id="town"),
        pytest.param("Un toit neuf couvre la halle.", id="adjective"),
        pytest.param("Les deux sœurs dansent.", id="both"),
        pytest.param("Un berger chante.", id="article un"),
        pytest.param("La guerre de 1914-1918 a vidé le bourg.", id="years"),
        pytest.param("Voir la note [3].", id="footnote"),
        pytest.param("Elle vit à Crest (26).", id="department"),
        pytest.param("1. Le pont", id="list marker"),
    ],
)
def test_a_number_that_counts_nothing_is_no_quantity(text: str) -> None:
    assert quantities(text) == ()


def test_what_lies_under_a_timex_is_no_quantity() -> None:
    text = "Le 12 mars, 30 bergers ont voté."

    [found] = quantities(text, [span(text, "Le 12 mars")])

    assert found.span.of(text) == "30 bergers"


@pytest.mark.parametrize(
    ("text", "events"),
    [
        pytest.param("Trois bergers ont été tués.", [Event.KILLED], id="passive"),
        pytest.param("Les loups ont tué trois bergers.", [Event.KILLED], id="object"),
        pytest.param("Trois bergers ont tué un loup.", [Event.OTHER], id="agent"),
        pytest.param("Trois bergers sont morts.", [Event.KILLED], id="intransitive"),
        pytest.param("La crue a coûté la vie à trois bergers.", [Event.KILLED], id="phrase"),
        pytest.param(
            "Au moins 30 bergers ont été tués ou blessés.", [Event.KILLED_OR_INJURED], id="either"
        ),
        pytest.param(
            "Trois bergers sont morts et deux autres ont été blessés.",
            [Event.KILLED, Event.INJURED],
            id="two subjects",
        ),
        pytest.param(
            "La crue a fait 30 morts, dont 12 enfants.", [Event.KILLED, Event.KILLED], id="dont"
        ),
        pytest.param("La capitale a envoyé 300 soldats.", [Event.DEPLOYED], id="deployed"),
        pytest.param("On annonce l'arrivée de 300 soldats.", [Event.DEPLOYED], id="noun above"),
        pytest.param("Le nombre de morts est passé à 412.", [Event.KILLED], id="tally"),
        pytest.param("La foire a coûté 300 euros.", [Event.COST], id="cost"),
        pytest.param(
            "Ces 3 millions d'euros manquant à l'appel inquiètent la commune.",
            [Event.MISSING],
            id="a sum that is missing",
        ),
        pytest.param("Le bourg a perdu 12 % de ses vignes.", [Event.SHARE], id="share"),
        pytest.param("Le canal mesure 12 km.", [Event.MEASURE], id="measure"),
        pytest.param(
            "Une trentaine de bergers ont été mis à l'abri, dont quatre blessés.",
            [Event.OTHER, Event.INJURED],
            id="what befell a part did not befall the whole",
        ),
        pytest.param(
            "Trois bergers sont portés disparus après l'échouement de deux bacs.",
            [Event.MISSING, Event.OTHER],
            id="a verb's words do not reach through another noun",
        ),
        pytest.param(
            "Les obsèques de trois victimes auront lieu à Orvaux.",
            [Event.OTHER],
            id="the burial of some is no toll",
        ),
        pytest.param("La milice a abattu 12 drones.", [Event.OTHER], id="things are not killed"),
        pytest.param(
            "Le préfet avance un bilan de deux morts et 17 blessés.",
            [Event.KILLED, Event.INJURED],
            id="the injured beside the dead",
        ),
        pytest.param(
            "La crue a fait 14 morts dans un village.", [Event.KILLED], id="a village is not killed"
        ),
        pytest.param(
            "Au total, 22 personnes ont été tuées et 30 blessées.",
            [Event.KILLED, Event.INJURED],
            id="the injured after the killed",
        ),
        pytest.param(
            "Les corps de 19 personnes ont été retrouvés.", [Event.KILLED], id="the bodies of"
        ),
        pytest.param("Le groupe éliminera 2 600 emplois.", [Event.OTHER], id="jobs do not die"),
        pytest.param(
            "Deux bergers sont morts et un autre a été blessé.",
            [Event.KILLED, Event.INJURED],
            id="another one",
        ),
        pytest.param(
            "Une grève touche le bourg : 3 000 ouvriers sont touchés par la grève.",
            [Event.OTHER],
            id="struck by what hurts nobody",
        ),
    ],
)
def test_an_event_is_told_by_the_noun_the_verb_or_both(text: str, events: list[Event]) -> None:
    assert [q.event for q in quantities(text)] == events


@pytest.mark.parametrize(
    ("text", "spans", "counted"),
    [
        pytest.param(
            "La crue a tué 30 bergers, 12 à Crest, 18 à Die.",
            ["30 bergers", "12", "18"],
            ["bergers", "bergers", "bergers"],
            id="list",
        ),
        pytest.param(
            "Les bergers étaient 3 000 selon la police, 9 000 selon les syndicats.",
            ["3 000", "9 000"],
            ["bergers", "bergers"],
            id="according to",
        ),
        pytest.param(
            "Le prix va de 3 à 5 millions d'euros de travaux.",
            ["de 3 à 5 millions d'euros"],
            ["euros de travaux"],
            id="money and its purpose",
        ),
        pytest.param(
            "La crue a fait 30 blessés, dont deux grièvement, puis trois graves.",
            ["30 blessés", "deux", "trois"],
            ["blessés", "blessés", "blessés"],
            id="how badly, not what",
        ),
        pytest.param(
            "Le maire annonce 19 morts, le préfet en dénombre 15.",
            ["19 morts", "15"],
            ["morts", "morts"],
            id="en",
        ),
        pytest.param(
            "Le bilan atteignait 33 morts, dont neuf à Crest et dix à Die.",
            ["33 morts", "neuf", "dix"],
            ["morts", "morts", "morts"],
            id="parts of a toll",
        ),
        pytest.param(
            "Les effectifs seront réduits de 13% en France et de 30% en Espagne.",
            ["13%", "30%"],
            ["effectifs", "effectifs"],
            id="a share is of no country",
        ),
        pytest.param(
            "Il y avait 189 personnes, contre 182 annoncées par la compagnie.",
            ["189 personnes", "182"],
            ["personnes", "personnes"],
            id="what was done to them",
        ),
        pytest.param(
            "Le nombre de foyers sans courant a baissé, passant de 1,2 million à 980.000.",
            ["1,2 million", "980.000"],
            ["foyers", "foyers"],
            id="what a participle's number is of",
        ),
        pytest.param(
            "Le nombre des noyés était de 596 ; la foule s'est chiffrée à 3 000.",
            ["596", "3 000"],
            ["noyés", "foule"],
            id="a number that a verb equals to its subject",
        ),
        pytest.param(
            "Les secousses avaient une magnitude comprise entre 4,6 et 5,1.",
            ["entre 4,6 et 5,1"],
            ["magnitude"],
            id="a scale and its range",
        ),
        pytest.param(
            "Le blé vaut près d'un dollar de plus.",
            ["près d'un dollar"],
            ["dollar"],
            id="about one",
        ),
        pytest.param(
            "Pour 12 000 personnes, au moins 300 jeunes bergers sont venus.",
            ["12 000 personnes", "au moins 300 jeunes bergers"],
            ["personnes", "jeunes bergers"],
            id="adjectives",
        ),
    ],
)
def test_a_number_without_a_noun_takes_that_of_the_one_before(
    text: str, spans: list[str], counted: list[str]
) -> None:
    found = quantities(text)

    assert [q.span.of(text) for q in found] == spans
    assert [q.counted for q in found] == counted


@pytest.mark.parametrize(
    ("text", "part_of"),
    [
        pytest.param("La crue a fait 30 morts, dont 12 enfants.", [None, 0], id="dont"),
        pytest.param("Cinq des 12 moulins ont brûlé.", [1, None], id="des"),
        pytest.param("Sur les huit rescapés, trois ont succombé.", [None, 0], id="sur, ahead"),
        pytest.param(
            "Quelque 20 000 bergers, dont plusieurs centaines de Valdains.", [None, 0], id="vague"
        ),
    ],
)
def test_a_part_names_its_whole(text: str, part_of: list[int | None]) -> None:
    assert [q.part_of for q in quantities(text)] == part_of


def test_place_and_period_bound_a_count() -> None:
    text = "La crue a tué 30 bergers à Crest en mai."

    [found] = quantities(text, [span(text, "en mai")])

    assert [s.of(text) for s in found.scope] == ["à Crest", "en mai"]


WORDS = st.sampled_from(
    ["12", "10 000", "3,5", "deux", "cent", "mille", "millions", "vingt-et-un", "une", "dizaine",
     "de", "d'", "à", "entre", "et", "ou", "plus", "moins", "près", "environ", "morts", "blessés",
     "euros", "%", "€", "M€", "sur", "dont", "ont", "été", "tués", "les", "des", ",", ".", ":", "(",
     "[1]", "«", "»", "demi", "virgule", "tiers", "quarts", "fois", "aucun", "pas", "l'", "unique",
     "n°", "4e", "A9", "-", "–", "\n", "\u00a0", "’", "İ", "ß", "𝟙", "²"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, max_size=40),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), max_size=3),
)
def test_spans_lie_in_the_text_in_order_and_bounds_agree(
    words: list[str], cuts: list[tuple[int, int]]
) -> None:
    text = " ".join(words)
    hidden = [Span(s, min(s + n, len(text))) for s, n in cuts if s < len(text)]

    found = quantities(text, hidden)

    for q in found:
        assert 0 <= q.span.start < q.span.end <= len(text)
        assert q.span.of(text) == q.span.of(text).strip()
        assert q.low is None or q.high is None or q.low <= q.high
        assert (q.low, q.high) != (None, None)
        assert q.part_of is None or 0 <= q.part_of < len(found)
        assert all(0 <= s.start < s.end <= len(text) for s in q.scope)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    for q in quantities(text):
        assert 0 <= q.span.start < q.span.end <= len(text)
