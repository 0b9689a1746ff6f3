from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.lang import Pack, load_pack
from recoupe.model import Certainty, Quotation, Stance
from tests.attribution.frames import SETTINGS, read_text, told
from tests.build import article, published


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        pytest.param(
            "La préfète de Montrevel affirme que le barrage tient.",
            "le barrage tient",
            "affirme",
            "La préfète de Montrevel",
            id="verb with que",
        ),
        pytest.param(
            "Le capitaine Yvon Kersaho assure avoir donné l'alerte à minuit.",
            "avoir donné l'alerte à minuit",
            "assure",
            "Le capitaine Yvon Kersaho",
            id="verb with infinitive",
        ),
        pytest.param(
            "L'armateur nie, quant à lui, avoir été prévenu.",
            "avoir été prévenu",
            "nie",
            "L'armateur",
            id="words set aside before the infinitive",
        ),
        pytest.param(
            "La maire a parlé. À l'en croire, la digue tiendra.",
            "la digue tiendra",
            "À l'en croire",
            "l'",
            id="adposition that holds its source",
        ),
        pytest.param(
            "Le ministre a promis de reconstruire le pont.",
            "de reconstruire le pont",
            "a promis",
            "Le ministre",
            id="verb with de and infinitive",
        ),
        pytest.param(
            "La compagnie Altavie a confirmé la perte de deux conteneurs.",
            "la perte de deux conteneurs",
            "a confirmé",
            "La compagnie Altavie",
            id="verb with noun",
        ),
        pytest.param(
            "Le syndicat exige la démission du directeur.",
            "la démission du directeur",
            "exige",
            "Le syndicat",
            id="directive with noun",
        ),
        pytest.param(
            "Le maire appelle les habitants à rester chez eux.",
            "à rester chez eux",
            "appelle",
            "Le maire",
            id="addressee and infinitive",
        ),
        pytest.param(
            "Selon la police, trois vitrines ont été brisées.",
            "trois vitrines ont été brisées",
            "Selon",
            "la police",
            id="selon first",
        ),
        pytest.param(
            "Trois vitrines ont été brisées, selon la police.",
            "Trois vitrines ont été brisées",
            "selon",
            "la police",
            id="selon last",
        ),
        pytest.param(
            "D'après un rapport de la Cour des comptes, la régie a perdu deux millions.",
            "la régie a perdu deux millions",
            "D'après",
            "un rapport de la Cour des comptes",
            id="d'après and a document",
        ),
        pytest.param(
            "« Nous partirons demain », a déclaré la navigatrice Léna Brivet.",
            "Nous partirons demain",
            "a déclaré",
            "la navigatrice Léna Brivet",
            id="inverted after a quotation",
        ),
        pytest.param(
            "Le pont est sûr, a-t-il ajouté.",
            "Le pont est sûr",
            "a-t-il ajouté",
            "il",
            id="clitic subject",
        ),
        pytest.param(
            "La directrice a déclaré : « Nous rouvrirons lundi. »",
            "Nous rouvrirons lundi.",
            "a déclaré",
            "La directrice",
            id="colon",
        ),
        pytest.param(
            "Le préfet a dénoncé « une agression lâche et gratuite ».",
            "une agression lâche et gratuite",
            "a dénoncé",
            "Le préfet",
            id="quotation as object",
        ),
        pytest.param(
            "La présence du navire a été confirmée par le ministère des Transports.",
            "La présence du navire",
            "a été confirmée",
            "le ministère des Transports",
            id="passive with agent",
        ),
        pytest.param(
            "L'avocate a quitté la salle, affirmant que son client est innocent.",
            "son client est innocent",
            "affirmant",
            "L'avocate",
            id="participle",
        ),
        pytest.param(
            "Le directeur, qui affirme que les comptes sont justes, a démissionné.",
            "les comptes sont justes",
            "affirme",
            "Le directeur",
            id="relative clause",
        ),
        pytest.param(
            "Le ministre a salué l'accord et estimé que la paix est proche.",
            "la paix est proche",
            "estimé",
            "Le ministre",
            id="coordinated verb",
        ),
        pytest.param(
            "Le maire a démissionné après l'accusation selon laquelle il aurait reçu un million.",
            "il aurait reçu un million",
            "accusation",
            None,
            id="noun",
        ),
        pytest.param(
            "Kigali a accusé Kinshasa de violer la trêve.",
            "de violer la trêve",
            "a accusé",
            "Kigali",
            id="accusation",
        ),
        pytest.param(
            "Une grève de trop, pour le président de la région.",
            "Une grève de trop",
            "pour",
            "le président de la région",
            id="pour",
        ),
        pytest.param(
            "La directrice juge la mesure « inapplicable ».",
            "la mesure « inapplicable »",
            "juge",
            "La directrice",
            id="label in marks",
        ),
        pytest.param(
            "Le maire a qualifié la décision de « honteuse ».",
            "la décision de « honteuse »",
            "a qualifié",
            "Le maire",
            id="label after de",
        ),
        pytest.param(
            "Le procureur affirme que l'enquête avance et annonce un appel à témoins.",
            "un appel à témoins",
            "annonce",
            "Le procureur",
            id="second verb past the content of the first",
        ),
        pytest.param(
            "La CGT, par la voix de son secrétaire Yvon Morin, réclame une enquête.",
            "une enquête",
            "réclame",
            "La CGT",
            id="verb after an aside",
        ),
        pytest.param(
            "Le pont tiendra, indique la régie dans son rapport annuel.",
            "Le pont tiendra",
            "indique",
            "la régie",
            id="inserted clause with all of it",
        ),
        pytest.param(
            "Le quai tient mais la digue, insiste-t-il, doit être refaite.",
            "la digue … doit être refaite",
            "insiste",
            "il",
            id="inserted after mais",
        ),
        pytest.param(
            "Luc Durand, qui entraîne le club, a annoncé mardi 5 août avoir renoncé à tout.",
            "avoir renoncé à tout",
            "a annoncé",
            "Luc Durand",
            id="a day is no subject",
        ),
        pytest.param(
            "La régie a ajouté ne pas avoir lu les messages.",
            "ne pas avoir lu les messages",
            "a ajouté",
            "La régie",
            id="infinitive for que",
        ),
        pytest.param(
            "La Nasa, qui a démenti, jeudi 3 mai, les propos de ce responsable, se tait.",
            "les propos de ce responsable",
            "a démenti",
            "La Nasa",
            id="object past a day between commas",
        ),
        pytest.param(
            "Le maire a annoncé la pose, dès septembre, d'un radar neuf.",
            "la pose, dès septembre, d'un radar neuf",
            "a annoncé",
            "Le maire",
            id="complement past a day between commas",
        ),
        pytest.param(
            "Les élus ont, dans une lettre publiée hier, adressé leurs condoléances aux proches.",
            "leurs condoléances aux proches",
            "ont, dans une lettre publiée hier, adressé leurs condoléances",
            "Les élus",
            id="aside between auxiliary and participle",
        ),
        pytest.param(
            "L'engagement pris par le président de la République de réduire la dette tient.",
            "de réduire la dette",
            "engagement",
            "le président de la République",
            id="noun with its owner and infinitive",
        ),
        pytest.param(
            "La condamnation par Luc Durand de la grève a été immédiate.",
            "la grève",
            "condamnation",
            "Luc Durand",
            id="noun with its agent",
        ),
        pytest.param(
            "Malgré les dénégations répétées de l'instituteur, la garde à vue a été prolongée.",
            "dénégations",
            "dénégations",
            "l'instituteur",
            id="noun that denies",
        ),
        pytest.param(
            "Le démenti du ministère est tombé hier : aucun otage n'a été libéré.",
            "aucun otage n'a été libéré",
            "démenti",
            "ministère",
            id="noun and colon",
        ),
        pytest.param(
            "« Le quai tiendra », estime la maire. Et de conclure que le pont rouvrira.",
            "le pont rouvrira",
            "conclure",
            "la maire",
            id="infinitive that goes on with the telling",
        ),
        pytest.param(
            "C'est un choix qui donne « un haut niveau de sécurité » a-t-il déclaré.",
            "C'est un choix qui donne « un haut niveau de sécurité »",
            "a-t-il déclaré",
            "il",
            id="inverted after a fragment",
        ),
        pytest.param(
            "L'adjoint précisa : « La ville peut réussir avant la fin du mois. »",
            "La ville peut réussir avant la fin du mois.",
            "précisa",
            "L'adjoint",
            id="past tense taken for a participle",
        ),
        pytest.param(
            "« Le quai tiendra avant tout », Luc Durand a dit aux députés.",
            "Le quai tiendra avant tout",
            "a dit",
            "Luc Durand",
            id="quotation before subject and verb",
        ),
        pytest.param(
            "Le ministre demande aux délégués du dialogue d'appliquer l'accord.",
            "d'appliquer l'accord",
            "demande",
            "Le ministre",
            id="infinitive past an addressee",
        ),
        pytest.param(
            "Le quai tient, là où logent des pêcheurs, selon la régie du port.",
            "Le quai tient, là où logent des pêcheurs",
            "selon",
            "la régie du port",
            id="adposition at the end attributes the whole sentence",
        ),
        pytest.param(
            "La régie annonce que le bac repart et qu'une commission établira les torts.",
            "le bac repart et qu'une commission établira les torts",
            "annonce",
            "La régie",
            id="two clauses with que",
        ),
        pytest.param(
            "Le juge a précisé que « le feu est un accident. Elle n'a rien vu », et ajouté "
            "que « le gaz fuyait depuis la veille ».",
            "le gaz fuyait depuis la veille",
            "ajouté",
            "Le juge",
            id="second verb past a quotation of two sentences",
        ),
        pytest.param(
            "Les avocats qui défendent la régie arguent que le quai tient bon et que la mesure "
            "est motivée par la prudence.",
            "le quai tient bon et que la mesure est motivée par la prudence",
            "arguent",
            "Les avocats",
            id="second que that the parser hung elsewhere",
        ),
    ],
)
def test_each_frame_gives_content_cue_and_source(
    text: str, content: str, cue: str, source: str | None, french: Pack
) -> None:
    found = [told(a, text) for a in read_text(text, french).attributions]

    assert (content, cue, source) in found


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        pytest.param("Le ministère dément toute négociation.", Stance.DENY, id="denies"),
        pytest.param(
            "L'armée n'a pas confirmé la prise de la ville.", Stance.EVADE, id="does not confirm"
        ),
        pytest.param("Le groupe refuse de commenter ce chiffre.", Stance.EVADE, id="refuses"),
        pytest.param(
            "Contactée, la compagnie n'a pas répondu.", Stance.SILENCE, id="did not answer"
        ),
        pytest.param(
            "L'état-major reste muet sur les pertes.", Stance.SILENCE, id="remains silent"
        ),
        pytest.param(
            "Cette information n'a pu être confirmée de source indépendante.",
            Stance.UNCONFIRMED,
            id="not confirmed independently",
        ),
        pytest.param("Le parquet n'exclut pas une erreur.", Stance.ASSERT, id="does not exclude"),
        pytest.param("« C'est faux », a réagi la maire de Verjoux.", Stance.DENY, id="it is false"),
        pytest.param("« Qui a signé ? », a demandé le juge.", Stance.ASK, id="asks"),
        pytest.param("Le Premier ministre a remercié les pompiers.", Stance.THANK, id="thanks"),
        pytest.param("L'ONG prévient que la digue va céder.", Stance.WARN, id="warns"),
        pytest.param("L'Aube noire revendique l'attentat.", Stance.ASSERT, id="claims as its own"),
        pytest.param("Les dockers revendiquent une prime.", Stance.CALL, id="claims for itself"),
        pytest.param(
            "« Je veux demander que le quai rouvre », a dit la maire.",
            Stance.CALL,
            id="wants to ask",
        ),
    ],
)
def test_the_cue_tells_what_the_source_does_with_the_content(
    text: str, stance: Stance, french: Pack
) -> None:
    found = [a.stance for a in read_text(text, french).attributions]

    assert stance in found


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        pytest.param("Selon la radio, le roi serait parti.", Certainty.REPORTED, id="hearsay"),
        pytest.param("La maire affirme que le pont tient.", Certainty.PLAIN, id="plain"),
        pytest.param("L'expert affirme que le pont peut céder.", Certainty.POSSIBLE, id="possible"),
        pytest.param(
            "La météo annonce que la pluie devrait cesser.", Certainty.PROBABLE, id="probable"
        ),
    ],
)
def test_the_mood_and_modal_of_the_content_tell_how_firm_it_is(
    text: str, certainty: Certainty, french: Pack
) -> None:
    [found] = read_text(text, french).attributions

    assert found.certainty is certainty


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        pytest.param("« Je pars », a dit la maire.", Quotation.DIRECT, id="direct"),
        pytest.param("La maire a dit qu'elle partait.", Quotation.INDIRECT, id="indirect"),
        pytest.param("La maire a dit vouloir « partir vite ».", Quotation.MIXED, id="mixed"),
    ],
)
def test_marks_tell_whose_words_they_are(text: str, quotation: Quotation, french: Pack) -> None:
    found = read_text(text, french).attributions

    assert [a.quotation for a in found] == [quotation]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le film « La Rade » sort mercredi.", id="title"),
        pytest.param("Les « gilets verts » ont défilé à Brest.", id="name in marks"),
        pytest.param("Le pont a été fermé lundi à la circulation.", id="the writer's own"),
        pytest.param("Il a acheté du pain pour sa voisine.", id="pour with a beneficiary"),
        pytest.param("L'équipe a trouvé la porte ouverte.", id="found open, not judged open"),
        pytest.param("L'homme, qui avait été reconnu par la victime, est parti.", id="recognized"),
    ],
)
def test_what_nobody_said_is_no_attribution(text: str, french: Pack) -> None:
    assert read_text(text, french).attributions == ()


