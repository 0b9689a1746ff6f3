"""Crosscheck: how the accounts of a story stand to one another."""

from recoupe.crosscheck.crosscheck import crosscheck

__all__ = ["crosscheck"]
