"""The documentation against the code: what exists is described, and what is described exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


def table_names(text: str, heading: str) -> list[str]:
    """The first word of each code span in the first column of the table below a heading."""
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [span for cell in cells for span in re.findall(r"`([^`\s]+)[^`]*`", cell)]


def test_each_make_target_is_described():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    described = re.findall(r"^\| `make (\w+)` \|", README, re.MULTILINE)
    assert sorted(described) == sorted(targets)


def test_each_setting_is_described():
    source = (ROOT / "course" / "settings.py").read_text()
    read = set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""", source))
    assert len(read) > 20
    assert sorted(table_names(README, "Settings")) == sorted(read)


def test_each_management_command_is_described():
    commands = [path.stem for path in (ROOT / "course/management/commands").glob("[a-z]*.py")]
    assert sorted(table_names(README, "Management commands")) == sorted(commands)


@pytest.mark.parametrize(
    ("file", "heading"),
    [
        ("requirements.txt", "To run the site: `requirements.txt`"),
        ("requirements-dev.txt", "For tests and checks: `requirements-dev.txt`"),
        ("requirements-fuzz.txt", "For coverage-guided fuzzing, by hand: `requirements-fuzz.txt`"),
    ],
)
def test_each_python_package_is_pinned_and_has_its_reason(file, heading):
    lines = [line for line in (ROOT / file).read_text().splitlines() if line and line[0] not in "#-"]
    pins = [re.match(r"([\w.-]+)(?:\[\w+\])?==[\w.]+(?: ;|$)", line) for line in lines]
    assert [line for line, pin in zip(lines, pins, strict=True) if pin is None] == []
    reasons = table_names((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"), heading)
    assert sorted(reasons) == sorted({pin[1] for pin in pins if pin})


def test_each_editor_package_is_pinned_and_has_its_reason():
    packages = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert [name for name, version in packages.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    reasons = table_names((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"), "For the editor: `package.json`")
    assert sorted(reasons) == sorted(packages)


def test_the_lock_file_holds_no_address():
    assert re.findall(r'"resolved"|https?://', (ROOT / "package-lock.json").read_text()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document):
    text = re.sub(r"^(`{3,}).*?^\1$|`[^`\n]+`", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\((?!https?://)([^)#]+)", text)
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_architecture_names_every_module_below_course():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    modules = [path.name for path in (ROOT / "course").glob("*.py") if path.name != "__init__.py"]
    assert [name for name in modules if name not in text] == []
