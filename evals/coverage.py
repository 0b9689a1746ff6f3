"""Make coverage whose lineage is known: articles, what they share, and who took from whom.

Everything is drawn from a seeded generator. Sentences are those of
`wordings.tsv` (each fact in the words of a reporter, of someone who rewrites
him, and of another reporter) and those of the demo story; people, places and
outlets are invented.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

WORDINGS = Path(__file__).with_name("wordings.tsv")
DEMO = Path(__file__).parent.parent / "gold" / "demo"
#: Articles of the demo story that took from no other.
ORIGINALS = (
    "anse-rouge-info",
    "beffroi",
    "cap-et-tonnage",
    "courlis-0311",
    "courlis-0313",
    "gazette-0316",
    "releve",
)
REPORTER, REWRITER, OTHER = range(3)

#: Facts of an article, and the share that a rewriter keeps.
FACTS, FACTS_KEPT = 14, 0.85
#: Sentences that a copy keeps at least.
LEAST_KEPT = 3
#: How often a taker credits its source, names it, or only bears a later date; else nothing tells.
CREDITED, NAMED, DATED = 0.25, 0.15, 0.35
#: How often a page bears an earlier date than what it was taken from: dates change on update.
MISDATED = 0.05

_SYLLABLES = (
    "ba bel bran cor dar des fou gal gri jar ker lam lou mar mon nar pel quen ros sar tor val"
    " ver vin"
)
_ENDINGS = "ac ais ault ec el elle et ier ieu in on ot ou y"
_FIRST = (
    "Adèle Basile Clarisse Damien Édith Firmin Gisèle Honoré Irène Jules Léonie Maxence Noémie"
    " Octave"
)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_GOODS = ("solvants", "engrais azotés", "céréales", "résine", "papier recyclé", "peinture")
_EVENTS = ("L'incendie", "L'effondrement", "L'éboulement", "Le déraillement", "Le naufrage")
_NOISES = ("un grondement sourd", "un sifflement", "trois détonations", "un craquement de poutres")
_OUTLETS = "Courrier Écho Réveil Progrès Phare Télégraphe Éveil Messager Clairon Semeur"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the one it was taken from: its article and its place there."""

    text: str
    taken_from: tuple[str, int] | None = None
    is_reworded: bool = False  # a rewrite, to be found by its facts


@dataclass(slots=True)
class Made:
    """An article under way: sentences by paragraphs, and what is known of it."""

    id: str
    paragraphs: list[list[Sentence]]
    outlet: str | None = None
    credit: str | None = None
    published: str | None = None
    parents: tuple[str, ...] = ()  # ids of the articles it took from
    event: dict[str, str] | None = None
    facts: tuple[int, ...] = ()  # rows of the wordings, in order

    @property
    def sentences(self) -> list[Sentence]:
        """The article's sentences in order."""
        return [s for p in self.paragraphs for s in p]

    @property
    def text(self) -> str:
        """The article's text, paragraphs apart by one blank line."""
        return "\n\n".join(" ".join(s.text for s in p) for p in self.paragraphs)

    def spans(self) -> list[tuple[int, int]]:
        """Where each sentence stands in the text."""
        found, at = [], 0
        for paragraph in self.paragraphs:
            for sentence in paragraph:
                found.append((at, at + len(sentence.text)))
                at += len(sentence.text) + 1
            at += 1
        return found


