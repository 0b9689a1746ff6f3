"""The run: wires the stages, alone reads files and settings from outside."""

from recoupe.run.lines import from_line, to_line
from recoupe.run.plan import Progress, demo_path, read, run_until
from recoupe.run.standing import Standing, standing, stories_of
from recoupe.run.stored import Added, add, dossier_of, stories, story_of

__all__ = [
    "Added",
    "Progress",
    "Standing",
    "add",
    "demo_path",
    "dossier_of",
    "from_line",
    "read",
    "run_until",
    "standing",
    "stories",
    "stories_of",
    "story_of",
    "to_line",
]
