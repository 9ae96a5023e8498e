"""Whole files and folders: what becomes an article, what a failure, and in which order."""

import hashlib
import json
import os
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pactwire.errors import InputError
from pactwire.reading import ReadingSettings, Source, plan_inputs, read_file, read_inputs, read_plan, read_source
from pactwire.reading.formats import READERS
from pactwire.reading.items import Draft, Item
from pactwire.records import Article, Failure, SetAside

Write = Callable[[str, bytes | str], Path]
STORY = "Two states signed a pact on Friday, officials said.\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def _articles(path: Path, **settings: Any) -> list[Article]:
    outcomes = list(read_file(path, settings=ReadingSettings(**settings)))
    assert all(isinstance(outcome, Article) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Article)]


def _failure(path: Path, **settings: Any) -> Failure:
    (outcome,) = read_file(path, settings=ReadingSettings(**settings))
    assert isinstance(outcome, Failure)
    assert (outcome.path, outcome.stage) == (str(path), "reading")
    return outcome


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xef\xbb\xbfMalaca\xc3\xb1ang\r\nsigned.\r\n", "Malacañang\r\nsigned.\r\n"),
        ("“Malacañang” – signed.".encode(), "“Malacañang” – signed."),
        ("“Malacañang” – it’s signed.".encode("cp1252"), "“Malacañang” – it’s signed."),
        ("\ufeffMalacañang signed.".encode("utf-16-le"), "Malacañang signed."),
        ("\ufeffMalacañang signed.".encode("utf-16-be"), "Malacañang signed."),
        ("\ufeffMalacañang signed.".encode("utf-32-le"), "Malacañang signed."),
        (b"bidi \xe2\x80\xae and zero\xe2\x80\x8bwidth stay", "bidi \u202e and zero\u200bwidth stay"),
        (
            "Шойгу и Лавров подписали соглашение о поставках вооружений.".encode("cp1251"),
            "Шойгу и Лавров подписали соглашение о поставках вооружений.",
        ),
    ],
)
def test_text_is_the_file_verbatim(write: Write, content: bytes, expected: str) -> None:
    (article,) = _articles(write("a.txt", content), any_language=True)
    assert article.text == expected
    assert article.sha256 == hashlib.sha256(expected.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty: there is no text"),
        ("a.txt", b" \n\xc2\xa0\n", "empty: there is no text"),
        ("a.txt", b"\x89PNG\r\n\x00\x00", "binary content (NUL bytes)"),
        ("a.txt", bytes(range(1, 32)) * 40, "binary content (control characters)"),
        ("a.txt", "“Malacañang” – signed. é".encode()[:-1], "damaged UTF-8 at byte 30"),
        ("a.txt", b"\xff\xfea", "damaged UTF-16-LE at byte 2"),
        ("a.md", b"---\ntitle: T\n---\n \n", "no text after the front matter"),
        ("a.md", b"+++\ntitle = \n+++\nbody", "front matter is not TOML"),
        ("a.json", b"", "empty file"),
        ("a.json", b'{"text": "cut', "not JSON"),
        ("a.json", b"[" * 100_000 + b"]" * 100_000, "not JSON (nested too deeply)"),
        ("a.json", b"7", "not a JSON object but int"),
        ("a.json", b'{"title": "T"}', "no text: none of the keys 'title' is text"),
        ("a.json", b'{"text": " ", "id": 3}', "the text is empty"),
        ("a.json", b'{"text": 5}', "the text is empty or no text"),
        ("a.json", b'{"text": "a\\ud800"}', "text holds half of a character pair at 1"),
        ("a.json", b'{"text": "a\\u0000b"}', "text holds a NUL at 1"),
        ("a.json", b'{"text": "a", "x": ' + b"9" * 5000 + b"}", "not JSON (Exceeds the limit"),
        ("a.json", b'{"text": "a", "x": ' + b"[" * 80 + b"]" * 80 + b"}", "nested deeper than 64 levels"),
        ("a.json", b"[}]", "not JSON"),
        ("a.jsonl", b'{"text":\n', "not JSON"),
        ("a.jsonl", b"[1]\n", "not a JSON object but list"),
        ("a.jsonl", b'{"text": "a\x00b"}\n', "binary content"),
        ("a.csv", b"", "empty file"),
        ("a.csv", b"a,b\n1,2\n", "no column with the text"),
        ("a.csv", b"id,text\n1,\n", "the text is empty"),
        ("a.csv", b'id,text\n1,"open\n', "broken row (unexpected end of data)"),
        ("a.csv", b"id,text\n1,a,b\n", "3 cells under 2 columns"),
        ("a.csv", b"id,text\n\x00\n", "binary content"),
        ("a.png", b"\x89PNG", "unknown kind of file"),
    ],
)
def test_bad_input_is_a_failure_that_says_why(write: Write, name: str, content: bytes, reason: str) -> None:
    assert _failure(write(name, content)).reason.startswith(reason)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "x" * 5000),
        ("a.json", json.dumps({"text": "x" * 5000})),
        ("a.json", json.dumps([{"text": "x" * 5000}])),
        ("a.jsonl", json.dumps({"text": "x" * 5000}) + "\n"),
        ("a.csv", "text\n" + "x" * 5000 + "\n"),
    ],
)
def test_limits(write: Write, name: str, content: str) -> None:
    path = write(name, content)
    assert "more than the limit of 4,000" in _failure(path, max_characters=4000).reason
    assert "limit of 4,000 for one article" in _failure(path, max_record_bytes=4000).reason
    assert len(_articles(path)) == 1


