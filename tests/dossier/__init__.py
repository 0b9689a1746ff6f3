"""Tests of recoupe.dossier."""
