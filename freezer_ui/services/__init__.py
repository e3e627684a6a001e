"""What a user can ask for. Takes Freezer (freezer_ui.api) and plain values; knows no HTTP."""
