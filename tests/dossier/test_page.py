from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.dossier import render_html
from recoupe.dossier.edition import anchor
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.story import bridge

#: The heaviest a page of five articles may be, in bytes.
WEIGHT = 120_000
VOID = {"meta", "input", "br", "path", "rect", "circle", "use", "polyline"}
#: What ends, unsaid, where one of these begins; and with whatever holds it.
IMPLIED = {
    "li": {"li"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
}


class Read(HTMLParser):
    """What a browser makes of a page: tags, ids, links, text; unclosed tags are noted."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.within: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        while self.open and self.open[-1] in IMPLIED.get(tag, ()):
            self.open.pop()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] in IMPLIED:
            self.open.pop()
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.within[self.open[-1]] = self.within.get(self.open[-1], "") + data

    def values(self, name: str) -> list[str]:
        """The values of an attribute, over all tags."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(bridge(), ui_language="fr")


@pytest.fixture(scope="module")
def read(page: str) -> Read:
    return Read(page)


def test_every_tag_is_closed_in_order(read: Read) -> None:
    assert (read.crossed, read.open) == ([], [])


def test_every_anchor_stands_once(read: Read) -> None:
    ids = read.values("id")

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("story", [bridge, compared])
def test_every_reference_leads_to_words_on_the_page(story: object, language: str) -> None:
    assert callable(story)
    read = Read(render_html(story(), ui_language=language))
    wanted = {href[1:] for href in read.values("href") if href.startswith("#")}

    assert len(wanted) > 30
    assert wanted - set(read.values("id")) == set()


def test_attributions_figures_and_articles_have_permanent_anchors(read: Read) -> None:
    story = bridge()
    ids = set(read.values("id"))

    assert {f"a-{r.analysis.article.id}" for r in story.readings} <= ids
    assert {anchor("t", a.id) for r in story.readings for a in r.attributions} <= ids
    assert sum(i.startswith("q-") for i in ids) == 6


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(read: Read) -> None:
    def hashed(text: str) -> str:
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    [policy] = [
        attrs["content"]
        for _, attrs in read.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]

    assert policy == (
        f"default-src 'none'; style-src {hashed(read.within['style'])}; "
        f"script-src {hashed(read.within['script'])}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_loaded_from_elsewhere(page: str, read: Read) -> None:
    assert read.values("src") == []
    assert "@import" not in page
    assert "url(" not in page
    assert [tag for tag, _ in read.tags if tag in ("link", "img", "iframe", "base", "form")] == []


def test_no_tag_carries_style_or_script_of_its_own(read: Read) -> None:
    names = {name for _, attrs in read.tags for name in attrs}

    assert [name for name in names if name == "style" or name.startswith("on")] == []


def test_the_text_of_articles_never_becomes_markup(page: str, read: Read) -> None:
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Éco &lt;b&gt;Sud&lt;/b&gt;" in page


def test_only_web_addresses_become_links(read: Read) -> None:
    away = [href for href in read.values("href") if not href.startswith("#")]

    assert away == ["https://courrier.example/pont"]


def test_the_page_says_who_made_it_and_in_which_language(read: Read) -> None:
    [generator] = [a["content"] for _, a in read.tags if a.get("name") == "generator"]

    assert generator == "Recoupe 0.0.0"
    assert read.tags[0] == ("html", {"lang": "fr"})


def test_five_articles_stay_light(page: str) -> None:
    assert len(page.encode("utf-8")) < WEIGHT


def test_the_article_stands_whole_with_its_marks(page: str) -> None:
    start = page.index("<div class=body")
    plain = re.sub(r"<a href=#.*?</a>", "", page[start : page.index("</div>", start)])
    text = " ".join(re.sub(r"<[^>]+>", "", plain).split())

    assert text.startswith("« Nous avions alerté l’État dès 2029 », a déclaré la maire")
    assert text.endswith("La préfecture n’a pas souhaité réagir.")


def test_the_headline_bears_its_marks(page: str) -> None:
    assert re.search(r"<h3[^>]*><a.*?</a> À Saint-Orens, <b>", page)


def test_what_was_set_aside_stands_with_its_reason(page: str) -> None:
    assert "6-photo.pdf" in page
    assert "Ce PDF ne contient aucun texte." in page


def test_lines_that_are_not_the_article_are_folded(page: str) -> None:
    assert re.search(r"<details class=furniture><summary>2 lignes", page)
    assert "Lire aussi : le marché couvert rouvre" in page


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        pytest.param("fr", "Qui dit quoi", id="French"),
        pytest.param("en", "Who says what", id="English"),
    ],
)
def test_the_page_speaks_the_language_asked_for(language: str, heading: str) -> None:
    assert f">{heading}</a></h2>" in render_html(bridge(), ui_language=language)


def test_comparisons_are_shown_when_there_are_any(page: str) -> None:
    with_claims = render_html(compared(), ui_language="fr")

    assert "id=claims" not in page
    assert "<b>1 origine au plus</b> · 2 articles" in with_claims
    assert "(<bdi>Saint-Orens</bdi>)" in with_claims
    assert "id=g-series-1" in with_claims


def test_the_same_dossier_gives_the_same_bytes(page: str) -> None:
    assert render_html(bridge(), ui_language="fr") == page


def test_an_empty_dossier_says_so() -> None:
    page = render_html(build.dossier(), ui_language="fr")

    assert "aucun article n’a pu être lu" in page


@given(st.text(max_size=60))
def test_no_text_breaks_the_page(text: str) -> None:
    article = build.article(text, path=text, title=text, outlet=text, id=text, url=text)
    read = Read(render_html(build.dossier(build.reading(article)), ui_language="fr"))

    assert (read.crossed, read.open) == ([], [])
    assert [tag for tag, _ in read.tags].count("script") == 1
