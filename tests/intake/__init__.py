"""Tests of `recoupe.intake`."""
