"""The analytics store: records as typed tables in one DuckDB file and a Parquet dataset."""
