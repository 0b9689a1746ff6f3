"""Crosscheck: how the accounts of a story stand to one another."""

from recoupe.crosscheck.contradiction import Contradiction, contradicts
from recoupe.crosscheck.crosscheck import crosscheck
from recoupe.crosscheck.dating import dated_on
from recoupe.crosscheck.entities import own_id
from recoupe.crosscheck.story_words import own_words
from recoupe.crosscheck.uniting import united

__all__ = [
    "Contradiction",
    "contradicts",
    "crosscheck",
    "dated_on",
    "own_id",
    "own_words",
    "united",
]
