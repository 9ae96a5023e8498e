from collections.abc import Callable

import pytest

from pactwire.compare.amounts import Sum
from pactwire.compare.figures import Figure, compare_figures, converted_pairs, find_figures, group_figures
from pactwire.compare.runs import compare_records
from pactwire.records import ArticleRecord, Event, MoneyMention


def eur(value: float, *words: str, high: float | None = None, about: bool = False) -> Figure:
    return Figure(Sum(value, "EUR", "", about, high=high), frozenset(words), 0, 1)


CASES = [
    (eur(150e9, "fund"), eur(140e9, "fund", high=150e9), "compatible"),
    (eur(150e9, "fund"), eur(150e9, "loans", about=True), "compatible"),
    (eur(170e9, "fund", "bloc"), eur(180e9, "fund"), "conflict"),
    (eur(170e9, "fund"), eur(180e9, "budget"), "compatible"),
    (eur(6.7e9, "demanded"), eur(6.7e9, "wanted"), "same"),
]


@pytest.mark.parametrize(("left", "right", "kind"), CASES)
def test_compare_figures(left: Figure, right: Figure, kind: str) -> None:
    assert compare_figures(left, right).kind == compare_figures(right, left).kind == kind


def test_a_conversion_is_known_by_its_rounded_form(make_record: Callable[..., ArticleRecord]) -> None:
    text = "a $8.8 billion deal: 7.87 billion euros ($8.84 billion), and $2 billion more"
    spans = [text.index(part) for part in ("$8.8 ", "7.87", "$8.84", "$2")]
    told = [(8.8e9, "USD", 12, None), (7.87e9, "EUR", 18, None), (8.84e9, "USD", 13, 1), (2e9, "USD", 10, None)]
    money = [
        MoneyMention(
            text=text[start : start + size],
            start=start,
            end=start + size,
            value=value,
            currency=currency,
            converted_from=None if origin is None else (spans[origin], spans[origin] + told[origin][2]),
        )
        for start, (value, currency, size, origin) in zip(spans, told, strict=True)
    ]
    pairs = converted_pairs(make_record(text=text, money=money))
    assert {text[start:end]: pair for (start, end), pair in pairs.items()} == {
        "$8.8 billion": (7.87e9, "EUR", True),
        "7.87 billion euros": (8.84e9, "USD", False),
        "$8.84 billion": (7.87e9, "EUR", True),
    }


def test_sums_near_each_other_are_compared_where_articles_differ() -> None:
    fund, range_, demand = eur(150e9, "fund"), eur(140e9, "fund", high=150e9), eur(6.7e9, "demand")
    articles = {"1": [fund, demand], "2": [range_, demand], "3": [eur(2e9, "offer")]}
    assert group_figures(articles) == [("EUR 140,000,000,000", [("2", range_), ("1", fund)])]


def test_sums_for_one_use_are_compared_however_far_apart() -> None:
    low, high = eur(82e6, "proposal")._replace(use="offered"), eur(200e6, "roughly")._replace(use="offered")
    assert group_figures({"1": [low], "2": [high]}) == [("EUR offered", [("1", low), ("2", high)])]
    assert compare_figures(low, high).kind == "conflict"
    twice = eur(90e6, "later")._replace(use="offered")
    assert group_figures({"1": [low, twice], "2": [high]}) == []


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("London offered roughly €200 million", "offered"),
        ("the UK tabled an €200 million proposal", "offered"),
        ("Brussels is said to have wanted up to €200 million", "demanded"),
        ("London offered help. The fund holds €200 million", None),
        ("a fund of €200 million", None),
    ],
)
def test_the_use_of_a_sum_is_told_before_it(
    make_record: Callable[..., ArticleRecord], text: str, use: str | None
) -> None:
    at = text.index("€")
    mention = MoneyMention(text="€200 million", start=at, end=at + 12, value=2e8, currency="EUR")
    (figure,) = find_figures(make_record(text=text, money=(mention,)))
    assert figure.use == use


def test_rates_are_no_sums_and_repetitions_count_once(make_record: Callable[..., ArticleRecord]) -> None:
    text = "The fund of €150 billion costs €2 billion a year; €150 billion is much."
    mentions = [("€150 billion", 13, 150e9, None), ("€2 billion", 32, 2e9, "year"), ("€150 billion", 51, 150e9, None)]
    money = tuple(
        MoneyMention(text=words, start=start, end=start + len(words), value=value, currency="EUR", per=per)
        for words, start, value, per in ((w, text.index(w, s - 5), v, p) for w, s, v, p in mentions)
    )
    (figure,) = find_figures(make_record(text=text, money=money))
    assert (figure.start, figure.total.value, sorted(figure.words)) == (12, 150e9, ["costs", "fund", "much"])


def test_sums_of_texts_stand_side_by_side_once(
    make_event: Callable[..., Event], make_record: Callable[..., ArticleRecord]
) -> None:
    records = []
    told = ("The fund holds {}.", "Ministers in Brussels were told that the fund, disputed among members, holds {}.")
    for article, words, value, sentence in (
        ("1", "€170 billion", 170e9, told[0]),
        ("2", "€180 billion", 180e9, told[1]),
    ):
        event = make_event(article, "negotiating", "EU GBR", name="Security Action for Europe", type="other")
        text = f"{event.evidence.text}. {sentence.format(words)}"
        at = text.index(words)
        mention = MoneyMention(text=words, start=at, end=at + len(words), value=value, currency="EUR")
        records.append(make_record(event, text=text, money=(mention,)))
    rows = [fact for fact in compare_records(records).facts if fact.fact == "sums"]
    assert [(row.outlet, row.value, row.verdict, row.text) for row in rows] == [
        ("1.example", "170,000,000,000 EUR", "conflict", "€170 billion"),
        ("2.example", "180,000,000,000 EUR", "conflict", "€180 billion"),
    ]


def test_a_sum_for_something_else_is_no_contradiction(
    make_event: Callable[..., Event], make_record: Callable[..., ArticleRecord]
) -> None:
    tanks = {"type": "arms_transfer", "date": "2023-01-04", "items": [("116 Abrams", 116, "Abrams")]}
    one = make_event("1", "signed", "POL USA", amounts=[("$3.7 billion", 3.7e9, "USD")], **tanks)
    other = make_event("2", "signed", "POL USA", amounts=[("$2.4 billion", 2.4e9, "USD")], **tanks)
    records = []
    for event, more in ((one, ""), (other, ". An earlier contract cost $4.75 billion")):
        text = f"{event.evidence.text}{more}"
        money = [MoneyMention(**amount.model_dump()) for amount in event.amounts]
        if more:
            at = text.index("$4.75 billion")
            money.append(MoneyMention(text="$4.75 billion", start=at, end=at + 13, value=4.75e9, currency="USD"))
        records.append(make_record(event, text=text, money=tuple(money)))
    facts = compare_records(records).facts
    assert [fact.verdict for fact in facts if fact.fact == "amount"] == ["conflict", "conflict"]
    assert [fact for fact in facts if fact.fact == "sums"] == []
