"""Arrow schemas read off the records."""

from typing import Any

import pyarrow as pa
import pytest
from pydantic import BaseModel

from pactwire.arrow import arrow_schema
from pactwire.records import Event


def test_event_schema_follows_the_contract() -> None:
    schema = arrow_schema(Event)
    assert schema.names == list(Event.model_fields)
    assert schema.field("confidence").type == pa.float64()
    assert schema.field("status").type == pa.string()
    assert schema.field("date").type.field("edtf").type == pa.string()
    assert schema.field("evidence").type.field("trigger").type == pa.list_(pa.int64())
    party = schema.field("parties").type.value_type
    assert party.field("spans").type == pa.list_(pa.list_(pa.int64()))
    assert [party.field(index).name for index in range(party.num_fields)] == ["id", "name", "kind", "role", "spans"]


class Loose(BaseModel):
    anything: dict[str, Any]


class Either(BaseModel):
    either: int | str


@pytest.mark.parametrize("record", [Loose, Either])
def test_type_without_a_column_is_refused(record: type[BaseModel]) -> None:
    with pytest.raises(TypeError, match="no column type for"):
        arrow_schema(record)
