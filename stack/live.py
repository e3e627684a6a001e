"""stack.serve for a Horizon that picks up changes in this checkout: Python, templates, texts,
scripts and styles.

Django's own reloader restarts the process. Horizon's statics stay as they were built. Those of ours
that have changed since are replaced in a copy, and compressed when a page requests them: seconds
instead of the half minute of a whole build. Until something changes, nothing is copied.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from django.utils import autoreload

from stack import catalogues, dashboard, lifeline, serve
from stack.service import ROOT

#: What is watched besides the loaded Python modules.
WATCHED = {
    "freezer_ui/static": "**/*",
    "freezer_ui/templates": "**/*",
    "freezer_ui/conf": "**/*",
    "freezer_ui/locale": "**/*.po",
    "enabled": "*.py",
}


def main() -> None:
    """Serve until a signal ends the process."""
    arguments = list(sys.argv)
    lifeline.begin(serve.parse(arguments))
    autoreload.autoreload_started.connect(_watch)
    autoreload.run_with_reloader(_serve, arguments)


def _watch(sender: autoreload.BaseReloader, **_kwargs: object) -> None:
    # Django reloads a changed template by itself; compression needs a new process.
    autoreload.file_changed.disconnect(dispatch_uid="template_loaders_file_changed")
    for folder, pattern in WATCHED.items():
        sender.watch_dir(ROOT / folder, pattern)


def _serve(arguments: list[str]) -> None:
    catalogues.compile_changed()
    built = Path(os.environ["STACK_STATIC_ROOT"])
    if dashboard.static_root(built.parent) != built:
        os.environ["STACK_STATIC_ROOT"] = str(_statics(built))
        os.environ["STACK_CHANGED"] = "yes"
        _compress_ours_when_asked()
    serve.run(serve.parse(arguments), arguments)


def _statics(built: Path) -> Path:
    """Return Horizon's statics as they were built, with ours as they are now."""
    changed = Path(os.environ["STACK_CHANGED_STATIC"])
    shutil.rmtree(changed, ignore_errors=True)
    shutil.copytree(built, changed, copy_function=os.link)
    for folder in (ROOT / "freezer_ui" / "static").iterdir():
        ours = changed / folder.name / "project" / "freezer"
        shutil.rmtree(ours)
        shutil.copytree(folder / "project" / "freezer", ours)
    return changed


def _compress_ours_when_asked() -> None:
    """The offline compression of our templates was made from the old files, so compress on
    request.
    """
    # The import reads Horizon's settings, which must be ready by then.
    from compressor.templatetags.compress import CompressorMixin

    ahead = CompressorMixin.is_offline_compression_enabled

    def is_ahead(node: Any, forced: bool) -> bool:
        is_ours = node.origin.template_name.startswith("freezer_ui/")
        return not is_ours and ahead(node, forced)

    CompressorMixin.is_offline_compression_enabled = is_ahead


if __name__ == "__main__":
    main()
