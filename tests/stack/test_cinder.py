"""Where Cinder cannot run, one sentence says why, and nothing else fails."""

import pytest

from stack import cinder


@pytest.fixture
def only(tmp_path, monkeypatch):
    """Make commands that do this; there are no others."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def make(**commands: str) -> None:
        for name, line in commands.items():
            path = tmp_path / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{line}\n")
            path.chmod(0o755)

    return make


def test_a_machine_without_qemu_is_told_what_to_install(only):
    only()
    assert cinder.refused() == "Cinder needs qemu-img: install the package qemu-utils."


@pytest.mark.parametrize("answer", ["exit 1", None])
def test_a_machine_that_allows_no_mount_is_told_so(only, answer):
    only(qemu_img="exit 0", **({"unshare": answer} if answer else {}))
    refused = cinder.refused()
    assert refused is not None
    assert "does not allow" in refused


def test_a_machine_that_can_is_not_refused(only):
    only(qemu_img="exit 0", unshare="exit 0")
    assert cinder.refused() is None
