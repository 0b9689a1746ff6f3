"""Every exception that Recoupe raises.

    RecoupeError
    ├── SettingsError   a setting is unknown or out of range
    ├── PackError       a language pack's table or weights are wrong
    ├── IntakeError     there is nothing to read
    ├── StoreError      a store cannot be opened or written
    └── PlanError       stages cannot be put together as asked

Trouble inside one article is not an exception but a `Rejection`.
"""

from __future__ import annotations


class RecoupeError(Exception):
    """Something is wrong with how Recoupe was set up or called.

    The message says where, what is wrong, what was expected and what to do.
    Facts given by keyword stand as attributes of the error.
    """

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts

    def __getattr__(self, name: str) -> object:
        try:
            return self.__dict__["facts"][name]
        except KeyError:
            raise AttributeError(name) from None


class SettingsError(RecoupeError):
    """A setting is unknown, of the wrong type or out of range."""


class PackError(RecoupeError):
    """A language pack's table, weights or declaration is wrong."""


class IntakeError(RecoupeError):
    """There is nothing to read: no path, an empty folder, a missing file."""


class StoreError(RecoupeError):
    """A store cannot be opened, read or written."""


class PlanError(RecoupeError):
    """The stages cannot be put together as asked."""
