"""The SQL that makes the empty store: types, tables, views and what is said about each."""

from collections.abc import Iterator

from pactwire.analytics import article_tables, dossier_tables
from pactwire.analytics.layout import ENUMS, SCHEMA_VERSION, Column, Table, View, enum_values, literal
from pactwire.analytics.views import VIEWS

STORE_INFO = Table(
    "store_info",
    "One row: what made the store.",
    "source_store_info",
    (
        Column("schema_version", "INTEGER NOT NULL", "schema_version", "version of the tables and views"),
        Column("pactwire", "VARCHAR NOT NULL", "pactwire", "version of the program"),
        Column("model", "VARCHAR", "model", "name and version of the model that made the records"),
        Column("ruleset_sha256", "VARCHAR", "ruleset_sha256", "hash of the rules and lexicons"),
    ),
)

# stage_events comes before the events, which take their dossier from it.
TABLES: tuple[Table, ...] = (
    STORE_INFO,
    dossier_tables.STAGE_EVENTS,
    *article_tables.TABLES,
    *dossier_tables.TABLES[1:],
)

PRECISION_MACRO = """
CREATE TEMP MACRO precision_of(edtf) AS CASE
    WHEN edtf IS NULL THEN NULL
    WHEN contains(edtf, '/') THEN 'interval'
    WHEN regexp_full_match(edtf, '\\d{4}-\\d\\d-\\d\\dT.*') THEN 'time'
    WHEN regexp_full_match(edtf, '\\d{4}-\\d\\d-\\d\\d[~?%]?') THEN 'day'
    WHEN regexp_full_match(edtf, '\\d{4}-(0[1-9]|1[0-2])[~?%]?') THEN 'month'
    WHEN regexp_full_match(edtf, '\\d{4}-(2[1-9]|3\\d|4[01])[~?%]?') THEN 'season'
    WHEN regexp_full_match(edtf, '\\d{4}[~?%]?') THEN 'year'
    WHEN regexp_full_match(edtf, '\\d{3}X?[~?%]?') THEN 'decade'
    WHEN regexp_full_match(edtf, '\\d\\d(XX)?[~?%]?') THEN 'century'
    ELSE 'partial' END
"""


def ddl() -> str:
    """Return the SQL of the whole store, as it is published."""
    head = f"-- The analytics store of Pactwire, schema version {SCHEMA_VERSION}.\n"
    return head + "".join(f"\n{statement};\n" for statement in statements(commented=True))


def statements(*, commented: bool = False) -> Iterator[str]:
    """Yield the statements in an order in which they can be executed.

    Args:
        commented: what each table and column means stands beside it, for people.
    """
    for name in ENUMS:
        values = ", ".join(literal(value) for value in enum_values(name))
        yield f"CREATE TYPE {name} AS ENUM ({values})"
    for table in TABLES:
        yield _comment_lines(table.doc, commented) + _create_table(table, commented)
    for view in VIEWS:
        yield _comment_lines(view.doc, commented) + _create_view(view)


def comments() -> Iterator[str]:
    """Yield the statements that write what tables, columns and views mean into the store itself."""
    for table in TABLES:
        yield f"COMMENT ON TABLE {table.name} IS {literal(table.doc)}"
        for column in table.columns:
            yield f'COMMENT ON COLUMN {table.name}."{column.name}" IS {literal(column.doc)}'
    for view in VIEWS:
        yield f"COMMENT ON VIEW {view.name} IS {literal(view.doc)}"


def insert(table: Table) -> str:
    """Return the statement that fills a table."""
    expressions = ", ".join(column.expression for column in table.columns)
    return f"INSERT INTO {table.name} SELECT {expressions} FROM {table.source}"


def _create_table(table: Table, commented: bool) -> str:
    last = len(table.columns) - 1
    lines = []
    for number, column in enumerate(table.columns):
        line = f"    {column.name} {column.type}{',' if number < last else ''}"
        lines.append(f"{line}  -- {column.doc}" if commented else line)
    body = "\n".join(lines)
    return f"CREATE TABLE {table.name} (\n{body}\n)"


def _create_view(view: View) -> str:
    return f"CREATE VIEW {view.name} AS{view.sql.rstrip()}"


def _comment_lines(doc: str, commented: bool) -> str:
    return f"-- {doc}\n" if commented else ""
