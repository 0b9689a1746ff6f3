"""Tests of Recoupe; the folders mirror `src/recoupe`."""
