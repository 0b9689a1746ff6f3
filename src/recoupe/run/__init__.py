"""The run: wires the stages, alone reads files and settings from outside."""

from recoupe.run.correcting import Correction, judgment_of
from recoupe.run.lines import from_line, to_line
from recoupe.run.naming import named
from recoupe.run.plan import Progress, demo_path, end_with_parent, read, run_until
from recoupe.run.standing import Standing, finished_story, is_behind, standing, stories_of
from recoupe.run.stored import Added, add, correct, dossier_of, stories, story_of

__all__ = [
    "Added",
    "Correction",
    "Progress",
    "Standing",
    "add",
    "correct",
    "demo_path",
    "dossier_of",
    "end_with_parent",
    "finished_story",
    "from_line",
    "is_behind",
    "judgment_of",
    "named",
    "read",
    "run_until",
    "standing",
    "stories",
    "stories_of",
    "story_of",
    "to_line",
]
