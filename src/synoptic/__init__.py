"""Synoptic: one account of what many outlets report, in which every line shows who stands behind it."""

__version__ = "0.1.0"
