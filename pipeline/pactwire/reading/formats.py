"""Which reader reads which file name."""

from pactwire.reading.containers import CONTAINERS, container_for, open_compressed
from pactwire.reading.crawls import read_warc_item
from pactwire.reading.delimited import read_csv_item, read_tsv_item
from pactwire.reading.documents import read_pdf_item
from pactwire.reading.feeds import read_feed_item
from pactwire.reading.items import Reader
from pactwire.reading.json_file import read_json_item
from pactwire.reading.json_lines import read_jsonl_item
from pactwire.reading.pages import read_html_item
from pactwire.reading.plain import read_markdown_item, read_text_item

READERS: dict[str, Reader] = {
    ".txt": read_text_item,
    ".text": read_text_item,
    ".md": read_markdown_item,
    ".markdown": read_markdown_item,
    ".json": read_json_item,
    ".jsonl": read_jsonl_item,
    ".ndjson": read_jsonl_item,
    ".csv": read_csv_item,
    ".tsv": read_tsv_item,
    ".rss": read_feed_item,
    ".atom": read_feed_item,
    ".xml": read_feed_item,
    ".html": read_html_item,
    ".htm": read_html_item,
    ".xhtml": read_html_item,
    ".warc": read_warc_item,
    ".wet": read_warc_item,
    ".pdf": read_pdf_item,
}
# Formats that can be read from any line on.
SPLITTABLE = (".jsonl", ".ndjson")


def reader_for(name: str) -> Reader | None:
    """Return the reader for a file name, by its ending."""
    lowered = name.lower()
    return next((reader for ending, reader in READERS.items() if lowered.endswith(ending)), None)


def is_readable_name(name: str) -> bool:
    """Tell whether a file can be read, by its name: a text, a table, a compressed one or an archive."""
    lowered = name.lower()
    if container_for(name) is open_compressed:
        return reader_for(lowered.rpartition(".")[0]) is not None
    return container_for(name) is not None or reader_for(name) is not None


def known_extensions() -> str:
    """Return the readable endings as words."""
    return " ".join((*READERS, *CONTAINERS))
