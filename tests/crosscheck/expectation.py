"""Check a JSON dossier against what a careful reader expects of it: `expect` of a story's gold.

Contents are found again by their words, in the text of the article whose path
ends in the name the gold gives; half of the characters in common is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recoupe.text import evened

#: Share of the shorter stretch that two stretches have in common when they are one.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Dossier:
    """A JSON dossier with the names that the gold gives its articles."""

    json: dict[str, Any]
    articles: dict[str, str]  # article id by the gold's name

    def place(self, wanted: dict[str, Any]) -> tuple[str, int, int]:
        """Where a stretch of the gold stands in the dossier; an empty stretch when it does not."""
        article = self.articles[wanted["article"]]
        text = next(a["text"] for a in self.json["articles"] if a["id"] == article)
        start = evened(text).find(evened(wanted["text"]))
        return article, max(start, 0), start + len(wanted["text"]) if start >= 0 else 0

    def attributions(self, wanted: dict[str, Any]) -> set[str]:
        """The attributions whose content is a stretch of the gold."""
        place = self.place(wanted)
        return {
            a["id"]
            for a in self.json["attributions"]
            if any(are_one(place, (a["article"], s["start"], s["end"])) for s in a["content"])
        }


def are_one(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether two stretches are one, by the shorter of them."""
    if one[0] != other[0]:
        return False
    common = min(one[2], other[2]) - max(one[1], other[1])
    shorter = min(one[2] - one[1], other[2] - other[1])
    return shorter > 0 and common >= SAME * shorter


def claim_faults(dossier: Dossier, wanted: dict[str, Any]) -> list[str]:
    """What is wrong with the claim that a careful reader forms; empty when nothing is."""
    members = [dossier.attributions(m) for m in wanted["members"]]
    found = [m for m in members if m]
    claims = [c for c in dossier.json["claims"] if all(m & set(c["attributions"]) for m in found)]
    if not found or not claims:
        return ["no claim holds all members that are attributed"]
    claim = claims[0]
    faults = []
    least, most = wanted["origins"]
    if not least <= claim["origins_at_most"] <= most:
        faults.append(f"{claim['origins_at_most']} origins, not {least} to {most}")
    if wanted["parties"] and claim["parties"] != sorted(wanted["parties"]):
        faults.append(f"parties {claim['parties']}, not {wanted['parties']}")
    kinds = {f["kind"] for f in dossier.json["findings"] if claim["id"] in f["claims"]}
    if not kinds & set(wanted["finding"]):
        faults.append(f"findings {sorted(kinds)}, none of {wanted['finding']}")
    return faults


def series_faults(dossier: Dossier, wanted: dict[str, Any]) -> list[str]:
    """What is wrong with the series that a careful reader draws; empty when nothing is."""
    points = {tuple(_point(dossier, p)) for p in wanted["points"]}
    best: dict[str, Any] = max(
        dossier.json["series"],
        key=lambda s: len(points & _points(s)),
        default={"points": [], "relation": None},
    )
    faults = [f"lacks {p}" for p in sorted(points - _points(best), key=str)]
    never = {tuple(_point(dossier, p)) for p in wanted["never"]}
    faults += [f"holds {p}" for p in sorted(never & _points(best), key=str)]
    if best["relation"] == wanted.get("relation_is_not"):
        faults.append(f"is {best['relation']}")
    if "relation" in wanted and best["relation"] != wanted["relation"]:
        faults.append(f"is {best['relation']}, not {wanted['relation']}")
    return faults


def _point(dossier: Dossier, point: list[Any]) -> list[Any]:
    return [dossier.articles[point[0]], point[1], point[2]]


def _points(series: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {(p["article"], p["low"], p["high"]) for p in series["points"]}


def is_found(dossier: Dossier, wanted: dict[str, Any], *, kind: str) -> bool:
    """Whether a finding of a kind stands on a stretch of the gold."""
    place = dossier.place(wanted)
    return any(
        are_one(place, (side["article"], side["start"], side["end"]))
        for f in dossier.json["findings"]
        if f["kind"] == kind
        for side in (f["left"], f["right"])
        if side
    )


def has_drift(dossier: Dossier, wanted: dict[str, Any]) -> bool:
    """Whether a drift of the gold is among the findings, with its kind and both sides."""
    sides = dossier.place(wanted["from"]), dossier.place(wanted["to"])
    return any(
        f["kind"] == wanted["kind"]
        and all(
            are_one(place, (side["article"], side["start"], side["end"]))
            for place, side in zip(sides, (f["left"], f["right"]), strict=True)
        )
        for f in dossier.json["findings"]
        if f["right"]
    )
