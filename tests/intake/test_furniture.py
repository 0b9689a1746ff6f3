from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.intake.furniture import told_apart
from recoupe.intake.phrases import FurnitureRow
from recoupe.lang import load_pack
from recoupe.model import FurnitureKind
from tests.intake.prose import HEADLINE, PROSE, page

if TYPE_CHECKING:
    from recoupe.lang import Pack

ROWS = load_pack("fr").table(FurnitureRow)
SURE = [row for row in ROWS if float(row.weight) >= 1]  # the others only add to them


def apart(text: str, french: Pack) -> dict[str, FurnitureKind]:
    """The lines set apart and their kinds."""
    judged = told_apart(text, (french,), title=None)
    return {line.text: kind for line, kind in judged.apart}


def body(text: str, french: Pack) -> list[str]:
    """The lines kept."""
    return [line.text for line in told_apart(text, (french,), title=None).body]


def _pages(row: FurnitureRow) -> list[str]:
    """The example in each place where the row says it counts."""
    places = {
        "any": [page(above=(row.example,)), page(within=row.example), page(below=(row.example,))],
        "edge": [page(above=(row.example,)), page(below=(row.example,))],
        "head": [page(above=(row.example,))],
        "tail": [page(below=(row.example,))],
    }
    return places[row.place]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r.words}|{r.match}|{r.place}" for r in ROWS])
def test_the_example_of_each_row_is_set_apart_where_the_row_says(
    row: FurnitureRow, french: Pack
) -> None:
    for text in _pages(row):
        found = apart(text, french)

        assert set(found) == {row.example}


@pytest.mark.parametrize("row", SURE, ids=[f"{r.words}|{r.match}|{r.place}" for r in SURE])
def test_a_row_that_suffices_alone_gives_its_kind(row: FurnitureRow, french: Pack) -> None:
    assert apart(_pages(row)[0], french)[row.example] == row.kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("ActualitésRégions", FurnitureKind.MENU, id="menu entries run together"),
        pytest.param("Accueil > Régions > Valombre", FurnitureKind.MENU, id="crumbs"),
        pytest.param("Inès Delatour", FurnitureKind.BYLINE, id="a name"),
        pytest.param("Inès Delatour et Paul Arveuf", FurnitureKind.BYLINE, id="two names"),
        pytest.param("Par Inès Delatour avec AFP", FurnitureKind.BYLINE, id="agency"),
        pytest.param("Lundi 3 mars 2031", FurnitureKind.BYLINE, id="a date"),
        pytest.param("Valombre, le 3 mars 2031 à 10h12", FurnitureKind.BYLINE, id="place and date"),
        pytest.param(HEADLINE, FurnitureKind.OTHER, id="the headline again"),
        pytest.param("PartagerPartager", FurnitureKind.OTHER, id="printed twice"),
        pytest.param("• • •", FurnitureKind.OTHER, id="signs"),
        pytest.param("https://valombre.example/pont", FurnitureKind.SHARE, id="an address"),
        pytest.param("— Inès (@ines_d) 3 mars 2031", FurnitureKind.SHARE, id="a post's signature"),
        pytest.param(
            "Le pont, lundi. © Paul Arveuf / AFP", FurnitureKind.CAPTION, id="a credited picture"
        ),
    ],
)
def test_shape_place_and_repetition_give_a_line_above_the_body_away(
    line: str, kind: FurnitureKind, french: Pack
) -> None:
    assert apart(page(above=(line,)), french) == {line: kind}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Une décision attendue depuis des années", id="subheading"),
        pytest.param("Une source proche de la mairie", id="subheading without a verb"),
        pytest.param("Emmanuelle Brassac", id="a name as subheading"),
        pytest.param("Il partage cet avis.", id="a verb that buttons use"),
        pytest.param(
            "Partager le pouvoir avec l'opposition n'est pas exclu, dit-elle.",
            id="opens like a button",
        ),
        pytest.param("Lire aussi entre les lignes est permis, a-t-elle ajouté.", id="no link"),
        pytest.param("Par ailleurs, le bac reprendra du service.", id="opens like a byline"),
        pytest.param("3 mars 2029 : première fissure", id="line of a chronology"),
        pytest.param("Le 3 mars 2031, le pont a été fermé.", id="a date that tells"),
        pytest.param("La maire a publié le rapport sur le site web de la ville.", id="site web"),
        pytest.param("La photo : un pont coupé en deux.", id="speaks of a picture"),
        pytest.param("« Abonnez-vous au silence », a-t-il raillé.", id="a quoted button"),
        pytest.param("Selon l'AFP, trois piles sont fissurées.", id="an agency as source"),
        pytest.param("Oui.", id="one word"),
    ],
)
def test_a_line_of_the_article_stays(line: str, french: Pack) -> None:
    assert line in body(page(within=line), french)


