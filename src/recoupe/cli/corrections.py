"""What can be corrected: the command of each kind of decision, with its help and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from recoupe.cli.correct import deciding, export, find, import_, list_, undo
from recoupe.cli.correct_options import (
    DecisionsInOptions,
    DecisionsOptions,
    DecisionsOutOptions,
    FindOptions,
    MergeOptions,
    PairOptions,
    PublishedOptions,
    RejectOptions,
    SaidOnOptions,
    SpeakerOptions,
    SplitOptions,
    StanceOptions,
    UndoOptions,
)
from recoupe.cli.options import flat
from recoupe.model import JudgmentKind

if TYPE_CHECKING:
    from recoupe.cli.correct_options import DecisionOptions

_KIND = JudgmentKind
#: Name, kind, options, help, and the end of an example.
_DECISIONS: tuple[tuple[str, JudgmentKind, type[DecisionOptions], str, str], ...] = (
    (
        "merge-entities",
        _KIND.MERGE_ENTITIES,
        MergeOptions,
        "Merge entities that are one person, body or place.",
        "préfecture 'préfecture maritime' --reason 'One body.'",
    ),
    (
        "split-entity",
        _KIND.SPLIT_ENTITY,
        SplitOptions,
        "Split an entity: in the articles named, it is somebody else.\n\n"
        "What is taken out stands alone until it is merged with somebody.",
        "Lescaudel --out courlis-0313 --reason 'His brother.'",
    ),
    (
        "merge-stories",
        _KIND.MERGE_STORIES,
        MergeOptions,
        "Merge stories that are one.",
        "2aad62cea9f0 77c8… --reason 'One accident.'",
    ),
    (
        "split-story",
        _KIND.SPLIT_STORY,
        SplitOptions,
        "Split a story: the articles named tell another one.",
        "Reine-Oriane --out courlis-0313 --reason 'Last year.'",
    ),
    (
        "merge-claims",
        _KIND.MERGE_CLAIMS,
        MergeOptions,
        "Merge claims of one story that are one proposition.",
        "'nie avoir été prévenu' 'démenti avoir reçu' --reason 'One denial.'",
    ),
    (
        "split-claim",
        _KIND.SPLIT_CLAIM,
        SplitOptions,
        "Split a claim: the articles, or attributions, named claim something else.",
        "'jamais fonctionné' --out courlis-0311 --reason 'Of the morning.'",
    ),
    (
        "speaker",
        _KIND.SET_SPEAKER,
        SpeakerOptions,
        "Set who said something: entities by id, a name, or nobody.\n\n"
        "Origins, parties and findings follow.",
        "'Le capitaine sera entendu lundi' --is Barrandon --reason 'She said so.'",
    ),
    (
        "said-on",
        _KIND.SET_SAID_ON,
        SaidOnOptions,
        "Set the day on which something was said.",
        "'Un safran ne lâche pas' 2026-03-14 --reason 'On the tape.'",
    ),
    (
        "published",
        _KIND.SET_PUBLISHED,
        PublishedOptions,
        "Set the day, or the first and last day, on which an article appeared.",
        "'marche silencieuse' 2026-03-15 --reason 'In the archive.'",
    ),
    (
        "stance",
        _KIND.SET_STANCE,
        StanceOptions,
        "Set what a source does with what it says: assert, deny, estimate, …",
        "'Un safran ne lâche pas' warn --reason 'It is a warning.'",
    ),
    (
        "reject",
        _KIND.REJECT_FINDING,
        RejectOptions,
        "Reject a finding that is none.",
        "'un millier 1.500' --reason 'Two different counts.'",
    ),
    (
        "copies",
        _KIND.MARK_COPIES,
        PairOptions,
        "Mark two articles as copies: what both say has one origin.",
        "'marche silencieuse' 'renflouement chiffré' --reason 'One agency.'",
    ),
    (
        "independent",
        _KIND.MARK_INDEPENDENT,
        PairOptions,
        "Mark two articles as independent: neither took from the other.\n\n"
        "One speaker on one day is still one origin.",
        "courlis-0311 fd36c42cd9d13c62 --reason 'Both were there.'",
    ),
)

corrections = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
for _name, _kind, _record, _help, _shown in _DECISIONS:
    _example = f"recoupe correct {_name} {_shown} --author Desk --store story.db"
    corrections.command(_name, epilog=f"Example: `{_example}`")(
        flat(deciding(_kind, _help), options=_record)
    )
for _name, _command, _options, _shown in (
    ("find", find, FindOptions, "recoupe correct find préfecture --store story.db"),
    ("list", list_, DecisionsOptions, "recoupe correct list --store story.db"),
    ("undo", undo, UndoOptions, "recoupe correct undo judgment-1adb… --reason 'My slip.'"),
    (
        "export",
        export,
        DecisionsOutOptions,
        "recoupe correct export --store story.db",
    ),
    (
        "import",
        import_,
        DecisionsInOptions,
        "recoupe correct import decisions….jsonl",
    ),
):
    corrections.command(_name, epilog=f"Example: `{_shown}`")(
        flat(_command, options=_options)  # type: ignore[arg-type]
    )
