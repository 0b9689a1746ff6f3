"""The parser behind `Tokens`: offsets, sentences, rules, limits."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.analysis.pipeline import Pipeline, load_pipeline, normalized, parse, reduced_features
from recoupe.errors import PackError
from recoupe.lang import fr as french_pack
from recoupe.lang import open_pack

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model.tokens import Tokens


@pytest.fixture(scope="module")
def pack() -> Pack:
    return open_pack(Path(str(french_pack.__file__)).parent)


@pytest.fixture(scope="module")
def pipeline(pack: Pack) -> Pipeline:
    return load_pipeline(pack)


def subjects(tokens: Tokens, text: str, cue: str) -> list[str]:
    words = tokens.words(text)
    return [
        words[i]
        for i in range(len(tokens))
        if words[tokens.head[i]] == cue and tokens.relation[i].startswith("nsubj")
    ]


SPOKEN = [
    ("inverted", "« La route restera fermée », a annoncé Clara Vernoux.", "annoncé ← Clara"),
    ("curly marks", "“La route restera fermée”, a annoncé Clara Vernoux.", "annoncé ← Clara"),
    ("pronoun", "« Il faudra du temps », a-t-il prévenu.", "prévenu ← -t-il"),
    ("clause", "Le maire de Valbrune affirme que l’usine fermera.", "affirme ← maire"),
    (
        "correspondent",
        "La troupe a quitté la ville, rapporte notre correspondante à Lima.",
        "rapporte ← correspondante",
    ),
    (
        "apposition",
        "Le ministre lituanien de la Défense, Jonas Petrauskys, a précisé que tout va bien.",
        "précisé ← ministre",
    ),
    (
        "fronted date",
        "Fin avril, la ministre Léa Sorbier avait quant à elle jugé le projet trop cher.",
        "jugé ← ministre",
    ),
    ("name of a role", "Le président gambien Modou Sallah ne dément pas.", "dément ← président"),
    ("negated", "Oslo n'a pas confirmé ces informations.", "confirmé ← Oslo"),
]


@pytest.mark.parametrize(
    ("text", "link"), [pytest.param(text, link, id=name) for name, text, link in SPOKEN]
)
def test_the_subject_of_a_reporting_verb_is_its_speaker(
    text: str, link: str, pipeline: Pipeline
) -> None:
    cue, speaker = link.split(" ← ")

    assert subjects(parse(text, pipeline), text, cue) == [speaker]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Il part. Elle reste.", ["Il part.", "Elle reste."], id="full stops"),
        pytest.param(
            "Un titre sans point\nIl part.", ["Un titre sans point", "Il part."], id="line"
        ),
        pytest.param("« Qui ? », a demandé Paul.", ["« Qui ? », a demandé Paul."], id="quotation"),
        pytest.param("« Qui ? » a-t-il dit.", ["« Qui ? » a-t-il dit."], id="inverted pronoun"),
        pytest.param("M. Noirtel part.", ["M. Noirtel part."], id="title"),
        pytest.param("Il a dit : « Je pars. »", ["Il a dit : « Je pars. »"], id="colon"),
    ],
)
def test_a_sentence_is_kept_whole(text: str, sentences: list[str], pipeline: Pipeline) -> None:
    tokens = parse(text, pipeline)

    found = [text[tokens.start[a] : tokens.end[b - 1]] for a, b in tokens.sentences]
    assert found == sentences


@pytest.mark.parametrize(
    ("text", "form", "mood"),
    [
        pytest.param("Les soldats auraient été tués.", "auraient", "Cnd", id="hearsay"),
        pytest.param("La réponse se trouverait là.", "trouverait", "Cnd", id="simple"),
        pytest.param("Il montrait la route.", "montrait", "Ind", id="imperfect in -rait"),
        pytest.param("Il préparait le repas.", "préparait", "Ind", id="imperfect of -rer"),
        pytest.param("Ils pourraient venir.", "pourraient", "Cnd", id="irregular"),
    ],
)
def test_the_conditional_is_told_from_the_imperfect(
    text: str, form: str, mood: str, pipeline: Pipeline
) -> None:
    tokens = parse(text, pipeline)
    features = tokens.features[tokens.words(text).index(form)]

    assert f"Mood={mood}" in features.split("|")


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        pytest.param("Le maire a démenti.", "démenti", "démentir", id="participle"),
        pytest.param(
            "Les troupes ont été déployées.", "déployées", "déployer", id="feminine plural"
        ),
        pytest.param("Il cède la place.", "cède", "céder", id="accent"),
        pytest.param("Des journaux locaux en parlent.", "journaux", "journal", id="noun"),
    ],
)
def test_a_lemma_is_a_word_of_the_dictionary(
    text: str, form: str, lemma: str, pipeline: Pipeline
) -> None:
    tokens = parse(text, pipeline)

    assert tokens.lemma[tokens.words(text).index(form)] == lemma


@settings(deadline=None, max_examples=40)
@given(text=st.text(alphabet="aéLeo'’-. «»“”\"(),;!?01\n\t\u00a0\u202f\u200bAb…", max_size=120))
def test_any_text_keeps_its_offsets_heads_and_sentences(text: str, pipeline: Pipeline) -> None:
    tokens = parse(text, pipeline)

    assert all(word.strip() == word != "" for word in tokens.words(text))
    assert [i for a, b in tokens.sentences for i in range(a, b)] == list(range(len(tokens)))
    for first, last in tokens.sentences:
        assert all(first <= tokens.head[i] < last for i in range(first, last))
        roots = [i for i in range(first, last) if tokens.head[i] == i]
        assert [tokens.relation[i] for i in roots] == ["root"]


def test_normalizing_keeps_the_length_and_changes_what_the_model_does_not_know() -> None:
    text = "l’a\u00a0b\u202fc “d” ‹e›"

    assert normalized(text) == 'l\'a b c "d" «e»'


def test_features_are_cut_to_those_all_treebanks_give() -> None:
    assert reduced_features("Number=Plur|Emph=No|Gender=Fem|Voice=Act") == "Gender=Fem|Number=Plur"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le maire a dit que tout va bien. " * 7_000, id="one line of 56,000 words"),
        pytest.param("oui " * 20_000, id="one sentence of 20,000 words"),
        pytest.param("« " * 10_000, id="quotation marks never closed"),
        pytest.param("a" * 300_000, id="one word"),
    ],
)
def test_time_is_bounded_however_long_a_line(text: str, pipeline: Pipeline) -> None:
    began = time.perf_counter()
    tokens = parse(text, pipeline)

    assert tokens.end[-1] == len(text.rstrip())
    assert time.perf_counter() - began < 60


def test_parsing_twice_gives_the_same(pipeline: Pipeline) -> None:
    text = "« Nous partons », a dit Paul. Il l'aurait fait.\nSelon lui, c'est fini."

    assert parse(text, pipeline) == parse(text, pipeline)


def test_threads_may_share_a_pipeline(pipeline: Pipeline) -> None:
    texts = [f"« Nous partons », a dit Paul{i}. Il l'aurait fait." for i in range(40)]
    alone = [parse(text, pipeline) for text in texts]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: parse(text, pipeline), texts)) == alone


def test_another_pipeline_can_be_named(pack: Pack) -> None:
    named = load_pipeline(pack, str(pack.pipeline))

    assert subjects(parse("Paul a dit oui.", named), "Paul a dit oui.", "dit") == ["Paul"]


def test_a_missing_pipeline_is_named(pack: Pack) -> None:
    with pytest.raises(PackError, match=r"no_such_pipeline.*expected a folder of weights"):
        load_pipeline(pack, "no_such_pipeline")


def test_the_pipeline_is_opened_once(pack: Pack) -> None:
    assert load_pipeline(pack) is load_pipeline(pack)


def test_importing_the_module_does_not_import_spacy() -> None:
    code = "import sys, recoupe.analysis.pipeline; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
