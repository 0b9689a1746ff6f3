"""Recoupe: who says what in the coverage of a story, and on how many origins at most.

import recoupe
dossier = recoupe.read("coverage/")
dossier.claims[0].origins_at_most
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recoupe.dossier import ReadDossier
    from recoupe.errors import RecoupeError
    from recoupe.model import Article, Attribution, Claim, Dossier, Finding, Settings, Span
    from recoupe.run import read

    __version__: str

__all__ = [
    "Article",
    "Attribution",
    "Claim",
    "Dossier",
    "Finding",
    "ReadDossier",
    "RecoupeError",
    "Settings",
    "Span",
    "__version__",
    "read",
]


def __getattr__(name: str) -> object:
    """A public name, imported when first asked for: importing Recoupe does nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'recoupe' has no attribute {name!r}")
    homes = {
        "read": "recoupe.run",
        "RecoupeError": "recoupe.errors",
        "ReadDossier": "recoupe.dossier",
    }
    home = import_module(homes.get(name, "recoupe.model"))
    return getattr(home, "VERSION" if name == "__version__" else name)
