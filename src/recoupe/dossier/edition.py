"""One dossier in one language: the look-ups, the words, and how each article is cited.

Sections of a page take an edition and return what stands in them, in words;
templates and the Markdown writer only lay it out.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.dates import published_in_words, tick_of_interval
from recoupe.dossier.index import build_index
from recoupe.dossier.parties import NO_PARTY, NOBODY, party_marks, party_of
from recoupe.dossier.words import load_words
from recoupe.model import ID_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.dossier.index import Index
    from recoupe.dossier.parties import Mark
    from recoupe.dossier.words import Words
    from recoupe.model import Article, Dossier, Entity

#: Characters of an outlet where its article is cited, and of a headline where no outlet is known:
#: a line of a narrow screen holds two.
OUTLET_CHARS, HEADLINE_CHARS = 30, 20
#: Shorter words say too little of what a headline is about.
_TELLING_CHARS = 4
#: Where the end of a clause is near enough to cut there, as shares of the wanted length.
CLAUSE_ENDS = (0.6, 1.3)
_CLAUSE_END = re.compile(r"(?=[,;] )")
_KIND_AND_DIGEST = re.compile(rf"[a-z]+-([0-9a-f]{{{ID_DIGITS}}})")
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """How an article is named wherever it is cited."""

    number: int  # its place in the list of articles, from 1
    name: str
    anchor: str
    earliest: str | None  # the first day it can have appeared on
    latest: str | None  # and the last
    published: str | None  # when it appeared, in words
    tick: str  # the same in few words; empty where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand: an article, and their anchor in it."""

    cited: Cited
    anchor: str
    source: str | None = None  # to whom they are ascribed there, as written


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A dossier, the words it is written in, and how its articles are cited."""

    dossier: Dossier
    index: Index
    words: Words
    cited: Mapping[str, Cited]  # by article id
    marks: Mapping[str, Mark]  # by party
    counted: Mapping[str, tuple[str, ...]]  # speakers of a figure in a series, by quantity id
    corrected: Mapping[str, str]  # by whom, when and why a record was corrected, by its id

    def cite(self, article_ids: Iterable[str]) -> tuple[Cited, ...]:
        """The articles, each once, in the order of the list of articles."""
        found = {
            self.cited[article_id].number: self.cited[article_id] for article_id in article_ids
        }
        return tuple(found[number] for number in sorted(found))

    def names(self, entities: Iterable[Entity]) -> str:
        """The names of entities, as a list in words."""
        from babel.lists import format_list

        return str(format_list([entity.name for entity in entities], locale=self.words.locale))

    def mark(self, entities: Sequence[Entity]) -> Mark:
        """The mark of those who speak together."""
        party = party_of(entities)
        if party:
            return self.marks[party]
        return NO_PARTY if entities else NOBODY


def build_edition(dossier: Dossier, *, ui_language: str) -> Edition:
    """A dossier made ready to be written in `ui_language`."""
    index = build_index(dossier)
    words = load_words(ui_language)
    cited = {
        reading.analysis.article.id: _cited(reading.analysis.article, number, words=words)
        for number, reading in enumerate(index.readings, start=1)
    }
    return Edition(
        dossier=dossier,
        index=index,
        words=words,
        cited=cited,
        marks=party_marks(index),
        counted={p.quantity_id: p.speakers for s in dossier.series for p in s.points},
        corrected=_corrected(dossier, words),
    )


def _corrected(dossier: Dossier, words: Words) -> Mapping[str, str]:
    """Who corrected each record that judgments touch, when and why, by its id."""
    found: dict[str, list[str]] = {}
    for ruling in dossier.crosscheck.rulings:
        for record in ruling.touched if ruling.obstacle is None else ():
            found.setdefault(record, []).append(ruling.judgment.why.in_language(words.language))
    return {record: " ".join(told) for record, told in found.items()}


def anchor(kind: str, record_id: str) -> str:
    """The permanent anchor of a record on the page.

    `a-` article, `t-` attribution, `p-` assertion, `q-` quantity, `d-` time,
    `c-` claim, `s-` saying, `v-` voice, `g-` series, `l-` lineage, `x-` comparison; then the
    record's id without its kind, or what stands for it when it is long or not
    fit for an address.
    """
    if told := _KIND_AND_DIGEST.fullmatch(record_id):
        return f"{kind}-{told[1]}"
    if _PLAIN_ID.fullmatch(record_id):
        return f"{kind}-{record_id}"
    digest = hashlib.sha256(record_id.encode("utf-8", "replace")).hexdigest()
    return f"{kind}-{digest[:ID_DIGITS]}"


def headline(article: Article) -> str:
    """What an article is called: its title, else its first line, else its path."""
    written = article.headline.of(article.text) if article.headline else ""
    first = next((line for line in article.text.splitlines() if line.strip()), "")
    return one_line(article.title or written or first) or article.path


def story_title(edition: Edition) -> str:
    """The title of the largest story, else the headline that says most of what the others say."""
    if edition.dossier.stories:
        largest = max(edition.dossier.stories, key=lambda s: (len(s.article_ids), s.title))
        return one_line(largest.title)
    titles = [headline(reading.analysis.article) for reading in edition.index.readings]
    shared = Counter(word for title in titles for word in _telling(title))
    return max(titles, key=lambda t: (_weight(t, shared), t), default="")


def titled_by(edition: Edition) -> Cited | None:
    """The first article whose headline the title of the dossier is."""
    title = story_title(edition)
    for reading in edition.index.readings:
        article = reading.analysis.article
        if title and one_line(headline(article)) == title:
            return edition.cited[article.id]
    return None


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def shortened(text: str, chars: int) -> str:
    """The text on one line, cut after a word to at most `chars` characters."""
    line = one_line(text)
    if len(line) <= chars:
        return line
    head = line[:chars]
    whole = head.rsplit(" ", 1)[0] if " " in head else head[:-1]
    return whole.rstrip(" ,;:.—–-«“(") + "…"


def gist(text: str, chars: int) -> str:
    """The text on one line, cut to about `chars` characters, at the end of a clause if one is near.

    Who and how many stand in the main clause; what trails after a comma may go.
    """
    line = one_line(text)
    if len(line) <= chars:
        return line
    least, most = (round(chars * share) for share in CLAUSE_ENDS)
    ends = [m.start() for m in _CLAUSE_END.finditer(line, least, most)]
    whole = [end for end in ends if is_balanced(line[:end])]
    return f"{line[: whole[-1]]}…" if whole else shortened(line, chars)


def is_balanced(words: str) -> bool:
    """Whether no quotation or bracket is left open."""
    return all(words.count(a) == words.count(b) for a, b in ("«»", "“”", "()"))


def _cited(article: Article, number: int, *, words: Words) -> Cited:
    published = article.published
    known = published.earliest or published.latest
    return Cited(
        number=number,
        name=_name(article),
        anchor=anchor("a", article.id),
        earliest=published.earliest,
        latest=published.latest,
        published=published_in_words(published, words) if known else None,
        tick=tick_of_interval(published.earliest, published.latest, words=words),
    )


def _name(article: Article) -> str:
    if article.outlet:
        return shortened(article.outlet, OUTLET_CHARS)
    return shortened(headline(article), HEADLINE_CHARS)


def _telling(title: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", title.lower()) if len(w) >= _TELLING_CHARS)


def _weight(title: str, shared: Counter[str]) -> float:
    """How often, on average, the title's words stand in headlines."""
    words = _telling(title)
    return sum(shared[word] for word in sorted(words)) / len(words) if words else 0.0
