"""Analysis: the words of an article and what they name, date and count."""

from recoupe.analysis.analyze import analyze

__all__ = ["analyze"]
