"""What a naive reader would find: marks, digits and names of days, by pattern.

It stands beside every score, so that nobody takes an easy text for a good
reader. It answers with the dossier's keys.
"""

from __future__ import annotations

import re
from typing import Any

QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"]{15,}?)\s*[»”\"]")
ACCORDING = re.compile(r"(?:[Ss]elon|[Dd]['’]après)\s+([^,.]{3,60}),\s+([^.]{10,})")
NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+)+")
NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.]\d{3})*(?:,\d+)?")
DATE = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|\d{1,2} (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre)",
    re.IGNORECASE,
)
#: How far after a quotation a naive reader looks for a name.
REACH_CHARS = 120


def naive(dossier: dict[str, Any]) -> dict[str, Any]:
    """The same articles with a naive reader's attributions, quantities and timexes."""
    out: dict[str, Any] = {
        "articles": dossier["articles"],
        "entities": [],
        "attributions": [],
        "quantities": [],
        "timexes": [],
    }
    for article in dossier["articles"]:
        text, where = article["text"], {"article": article["id"]}
        for match in QUOTED.finditer(text):
            after = NAME.search(text, match.end(), match.end() + REACH_CHARS)
            out["attributions"].append(
                where | _said(out, span=match.span(1), name=after and after.group())
            )
        for match in ACCORDING.finditer(text):
            out["attributions"].append(where | _said(out, span=match.span(2), name=match.group(1)))
        for match in NUMBER.finditer(text):
            value = float(re.sub(r"[^\d,]", "", match.group()).replace(",", "."))
            span = {"start": match.start(), "end": match.end()}
            out["quantities"].append(
                where | {"span": span, "low": value, "high": value, "approximate": False}
            )
        for match in DATE.finditer(text):
            span = {"start": match.start(), "end": match.end()}
            out["timexes"].append(where | {"span": span, "type": "DATE", "value": None})
    return out


def _said(out: dict[str, Any], *, span: tuple[int, int], name: str | None) -> dict[str, Any]:
    """An attribution of the span to whoever bears the name."""
    speakers = [name] if name else []
    out["entities"] += [{"id": n, "name": n, "aliases": []} for n in speakers]
    return {
        "content": [{"start": span[0], "end": span[1]}],
        "speakers": speakers,
        "stance": "assert",
        "certainty": "plain",
        "quotation": "direct",
    }
