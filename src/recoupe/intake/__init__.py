"""Intake: from files, archives and streams to articles, and what was set aside."""

from recoupe.intake.found import Draft, Found, Reader
from recoupe.intake.gather import gather
from recoupe.intake.published import newest_date

__all__ = ["Draft", "Found", "Reader", "gather", "newest_date"]
