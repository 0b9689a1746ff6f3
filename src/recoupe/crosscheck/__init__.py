"""Crosscheck: how the accounts of a story stand to one another."""

from recoupe.crosscheck.contradiction import Contradiction, contradicts
from recoupe.crosscheck.crosscheck import crosscheck
from recoupe.crosscheck.story_words import own_words
from recoupe.crosscheck.uniting import united

__all__ = ["Contradiction", "contradicts", "crosscheck", "own_words", "united"]
