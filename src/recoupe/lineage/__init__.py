"""Lineage: which texts share words, where, and who took from whom."""

from recoupe.lineage.trace import trace

__all__ = ["trace"]