def test_a_clause_inserted_in_a_quotation_is_cut_out_of_it(french: Pack) -> None:
    text = "« Demain, a promis le maire, nous rouvrirons le pont. »"

    [found] = read_text(text, french).attributions

    assert [s.of(text) for s in found.content] == ["Demain", "nous rouvrirons le pont"]


def test_a_quotation_without_a_cue_belongs_to_the_last_speaker(french: Pack) -> None:
    text = (
        "« Nous avons eu peur toute la nuit », raconte Maud Revel. "
        "« Personne n'est venu nous aider avant midi. »"
    )

    reading = read_text(text, french)

    names = {a.id: a.name for a in reading.actors}
    assert [[names[s] for s in a.speakers] for a in reading.attributions] == [["Maud Revel"]] * 2


def test_words_quoted_in_the_next_sentence_belong_to_the_last_speaker(french: Pack) -> None:
    text = (
        "« Le quai tiendra », estime Maud Revel. Il durera « des dizaines d'années sans frais ». "
        "La mairie vote jeudi."
    )

    reading = read_text(text, french)

    names = {a.id: a.name for a in reading.actors}
    assert [[names[s] for s in a.speakers] for a in reading.attributions] == [["Maud Revel"]] * 2


def test_a_headline_gives_the_floor_to_whom_it_names_first(french: Pack) -> None:
    title = "Le maire Luc Durand amer après le vote : « On nous a oubliés une fois de plus »"
    page = article(f"{title}\n\nFin.", title=title, published=published("2031-07-03"))

    [found] = attribute(analyze(page, french, settings=SETTINGS), french).attributions

    assert told(found, page.text)[::2] == (
        "On nous a oubliés une fois de plus",
        "Le maire Luc Durand",
    )


