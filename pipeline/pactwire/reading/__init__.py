"""Files and folders to articles: one small reader per format, each a stream of drafts and problems."""

from pactwire.reading.identity import Duplicate, unique_ids
from pactwire.reading.layout import Layout, read_layout
from pactwire.reading.plan import Ignored, Plan, Source, plan_inputs
from pactwire.reading.settings import ReadingSettings
from pactwire.reading.stream import read_file, read_inputs, read_plan, read_source

__all__ = [
    "Duplicate",
    "Ignored",
    "Layout",
    "Plan",
    "ReadingSettings",
    "Source",
    "plan_inputs",
    "read_file",
    "read_inputs",
    "read_layout",
    "read_plan",
    "read_source",
    "unique_ids",
]
