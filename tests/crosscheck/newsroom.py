"""Lay invented articles out as crosscheck gets them: read, traced, joined, in stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.crosscheck.claims import form_claims
from recoupe.crosscheck.counting import count_all
from recoupe.crosscheck.entities import join_actors
from recoupe.crosscheck.figure_drift import find_changes
from recoupe.crosscheck.findings import find_findings
from recoupe.crosscheck.home import with_home
from recoupe.crosscheck.material import lay_out
from recoupe.crosscheck.series import form_series
from recoupe.crosscheck.utterances import merge_utterances
from recoupe.lang import load_pack
from recoupe.lineage import trace
from recoupe.model import AnalyzeSettings, Story
from tests.build import article, published

if TYPE_CHECKING:
    from recoupe.crosscheck.material import Material
    from recoupe.model import Claim, Finding, Reading, Series, Utterance

SETTINGS = AnalyzeSettings(as_of="2031-12-31")


@dataclass(frozen=True, slots=True)
class Told:
    """What crosscheck finds in a few articles."""

    material: Material
    utterances: tuple[Utterance, ...]
    claims: tuple[Claim, ...]
    series: tuple[Series, ...]
    findings: tuple[Finding, ...]

    def claim(self, words: str) -> Claim:
        """The claim that holds an attribution whose content has these words."""
        for claim in self.claims:
            for reading in self.material.readings.values():
                text = reading.analysis.article.text
                for a in reading.attributions:
                    if a.id in claim.attribution_ids and words in a.content[0].of(text):
                        return claim
        raise LookupError(words)

    def kinds(self) -> list[str]:
        """The kinds of findings, each once, in alphabetical order."""
        return sorted({str(f.kind) for f in self.findings})


def read_page(
    text: str,
    *,
    path: str,
    day: str = "2031-07-03",
    outlet: str | None = None,
    title: str | None = None,
) -> Reading:
    """One article, read as the whole pipeline would; `title` is its first paragraph."""
    pack = load_pack("fr")
    page = article(text, path=path, title=title, outlet=outlet, published=published(day))
    return attribute(analyze(page, pack, settings=SETTINGS), pack)


def lay(*readings: Reading) -> Material:
    """Readings as one story."""
    tracing = trace(readings, [load_pack("fr")])
    ids = tuple(sorted({r.analysis.article.id for r in readings}))
    stories = (Story(id="story", title="", article_ids=ids),)
    entities = with_home(join_actors(readings), stories, readings=readings)
    return lay_out(readings, entities=entities, stories=stories, tracing=tracing)


def tell(*readings: Reading) -> Told:
    """All that crosscheck finds in readings of one story."""
    material = lay(*readings)
    utterances = merge_utterances(material)
    counts = count_all(material)
    changes = find_changes(material, counts)
    claims = form_claims(material, utterances, counts=counts)
    series = form_series(material, counts, changes=changes)
    findings = find_findings(material, claims, series=series, changes=changes)
    return Told(material, utterances, claims, series, findings)


def tell_texts(*texts: str, day: str = "2031-07-03") -> Told:
    """The same of texts, each an article of one day."""
    return tell(*(read_page(t, path=f"{i}.txt", day=day) for i, t in enumerate(texts)))
