"""RSS and Atom feeds: one article an entry; hostile XML is refused."""

from pathlib import Path

import pytest

from pactwire.reading import ReadingSettings, read_file
from pactwire.reading.fragments import plain_text
from pactwire.records import Article, Failure

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Example Daily</title><link>https://daily.example.org</link>
<item><title>Pact signed &amp;amp; sealed</title><link>https://daily.example.org/2026/01/16/pact</link><guid>g-1</guid>
<pubDate>Fri, 16 Jan 2026 08:00:00 +0800</pubDate><dc:creator>Jane Roe</dc:creator><media:title>Photo</media:title>
<description>Short.</description><content:encoded><![CDATA[<p>MANILA — Two states signed.</p><script>x()</script>
<p>More &amp; more.</p>]]></content:encoded></item>
<item><title>Only a teaser</title><description>Just this.</description></item>
<item><title>Nothing</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>
<entry><title>Accord extended</title><id>urn:1</id><link rel="self" href="https://e.org/self"/><link href="https://e.org/a"/>
<updated>2026-01-17T00:00:00Z</updated><published>2026-01-16T00:00:00Z</published><author><name>Li Wei</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two states extended it.</p><p>In Seoul.</p></div></content>
</entry></feed>"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return tmp_path / "feed.xml"


def test_rss(feed: Path) -> None:
    feed.write_text(RSS, encoding="utf-8")
    full, teaser, nothing = read_file(feed)
    assert isinstance(full, Article)
    assert (full.id, full.title, full.byline, full.published) == (
        "g-1",
        "Pact signed & sealed",
        "Jane Roe",
        "2026-01-16",
    )
    assert (full.text, full.dateline) == ("MANILA — Two states signed.\n\nMore & more.", "MANILA")
    assert (full.url, full.outlet) == ("https://daily.example.org/2026/01/16/pact", "daily.example.org")
    assert full.extra == {"feed_title": "Example Daily"}
    assert isinstance(teaser, Article)
    assert teaser.text == "Just this."
    assert isinstance(nothing, Failure)
    assert (nothing.line, nothing.reason.split(":")[0]) == (9, "the text is empty or no text")


def test_atom(feed: Path) -> None:
    feed.write_text(ATOM, encoding="utf-8")
    (article,) = read_file(feed)
    assert isinstance(article, Article)
    assert (article.id, article.title, article.byline, article.url) == (
        "urn:1",
        "Accord extended",
        "Li Wei",
        "https://e.org/a",
    )
    assert article.published == "2026-01-16"
    assert [line for line in article.text.split("\n") if line] == ["Two states extended it.", "In Seoul."]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', "declares a document type"),
        ('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss/>', "declares a document type"),
        ("<html><body/></html>", "neither RSS nor Atom (its root is 'html')"),
        ('<?xml version="1.0" encoding="nonsense"?><rss/>', "not well-formed XML (unknown encoding"),
        ('<?xml version="1.0" encoding="shift_jis"?><rss/>', "not well-formed XML"),
        ("<rss><channel>", "not well-formed XML"),
        ("", "not well-formed XML"),
        ("<rss>" + "<a>" * 200, "nested deeper than 64 levels"),
        (f"<rss><item><description>{'x' * 5000}</description></item></rss>", "larger than the limit of 4,000"),
    ],
)
def test_hostile_or_broken_xml_is_refused(feed: Path, content: str, told: str) -> None:
    feed.write_text(content, encoding="utf-8")
    (failure,) = read_file(feed, settings=ReadingSettings(max_record_bytes=4000))
    assert isinstance(failure, Failure)
    assert told in failure.reason


def test_entries_before_the_damage_are_kept(feed: Path) -> None:
    feed.write_text(RSS[: RSS.index("<item><title>Nothing")], encoding="utf-8")
    assert [type(outcome) for outcome in read_file(feed)] == [Article, Article, Failure]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("no mark-up\n  at all", "no mark-up\n  at all"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<p>a<br>b</p><style>p{}</style>c", "a\n\nb\n\nc"),
        ("<p>a</p><![CDDATA[b]]><p>c</p>", "a\n\nc"),
        ("<p>a</p><![", "a\n\n<!["),
        ("<div>Q&amp;A <i>it</i>alic", "Q&A italic"),
    ],
)
def test_fragments(fragment: str, expected: str) -> None:
    assert plain_text(fragment) == expected
