"""The run: wires the stages, alone reads files and settings from outside."""

from recoupe.run.correcting import Correction, judgment_of, sound
from recoupe.run.lines import from_line, to_line
from recoupe.run.naming import named
from recoupe.run.plan import Progress, demo_path, end_with_parent, read, run_until
from recoupe.run.sending import SentNews, note_webhook, send_news
from recoupe.run.standing import Standing, finished_story, is_behind, standing
from recoupe.run.stored import Added, add, correct, dossier_of, stories, story_of
from recoupe.run.watching import Round, World, watch

__all__ = [
    "Added",
    "Correction",
    "Progress",
    "Round",
    "SentNews",
    "Standing",
    "World",
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
    "note_webhook",
    "read",
    "run_until",
    "send_news",
    "sound",
    "standing",
    "stories",
    "story_of",
    "to_line",
    "watch",
]
