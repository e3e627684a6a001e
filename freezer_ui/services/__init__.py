"""What users can do. Functions take a Freezer (freezer_ui.api) and plain values, and
know no HTTP.
"""
