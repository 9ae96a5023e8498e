"""Arrow schemas of the records, read off the pydantic models so that the two cannot drift apart."""

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

PLAIN: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def arrow_schema(record: type[BaseModel]) -> pa.Schema:
    """Return the schema of a table that holds one record a row.

    Raises:
        TypeError: a field has a type that a column cannot have.
    """
    return pa.schema(_fields(record))


def _fields(record: type[BaseModel]) -> list[pa.Field]:
    return [pa.field(name, _data_type(field.annotation)) for name, field in record.model_fields.items()]


def _data_type(annotation: Any) -> pa.DataType:
    if annotation in PLAIN:
        return PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _data_type(arguments[0])
    if origin is Literal:
        return pa.string()
    if origin in (Union, UnionType):
        inner = [argument for argument in arguments if argument is not NoneType]
        if len(inner) == 1:
            return _data_type(inner[0])
    if origin is tuple and arguments[-1] is Ellipsis:
        return pa.list_(_data_type(arguments[0]))
    if origin is tuple and len(set(arguments)) == 1:
        return pa.list_(_data_type(arguments[0]))
    raise TypeError(f"no column type for {annotation}")
