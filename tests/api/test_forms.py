"""Forms as a browser draws them."""

from freezer_ui.services import forms


def storage(**catalog) -> dict:
    fields = forms.form("backup-jobs", **catalog)["action"]
    return next(field for field in fields if field["name"] == "storage")


def test_without_an_object_storage_a_folder_is_the_default():
    without, usual = storage(has_object_storage=False), storage()
    assert (usual["default"], without["default"]) == ("swift", "local")
    assert "does not have" in without["choices"][0]["label"]
    assert "does not have" not in usual["choices"][0]["label"]
