"""Tens of thousands of damaged inputs of every format (`make fuzz`): each ends as an outcome, in bounded time.

Set FUZZ_INPUTS for another number of inputs a format, FUZZ_SEED for other ones.
"""

import gzip
import hashlib
import io
import json
import os
import random
import tarfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from pactwire.reading import ReadingSettings, read_file, read_layout, unique_ids
from pactwire.reading.identity import Duplicate
from pactwire.records import Article, Failure, SetAside

Mutate = Callable[[random.Random, bytes], bytes]

INPUTS = int(os.environ.get("FUZZ_INPUTS", "2000"))
SEED = os.environ.get("FUZZ_SEED", "1")
LIMITS = ReadingSettings(max_characters=200_000, max_record_bytes=1_000_000, max_document_bytes=2_000_000)
# Of the processor, for one input; most take a thousandth of it.
MAX_SECONDS = 5.0

STORY = (
    "Manila, Tokyo sign logistics pact\n\nBy Jane Roe | January 16, 2026\n\nMANILA (Reuters) — Japan and the "
    "Philippines signed an agreement on “logistics” in Malacañang.\n\nIt needs ratification. (Reporting by Jane Roe)\n"
)
RECORDS = [
    {"id": "1", "text": STORY, "date": "2026-01-16", "outlet": "Reuters", "tags": ["a", {"b": None}]},
    {"article": {"body": [STORY, "More."], "headline": {"main": "Pact"}}, "meta": {"url": "https://dawn.com/1"}},
    {"_id": 3, "content": f"<p>{STORY}</p>", "published": 1768521600, "x": 1e308},
]
CSV = 'id,text,date\r\n1,"Two states, ""A"" and B,\nsigned.",2026-01-16\r\n2,Malacañang signed.,16/01/2026\r\n'
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Daily</title><item><title>Pact</title><link>https://e.org/1</link><guid>1</guid><content:encoded><![CDATA["
    "<p>Two states signed &amp; sealed.</p>]]></content:encoded><pubDate>Fri, 16 Jan 2026 08:00:00 GMT</pubDate></item>"
    "</channel></rss>"
)
MATTER = f"---\ntitle: Pact\ndate: 2026-01-16\nauthors:\n  - Jane Roe\n---\n# Pact\n\n{STORY}"

# What breaks parsers: marks, limits, controls, numbers that promise too much.
TOKENS = [
    b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", "\u202e\u2066".encode(), "\u200b\u200d".encode(), b"\xed\xa0\x80",
    b"\xe2\x80", b"\r\n\r\n", b"\r", b"\n" * 50, b"\t" * 20, b'"', b"'", b"\\", b"\\ud800", b"{" * 300, b"[" * 300, b"]}", b"<",
    b"<div>" * 300, b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[", b"]]>", b"&#0;", b"&#x110000;", b"&amp;", b"-->",
    b"<meta charset=utf-16>", b"<meta charset=iso-2022-kr>", b"<base href='http://[x'>", b"Content-Length: 99999999999\r\n",
    b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n", b"WARC/1.0\r\n", b"WARC/9.9\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"%PDF-1.7", b"startxref\n",
    b"endstream", b"/Kids [2 0 R]", b"/Length 9999999999", b"/Filter /FlateDecode", b"/Count -1", b"<< /A << /A ", b"9" * 400,
    b"1e999", b"NaN", b"null", b"---\n", b"+++\n", b"../../etc/passwd", b"=cmd|'/c'!A1", b"By ", b"(AP) -- ", b"A" * 3000,
]  # fmt: skip