def test_a_link_without_its_title_takes_the_next_line_with_it(french: Pack) -> None:
    text = page(within="À lire aussi\nLe bac de Saulnois reprend du service")

    assert set(apart(text, french)) == {"À lire aussi", "Le bac de Saulnois reprend du service"}


def test_titles_listed_below_the_article_go_with_their_heading(french: Pack) -> None:
    text = page(below=("Sur le même sujet", "Le bac de Saulnois", "Cent ans de ponts en Arvence"))

    assert list(apart(text, french).values()) == [FurnitureKind.RELATED] * 3


def test_sentences_below_a_form_stay(french: Pack) -> None:
    last = "Une enquête est ouverte."

    assert last in body(page(below=("Laisser un commentaire", last)), french)


def test_a_signature_between_standfirst_and_text_is_set_apart(french: Pack) -> None:
    lines = ("Inès Delatour", "Publié le 12-03-2031 à 06h41", "Belga")
    text = "\n".join((HEADLINE, PROSE[0], *lines, *PROSE[1:]))

    assert apart(text, french) == dict.fromkeys(lines, FurnitureKind.BYLINE)


POST = "Bravo à la maire pour son courage, on attendait cette décision depuis des années ici."


def test_what_readers_wrote_below_is_not_the_articles(french: Pack) -> None:
    below = ("Commentaires (12)", "Jeannot83", "il y a 2 heures", POST, "Répondre")

    assert list(apart(page(below=below), french)) == list(below)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("0 commentaire", POST, "Laisser un commentaire"), id="no post"),
        pytest.param(("3 commentaires", POST), id="a count and no button"),
    ],
)
def test_a_count_of_posts_alone_hides_no_sentence(lines: tuple[str, ...], french: Pack) -> None:
    assert POST in body(page(below=lines), french)


def test_an_authors_note_below_the_article_is_no_paragraph(french: Pack) -> None:
    note = (
        "Passionné de rivières et de ponts, j'écris chaque semaine sur la vallée de l'Arvence. "
        "Pour un partenariat, contactez-nous."
    )

    assert apart(page(below=(note,)), french) == {note: FurnitureKind.AUTHOR}
    assert note not in apart(page(above=(note,)), french)


def test_the_headline_is_the_first_line_of_the_body(french: Pack) -> None:
    judged = told_apart(
        page(above=("Inès Delatour",)).replace(HEADLINE, f"Régions\n{HEADLINE}"),
        (french,),
        title=None,
    )

    assert judged.headline is not None
    assert (judged.headline.text, judged.body[0].text) == (HEADLINE, HEADLINE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(PROSE), id="prose from the first line"),
        pytest.param(PROSE[0], id="one sentence"),
        pytest.param("Oui.", id="one word"),
        pytest.param("", id="nothing"),
    ],
)
def test_there_is_no_headline_where_none_stands(text: str, french: Pack) -> None:
    judged = told_apart(text, (french,), title=None)

    assert judged.headline is None
    assert not judged.apart


def test_a_text_of_one_endless_line_is_judged_in_no_time(french: Pack) -> None:
    text = "Le pont de Valombre reste fermé et les élus se taisent. " * 5000

    assert body(text, french) == [text.strip()]
