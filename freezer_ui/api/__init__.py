"""Freezer, as the rest of the plugin sees it; the only importer of freezerclient."""
