"""All else is in setup.cfg, which cannot find packages in two places."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["freezer_ui", "freezer_ui.*"]), "freezer_ui.enabled"],
    package_dir={"freezer_ui.enabled": "enabled"},
)