def test_a_line_over_the_limit_costs_that_line_only(write: Write) -> None:
    lines = [json.dumps({"text": text}) for text in ("first", "x" * 5000, "last")]
    outcomes = list(read_file(write("a.jsonl", "\n".join(lines)), settings=ReadingSettings(max_record_bytes=1000)))
    assert [(type(outcome).__name__, outcome.line) for outcome in outcomes] == [
        ("Article", 1),
        ("Failure", 2),
        ("Article", 3),
    ]


def test_broken_lines_and_rows_are_numbered(write: Write) -> None:
    jsonl = write("a.jsonl", '{"text": "one"}\n\nnot json\n{"text": "two"}\n')
    assert [(type(outcome).__name__, outcome.line) for outcome in read_file(jsonl)] == [
        ("Article", 1),
        ("Failure", 3),
        ("Article", 4),
    ]
    rows = write("b.csv", 'id,text\n1,"line\nline"\n2,"open,3\n4,last\n')
    assert [(type(outcome).__name__, outcome.line) for outcome in read_file(rows)] == [
        ("Article", 2),
        ("Failure", 4),
        ("Article", 5),
    ]


FULL = {"title": "T", "byline": "Jane Roe", "outlet": "O", "published": "2026-01-16", "url": "https://e.org/1"}


@pytest.mark.parametrize(
    ("record", "expected", "extra"),
    [
        ({"id": 7, "text": STORY, **FULL, "topic": "x"}, {**FULL, "id": "7"}, {"topic": "x"}),
        (
            {"body": STORY, "headline": "T", "authors": ["Jane Roe", "John Doe"], "source": {"id": None, "name": "O"}},
            {"title": "T", "byline": "Jane Roe, John Doe", "outlet": "O"},
            {},
        ),
        (
            {"content": STORY, "publishedAt": "2026-01-16T01:02:03Z", "Publisher": "P", "source": "S"},
            {"outlet": "S", "published": "2026-01-16"},
            {"Publisher": "P"},
        ),
        ({"text": STORY, "date": "03/04/2025"}, {"published": None}, {"published": "03/04/2025"}),
        ({"text": STORY, "date": float("nan"), "author": None}, {"published": None, "byline": None}, {}),
        ({"text": "", "body": STORY}, {"text": STORY}, {}),
        ({"maintext": [STORY, "More."]}, {"text": f"{STORY}\n\nMore."}, {}),
        ({"text": STORY, "tags": ["a", {"b": "\ud800"}]}, {}, {"tags": ["a", {"b": "�"}]}),
        ({"text": STORY, "date": {"$date": "2026-01-16T00:00:00Z"}}, {"published": "2026-01-16"}, {}),
    ],
)
def test_keys(write: Write, record: Mapping[str, Any], expected: Mapping[str, Any], extra: Mapping[str, Any]) -> None:
    (article,) = _articles(write("a.json", json.dumps(record)))
    assert {name: getattr(article, name) for name in expected} == expected
    assert article.extra == extra


