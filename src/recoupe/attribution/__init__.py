"""Attribution: who is said to have said what, in which words, how firmly."""

from recoupe.attribution.attribute import attribute

__all__ = ["attribute"]
