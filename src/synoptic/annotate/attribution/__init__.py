"""How attributions are found: cue, source, content, each proposed by the parse and chosen by a small linear model.

`tree` flattens a parse to lists; `cues`, `sources`, `contents` and `passages` propose and describe; `linear` weighs.
"""
