"""Saved pages: the article without what surrounds it, its facts, its encoding."""

from pathlib import Path

import pytest

from pactwire.reading import ReadingSettings, read_file
from pactwire.records import Article, Failure

STORY = "<p>Two states signed a pact on Friday, officials said in the capital, and will meet again.</p>" * 4


def _read(folder: Path, content: bytes | str, name: str = "page.html") -> Article | Failure:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (outcome,) = read_file(path, settings=ReadingSettings(any_language=True))
    assert isinstance(outcome, Article | Failure)
    return outcome


def _article(folder: Path, content: bytes | str, name: str = "page.html") -> Article:
    outcome = _read(folder, content, name)
    assert isinstance(outcome, Article), outcome
    return outcome


def _head(head: str) -> str:
    return f"<html><head>{head}</head><body><article>{STORY}</article></body></html>"


def test_a_page_of_a_newsroom(tmp_path: Path, page: str, page_text: str) -> None:
    article = _article(tmp_path, page)
    assert article.text == page_text
    assert (article.title, article.byline, article.outlet, article.outlet_basis) == (
        "Manila, Tokyo sign logistics pact",
        "Jane Roe",
        "Example Daily",
        "metadata",
    )
    assert (article.published, article.published_basis) == ("2026-01-16", "metadata")
    assert article.url == "https://daily.example.org/world/manila-tokyo-pact"
    assert (article.dateline, article.agency) == ("MANILA, Philippines", "Reuters")


@pytest.mark.parametrize(
    ("head", "published", "basis"),
    [
        ('<meta property="article:published_time" content="2026-01-16T08:00:00+08:00">', "2026-01-16", "metadata"),
        ('<meta name="DC.date.issued" content="2026-01-16">', "2026-01-16", "metadata"),
        (
            '<meta name="date" content="soon"><meta itemprop="datePublished" content="16 January 2026">',
            "2026-01-16",
            "metadata",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2019-01-01"}, '
            '{"@type": ["NewsArticle"], "datePublished": "2026-01-16"}]}</script>',
            "2026-01-16",
            "metadata",
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePubl</script>', None, "unknown"),
        ('<link rel="canonical" href="https://e.org/2026/01/16/pact">', "2026-01-16", "inferred"),
        ('<meta property="article:published_time" content="03/04/2026">', None, "unknown"),
        ("<title>Pact signed, 16 January 2026</title>", "2026-01-16", "inferred"),
        ("", None, "unknown"),
    ],
)
def test_date_of_publication(tmp_path: Path, head: str, published: str | None, basis: str) -> None:
    article = _article(tmp_path, _head(head))
    assert (article.published, article.published_basis) == (published, basis)


@pytest.mark.parametrize(
    ("head", "outlet", "basis"),
    [
        ('<meta property="og:site_name" content="Example Daily">', "Example Daily", "metadata"),
        ('<meta property="og:site_name" content="SCMP">', "South China Morning Post", "metadata"),
        (
            '<meta property="og:site_name" content="BBC News"><link rel="canonical" href="https://www.bbc.co.uk/n/1">',
            "BBC",
            "url",
        ),
        ('<link rel="canonical" href="https://news.example.org/1">', "news.example.org", "url"),
        ("", None, "unknown"),
    ],
)
def test_outlet(tmp_path: Path, head: str, outlet: str | None, basis: str) -> None:
    article = _article(tmp_path, _head(head))
    assert (article.outlet, article.outlet_basis) == (outlet, basis)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("nonsense", "utf-8"),
        ("", "utf-16"),
        ("utf-16", "utf-8"),
        ("", "utf-16-le"),
        ("utf-7", "utf-8"),
    ],
)
def test_bytes_are_believed_before_the_label(tmp_path: Path, charset: str, encoding: str) -> None:
    story = "<p>“Malacañang” signed the pact – it’s done, officials said on Friday in the capital.</p>"
    html = f'<html><head><meta charset="{charset}"></head><body><article>{story}{STORY}</article></body></html>'
    assert _article(tmp_path, html.encode(encoding)).text.startswith("“Malacañang” signed the pact – it’s done")


@pytest.mark.parametrize(
    ("charset", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Шойгу и Лавров подписали соглашение о поставках вооружений в Москве."),
        ("gb2312", "gb18030", "两国国防部长周五在首都签署了一项后勤协议，官员们在仪式结束后这样说。"),
        ("shift_jis", "cp932", "両国の防衛相は金曜日に首都で物品役務相互提供協定に署名した。"),
        ("euc-kr", "cp949", "양국 국방장관은 금요일 수도에서 군수지원협정에 서명했다."),
        ("iso-2022-jp", "iso2022_jp", "両国の防衛相は金曜日に首都で物品役務相互提供協定に署名した。"),
    ],
)
def test_no_mojibake(tmp_path: Path, charset: str, encoding: str, words: str) -> None:
    html = (
        f'<html><head><meta charset="{charset}"></head><body><article>{f"<p>{words}</p>" * 6}</article></body></html>'
    )
    assert words in _article(tmp_path, html.encode(encoding)).text


def test_damage_outside_the_article_does_no_harm(tmp_path: Path) -> None:
    words = "<p>Malacañang signed the pact on Friday, officials said in the capital, and will meet again.</p>" * 4
    html = f"<html><body><nav>“x” –NAV–</nav><article>{words}</article></body></html>".encode()
    assert "Malacañang" in _article(tmp_path, html.replace(b"NAV", b"\xe2\x80")).text
    failure = _read(tmp_path, html.replace(b"officials", b"\xe2\x80"))
    assert isinstance(failure, Failure)
    assert failure.reason == "damaged UTF-8 in the article: get the page again"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty: there is no text"),
        (b"<html><body></body></html>", "no article found in the page"),
        (b"<html><body>" + b"<div>" * 30_000, "no article found in the page"),
        (b"<p " + b" ".join(b"a%d=b" % n for n in range(6_000)) + b">x</p>", "a tag with more than 5,000 attributes"),
        (b"<html>" + b"x" * 5_000_001, "a page of more than 5,000,000 bytes"),
    ],
)
def test_what_is_no_article(tmp_path: Path, content: bytes, told: str) -> None:
    failure = _read(tmp_path, content)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith(told)


def test_entities_of_a_document_type_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = _article(tmp_path, f"{bomb}<html><body><article>{STORY}<p>&b; &f;</p></article></body></html>").text
    assert "aaaa" not in text.replace("&a", "")
    assert "root:" not in text


def test_nul_bytes_are_left_out(tmp_path: Path) -> None:
    assert _article(tmp_path, _head("").replace("Friday", "Fri\0day")).text.startswith(
        "Two states signed a pact on Friday"
    )
