"""`make layouts`: pictures of the main screens, in several widths, themes and text directions,
compared with the reviewed and committed ones.
"""
