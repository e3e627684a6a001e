"""The heart: all rules about sessions, in plain Python. No Django, no I/O, no clock of its own."""
