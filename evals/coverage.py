"""Make coverage whose lineage is known: articles, what they share, and who took from whom.

Everything is drawn from a seeded generator. Sentences are those of
`wordings.tsv` (each fact in the words of a reporter, of someone who rewrites
him, and of another reporter) and those of the demo story; people, places and
outlets are invented.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
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

_SYLLABLES = "ba bel bran cor dar des fou gal gri jar ker lam lou mar mon nar pel quen ros sar tor val ver vin"
_ENDINGS = "ac ais ault ec el elle et ier ieu in on ot ou y"
_FIRST = "Adèle Basile Clarisse Damien Édith Firmin Gisèle Honoré Irène Jules Léonie Maxence Noémie Octave"
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
    is_changed: bool = False  # its words are others: a rewrite, found by facts


@dataclass(slots=True)
class Made:
    """An article under way: sentences by paragraphs, and what is known of it."""

    id: str
    paragraphs: list[list[Sentence]]
    outlet: str | None = None
    credit: str | None = None
    published: str | None = None
    parents: dict[str, str] = field(default_factory=dict)  # id → copy or rewrite
    ancestors: set[str] = field(default_factory=set)

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
        self._demo = [
            _split((DEMO / f"{name}.txt").read_text("utf-8")) for name in ORIGINALS
        ]

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
            ("killed", 3, 40), ("injured", 12, 300), ("tons", 120, 9000), ("hour", 5, 22),
            ("year", 2011, 2024), ("months", 7, 40), ("pumpers", 60, 400), ("money", 3, 90),
            ("bought", 1991, 2009), ("price", 14, 800), ("calls", 300, 9000),
            ("damage", 20, 400), ("former", 1951, 1989), ("formerdead", 4, 60),
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

    def original(self, event: dict[str, str] | None, *, facts: int = 14, words: int = REPORTER) -> Made:
        """An article of its own: of `event`, or one of the demo story."""
        if event is None:
            paragraphs = [[Sentence(s) for s in p] for p in self.rng.choice(self._demo)]
            return self._made(paragraphs)
        chosen = sorted(self.rng.sample(range(len(self._wordings)), facts))
        if words == OTHER:
            self.rng.shuffle(chosen)
        lines = [Sentence(self._wordings[n][words].format(**event)) for n in chosen]
        made = self._made(self._paragraphs(lines))
        self._facts[made.id] = (chosen, event)
        return made
