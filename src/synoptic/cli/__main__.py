"""`python -m synoptic.cli`."""

from synoptic.cli import main

main()
