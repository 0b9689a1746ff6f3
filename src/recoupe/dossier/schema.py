"""The JSON Schema of the dossier, made from its one declaration in `shape`.

Source: JSON Schema draft 2020-12, as pydantic writes it.
"""

from __future__ import annotations

import json
from typing import Any, get_args, get_type_hints


def record_shapes() -> dict[str, Any]:  # Any: types
    """The shape of the dossier ("dossier") and of one record of each of its lists, by key."""
    from recoupe.dossier.shape import DossierJson

    lists = {key: get_args(kind) for key, kind in get_type_hints(DossierJson).items()}
    return {key: kinds[0] for key, kinds in lists.items() if kinds} | {"dossier": DossierJson}


def render_schema() -> str:
    """The schema that every dossier's JSON holds to, ending in a newline."""
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema

    from recoupe.dossier.shape import DossierJson

    class Untitled(GenerateJsonSchema):
        """Without the titles of fields, which only repeat their keys."""

        def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - Any: pydantic's own
            return False

    made = TypeAdapter(DossierJson).json_schema(schema_generator=Untitled)
    schema = {"$schema": Untitled.schema_dialect, **made, "title": "Recoupe dossier"}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
