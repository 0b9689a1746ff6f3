"""The house: layers, faces, names, walls, licenses. Each rule stands in docs/architecture.md."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import unicodedata
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement

import recoupe
from recoupe import model
from recoupe.lang import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "recoupe"

#: From what is imported to what imports: a line sees the lines above it, never a sibling.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"errors"}),
    frozenset({"model"}),
    frozenset({"text"}),
    frozenset({"lang"}),
    frozenset({"intake", "analysis", "attribution", "lineage", "crosscheck"}),
    frozenset({"dossier", "store"}),
    frozenset({"run"}),
    frozenset({"desk"}),
    frozenset({"cli"}),
)
FOUNDATION = frozenset().union(*LAYERS[:4])
STAGES_AND_OUTLETS = LAYERS[4] | LAYERS[5]
DEPTH = {name: depth for depth, layer in enumerate(LAYERS) for name in layer}

PUBLIC = [
    "Article",
    "Attribution",
    "Claim",
    "Dossier",
    "Finding",
    "ReadDossier",
    "RecoupeError",
    "Settings",
    "Span",
    "__version__",
    "read",
]
FORBIDDEN_NAMES = {"utils", "util", "common", "helpers", "helper", "misc", "core", "base"}
LINES = 500
FUNCTION_LINES = 60
PARAMETERS = 5
POSITIONAL = 2

#: Code that is not written for the house: language packs hold it behind one contract.
MODULES = sorted(SOURCE.rglob("*.py"))
TABLES = sorted((SOURCE / "lang").glob("*/*.tsv"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def package_of(path: Path) -> str:
    """The line of the house a file stands on; "" for the root itself."""
    first = path.relative_to(SOURCE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Dotted names under `recoupe` that a file imports, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "recoupe")
        if isinstance(node, ast.ImportFrom) and node.level:
            yield "." * node.level
        if isinstance(node, ast.ImportFrom) and node.module == "recoupe":
            yield from (f"recoupe.{a.name}" for a in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("recoupe."):
            yield str(node.module)


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_up_the_list_only(path: Path) -> None:
    here = package_of(path)
    wrong = []
    for dotted in imports_of(path) if here else ():
        there = dotted.split(".")[1] if dotted.startswith("recoupe.") else dotted
        if there == here:
            continue
        sees = FOUNDATION if here in STAGES_AND_OUTLETS else DEPTH
        if there not in sees or DEPTH[there] >= DEPTH[here]:
            wrong.append(dotted)

    assert wrong == [], f"{here} must not import {wrong}; see LAYERS"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_outsiders_import_faces_only(path: Path) -> None:
    here = package_of(path)
    wrong = [
        dotted
        for dotted in imports_of(path)
        if dotted.count(".") > 1 and dotted.split(".")[1] != here
    ]

    assert wrong == [], f"import the package's face, not {wrong}"


def test_every_package_stands_on_a_line_of_the_house() -> None:
    assert {package_of(path) for path in MODULES} - set(DEPTH) == {""}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert not {*path.relative_to(SOURCE).with_suffix("").parts} & FORBIDDEN_NAMES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_wall_is_passed(path: Path) -> None:
    wrong = []
    if (lines := path.read_text("utf-8").count("\n")) > LINES:
        wrong.append(f"{lines} lines, never over {LINES}")
    for function in functions_of(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        given = function.args
        positional = [a.arg for a in (*given.posonlyargs, *given.args)]
        bound = positional[:1] in (["self"], ["cls"])
        count = len(positional) + len(given.kwonlyargs) - bound
        if length > FUNCTION_LINES:
            wrong.append(f"{function.name}: {length} lines, never over {FUNCTION_LINES}")
        if count > PARAMETERS:
            wrong.append(f"{function.name}: {count} parameters, at most {PARAMETERS}")

    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_after_two_parameters_all_go_by_name(path: Path) -> None:
    wrong = []
    for function in functions_of(path):
        positional = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        bound = positional[:1] in (["self"], ["cls"])
        if len(positional) - bound > POSITIONAL:
            wrong.append(f"{function.name}({', '.join(positional)})")

    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.name == "__init__.py" and p != SOURCE / "__init__.py"],
    ids=name_of,
)
def test_a_face_is_a_docstring_imports_and_all(path: Path) -> None:
    allowed = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign, ast.If)
    body = ast.parse(path.read_text("utf-8")).body

    assert [node for node in body if not isinstance(node, allowed)] == []
    assert [
        node
        for node in body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) != "__all__"
    ] == []


def test_the_root_exports_what_this_list_holds() -> None:
    assert recoupe.__all__ == PUBLIC
    assert len(PUBLIC) <= 15
    assert all(hasattr(recoupe, name) for name in PUBLIC)


@pytest.mark.parametrize(
    "code", ["import recoupe", "import recoupe.cli"], ids=["package", "program"]
)
def test_importing_opens_no_heavy_library(code: str) -> None:
    names = {
        *("alembic", "argon2", "fastapi", "fastwarc", "httpx", "numpy", "pypdf", "spacy"),
        *("sqlalchemy", "starlette", "thinc", "trafilatura", "uvicorn"),
    }
    heavy = f"{names} & sys.modules.keys()"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(sorted({heavy}))"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"


# --- dependencies ---------------------------------------------------------------------------


def runtime_closure() -> dict[str, Any]:
    """Every distribution that installing Recoupe brings, by its name."""
    found: dict[str, Any] = {}
    waiting = ["recoupe"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # wanted on another system only
        for line in found[name].requires or ():
            requirement = Requirement(line)
            if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return found


def license_of(dist: Any) -> str:
    """All that a distribution's metadata says of its license."""
    facts = dist.metadata
    said = [facts.get("License-Expression") or "", facts.get("License") or ""]
    said += [c for c in facts.get_all("Classifier") or () if c.startswith("License")]
    return " ".join(line.splitlines()[0] for line in said if line)


