"""The command line: one module per command, each parses, calls one function, prints.

Records go to standard output, words for people to standard error.
"""

from recoupe.cli.app import main

__all__ = ["main"]
