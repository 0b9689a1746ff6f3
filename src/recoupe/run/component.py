"""The attribution stage as a spaCy component, for people who only want that.

    import spacy

    nlp = spacy.blank("fr")
    nlp.add_pipe("recoupe_attribution")
    doc = nlp("Le maire affirme que le pont tient.")
    doc._.recoupe.attributions[0].content[0].of(doc.text)

The text is read with Recoupe's own pipeline, whatever parsed it before: its
frames are measured on that parse and no other. The spans also stand in
`doc.spans` under `recoupe_content`, `recoupe_cue` and `recoupe_source`, on the
tokens of the `Doc`.

Only spaCy imports this module, so spaCy may be imported at its top.

Source: spaCy's entry points, https://spacy.io/usage/saving-loading#entry-points
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.lang import load_pack
from recoupe.model import AnalyzeSettings, Article, DateBasis, Published, Reading, Reason

if TYPE_CHECKING:
    from recoupe.model import Span

#: Under this name the reading stands in `doc._`.
EXTENSION = "recoupe"
UNDATED = Reason("Un texte seul n'a pas de date.", "A text by itself has no date.")


@dataclass(frozen=True, slots=True)
class AttributionComponent:
    """Reads the attributions of a `Doc`'s text and hangs them on it."""

    tag: str  # BCP 47, of the language pack

    def __call__(self, doc: Doc) -> Doc:
        """The same `Doc`, with `doc._.recoupe` and three groups of spans."""
        reading = read_text(doc.text, self.tag)
        doc._.set(EXTENSION, reading)
        found = reading.attributions
        _group(doc, "recoupe_content", spans=[s for a in found for s in a.content])
        _group(doc, "recoupe_cue", spans=[a.cue for a in found if a.cue])
        _group(doc, "recoupe_source", spans=[a.source for a in found if a.source])
        return doc


@Language.factory("recoupe_attribution")
def register(nlp: Language, name: str) -> AttributionComponent:  # noqa: ARG001 (spaCy's contract)
    """The component for a spaCy pipeline; spaCy finds it by its entry point."""
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)
    return AttributionComponent(nlp.lang if nlp.lang and nlp.lang != "xx" else "fr")


def read_text(text: str, tag: str) -> Reading:
    """The reading of a text by itself, in the language `tag`; it has no date of its own."""
    pack = load_pack(tag)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    article = Article(
        id=digest[:12],
        path="-",
        url=None,
        outlet=None,
        title=None,
        byline=None,
        credit=None,
        language=tag,
        text=text,
        headline=None,
        sha256=digest,
        published=Published(earliest=None, latest=None, basis=DateBasis.UNKNOWN, reason=UNDATED),
    )
    return attribute(analyze(article, pack, settings=AnalyzeSettings()), pack)


def _group(doc: Doc, name: str, *, spans: list[Span]) -> None:
    """Hang spans on a `Doc`, widened to its tokens."""
    found = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    doc.spans[name] = [span for span in found if span is not None]
