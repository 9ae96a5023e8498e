"""The samples and their labels fit together, and the pipeline stays above the pinned floors on them."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from pactwire import Pipeline
from pactwire.evaluate import Evaluation, evaluate, read_gold
from pactwire.reading import read_inputs
from pactwire.records import AgreementType, Article, Modality, Status

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = CORPUS / "gold" / "samples.jsonl"
FIELDS = {"status", "modality", "agreement_type", "agreement_name", "parties", "date_iso", "place"}
Edtf = Annotated[str, Field(pattern=r"^[\dX]{4}(-[\dX]{2}){0,2}(/[\dX]{4}(-[\dX]{2}){0,2})?$")]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Amount(Strict):
    text: str
    value: float
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Signatory(Strict):
    name: str
    role: str | None


class Label(Strict):
    status: Status
    modality: Modality
    agreement_name: str | None
    agreement_name_coref: str | None = None
    acronym: str | None
    agreement_type: AgreementType
    parties: Annotated[tuple[str, ...], Field(min_length=1)]
    date_text: str | None
    date_iso: Edtf | None
    place: str | None
    amounts: tuple[Amount, ...]
    signatories: tuple[Signatory, ...]
    evidence: str
    event_role: Literal["main", "secondary"]
    optional: bool
    alt: dict[str, list[str | list[str] | None]]


class Report(Strict):
    report_id: str
    path: str
    story_id: str
    page_date: str
    main_event_kind: str
    is_negative: bool
    same_wire_as: str | None
    events: tuple[Label, ...]


class Floors(Strict):
    """The least that `evaluate` may give; `false_claims` is the most."""

    detected_f1: float
    strict_f1: float
    main_found: float
    false_claims: int


def articles() -> list[Article]:
    found = list(read_inputs([CORPUS / "samples"]))
    assert [outcome for outcome in found if not isinstance(outcome, Article)] == []
    return [outcome for outcome in found if isinstance(outcome, Article)]


ARTICLES = {article.id: article for article in articles()}
REPORTS = [Report.model_validate_json(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def test_every_sample_is_labelled_once() -> None:
    assert [report.report_id for report in REPORTS if report.report_id not in ARTICLES] == []
    assert sorted(report.report_id for report in REPORTS) == sorted(ARTICLES)
    assert {report.same_wire_as for report in REPORTS} <= {None, *ARTICLES}


@pytest.mark.parametrize("report", [pytest.param(report, id=report.report_id) for report in REPORTS])
def test_labels_quote_the_article(report: Report) -> None:
    article = ARTICLES[report.report_id]
    assert Path(article.path).as_posix().endswith(report.path)
    assert article.outlet == report.path.split("/")[0]
    assert article.published == report.page_date
    for label in report.events:
        assert article.text.count(label.evidence) == 1
        quoted = [label.date_text, label.agreement_name, label.acronym, label.place]
        quoted += [amount.text for amount in label.amounts] + [person.name for person in label.signatories]
        assert [words for words in quoted if words and words not in article.text] == []
        assert set(label.alt) <= FIELDS


def test_no_report_of_a_negative_asserts_an_event() -> None:
    negative = [report for report in REPORTS if report.is_negative]
    assert {report.story_id for report in negative} == {"exercise", "sport", "trade"}
    assert [label for report in negative for label in report.events if label.modality == "asserted"] == []


def test_samples_read_like_news() -> None:
    words = {article.path: len(re.findall(r"\S+", article.text)) for article in ARTICLES.values()}
    assert {path: count for path, count in words.items() if not 230 <= count <= 600} == {}


def test_floors(pipeline: Pipeline) -> None:
    floors = Floors.model_validate(tomllib.loads((CORPUS / "gold" / "floors.toml").read_text(encoding="utf-8")))
    events = [event for record in pipeline.process(ARTICLES.values()) for event in record.events]
    figures, mistakes = evaluate(read_gold(GOLD), events)
    assert below(figures, floors) == [], "\n".join(map(str, mistakes))


def below(figures: Evaluation, floors: Floors) -> list[str]:
    measured = {
        "detected_f1": figures.detected.f1,
        "strict_f1": figures.strict.f1,
        "main_found": figures.main_found,
    }
    under = [f"{name} {value}" for name, value in measured.items() if value < getattr(floors, name)]
    claims = int(figures.negative_reports_with_false_claim.split("/")[0])
    return under + ([f"false_claims {claims}"] if claims > floors.false_claims else [])
