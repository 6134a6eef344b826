"""Static files of a deployed site: named by their content, compressed, cached for ever by browsers."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage that also rewrites `import "./other.js"`: our pages load native ES modules."""

    support_js_module_import_aggregation = True
