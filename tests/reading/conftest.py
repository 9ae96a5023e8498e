"""Makers of the formats that no library at hand writes, and of a page as newsrooms lay it out."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Manila, Tokyo sign logistics pact | Example Daily</title>
<meta property="og:title" content="Manila, Tokyo sign logistics pact"><meta name="author" content="Jane Roe">
<meta property="og:site_name" content="Example Daily">
<meta property="article:published_time" content="2026-01-16T08:00:00+08:00">
<meta property="article:modified_time" content="2026-01-18T08:00:00+08:00">
<link rel="canonical" href="https://daily.example.org/world/manila-tokyo-pact"><script>var x = "not text";</script></head>
<body><div id="cookie-banner" class="cookie-consent"><p>We use cookies. By continuing you accept our policy.</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>Manila, Tokyo sign logistics pact</h1>
<div class="byline">By <a href="/jane">Jane Roe</a> | <time datetime="2026-01-16">January 16, 2026</time></div>
<div class="share"><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<figure><img src="a.jpg"><figcaption>Ministers shake hands after the signing. PHOTO: REUTERS</figcaption></figure>
<p>MANILA, Philippines (Reuters) &mdash; Japan and the Philippines signed an Acquisition and
   Cross-Servicing Agreement on Thursday, allowing their forces to share fuel, food and ammunition.</p>
<p>Foreign Secretary Maria Theresa Lazaro signed it at the Department of Foreign Affairs on January&nbsp;15.</p>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Philippines, Canada sign a deal</a></li></ul></aside>
<blockquote>&ldquo;This is a milestone,&rdquo; said Malaca\u00f1ang.</blockquote>
<ul><li>Fuel and food</li><li>Ammunition</li></ul>
<table><tr><th>Year</th><th>Pact</th></tr><tr><td>2024</td><td>RAA</td></tr></table>
<p class="newsletter">Sign up for our newsletter to get the top stories every morning.</p></article>
<section class="comments"><h3>Comments</h3><p>reader1: great news, long overdue</p></section></main>
<footer><p>Copyright 2026 Example Daily. All rights reserved.</p></footer></body></html>
"""
PAGE_TEXT = """Manila, Tokyo sign logistics pact

MANILA, Philippines (Reuters) — Japan and the Philippines signed an Acquisition and Cross-Servicing Agreement on Thursday, allowing their forces to share fuel, food and ammunition.

Foreign Secretary Maria Theresa Lazaro signed it at the Department of Foreign Affairs on January 15.

“This is a milestone,” said Malacañang.

- Fuel and food

- Ammunition

Year | Pact

2024 | RAA"""


@pytest.fixture
def page() -> str:
    """Return a page with navigation, cookie banner, captions, related links, comments and a newsletter box."""
    return PAGE


@pytest.fixture
def page_text() -> str:
    """Return what of that page is the article."""
    return PAGE_TEXT


@pytest.fixture
def make_warc_record() -> Callable[..., bytes]:
    """Return a maker of records of a crawl: an address, the body, and how the server answered."""

    def make(
        url: str,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        status: str = "200 OK",
        record: str = "response",
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        made = WarcRecord()
        made.init_headers(getattr(WarcRecordType, record))
        made.headers["WARC-Target-URI"] = url
        made.headers["WARC-Date"] = "2026-01-17T00:00:00Z"
        if record == "response":
            lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *(f"{k}: {v}" for k, v in (headers or {}).items())]
            made.headers["Content-Type"] = "application/http; msgtype=response"
            made.set_bytes_content("\r\n".join([*lines, "", ""]).encode() + body)
        else:
            made.headers["Content-Type"] = kind
            made.set_bytes_content(body)
        held = BytesIO()
        made.write(held)
        return held.getvalue()

    return make


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """Return a maker of PDF documents: the lines of each page, and the document's information."""

    def make(pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None) -> bytes:
        kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for number, lines in enumerate(pages):
            shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
            content = f"BT /F1 11 Tf 14 TL 72 720 Td {shown} ET".encode("cp1252")
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
            )
            objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        if info:
            objects.append(("<< " + " ".join(f"/{key} ({value})" for key, value in info.items()) + " >>").encode())
        made, offsets = bytearray(b"%PDF-1.4\n"), []
        for number, content in enumerate(objects, 1):
            offsets.append(len(made))
            made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        start = len(made)
        made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        made += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        about = f"/Info {len(objects)} 0 R " if info else ""
        made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {about}>>\nstartxref\n{start}\n%%EOF".encode()
        return bytes(made)

    return make


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
