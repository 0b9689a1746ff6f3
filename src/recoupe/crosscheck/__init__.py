"""Crosscheck: how the accounts of a story stand to one another."""

from recoupe.crosscheck.contradiction import Contradiction, contradicts
from recoupe.crosscheck.crosscheck import crosscheck

__all__ = ["Contradiction", "contradicts", "crosscheck"]
