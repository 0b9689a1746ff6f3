"""Tests of `recoupe.text`."""
