"""Who may import whom: the table of docs/architecture.md, kept. Imports inside functions count like any other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS = {
    "domain": {"domain"},
    "content": {"content"},
    "rendering": {"rendering", "templatetags"},
    "models": {"models", "admin"},
    "sandbox": {"sandbox"},
    "datasets": {"datasets"},
    "attempts": {
        "attempts", "evaluation", "growth", "insight", "labs", "proofs", "exercise_proofs", "limit_proofs",
        "project_proofs", "mended", "mended_labs", "solutions", "latest_runs", "vocabulary", "classes", "class_statistics", "feedback",
        "verification", "witnesses", "targets", "activation",
    },
    "views": {"views", "forms", "errors", "limits"},
    "commands": {"management"},
    "urls": {"urls"},
    "configuration": {"settings", "csp", "log_lines", "secret_key", "static_files", "toolbar_parts", "wsgi", "apps",
                      "checks"},
}
EVERYTHING_A_REQUEST_MAY_USE = {"domain", "content", "rendering", "models", "sandbox", "datasets", "attempts"}
MAY_IMPORT = {
    "domain": set(),
    "content": {"domain"},
    "rendering": {"domain"},
    "models": {"domain"},
    "sandbox": {"domain"},
    "datasets": {"domain", "models", "sandbox"},
    "attempts": {"domain", "content", "models", "sandbox", "datasets"},
    "views": EVERYTHING_A_REQUEST_MAY_USE,
    "commands": EVERYTHING_A_REQUEST_MAY_USE,
    "urls": {"views"},
    "configuration": set(),
}
IMPURE = {"django", "os", "pathlib", "subprocess", "socket", "sqlite3", "urllib", "shutil", "tempfile"}


def imports_of(path: Path) -> list[tuple[int, str]]:
    """(line, dotted name) of each module, or name in a module, that the file imports."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the whole name of what is imported"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def layer_of(name: str) -> str:
    """The layer of a module below `course`, such as `views.lessons`."""
    top = name.split(".", maxsplit=1)[0]
    layers = [layer for layer, modules in LAYERS.items() if top in modules]
    assert layers, f"course.{top} is in no layer: give it one in tests/test_imports.py and docs/architecture.md"
    return layers[0]


def breaches(importer: Path, imported: str) -> bool:
    name = ".".join(importer.relative_to(ROOT / "course").with_suffix("").parts)
    own, other = layer_of(name), layer_of(imported.removeprefix("course."))
    return own != other and other not in MAY_IMPORT[own]


def sources(folder: str) -> list[Path]:
    return [path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts]


def test_each_layer_imports_only_the_layers_below_it():
    assert [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sources("course")
        for line, name in imports_of(path)
        if name.startswith("course.") and breaches(path, name)
    ] == []


@pytest.mark.parametrize(("folder", "stranger"), [("course", "sandbox_app"), ("sandbox_app", "course")])
def test_the_site_and_the_sandbox_never_import_each_other(folder, stranger):
    assert [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources(folder)
        for line, name in imports_of(path)
        if name.split(".")[0] == stranger
    ] == []


def test_the_domain_knows_neither_django_nor_the_operating_system():
    assert [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sources("course/domain")
        for line, name in imports_of(path)
        if name.split(".")[0] in IMPURE and name != "pathlib.PurePath"
    ] == []


@pytest.mark.parametrize(
    ("importer", "imported", "breach"),
    [
        ("domain/verdict/judge.py", "course.models.attempt", True),
        ("sandbox/pool.py", "course.attempts", True),
        ("models/attempt.py", "course.views.home", True),
        ("views/home.py", "course.settings", True),
        ("views/home.py", "course.attempts", False),
        ("attempts.py", "course.sandbox.pool", False),
    ],
)
def test_a_breach_is_found(importer, imported, breach):
    assert breaches(ROOT / "course" / importer, imported) is breach
