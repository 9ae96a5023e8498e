"""Inputs on object storage: what a URL names, and that it is read as a file is."""

import os
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pactwire.errors import InputError
from pactwire.reading import ReadingSettings, plan_inputs
from pactwire.records import Article, Failure
from pactwire.remote import plan_anywhere, read_anywhere, version_of

STORIES = {
    "outlet-a/story.txt": "Japan and the Philippines signed a logistics pact in Manila on Thursday.",
    "outlet-b/2026/stories.jsonl": '{"text": "Norway ratified the defence pact."}\n{"text": "A museum opened."}\n',
    "outlet-b/picture.png": "no article",
    ".hidden/story.txt": "no article either",
}


@pytest.fixture
def bucket() -> Iterator[str]:
    """Return the URL of a folder on a storage in memory."""
    system = fsspec.filesystem("memory")
    for name, text in STORIES.items():
        system.pipe(f"/bucket/news/{name}", text.encode())
    yield "memory://bucket/news"
    system.rm("/bucket", recursive=True)


def articles(url: str) -> list[tuple[str, str | None, str]]:
    settings = ReadingSettings()
    read = [item for source in plan_anywhere([url]).sources for item in read_anywhere(source, settings)]
    return [(item.path, item.outlet, item.text) for item in read if isinstance(item, Article)]


@pytest.mark.parametrize("slash", ["", "/"])
def test_folder_on_a_storage(bucket: str, slash: str) -> None:
    assert articles(bucket + slash) == [
        (f"{bucket}/outlet-a/story.txt", "outlet-a", STORIES["outlet-a/story.txt"]),
        (f"{bucket}/outlet-b/2026/stories.jsonl", "outlet-b", "Norway ratified the defence pact."),
        (f"{bucket}/outlet-b/2026/stories.jsonl", "outlet-b", "A museum opened."),
    ]


def test_one_file_on_a_storage(bucket: str) -> None:
    (article,) = articles(f"{bucket}/outlet-a/story.txt")
    assert article[0] == f"{bucket}/outlet-a/story.txt"


def test_local_files_by_url_are_read_as_by_path(tmp_path: Path) -> None:
    for name, text in STORIES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    by_path = [item for source in plan_inputs([tmp_path]).sources for item in read_anywhere(source, ReadingSettings())]
    assert articles(tmp_path.as_uri()) == [
        (Path(item.path).as_uri(), item.outlet, item.text) for item in by_path if isinstance(item, Article)
    ]


def test_paths_and_urls_together(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("A museum opened.")
    plan = plan_anywhere([bucket, str(tmp_path)])
    assert [source.path for source in plan.sources] == [
        str(tmp_path / "story.txt"),
        f"{bucket}/outlet-a/story.txt",
        f"{bucket}/outlet-b/2026/stories.jsonl",
    ]


def test_version_changes_with_the_file(bucket: str, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("One.")
    sources = plan_anywhere([str(file), f"{bucket}/outlet-a/story.txt"]).sources
    before = [version_of(source) for source in sources]
    assert [version_of(source) for source in sources] == before
    file.write_text("Two!")
    os.utime(file, ns=(1, 1))
    fsspec.filesystem("memory").pipe("/bucket/news/outlet-a/story.txt", b"Two.")
    assert [version_of(source) == old for source, old in zip(sources, before, strict=True)] == [False, False]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("memory://bucket/nothing", "memory://bucket/nothing does not exist or holds no file"),
        ("https://example.org/news", "pactwire does not read from the web: download it first"),
        ("nonsense://bucket", "nonsense://bucket cannot be opened"),
    ],
)
def test_wrong_url(url: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        plan_anywhere([url])


def test_folder_without_articles(bucket: str) -> None:
    with pytest.raises(InputError, match="holds no file that can be read"):
        plan_anywhere([f"{bucket}/outlet-b/picture.png"])


def test_file_that_goes_is_a_failure(bucket: str) -> None:
    (source,) = plan_anywhere([f"{bucket}/outlet-a/story.txt"]).sources
    fsspec.filesystem("memory").rm("/bucket/news/outlet-a/story.txt")
    (failure,) = read_anywhere(source, ReadingSettings())
    assert isinstance(failure, Failure)
    assert (failure.path, failure.stage) == (source.path, "reading")
