"""Desk: a store as pages that stay open, for people and programs.

The face of the package: `create_app` makes the web application of a store,
`guarded` puts it behind the guard that asks who comes, `serve` lets it answer
on an address of this machine.
"""

from recoupe.desk.app import create_app
from recoupe.desk.door import Door
from recoupe.desk.listening import Listening
from recoupe.desk.serving import serve
from recoupe.desk.signing import guarded
from recoupe.desk.visitor import Visitor, visitor

__all__ = ["Door", "Listening", "Visitor", "create_app", "guarded", "serve", "visitor"]
