"""Whole comparisons: a golden run, and what must hold for any run."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactwire.compare.runs import Comparison, compare_records, compare_runs, iter_comparison
from pactwire.compare.store import TABLES, write_comparison
from pactwire.errors import InputError
from pactwire.records import ArticleRecord, DateMention, Event, Timex3

GOLDEN = Path(__file__).parent / "golden"
EventMaker = Callable[..., Event]
RecordMaker = Callable[..., ArticleRecord]


@pytest.mark.parametrize("table", TABLES)
def test_golden_run(table: str, tmp_path: Path) -> None:
    write_comparison(iter_comparison([GOLDEN / "run"]), tmp_path)
    written = (tmp_path / f"{table}.jsonl").read_text(encoding="utf-8")
    assert written == (GOLDEN / f"{table}.jsonl").read_text(encoding="utf-8")


def golden_records() -> list[ArticleRecord]:
    lines = (GOLDEN / "run" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [ArticleRecord.model_validate_json(line) for line in lines]


def test_records_in_memory_compare_as_files_do() -> None:
    assert compare_records(golden_records()) == compare_runs([GOLDEN / "run"])


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(9)))
def test_the_order_of_the_input_does_not_matter(order: list[int]) -> None:
    records = golden_records()
    assert len(records) == len(order)
    assert compare_records(records[number] for number in order) == compare_records(records)


def holds(comparison: Comparison) -> None:
    """What must hold for any comparison."""
    event_ids = [event_id for dossier in comparison.dossiers for event_id in dossier.event_ids]
    assert len(event_ids) == len(set(event_ids))
    for entry in comparison.entries:
        dossier = entry.dossier
        assert dossier.stage_ids == tuple(stage.stage_id for stage in entry.stages)
        assert [stage.position for stage in entry.stages] == list(range(1, len(entry.stages) + 1))
        staged = [event_id for stage in entry.stages for event_id in stage.event_ids]
        assert sorted(staged) == sorted(dossier.event_ids)
        assert dossier.sources == len(dossier.source_groups) <= len(dossier.article_ids)
        grouped = [article for group in dossier.source_groups for article in group.article_ids]
        assert sorted(grouped) == sorted(dossier.article_ids)
        assert dossier.current_stage is None or dossier.current_stage in dossier.stage_ids
        for fact in entry.facts:
            assert set(fact.event_ids) <= set(dossier.event_ids)
            assert fact.evidence_end - fact.evidence_start == len(fact.evidence)
            if fact.verdict == "unanimous":
                assert fact.standing == "agrees"
            if fact.consensus is None:
                assert (fact.verdict, fact.standing) == ("conflict", "undecided")
    ids = [fact.fact_id for fact in comparison.facts]
    assert len(ids) == len(set(ids))
    assert [d.dossier_id for d in comparison.dossiers] == sorted({d.dossier_id for d in comparison.dossiers})


def test_what_holds_for_the_golden_run() -> None:
    holds(compare_runs([GOLDEN / "run"]))


STATUSES = st.sampled_from(["negotiating", "approved", "signed", "ratified", "suspended", "terminated"])
DATES = st.sampled_from([None, "2024", "2024-07", "2024-07-08", "2024-07-09", "XXXX-07-08", "2016-09-23"])
NAMES = st.sampled_from([(None, None), ("Reciprocal Access Agreement", None), (None, "ACSA"), ("defence pact", None)])
EVENTS = st.fixed_dictionaries(
    {
        "status": STATUSES,
        "parties": st.sampled_from(["JPN PHL", "AUS JPN", "PHL", "JPN PHL USA", ""]),
        "type": st.sampled_from(["logistics_support", "visiting_forces", "procurement_contract", "other"]),
        "modality": st.sampled_from(["asserted", "planned", "negated"]),
        "role": st.sampled_from(["main", "background"]),
        "date": DATES,
        "published": st.sampled_from([None, "2024-07-09", "2024-08-01"]),
        "value": st.sampled_from([None, 63e9, 64e9]),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=st.lists(st.tuples(st.integers(0, 5), EVENTS, NAMES), min_size=1, max_size=14),
    chance=st.randoms(use_true_random=False),
)
def test_any_events_compare_the_same_in_any_order(
    drawn: list[tuple[int, dict[str, str | None], tuple[str | None, str | None]]],
    chance: random.Random,
    make_event: EventMaker,
    make_record: RecordMaker,
) -> None:
    by_article: dict[str, dict[str, Event]] = {}
    for article, fields, (name, acronym) in drawn:
        value = fields.pop("value", None)
        amounts = [(f"${value}", value, "USD")] if value else []
        event = make_event(f"a{article}", **fields, name=name, acronym=acronym, amounts=amounts)
        by_article.setdefault(event.article_id, {})[event.event_id] = event
    records = [make_record(*events.values()) for events in by_article.values()]
    comparison = compare_records(records)
    holds(comparison)
    turned = [
        record.model_copy(update={"events": tuple(chance.sample(record.events, len(record.events)))})
        for record in records
    ]
    chance.shuffle(turned)
    assert compare_records(turned) == comparison


def save(folder: Path, *records: ArticleRecord, articles: bool = True) -> Path:
    folder.mkdir()
    lines = [event.model_dump_json() for record in records for event in record.events]
    (folder / "events.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    if articles:
        text = "".join(record.model_dump_json() + "\n" for record in records)
        (folder / "articles.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_runs_come_together_and_the_last_run_of_an_article_counts(
    tmp_path: Path, make_event: EventMaker, make_record: RecordMaker
) -> None:
    old = make_event("1", acronym="ACSA", date="2026-01-14")
    new = make_event("1", acronym="ACSA", date="2026-01-15")
    other = make_event("2", acronym="ACSA", date="2026-01-15")
    first = save(tmp_path / "first", make_record(old), make_record(other))
    second = save(tmp_path / "second", make_record(new))
    (dossier,) = compare_runs([first, second]).dossiers
    assert dossier.event_ids == tuple(sorted([new.event_id, other.event_id]))
    (dossier,) = compare_runs([second, first]).dossiers
    assert dossier.event_ids == tuple(sorted([old.event_id, other.event_id]))
    again = save(tmp_path / "again", make_record(text="No agreement any more.", id="1"))
    (dossier,) = compare_runs([first, again]).dossiers
    assert (dossier.event_ids, dossier.article_ids) == ((other.event_id,), ("2",))


def test_events_alone_are_enough(tmp_path: Path, make_event: EventMaker, make_record: RecordMaker) -> None:
    run = save(tmp_path / "run", make_record(make_event("1", acronym="ACSA")), articles=False)
    (dossier,) = compare_runs([run]).dossiers
    assert (dossier.acronym, dossier.outlets, dossier.sources) == ("ACSA", ("1.example",), 1)


def test_reprints_count_as_one_source(make_event: EventMaker, make_record: RecordMaker) -> None:
    wire = " ".join(f"word{number}" for number in range(120))
    records = [
        make_record(make_event(str(n), acronym="ACSA", date="2026-01-15"), text=f"1 signed. {wire}") for n in (1, 2, 3)
    ]
    records.append(make_record(make_event("4", acronym="ACSA", date="2026-01-15")))
    (dossier,) = compare_records(records).dossiers
    assert dossier.sources == 2
    assert [group.article_ids for group in dossier.source_groups] == [("1", "2", "3"), ("4",)]


def test_warnings_of_articles_and_of_publication_are_kept(make_event: EventMaker, make_record: RecordMaker) -> None:
    early = make_event("1", "ratified", acronym="ACSA", date="2023-03-30", published="2023-03-17")
    record = make_record(early, text="The vote on Friday, March 30, 2023, passed.")
    entry = compare_records([record]).entries[0]
    assert [(warning.code, warning.spans) for warning in entry.dossier.warnings] == [
        ("weekday_mismatch", ((12, 18), (20, 34)))
    ]
    assert [warning.code for warning in entry.stages[0].warnings] == ["published_before_event"]


@pytest.mark.parametrize(
    ("timex", "dates"),
    [("XXXX-WXX-2", ["XXXX-WXX-2"]), ("XXXX-WXX-2TMO", ["XXXX-WXX-2"]), ("XXXX-WXX", []), ("XXXX-WXX-WE", [])],
)
def test_weekdays_that_no_date_is_known_for(
    timex: str, dates: list[str], make_event: EventMaker, make_record: RecordMaker
) -> None:
    event = make_event("1", about="Tuesday morning")
    at = event.evidence.text.index("Tuesday morning")
    mention = DateMention(
        text="Tuesday morning", start=at, end=at + 15, timex3=Timex3(type="DATE", value=timex), basis="test"
    )
    comparison = compare_records([make_record(event, text=event.evidence.text, dates=(mention,))])
    assert [fact.value for fact in comparison.facts if fact.fact == "date"] == dates
    assert comparison.stages[0].date is None


@pytest.mark.parametrize(
    ("events", "message"),
    [(None, "holds no events.jsonl"), ("{}\n", "events.jsonl:1: not an event record"), ("no json\n", "not an event")],
)
def test_what_cannot_be_read_is_said(events: str | None, message: str, tmp_path: Path) -> None:
    if events is not None:
        (tmp_path / "events.jsonl").write_text(events)
    with pytest.raises(InputError, match=message):
        compare_runs([tmp_path])


def test_an_unknown_dossier_is_said() -> None:
    with pytest.raises(InputError, match="no dossier d0"):
        Comparison(()).entry("d0")


def test_of_two_events_with_one_date_the_nearer_has_it(make_event: EventMaker, make_record: RecordMaker) -> None:
    text = "The pact came into force on 2024-09-01, nine months after it was signed in_force."
    far, near = make_event("1", acronym="DCA"), make_event("1", "in_force", acronym="DCA")
    day = {"text": "2024-09-01", "start": 28, "end": 38, "edtf": "2024-09-01", "basis": "test"}

    def told(event: Event, trigger: str) -> Event:
        at = text.index(trigger)
        evidence = {**event.evidence.model_dump(), "text": text, "start": 0, "end": len(text)}
        evidence["trigger"] = (at, at + len(trigger))
        return Event.model_validate({**event.model_dump(), "date": day, "evidence": evidence})

    record = make_record(told(far, "signed"), told(near, "force"), text=text)
    rows = [fact for fact in compare_records([record]).facts if fact.fact == "date"]
    assert [(row.status, row.value) for row in rows] == [("in_force", "2024-09-01")]


def drawn_records(
    drawn: list[tuple[int, dict[str, str | None], tuple[str | None, str | None]]], make_event: EventMaker
) -> dict[str, list[Event]]:
    by_article: dict[str, dict[str, Event]] = {}
    for article, fields, (name, acronym) in drawn:
        given = dict(fields)
        value = given.pop("value", None)
        amounts = [(f"${value}", value, "USD")] if value else []
        event = make_event(f"a{article}", **given, name=name, acronym=acronym, amounts=amounts)
        by_article.setdefault(event.article_id, {})[event.event_id] = event
    return {article: list(events.values()) for article, events in sorted(by_article.items())}


DRAWN = st.lists(st.tuples(st.integers(0, 5), EVENTS, NAMES), min_size=1, max_size=14)
WIRE = " ".join(f"word{number}" for number in range(150))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=DRAWN, cut=st.integers(0, 6))
def test_a_run_parted_in_two_compares_as_one(
    drawn: list[tuple[int, dict[str, str | None], tuple[str | None, str | None]]],
    cut: int,
    tmp_path_factory: pytest.TempPathFactory,
    make_event: EventMaker,
    make_record: RecordMaker,
) -> None:
    records = [make_record(*events) for events in drawn_records(drawn, make_event).values()]
    folder = tmp_path_factory.mktemp("runs")
    save(folder / "all", *records)
    save(folder / "first", *records[:cut])
    save(folder / "second", *records[cut:])
    whole = compare_runs([folder / "all"])
    assert compare_runs([folder / "first", folder / "second"]) == whole
    assert compare_runs([folder / "second", folder / "first"]) == whole


def verdicts_of(comparison: Comparison) -> dict[tuple[str, str | None, str, str | None], tuple[str, str | None, str]]:
    """Return verdict, consensus and basis by dossier, stage, fact and facet."""
    return {
        (entry.dossier.dossier_id, stage_id, verdict.fact, verdict.facet): (
            verdict.verdict,
            verdict.consensus,
            verdict.basis,
        )
        for entry in comparison.entries
        for stage_id, verdicts in [
            (None, entry.dossier.verdicts),
            *((stage.stage_id, stage.verdicts) for stage in entry.stages),
        ]
        for verdict in verdicts
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=DRAWN, copies=st.integers(1, 4), chosen=st.integers(0, 5))
def test_a_reprint_never_changes_a_verdict(
    drawn: list[tuple[int, dict[str, str | None], tuple[str | None, str | None]]],
    copies: int,
    chosen: int,
    make_event: EventMaker,
    make_record: RecordMaker,
) -> None:
    by_article = drawn_records(drawn, make_event)
    texts = {
        article: f"{' '.join(event.evidence.text for event in events)} {article} {WIRE.replace('word', article)}"
        for article, events in by_article.items()
    }
    records = [make_record(*events, text=texts[article]) for article, events in by_article.items()]
    article = sorted(by_article)[chosen % len(by_article)]
    reprints = []
    for number in range(copies):
        events = [
            event.model_copy(
                update={
                    "event_id": f"{event.event_id}{number}",
                    "article_id": f"z{number}",
                    "outlet": f"reprint{number}.example",
                }
            )
            for event in by_article[article]
        ]
        reprints.append(make_record(*events, text=texts[article]))
    assert verdicts_of(compare_records([*records, *reprints])) == verdicts_of(compare_records(records))
