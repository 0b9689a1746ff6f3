"""Which Recoupe this is, and when it was released."""

from __future__ import annotations

VERSION = "0.1.0"

#: The bound on every date when the input names none; there is no clock in Recoupe.
RELEASE_DATE = "2026-11-20"

#: Where those whose pages are fetched can read what Recoupe is.
PROJECT_PAGE = "https://pypi.org/project/recoupe/"