def test_keys_can_be_named(write: Write) -> None:
    path = write("a.json", json.dumps({"article": {"inner": {"body": STORY}}, "when": "2026-01-16", "text": "short"}))
    (article,) = _articles(path, field_map={"text": "article.inner.body", "published": "when"})
    assert (article.text, article.published) == (STORY, "2026-01-16")


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.json", '[{"text": "one"}, {"text": "two"}]', ["one", "two"]),
        ("a.json", '\ufeff{"status": "ok", "articles": [{"content": "one"}, {"content": "two"}]}', ["one", "two"]),
        ("a.json", '{"response": {"docs": [{"body": "one"}]}}', ["one"]),
        ("a.json", '{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        ("a.json", '{\n"text":\n"one"}', ["one"]),
        ("a.ndjson", '{"text": "one"}\r\n{"text": "two"}', ["one", "two"]),
        ("a.csv", 'text,id\n"one ""a""\r\nb",1\n', ['one "a"\r\nb']),
        ("a.csv", "id;Body\n1;one, two\n", ["one, two"]),
        ("a.tsv", "id\ttext\n1\tone, two\n", ["one, two"]),
        ("a.csv", "text\n" + "long " * 40_000 + "\n", ["long " * 40_000]),
    ],
)
def test_shapes(write: Write, name: str, content: str, texts: list[str]) -> None:
    assert [article.text for article in _articles(write(name, content))] == texts


def test_a_broken_element_does_not_hide_the_next(write: Write) -> None:
    content = (
        '[{"text": "o, [ne"},\n{"text": oops},\n3,\n{"text": "x' + "x" * 200_000 + '\\\\"},\n{"text": "\\"last\\""}'
    )
    outcomes = list(read_file(write("a.json", content), settings=ReadingSettings(max_record_bytes=1000)))
    assert [
        outcome.text if isinstance(outcome, Article) else outcome.reason.split(" (")[0] for outcome in outcomes
    ] == [
        "o, [ne",
        "not JSON",
        "not a JSON object but int: an article is an object",
        "200,015 bytes, more than the limit of 1,000 for one article: split it or raise --max-characters",
        '"last"',
        "the array is not closed: the file seems cut off",
    ]
    assert [outcome.line for outcome in outcomes] == [1, 2, 3, 4, 5, 5]


def test_a_wide_json_array_is_read_in_windows(write: Write) -> None:
    texts = [f"{number} " + "word " * 3000 for number in range(40)]
    path = write("a.json", json.dumps([{"text": text} for text in texts], indent=1))
    assert [article.text for article in _articles(path)] == texts


def test_encodings_of_lines_agree_over_the_file(write: Write) -> None:
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in ("plain", "Malacañang", "it’s signed")]
    articles = _articles(write("a.jsonl", "\n".join(lines).encode("cp1252")))
    assert [article.text for article in articles] == ["plain", "Malacañang", "it’s signed"]
    articles = _articles(write("b.jsonl", "\ufeff".encode("utf-16-le") + "\n".join(lines).encode("utf-16-le")))
    assert [article.text for article in articles] == ["plain", "Malacañang", "it’s signed"]


def test_front_matter_stays_in_the_text(write: Write) -> None:
    content = '---\ntitle: "A: pact"\ndate: 2024-05-06\nauthors:\n  - Jane Roe\n  - John Doe\ntags: [a, b]\n---\n# Pact\n\nBody.\n'
    (article,) = _articles(write("a.md", content))
    assert article.text == content
    assert (article.title, article.byline, article.published, article.published_basis) == (
        "A: pact",
        "Jane Roe, John Doe",
        "2024-05-06",
        "metadata",
    )
    assert article.extra == {"tags": ["a", "b"]}


