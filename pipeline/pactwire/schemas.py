"""The published schema of all record files."""

from typing import Any

from pactwire.analytics.layout import SCHEMA_VERSION
from pactwire.compare.records import Dossier, Fact, Stage
from pactwire.store import json_schema


def record_schemas() -> dict[str, Any]:
    """Return the JSON Schema of what each file of an output folder holds."""
    return {
        **json_schema(),
        "dossiers.jsonl": Dossier.model_json_schema(),
        "stages.jsonl": Stage.model_json_schema(),
        "facts.jsonl": Fact.model_json_schema(),
        "x-store-version": SCHEMA_VERSION,
    }