def _mutated(chance: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(7):
            case 0:
                made[at:end] = chance.randbytes(end - at)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = chance.choice(TOKENS)
            case 3:
                made[at:end] = chance.choice(TOKENS)
            case 4:
                made[at:at] = made[at:end] * chance.choice((1, 3, 30))
            case 5:
                other = chance.randrange(len(made) + 1)
                made[at:at] = made[other : other + 200]
            case _:
                if chance.random() < 0.3:
                    del made[at:]
    return bytes(made[:400_000])


def _inside(pack: Callable[[bytes], bytes], unpacked: bytes) -> Mutate:
    """Damage what is inside, or the packed form of it."""

    def mutate(chance: random.Random, data: bytes) -> bytes:
        return pack(_mutated(chance, unpacked)) if chance.random() < 0.5 else _mutated(chance, data)

    return mutate


def _zip(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("outlet-a/x.html", content)
        archive.writestr("outlet-b/y.txt", STORY)
    return held.getvalue()


def _tar(content: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name in ("x.json", "y.csv"):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return held.getvalue()


@pytest.fixture
def seeds(
    page: str, make_pdf: Callable[..., bytes], make_warc_record: Callable[..., bytes]
) -> dict[str, tuple[list[bytes], Mutate]]:
    """Return real inputs of each format, by its name's ending, and what damages them."""
    html = page.encode()
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS).encode()
    warc = b"".join(
        [
            make_warc_record("https://dawn.com/1", html),
            make_warc_record("https://e.org/2", gzip.compress(html), headers={"Content-Encoding": "gzip"}),
            make_warc_record("https://e.org/3", STORY.encode(), "text/plain", record="conversion"),
        ]
    )
    pdf = make_pdf([STORY.splitlines(), ["Page 2", "The end."], ["Page 3"]], {"Title": "Pact"})
    plain: dict[str, list[bytes]] = {
        ".txt": [STORY.encode(), STORY.encode("cp1252"), STORY.encode("utf-16")],
        ".md": [MATTER.encode(), MATTER.replace("---", "+++").replace(": ", ' = "').encode()],
        ".json": [json.dumps(record, indent=1).encode() for record in RECORDS] + [json.dumps(RECORDS).encode()],
        ".jsonl": [lines, lines.decode().encode("utf-16")],
        ".csv": [CSV.encode(), CSV.encode("cp1252"), CSV.replace(",", ";").encode()],
        ".tsv": [CSV.replace(",", "\t").encode()],
        ".xml": [FEED.encode()],
        ".html": [html, html.replace(b"utf-8", b"gb2312"), html.decode().encode("utf-16")],
        ".warc": [warc],
        ".pdf": [pdf],
    }
    made: dict[str, tuple[list[bytes], Mutate]] = {ending: (held, _mutated) for ending, held in plain.items()}
    made[".jsonl.gz"] = ([gzip.compress(lines)], _inside(gzip.compress, lines))
    made[".warc.gz"] = ([gzip.compress(warc)], _inside(gzip.compress, warc))
    made[".csv.zst"] = ([zstandard.compress(CSV.encode())], _inside(zstandard.compress, CSV.encode()))
    made[".pdf.zst"] = ([zstandard.compress(pdf)], _inside(zstandard.compress, pdf))
    made[".zip"] = ([_zip(html)], _inside(_zip, html))
    made[".tar"] = ([_tar(lines)], _inside(_tar, lines))
    made[".tar.gz"] = ([gzip.compress(_tar(lines))], _inside(gzip.compress, _tar(lines)))
    return made


ENDINGS = [
    ".txt", ".md", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".html", ".warc", ".pdf", ".jsonl.gz", ".warc.gz", ".csv.zst",
    ".pdf.zst", ".zip", ".tar", ".tar.gz",
]  # fmt: skip


def _check(outcome: Article | SetAside | Failure | Duplicate) -> None:
    if isinstance(outcome, Failure):
        assert outcome.reason.strip()
        assert outcome.stage == "reading"
        outcome.model_dump_json().encode()
    elif isinstance(outcome, SetAside):
        assert outcome.detail.strip()
        outcome.model_dump_json().encode()
    elif isinstance(outcome, Article):
        assert outcome.text.strip()
        assert "\0" not in outcome.text
        assert len(outcome.text) <= LIMITS.max_characters
        assert outcome.sha256 == hashlib.sha256(outcome.text.encode()).hexdigest()
        assert Article.model_validate_json(outcome.model_dump_json()) == outcome
        layout = read_layout(outcome.text)
        assert 0 <= layout.body <= len(outcome.text)
        if layout.place_span:
            start, end = layout.place_span
            assert outcome.text[start:end].strip()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_damaged_inputs(
    ending: str, seeds: dict[str, tuple[list[bytes], Mutate]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    held, mutate = seeds[ending]
    chance = random.Random(f"{SEED}{ending}")
    path = tmp_path / f"a{ending}"
    counts: Counter[str] = Counter()
    slowest = 0.0
    for number in range(INPUTS):
        data = mutate(chance, chance.choice(held))
        path.write_bytes(data)
        begin = time.process_time()
        try:
            outcomes = list(unique_ids(read_file(path, settings=LIMITS)))
            for outcome in outcomes:
                _check(outcome)
        except BaseException:
            _keep(ending, number, data)
            raise
        taken = time.process_time() - begin
        slowest = max(slowest, taken)
        if taken > MAX_SECONDS or not outcomes:
            _keep(ending, number, data)
        assert outcomes, f"input {number} vanished"
        assert taken < MAX_SECONDS, f"input {number} took {taken:.1f} s"
        if number % 20 == 0:
            assert list(unique_ids(read_file(path, settings=LIMITS))) == outcomes
        counts.update(type(outcome).__name__ for outcome in outcomes)
    told = ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))
    writer = request.config.get_terminal_writer()
    writer.line(f"\n{ending}: {INPUTS:,} inputs, {told}; slowest {slowest:.2f} s")


def _keep(ending: str, number: int, data: bytes) -> None:
    """Keep an input that failed where it can be looked at."""
    folder = Path(os.environ.get("FUZZ_KEEP", "outputs/fuzz"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}{ending}").write_bytes(data)