@pytest.mark.parametrize(
    ("name", "content", "outlet", "basis"),
    [
        ("outlet-a/x.txt", STORY, "outlet-a", "folder"),
        ("2024/05/outlet-b/sub/x.txt", STORY, "outlet-b", "folder"),
        ("data/outlet-a/x.txt", STORY, "outlet-a", "folder"),
        ("reuters.com/x.txt", STORY, "Reuters", "folder"),
        ("outlet-a/x.json", '{"text": "a", "outlet": "Given"}', "Given", "metadata"),
        ("outlet-a/x.json", '{"text": "a", "url": "https://www.philstar.com/x/1"}', "The Philippine Star", "url"),
        ("outlet-a/x.json", '{"text": "a", "url": "https://news.example.org/x"}', "news.example.org", "url"),
        ("outlet-a/x.json", '{"text": "a", "url": "http://[broken"}', "outlet-a", "folder"),
        ("dawn.com_2024-05-06.txt", STORY, "Dawn", "file_name"),
        ("x.txt", f"By Jane Roe | Philippine News Agency\n{STORY}", "Philippine News Agency", "credit"),
        ("x.txt", STORY, None, "unknown"),
    ],
)
def test_outlet(write: Write, tmp_path: Path, name: str, content: str, outlet: str | None, basis: str) -> None:
    write(name, content)
    (article,) = read_inputs([tmp_path])
    assert isinstance(article, Article)
    assert (article.outlet, article.outlet_basis) == (outlet, basis)


@pytest.mark.parametrize(
    ("name", "content", "published", "basis"),
    [
        (
            "x.json",
            '{"text": "Pact signed\\n\\n16 Jan 2026\\n\\nBody of it.", "date": "2026-01-17"}',
            "2026-01-17",
            "metadata",
        ),
        ("x.txt", f"Pact signed\n\n16 Jan 2026\n\n{STORY}", "2026-01-16", "text"),
        ("2026-01-15_x.txt", STORY, "2026-01-15", "inferred"),
        ("x.json", '{"text": "a", "url": "https://e.org/2025/4/30/p.html"}', "2025-04-30", "inferred"),
        ("x.txt", f"SEOUL, Aug. 22 (Yonhap) -- {STORY}", None, "unknown"),
    ],
)
def test_published(write: Write, tmp_path: Path, name: str, content: str, published: str | None, basis: str) -> None:
    write(name, content)
    (article,) = read_inputs([tmp_path])
    assert isinstance(article, Article)
    assert (article.published, article.published_basis) == (published, basis)


