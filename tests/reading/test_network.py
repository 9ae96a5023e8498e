"""Reading never opens a connection, whatever the input points at."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pactwire.reading import read_inputs
from pactwire.records import Article

LINKS = (
    '<base href="http://127.0.0.1/"><link rel="stylesheet" href="//127.0.0.1/a.css"><img src="http://127.0.0.1/a.png">'
)


def test_no_network(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    make_pdf: Callable[..., bytes],
    make_warc_record: Callable[..., bytes],
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    linked = page.replace("<head>", f"<head>{LINKS}").encode()
    (tmp_path / "a.html").write_bytes(linked)
    (tmp_path / "b.warc").write_bytes(make_warc_record("http://127.0.0.1/1", linked))
    (tmp_path / "c.pdf").write_bytes(make_pdf([["The two states signed a pact on Friday."]]))
    (tmp_path / "d.xml").write_text("<rss><item><description>Pact signed.</description></item></rss>")
    assert [type(outcome) for outcome in read_inputs([tmp_path])] == [Article] * 4
