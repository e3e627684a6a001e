"""Rules of the overview: protection, failures, and the age of backups."""