#: Dual-licensed or under the Lesser license, which asks nothing of those who only import it.
WEAK = re.compile(r"LGPL|Lesser|Library General|\bOR\b", re.IGNORECASE)


def test_no_dependency_is_under_a_strong_copyleft() -> None:
    closure = runtime_closure()
    licenses = {name: license_of(dist) for name, dist in closure.items()}
    strong = {
        name: text
        for name, text in licenses.items()
        if re.search(r"GPL|Affero|General Public", text) and not WEAK.search(text)
    }

    assert len(closure) > 20
    assert strong == {}


# --- language packs -------------------------------------------------------------------------


def rows_of(table: str) -> Iterator[tuple[str, str]]:
    """Module and name of each record that declares itself the row of a table."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(part, ast.AnnAssign)
                and ast.unparse(part.target) == "TABLE"
                and isinstance(part.value, ast.Constant)
                and part.value.value == table
                for part in node.body
            ):
                dotted = path.relative_to(SOURCE.parent).with_suffix("").parts
                yield ".".join(dotted), node.name


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_every_table_is_read_by_some_code_and_loads(path: Path) -> None:
    readers = list(rows_of(path.name))

    assert len(readers) == 1, "no list is shipped that no code reads; its row is declared once"
    module, name = readers[0]
    assert load_pack(path.parent.name).table(getattr(import_module(module), name))


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_every_table_is_sorted_and_normalized_and_tells_its_sources(path: Path) -> None:
    text = path.read_text("utf-8")
    header, *rows = text.splitlines()

    assert header.split("\t")[-2:] == ["source", "example"]
    assert rows == sorted(set(rows)), "sort the rows, one fact per row"
    assert unicodedata.is_normalized("NFC", text)
    assert [row for row in rows if not all(cell.strip() for cell in row.split("\t")[-2:])] == []


# --- words ----------------------------------------------------------------------------------

JUDGING = re.compile(
    r"\b(true|truth|false|fake|lie|lies|liar|vrai|vraie|vérité|faux|fausse|mensonge|mensonges)\b",
    re.IGNORECASE,
)
#: Said aloud in every dossier: what Recoupe does not report.
DISCLAIMER = re.compile(r"(never|not)( of)? truth|(jamais|pas|non) la vérité")


def sayings() -> Iterator[tuple[str, str]]:
    """Everything the pages, commands and reasons can say to a reader."""
    for path in sorted(SOURCE.glob("dossier/*.tsv")) + sorted(SOURCE.glob("desk/*.tsv")):
        yield from ((name_of(path), line) for line in path.read_text("utf-8").splitlines())
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Reason":
                for part in ast.walk(node):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield name_of(path), part.value


def test_nothing_that_is_shown_judges_what_is_true() -> None:
    judged = [
        (where, said)
        for where, said in sayings()
        if JUDGING.search(said) and not DISCLAIMER.search(said)
    ]

    assert judged == []


# --- documentation --------------------------------------------------------------------------

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
RECORDS = sorted(n for n in model.__all__ if is_dataclass(getattr(model, n)))
ENUMS = sorted(
    n
    for n in model.__all__
    if isinstance(getattr(model, n), type) and issubclass(getattr(model, n), Enum)
)


@pytest.mark.parametrize("name", RECORDS + ENUMS)
def test_every_record_is_in_the_glossary(name: str) -> None:
    assert f"`{name}`" in GLOSSARY


@pytest.mark.parametrize("name", ENUMS)
def test_every_value_of_a_closed_set_is_in_the_glossary(name: str) -> None:
    [row] = [line for line in GLOSSARY.splitlines() if line.startswith(f"| `{name}`")]

    assert [m.value for m in getattr(model, name) if f"`{m.value}`" not in row] == []


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert f"## {recoupe.__version__}" in changelog
    assert "### Scores" in changelog


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=name_of)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 120


def test_make_alone_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, re.M)

    assert re.findall(r"^([a-z]+):.*  ## \S", makefile, re.M) == phony.split()


def test_ci_calls_the_targets_that_people_call() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    called = {t for line in re.findall(r"^ *make ([a-z ]+)", ci, re.M) for t in line.split()}

    assert {"test", "lint", "types", "demo", "evals"} <= called <= targets