class Newsroom:
    """Writes articles, and does to them what newsrooms do."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._count = 0
        rows = csv.DictReader(WORDINGS.read_text("utf-8").splitlines(), delimiter="\t")
        self._wordings = [(r["reporter"], r["rewriter"], r["other"]) for r in rows]
        texts = [(DEMO / f"{name}.txt").read_text("utf-8") for name in ORIGINALS]
        self._demo = [_split(text) for text in texts]
        self._words = re.findall(r"\w+", " ".join(texts))

    def event(self) -> dict[str, str]:
        """The names and figures of one event."""
        number = self.rng.randint
        event = {
            "Event": self.rng.choice(_EVENTS),
            "goods": self.rng.choice(_GOODS),
            "noise": self.rng.choice(_NOISES),
        }
        for slot in ("town", "city", "village", "river", "company", "association", "church"):
            event[slot] = self.place()
        for slot in ("witness", "mayor", "prosecutor", "minister", "expert"):
            event[slot] = f"{self.rng.choice(_FIRST.split())} {self.place()}"
        for slot in ("day", "reopening", "march"):
            event[slot] = self.rng.choice(_DAYS)
        for slot, low, high in (
            ("killed", 3, 40),
            ("injured", 12, 300),
            ("tons", 120, 9000),
            ("hour", 5, 22),
            ("year", 2011, 2024),
            ("months", 7, 40),
            ("pumpers", 60, 400),
            ("money", 3, 90),
            ("bought", 1991, 2009),
            ("price", 14, 800),
            ("calls", 300, 9000),
            ("damage", 20, 400),
            ("former", 1951, 1989),
            ("formerdead", 4, 60),
        ):
            event[slot] = str(number(low, high))
        return event

    def place(self) -> str:
        """An invented name."""
        parts = self.rng.choices(_SYLLABLES.split(), k=2)
        return ("".join(parts) + self.rng.choice(_ENDINGS.split())).capitalize()

    def outlet(self) -> str:
        """An invented outlet."""
        return f"Le {self.rng.choice(_OUTLETS.split())} de {self.place()}"

    def original(self, event: dict[str, str] | None, *, words: int = REPORTER) -> Made:
        """An article of its own: of `event`, or one of the demo story."""
        if event is None:
            paragraphs = [[Sentence(s) for s in p] for p in self.rng.choice(self._demo)]
            return self._made(paragraphs)
        facts = sorted(self.rng.sample(range(len(self._wordings)), FACTS))
        if words == OTHER:
            self.rng.shuffle(facts)
        lines = [Sentence(self._wordings[n][words].format(**event)) for n in facts]
        made = self._made(self._paragraphs(lines))
        made.event, made.facts = event, tuple(facts)
        return made

    def copy(
        self, source: Made, *, changed: float = 0.0, kept: float = 1.0, is_reordered: bool = False
    ) -> Made:
        """A copy of some sentences of `source`, with a share of the words changed."""
        places = [n for n in range(len(source.sentences)) if self.rng.random() < kept]
        places = places if len(places) >= LEAST_KEPT else list(range(len(source.sentences)))
        if is_reordered:
            blocks = [places[n : n + 2] for n in range(0, len(places), 2)]
            self.rng.shuffle(blocks)
            places = [n for block in blocks for n in block]
        taken = [
            Sentence(self._changed(source.sentences[n].text, changed), (source.id, n))
            for n in places
        ]
        made = self._made(self._paragraphs(taken))
        made.parents = (source.id,)
        return made

    def rewrite(self, source: Made) -> Made:
        """The facts of `source` in order, in other words, a few left out."""
        event = source.event or {}
        lines = [
            Sentence(self._wordings[fact][REWRITER].format(**event), (source.id, n), True)
            for n, fact in enumerate(source.facts)
            if self.rng.random() < FACTS_KEPT
        ]
        made = self._made(self._paragraphs(lines))
        made.parents = (source.id,)
        return made

    def merge(self, one: Made, other: Made) -> Made:
        """An article put together from parts of two others."""
        parts = []
        for source in (one, other):
            size = len(source.sentences)
            first = self.rng.randrange(max(1, size // 3))
            places = range(first, min(size, first + max(LEAST_KEPT, size // 2)))
            parts.append([Sentence(source.sentences[n].text, (source.id, n)) for n in places])
        made = self._made(self._paragraphs([s for part in parts for s in part]))
        made.parents = (one.id, other.id)
        return made

    def added(self, article: Made, lines: int) -> Made:
        """The article with sentences of its own, from another event, put in between."""
        other = self.original(self.event(), words=OTHER)
        for sentence in other.sentences[:lines]:
            at = self.rng.randrange(len(article.paragraphs) + 1)
            article.paragraphs.insert(at, [sentence])
        return article

    def quoting(self, source: Made) -> Made:
        """An article of its own that quotes what `source` quotes."""
        made = self.original(self.event(), words=OTHER)
        quotes = [q for s in source.sentences for q in re.findall(r"«[^»]{30,}»", s.text)]
        for quote in quotes[:3]:
            speaker = f"{self.rng.choice(_FIRST.split())} {self.place()}"
            at = self.rng.randrange(len(made.paragraphs) + 1)
            made.paragraphs.insert(at, [Sentence(f"{quote}, retient surtout {speaker}.")])
        return made

    def tell(self, source: Made, taker: Made) -> None:
        """Leave a trace of who took from whom, or none, as newsrooms do."""
        way = self.rng.random()
        source.published = source.published or f"2031-05-{self.rng.randint(10, 14)}"
        taker.published = f"2031-05-{self.rng.randint(16, 24)}"
        if way < CREDITED:
            taker.paragraphs[-1] = [*taker.paragraphs[-1], Sentence(f"(Avec {source.outlet})")]
        elif way < CREDITED + NAMED:
            at = self.rng.randrange(len(taker.paragraphs))
            line = f"L'information a d'abord paru dans « {source.outlet} »."
            taker.paragraphs.insert(at, [Sentence(line)])
        if way > CREDITED + NAMED + DATED:
            taker.published = source.published = None
        elif self.rng.random() < MISDATED:
            taker.published = "2031-05-02"

    def _made(self, paragraphs: list[list[Sentence]]) -> Made:
        self._count += 1
        return Made(id=f"a{self._count:05}", paragraphs=paragraphs, outlet=self.outlet())

    def _paragraphs(self, lines: list[Sentence]) -> list[list[Sentence]]:
        """The sentences in paragraphs of one to three."""
        found = []
        while lines:
            size = self.rng.randint(1, 3)
            found.append(lines[:size])
            lines = lines[size:]
        return found

    def _changed(self, text: str, share: float) -> str:
        """The text with a share of its words put in place by others."""
        if not share:
            return text
        return re.sub(
            r"\w+",
            lambda m: self.rng.choice(self._words) if self.rng.random() < share else m.group(),
            text,
        )


def _split(text: str) -> list[list[str]]:
    """The sentences of a text by paragraphs."""
    return [re.split(r"(?<=[.!?])\s+(?=[A-ZÉÀ«“])", p) for p in text.split("\n\n") if p.strip()]
