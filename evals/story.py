"""Score what a dossier says of the story as a whole: lineage, drift, claims, silences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evals.sheet import Item, Sheet

#: Stances that answer « did they deny? » and « did they answer? ».
STANCES = {"denied": frozenset({"deny"}), "unanswered": frozenset({"evade", "silence"})}
#: Spans with a third of their characters in common speak of the same words.
SAME_WORDS = 0.33

Row = tuple[str, int, int]  # what, how many right, of how many


def story_rows(sheet: Sheet) -> Iterator[Row]:
    """How much of the story's gold the dossier has, kind by kind."""
    yield _furniture(sheet)
    yield _published(sheet)
    yield from _lineage(sheet)
    yield _drift(sheet)
    yield _origins(sheet)
    for kind, stances in STANCES.items():
        wanted = sheet.story["expect"][kind]
        said = [a for a in sheet.dossier["attributions"] if a["stance"] in stances]
        yield kind, sum(any(_touches(sheet, w, a) for a in said) for w in wanted), len(wanted)


def _furniture(sheet: Sheet) -> Row:
    """How many lines of the pages stayed out of the texts."""
    lines = sheet.story["boilerplate"]
    texts = {name: " ".join(text.split()) for name, text in sheet.texts.items()}
    kept_out = sum(
        line["article"] in texts and " ".join(line["text"].split()) not in texts[line["article"]]
        for line in lines
    )
    return "furniture kept out", kept_out, len(lines)


def _published(sheet: Sheet) -> Row:
    """How many articles bear an interval that lies within the gold's."""
    right = 0
    for article in sheet.dossier["articles"]:
        wanted = sheet.story["published"].get(sheet.article_of.get(article["id"], ""))
        said = article["published"]
        if wanted and said["earliest"] and said["latest"]:
            right += wanted["earliest"] <= said["earliest"] <= said["latest"] <= wanted["latest"]
    return "published", right, len(sheet.story["published"])


def _lineage(sheet: Sheet) -> Iterator[Row]:
    """How many lineages were found, and how many unrelated pairs were left apart."""
    name = sheet.article_of
    found = {
        (name.get(line["from"]), name.get(line["to"]), line["kind"])
        for line in sheet.dossier["lineage"]
    }
    wanted = {(line["from"], line["to"], line["kind"]) for line in sheet.story["lineage"]}
    yield "lineage", len(found & wanted), len(wanted)
    joined = {frozenset((a, b)) for a, b, kind in found if kind != "common_source"}
    apart = [pair for pair in sheet.story["no_reuse"] if frozenset(pair) not in joined]
    yield "unrelated left apart", len(apart), len(sheet.story["no_reuse"])


def _drift(sheet: Sheet) -> Row:
    """How many drifts were found, of their kind and on their words."""
    drifts = sheet.story["drift"]
    findings = [f for f in sheet.dossier["findings"] if f["right"]]
    found = sum(
        any(
            finding["kind"] == drift["kind"]
            and sheet.share(drift["from"], finding["left"], finding["left"]) >= SAME_WORDS
            and sheet.share(drift["to"], finding["right"], finding["right"]) >= SAME_WORDS
            for finding in findings
        )
        for drift in drifts
    )
    return "drift", found, len(drifts)


def _origins(sheet: Sheet) -> Row:
    """How many expected claims hold half of their members on a right number of origins."""
    wanted = sheet.story["expect"]["claims"]
    right = sum(
        any(_is_claim(sheet, expected, claim) for claim in sheet.dossier["claims"])
        for expected in wanted
    )
    return "claims with origins", right, len(wanted)


def _is_claim(sheet: Sheet, expected: Item, claim: Item) -> bool:
    """Whether a claim of the dossier is the expected one, on as many origins."""
    said = [a for a in sheet.dossier["attributions"] if a["id"] in claim["attributions"]]
    held = sum(any(_touches(sheet, m, a) for a in said) for m in expected["members"])
    low, high = expected["origins"]
    return 2 * held >= len(expected["members"]) and low <= claim["origins_at_most"] <= high


def _touches(sheet: Sheet, label: Item, attribution: Item) -> bool:
    """Whether an attribution's content or cue stands on the wanted words."""
    spans = (attribution["content"], attribution["cue"])
    return any(sheet.share(label, attribution, s) >= SAME_WORDS for s in spans)
