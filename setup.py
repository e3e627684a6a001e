"""All else is in setup.cfg, which cannot find packages in two places or compile catalogues."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import find_packages, setup
from setuptools.command.build_py import build_py


class BuildWithCatalogues(build_py):
    """Compiles what `make messages` has gathered and people have translated."""

    def run(self):
        for source in Path("freezer_ui/locale").rglob("*.po"):
            with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(text))
        super().run()


setup(
    packages=[*find_packages(include=["freezer_ui", "freezer_ui.*"]), "freezer_ui.enabled"],
    package_dir={"freezer_ui.enabled": "enabled"},
    cmdclass={"build_py": BuildWithCatalogues},
)
