"""Which language a reader is written to: as chosen on the desk, else as the browser asks."""

from __future__ import annotations

from fastapi import Request

#: Languages that the pages are written in, the first where nobody asks for another.
WRITTEN = ("fr", "en")
#: What remembers the choice, for a year.
COOKIE = "recoupe_language"
COOKIE_S = 365 * 24 * 3600


def language_of(request: Request, default: str | None) -> str:
    """The language for a request; `default` is what the desk was started with."""
    chosen = request.cookies.get(COOKIE)
    if chosen in WRITTEN:
        return chosen
    return default or _asked_for(request.headers.get("accept-language", ""))


def _asked_for(header: str) -> str:
    """The written language that a browser asks for first.

    Source: RFC 9110, section 12.5.4.
    """
    wishes = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.partition(";q=")
        try:
            wishes.append((-float(weight or 1), place, tag.strip().lower().split("-")[0]))
        except ValueError:
            continue
    return next((tag for weight, _, tag in sorted(wishes) if tag in WRITTEN and weight), WRITTEN[0])
