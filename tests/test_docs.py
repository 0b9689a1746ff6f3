"""Pages that are made from the program hold what the program says; `make golden` rewrites them."""

from __future__ import annotations

import json
import re
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from recoupe.cli.app import app
from recoupe.dossier import TABLES, columns, render_schema
from recoupe.store import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable

    Keep = Callable[[Path, str], None]

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PACK = ROOT / "src" / "recoupe" / "lang" / "fr"
#: What the cells of a column hold, in words.
CELLS = {str: "text", int: "whole number", float: "number", bool: "0 or 1"}
#: Click's commands; `Any`, because Typer brings Click along under a name of its own or not.
COMMANDS: dict[str, Any] = {}
for _name, _command in typer.main.get_group(app).commands.items():
    inner = getattr(_command, "commands", {})
    COMMANDS |= {f"{_name} {part}": one for part, one in inner.items()} or {_name: _command}


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Keep:
    """Compare a page with what it should be, or write it under `--golden`."""

    def compare(page: Path, wanted: str) -> None:
        if request.config.getoption("--golden"):
            page.parent.mkdir(exist_ok=True)
            page.write_text(wanted, "utf-8")
        assert page.exists(), f"{page} is missing; `make golden` writes it"
        assert page.read_text("utf-8") == wanted, "`make golden` rewrites the page"

    return compare


def between(page: Path, mark: str, lines: list[str], *, keep: Keep) -> None:
    """Compare what stands between two marks of a page with what should."""
    block = "\n".join(lines)
    whole = page.read_text("utf-8")
    assert f"<!-- {mark} -->" in whole

    keep(page, re.sub(rf"<!-- {mark} -->.*<!-- /{mark} -->", lambda _: block, whole, flags=re.S))


def page_of(name: str) -> str:
    """The stem of a command's page: `store add` stands in `store-add.md`."""
    return name.replace(" ", "-")


def option_row(parameter: Any) -> str:
    """A row of the table of options: names, value, default, help."""
    default = parameter.default
    value = parameter.metavar or ""
    if isinstance(default, Enum):
        value = " or ".join(member.value for member in type(default))
        default = default.value
    if parameter.required:
        default = None
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    shown = "" if default is None or default is False else f"`{default}`"
    return f"| {names} | {value} | {shown} | {parameter.help} |"


def command_page(name: str, command: Any) -> str:
    """The page of a command, made from its help."""
    example = re.search(r"`(.+)`", command.epilog or "")
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(["recoupe", name, *(p.metavar or "" for p in arguments), "[OPTIONS]"])
    lines = [f"# recoupe {name}", "", *(command.help or "").splitlines(), ""]
    lines += ["```", usage, "```", ""]
    for argument in arguments:
        lines += [f"`{argument.metavar}`: {getattr(argument, 'help', '')}", ""]
    lines += ["| option | value | default | |", "|---|---|---|---|", *map(option_row, options), ""]
    if example:
        lines += ["```console", f"$ {example.group(1)}", "```", ""]
    return "\n".join(lines)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_page_made_from_its_help(name: str, keep: Keep) -> None:
    keep(DOCS / "commands" / f"{page_of(name)}.md", command_page(name, COMMANDS[name]))


def test_no_page_tells_of_a_command_that_is_gone() -> None:
    assert {page.stem for page in (DOCS / "commands").glob("*.md")} == {
        page_of(name) for name in COMMANDS
    }


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_opens_with_a_verb_and_ends_with_an_example(name: str) -> None:
    command = COMMANDS[name]
    first = (command.help or "").split()[0]

    assert first.istitle()
    assert not first.endswith(("ing", "s"))
    assert f"`recoupe {name}" in (command.epilog or "")


def test_the_schema_that_is_published_is_the_programs(keep: Keep) -> None:
    keep(DOCS / "dossier.schema.json", render_schema())


def test_the_columns_of_the_tables_stand_in_the_page_on_formats(keep: Keep) -> None:
    lines = ["<!-- columns -->"]
    for name, row in TABLES.items():
        lines += [f"### {name}.csv", "", f"{(row.__doc__ or '').strip()}", ""]
        lines += ["| column | cells | meaning |", "|---|---|---|"]
        lines += [f"| `{c.name}` | {CELLS[c.type]} | {c.meaning} |" for c in columns(row)]
        lines += [""]
    between(DOCS / "formats.md", "columns", [*lines, "<!-- /columns -->"], keep=keep)


def test_the_keys_of_the_json_stand_in_the_page_on_formats(keep: Keep) -> None:
    schema = json.loads(render_schema())
    lines = ["<!-- keys -->", "| key | what stands there |", "|---|---|"]
    for key, part in schema["properties"].items():
        record = part.get("items", {}).get("$ref", "").rpartition("/")[2]
        keys = schema["$defs"].get(record, {})
        said = part.get("description") or keys["description"]
        names = " · ".join(f"`{name}`" for name in keys.get("properties", ()))
        lines.append(f"| `{key}` | {said}{f' Keys: {names}.' if names else ''} |")
    between(DOCS / "formats.md", "keys", [*lines, "<!-- /keys -->"], keep=keep)


def test_the_tables_of_a_store_stand_in_its_page(keep: Keep) -> None:
    lines = ["<!-- tables -->"]
    for table in METADATA.sorted_tables:
        lines += [f"### {table.name}", "", table.comment or "", "", "| column | |", "|---|---|"]
        lines += [f"| `{column.name}` | {column.comment} |" for column in table.columns]
        lines += [""]
    between(DOCS / "store.md", "tables", [*lines, "<!-- /tables -->"], keep=keep)


def test_the_tables_of_a_pack_stand_in_the_architecture_page(keep: Keep) -> None:
    page = DOCS / "architecture.md"
    rows = ["| table | columns before `source` and `example` |", "|---|---|"]
    for path in sorted(PACK.glob("*.tsv")):
        header = path.read_text("utf-8").split("\n", 1)[0].split("\t")
        rows.append(f"| `{path.name}` | {' · '.join(header[:-2])} |")
    between(page, "tables", ["<!-- tables -->", *rows, "<!-- /tables -->"], keep=keep)
