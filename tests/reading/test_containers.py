"""Archives and compressed files: their articles, and what is refused."""

import gzip
import io
import random
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import zstandard

from pactwire.reading import ReadingSettings, read_inputs
from pactwire.records import Article, Failure

STORY = b"Two states signed a pact on Friday, officials said.\n"
LINES = b'{"text": "one"}\n{"text": "two"}\n'


def _zip(members: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def _tar(members: Mapping[str, bytes | str], mode: str = "w") -> bytes:
    """A member whose content is a string is a link to it."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            if isinstance(content, str):
                info.type, info.linkname = tarfile.SYMTYPE, content
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return held.getvalue()


def _read(folder: Path, **settings: int) -> list[tuple[str, str]]:
    """The path of each outcome with the text of the article or the reason of the failure."""
    outcomes = read_inputs([folder], settings=ReadingSettings.model_validate(settings))
    return [
        (str(Path(outcome.path).relative_to(folder)), outcome.text if isinstance(outcome, Article) else outcome.reason)
        for outcome in outcomes
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", _zip({"outlet-a/x.txt": STORY, "outlet-b/y.jsonl": LINES, "__MACOSX/x.txt": b"x", ".z.txt": b"z"})),
        ("a.tar", _tar({"outlet-a/x.txt": STORY, "outlet-b/y.jsonl": LINES, "outlet-b/.z.txt": b"z"})),
        ("a.tar.gz", _tar({"outlet-a/x.txt": STORY, "outlet-b/y.jsonl": LINES}, "w:gz")),
        ("a.tgz", _tar({"outlet-a/x.txt": STORY, "outlet-b/y.jsonl": LINES}, "w:gz")),
        (
            "a.zip",
            _zip({"outlet-a/x.txt.gz": gzip.compress(STORY, mtime=0), "outlet-b/y.jsonl.gz": gzip.compress(LINES)}),
        ),
    ],
)
def test_members_are_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    articles = [outcome for outcome in read_inputs([tmp_path]) if isinstance(outcome, Article)]
    assert [(article.outlet, article.text) for article in articles] == [
        ("outlet-a", STORY.decode()),
        ("outlet-b", "one"),
        ("outlet-b", "two"),
    ]
    assert articles[0].path.startswith(f"{tmp_path}/{name}/outlet-a/x.txt")


def test_gzip_is_transparent(tmp_path: Path) -> None:
    (tmp_path / "x.txt.gz").write_bytes(gzip.compress(STORY, mtime=0))
    (tmp_path / "y.csv.gz").write_bytes(gzip.compress("id,text\n1,Malacañang\n".encode("cp1252"), mtime=0))
    assert _read(tmp_path) == [("x.txt.gz/x.txt", STORY.decode()), ("y.csv.gz/y.csv", "Malacañang")]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.zip", _zip({"../x.txt": STORY}), "leads out of the archive"),
        ("a.zip", _zip({"/etc/x.txt": STORY}), "leads out of the archive"),
        ("a.zip", _zip({"..\\x.txt": STORY}), "leads out of the archive"),
        ("a.tar", _tar({"x.txt": "/etc/passwd"}), "a link, device or sparse file"),
        ("a.tar", _tar({"../../x.txt": STORY}), "leads out of the archive"),
        ("a.zip", _zip({"b.zip": _zip({"x.txt": STORY})}), "an archive in an archive"),
        ("a.zip", _zip({"photo.png": b"x"}), "unknown kind of file"),
        ("a.zip", _zip({"x.txt": bytes(1)}), "binary content"),
        ("a.zip", b"no archive", "damaged or unknown archive"),
        ("a.zip", _zip({"x.jsonl": b" " * 30_000_000}), "refused as a bomb"),
        ("a.jsonl.gz", gzip.compress(b" " * 30_000_000, mtime=0), "refused as a bomb"),
        ("a.tar.gz", _tar({"x.jsonl": b" " * 30_000_000}, "w:gz"), "refused as a bomb"),
        ("a.zip", _zip({f"{number}.txt": STORY for number in range(4)}), "4 members, more than the limit of 3"),
        ("a.tar", _tar({f"{number}.png": STORY for number in range(4)}), "more than the limit of 3"),
        ("a.txt.gz", b"no gzip", "damaged archive (Not a gzipped file"),
        ("a.txt.gz", gzip.compress(STORY, mtime=0)[:-12], "damaged archive"),
        ("a.tar.gz", gzip.compress(b"no tar" * 500, mtime=0), "damaged archive"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    outcomes = _read(tmp_path, max_members=3)
    assert told in outcomes[-1][1]


def test_an_encrypted_member_costs_itself_only(tmp_path: Path) -> None:
    content = bytearray(_zip({"a.txt": STORY, "b.txt": STORY}))
    # Bit 0 of the flags: in the entry of the central directory, 8 bytes after its signature.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(content)
    assert _read(tmp_path) == [("a.zip/a.txt", "encrypted: unpack it first"), ("a.zip/b.txt", STORY.decode())]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txt.gz"])
def test_damaged_archives_never_raise(tmp_path: Path, name: str) -> None:
    members = {"x.txt": STORY, "y.jsonl": LINES, "z.csv": b"text\nabc\n"}
    whole = {
        "a.zip": _zip(members),
        "a.tar": _tar(members),
        "a.tar.gz": _tar(members, "w:gz"),
        "a.txt.gz": gzip.compress(STORY * 20, mtime=0),
    }[name]
    chance = random.Random(name)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / name).write_bytes(data[: chance.randint(1, len(data))] if chance.random() < 0.3 else data)
        outcomes = list(read_inputs([tmp_path]))
        assert all(isinstance(outcome, Article) or outcome.reason for outcome in outcomes)
        assert all(outcome.stage == "reading" for outcome in outcomes if isinstance(outcome, Failure))


def _zst(content: bytes) -> bytes:
    return zstandard.compress(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.txt.zst", _zst(STORY)),
        ("x.txt.zst", _zst(STORY[:20]) + _zst(STORY[20:])),
        ("x.tar.zst", _zst(_tar({"x.txt": STORY}))),
        ("x.zip", _zip({"x.txt.zst": _zst(STORY)})),
    ],
)
def test_zstandard_is_transparent(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert [text for _, text in _read(tmp_path)] == [STORY.decode()]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_zst(b" " * 300_000_000), "refused as a bomb"),
        (_zst(STORY * 50)[:-4], "damaged archive (the file ends within a Zstandard frame)"),
        (b"no frame at all", "damaged archive (zstd decompressor error"),
        # A frame that wants a window of 2 GiB.
        (b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", "damaged archive (zstd decompressor error"),
    ],
)
def test_hostile_zstandard(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "x.jsonl.zst").write_bytes(content)
    tracemalloc.start()
    outcomes = _read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told in outcomes[-1][1]
    assert peak < 60_000_000


def test_every_format_is_read_out_of_an_archive(
    tmp_path: Path, page: str, make_pdf: Callable[..., bytes], make_warc_record: Callable[..., bytes]
) -> None:
    members = {
        "a.html": page.encode(),
        "b.pdf": make_pdf([["The two states signed a pact on Friday."]]),
        "c.warc.gz": gzip.compress(make_warc_record("https://e.org/1", page.encode()), mtime=0),
        "d.csv": b"id,text\n1,The two states signed a pact on Friday.\n",
        "e.rss": b"<rss><channel><item><description>The two states signed.</description></item></channel></rss>",
    }
    for name, content in (("x.zip", _zip(members)), ("y.tar.gz", _tar(members, "w:gz"))):
        (tmp_path / name).write_bytes(content)
    read = [(path, text.split()[0]) for path, text in _read(tmp_path)]
    assert [first for _, first in read] == ["Manila,", "The", "Manila,", "The", "The"] * 2
    assert read[2][0] == "x.zip/c.warc.gz/c.warc"
