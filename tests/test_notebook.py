"""What a notebook shows of records and tables."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from pactwire.compare.runs import compare_records
from pactwire.records import Agreement, ArticleRecord, Event, Failure
from pactwire.tables import records_to_frames

ATTACK = "<script>alert(1)</script><img src=x onerror=\"alert(1)\"> & 'x'"
ALLOWED = {"div", "p", "table", "tr", "th", "td", "span", "details", "summary"}


class Checked(HTMLParser):
    """Collects the text, and refuses what must not be in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= {"style", "title"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data + " "


def shown(value: object) -> str:
    html = value._repr_html_()  # type: ignore[attr-defined]
    assert len(html) < 20_000
    return " ".join(Checked(html).text.split())


def test_event(make_event: Callable[..., Event]) -> None:
    text = shown(make_event())
    assert text.startswith("signed/asserted: Acquisition and Cross-Servicing Agreement (ACSA) - JPN, PHL")
    assert "signed the Acquisition and Cross-Servicing Agreement in Manila on 15 January" in text
    assert "place Manila (PHL) amount 200,000,000 JPY" in text


def test_words_of_the_event_are_marked(make_event: Callable[..., Event]) -> None:
    html = make_event()._repr_html_()
    marked = re.findall(r'<span style="[^"]*" title="([^"]*)">([^<]*)</span>', html)
    assert [words for _, words in marked] == ["Japan", "Philippines", "signed", "Manila", "15 January"]
    assert marked[0][0] == "party JPN Japan"


def test_article(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({}, title="Pact signed")
    assert shown(record).startswith("Pact signed outlet-a · outlet-a/story.txt signed/asserted Acquisition")
    assert "No agreement was found" in shown(make_record())
    assert "TOKYO - Japan" in shown(record.article)
    many = make_record(*({"event_id": f"e{number}"} for number in range(12)))
    assert "and 2 more" in shown(many)
    long = make_record({}, text=many.article.text + "x" * 100_000)
    assert shown(long.article).endswith("x…")


def test_comparison(make_record: Callable[..., ArticleRecord]) -> None:
    records = [
        make_record({"event_id": f"e-{outlet}", "outlet": outlet, "place": {"name": place}}, id=outlet, outlet=outlet)
        for outlet, place in (("outlet-a", "Manila"), ("outlet-b", "Tokyo"))
    ]
    (entry,) = compare_records(records).entries
    assert "reported by outlet-a, outlet-b: 1 independent source holds 1 stages, 2 events" in shown(entry.dossier)
    assert "signed/asserted: outlet-a, outlet-b" in shown(entry)
    assert "signed/asserted" in shown(entry.stages[0])
    (fact,) = [fact for fact in entry.facts if fact.fact == "place" and fact.outlet == "outlet-b"]
    assert shown(fact).startswith("outlet-b on place 2026-01-16 says Tokyo")


def test_other_records() -> None:
    assert shown(Failure(path="a.txt", stage="reading", reason="empty")) == (
        "Failure path a.txt article_id line stage reading reason empty"
    )
    assert shown(Agreement(type="other", key="k")) == "Agreement name acronym type other key k"


def test_tables(make_record: Callable[..., ArticleRecord]) -> None:
    text = shown(records_to_frames([make_record({}, title="Pact signed")]))
    assert text.startswith("Frames table rows columns articles 1 15 events 1 34 parties 2 ")
    assert "first rows of events event_id article_id outlet" in text
    assert "first rows of events" in shown(records_to_frames([]))


@pytest.mark.parametrize("part", ["article", "record", "event", "sentence", "frames", "agreement", "dossier"])
def test_what_an_article_says_stays_text(
    make_record: Callable[..., ArticleRecord], make_event: Callable[..., Event], part: str
) -> None:
    words = f"signed {' ' * 200} {ATTACK}"
    attack = {"name": ATTACK, "type": "other", "key": ATTACK}
    parties = [{"id": ATTACK, "name": ATTACK, "kind": "company"}, {"id": "JPN", "name": "Japan", "kind": "state"}]
    record = make_record(
        {"agreement": attack, "parties": parties, "place": {"name": ATTACK}, "event_id": ATTACK},
        title=ATTACK,
        text=ATTACK + make_record().article.text[len(ATTACK) :],
        path=ATTACK,
    )
    values = {
        "article": record.article,
        "record": record,
        "event": record.events[0],
        "frames": records_to_frames([record]),
        "agreement": record.events[0].agreement,
        "sentence": make_event(
            evidence={"start": 0, "end": len(words), "text": words, "trigger": (0, 6), "rule": "signed.verb"}
        ),
        "dossier": compare_records([record]).entries[0],
    }
    assert "<script>alert(1)</script>" in shown(values[part])