def test_whoever_reports_goes_on_being_heard(french: Pack) -> None:
    text = (
        "La députée Maud Revel affirme qu'un sous-préfet a dit que le scrutin était joué. "
        "« Tout est faux », a-t-elle ajouté."
    )

    reading = read_text(text, french)

    names = {a.id: a.name for a in reading.actors}
    assert [names[s] for s in reading.attributions[-1].speakers] == ["Maud Revel"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param(
            "Navivor, qui emploie 420 marins, n'avait pas réagi vendredi.", "Navivor", id="relative"
        ),
        pytest.param(
            "Des familles attendent. Elles n'ont obtenu aucune réponse de la compagnie Navivor.",
            "la compagnie Navivor",
            id="an answer's owner",
        ),
        pytest.param(
            "La réaction de Kiev à ces frappes reste muette.", "Kiev", id="a reaction's owner"
        ),
    ],
)
def test_a_silence_is_of_whoever_was_to_answer(text: str, source: str, french: Pack) -> None:
    found = [a for a in read_text(text, french).attributions if a.stance is Stance.SILENCE]

    assert [a.source.of(text) for a in found if a.source] == [source]


def test_a_toll_stands_on_the_word_of_whoever_counts_the_dead(french: Pack) -> None:
    text = "La préfecture compte neuf morts et treize disparus. La mairie compte 300 salariés."
    found = read_text(text, french)
    told = [a.source.of(text) for a in found.attributions if a.source]

    assert told == ["La préfecture"]
    assert [bool(v.attribution_id) for v in found.voices] == [True, True, False]