def test_order_is_that_of_the_paths_and_a_file_is_read_once(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt"):
        write(name, STORY)
    plan = plan_inputs([tmp_path / "b", tmp_path, tmp_path / "c.txt"])
    assert [Path(source.path).relative_to(tmp_path).as_posix() for source in plan.sources] == [
        "a/1.txt",
        "b/2.txt",
        "c.txt",
    ]
    assert plan.size == 3 * len(STORY)


def test_what_is_not_read_is_named(write: Write, tmp_path: Path) -> None:
    for name in ("x.txt", ".hidden.txt", "img.png", ".git/y.txt"):
        write(name, STORY)
    (tmp_path / "out.txt").symlink_to("/etc/passwd")
    (tmp_path / "same.txt").symlink_to("x.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    plan = plan_inputs([tmp_path])
    assert [source.path for source in plan.sources] == [str(tmp_path / "x.txt")]
    assert {Path(ignored.path).name: ignored.reason for ignored in plan.ignored} == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "gone.txt": "link to a folder, or to nothing",
        "img.png": "unknown kind of file",
        "loop": "link to a folder, or to nothing",
        "out.txt": "link out of the input folder",
        "pipe.txt": "not a regular file",
        "same.txt": "link to a file that is read itself",
    }


def test_output_folder_inside_an_input_is_left_out(write: Write, tmp_path: Path) -> None:
    for name in ("in/a/x.txt", "in/a/out/articles.jsonl", "in/a/output/y.txt"):
        write(name, STORY)
    (tmp_path / "in" / "z.jsonl").symlink_to("a/out/articles.jsonl")
    plan = plan_inputs([tmp_path / "in"], output=tmp_path / "in" / "a" / "." / "out")
    read = [Path(source.path).relative_to(tmp_path).as_posix() for source in plan.sources]
    assert read == ["in/a/output/y.txt", "in/a/x.txt"]
    assert {Path(ignored.path).name: ignored.reason for ignored in plan.ignored} == {
        "out": "output folder",
        "z.jsonl": "link into the output folder",
    }
    assert plan_inputs([tmp_path / "in" / "a"], output=tmp_path / "in").sources != ()
    with pytest.raises(InputError, match="is both input and output: choose another folder for the output"):
        plan_inputs([tmp_path / "in"], output=tmp_path / "in")


def test_a_link_into_a_hidden_store_is_read(write: Write, tmp_path: Path) -> None:
    write(".store/abc", STORY)
    (tmp_path / "x.txt").symlink_to(".store/abc")
    (article,) = read_inputs([tmp_path])
    assert isinstance(article, Article)
    assert article.text == STORY


def test_a_named_file_of_an_unknown_kind_fails(write: Write) -> None:
    (failure,) = read_inputs([write("img.png", b"x")])
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("unknown kind of file: readable are .txt")


@pytest.mark.parametrize("inputs", [[], ["no-such-folder"], ["."], ["a\0b"]])
def test_unusable_inputs_raise_at_once(inputs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"no input|does not exist|no file that can be read|cannot be opened"):
        read_inputs(inputs)


@pytest.mark.parametrize(
    "error",
    [PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file"), OSError(5, "Input/output error")],
)
def test_unreadable_files_fail_and_the_others_are_read(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    write("a.txt", STORY)
    write("b.txt", STORY)
    opened = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "a.txt":
            raise error
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    failure, article = read_inputs([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.reason == f"cannot be opened or read ({error.strerror}): check file and permissions"
    assert isinstance(article, Article)


@pytest.mark.usefixtures("permissions_count")
def test_a_folder_without_permission_is_a_failure(write: Write, tmp_path: Path) -> None:
    write("a.txt", STORY)
    write("closed/b.txt", STORY)
    (tmp_path / "closed").chmod(0)
    assert [type(outcome) for outcome in read_inputs([tmp_path])] == [Failure, Article]
    (tmp_path / "closed").chmod(0o755)


def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(STORY.encode())
    except OSError:
        pytest.skip("the file system refuses such names")
    (article,) = read_inputs([tmp_path])
    assert article.path == f"{tmp_path}/caf\\xe9.txt"


@pytest.mark.parametrize("part", [1, 7, 64, 1000])
def test_parts_of_a_file_give_the_whole(write: Write, part: int) -> None:
    lines = [json.dumps({"text": f"café {number}"}, ensure_ascii=False) for number in range(30)]
    lines[5:5] = ["", "broken", "{}"]
    path = write("a.jsonl", "\n".join(lines))
    whole = list(read_plan(plan_inputs([path])))
    assert [outcome for source in plan_inputs([path]).split(part).sources for outcome in read_source(source)] == whole
    assert len(whole) == 32


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", "\n\n"), ("a.json", "[]"), ("a.csv", "id,text\n"), ("a.xml", "<rss><channel/></rss>")],
)
def test_a_file_without_articles_does_not_vanish(write: Write, name: str, content: str) -> None:
    path = write(name, content)
    assert list(read_file(path)) == [SetAside(path=str(path), reason="not_an_article", detail="nothing in it")]


def _endless(_item: Item, _settings: ReadingSettings) -> Iterator[Draft]:
    yield Draft(text=STORY)
    while True:
        time.sleep(0.01)


def test_reader_without_end_is_given_up_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, ".pdf", _endless)
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", "x")
        archive.writestr("b.txt", STORY)
    outcomes = []
    for outcome in read_source(Source(str(path), root=str(tmp_path)), time_limit=0.2):
        # What happens between two articles does not count.
        time.sleep(0.3)
        outcomes.append(outcome)
    given = [outcome.reason if isinstance(outcome, Failure) else outcome.path for outcome in outcomes]
    late = "not done after 0.2 seconds: raise --time-limit or split the article"
    assert given == [f"{path}/a.pdf", late, f"{path}/b.txt"]
