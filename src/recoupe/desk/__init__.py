"""Desk: a store as pages that stay open, for people and programs.

The face of the package: `create_app` makes the web application of a store,
`serve` lets it answer on an address of this machine.
"""

from recoupe.desk.app import create_app
from recoupe.desk.serving import serve

__all__ = ["create_app", "serve"]
