from __future__ import annotations

import json
import re
import shutil
from pathlib import Path, PurePosixPath

from django.core.files.storage import FileSystemStorage

from course.static_files import ModuleManifestStorage

STATIC = Path(__file__).resolve().parent.parent / "course" / "static" / "course"


def test_our_modules_import_each_other_by_the_names_they_are_collected_under(tmp_path):
    shutil.copytree(STATIC / "js", tmp_path / "js")
    # The bundle is made at set-up and may be missing here; only its name matters.
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "codemirror.js").write_text("export const createEditor = null;\n")
    source = FileSystemStorage(tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.js")]
    storage = ModuleManifestStorage(location=tmp_path, base_url="/static/")
    for _, _, processed in storage.post_process({name: (source, name) for name in names}):
        assert not isinstance(processed, Exception), processed
    collected = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    imported = {
        (PurePosixPath(name).parent / module).as_posix()
        for name in names
        for module in re.findall(r'from "\./(\S+)";$', (tmp_path / collected[name]).read_text(), re.MULTILINE)
    }
    assert len(imported) > 3
    assert imported <= set(collected.values())