def test_who_relays_is_kept_beside_who_speaks(french: Pack) -> None:
    text = (
        "Le général Ousmane Tiba a parlé d'une victoire, "
        "rapporte notre correspondante à Dargol, Inès Falk."
    )

    reading = read_text(text, french)

    names = {a.id: a.name for a in reading.actors}
    inner = next(a for a in reading.attributions if names[a.speakers[0]] == "Ousmane Tiba")
    assert [names[r] for r in inner.relayed_by] == ["Inès Falk"]


def test_a_figure_stands_on_the_word_of_whoever_gives_it(french: Pack) -> None:
    text = "Selon la préfecture, 300 personnes ont défilé. La place était vide à midi."

    reading = read_text(text, french)

    [voice] = reading.voices
    names = {a.id: a.name for a in reading.actors}
    assert [names[s] for s in voice.speakers] == ["préfecture"]


WORDS = (
    *("Le", "maire", "affirme", "que", "le", "pont", "tient", "selon", "elle", "a", "dit"),
    *("n'a", "pas", "confirmé", "a-t-il", "ajouté", "sans", "Kigali", "commente", "12"),
    *("«", "»", "“", "”", ",", ".", ":", ";", "\n"),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(words=st.lists(st.sampled_from(WORDS), max_size=30))
def test_spans_lie_inside_the_text_whatever_it_says(words: list[str]) -> None:
    text = " ".join(words)

    reading = read_text(text, load_pack("fr"))

    for found in reading.attributions:
        for span in (*found.content, found.cue, found.source, found.venue):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found.content))
