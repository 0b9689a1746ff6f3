"""Tests of recoupe.cli."""
