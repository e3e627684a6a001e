"""`make layouts`: pictures of the places that matter, in several widths, themes and directions,
compared with those that were looked at and committed.
"""
