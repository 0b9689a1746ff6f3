"""Language packs: folders of tables and weights, and their one loader."""

from recoupe.lang.pack import Pack, Row, load_pack, open_pack

__all__ = ["Pack", "Row", "load_pack", "open_pack"]
