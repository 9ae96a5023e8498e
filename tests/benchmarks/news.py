"""Made-up news for benchmarks: any number of distinct articles, the same ones every time.

One in eight, or as many as are asked for, is a report of the sample corpus, which tells of agreements; one in six has
words of agreements and arms and tells of none; the rest is business, sport, weather, courts and politics.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
A_FILE = 1_000

SLOTS = {
    "city": ["Lisbon", "Turin", "Gdansk", "Osaka", "Nairobi", "Bergen", "Lyon", "Denver", "Perth", "Quito", "Leeds", "Graz"],
    "state": ["Portugal", "Italy", "Poland", "Japan", "Kenya", "Norway", "France", "Canada", "Australia", "Ecuador", "Austria", "Chile"],
    "person": ["Ana Ribeiro", "Marco Conti", "Jan Nowak", "Keiko Mori", "David Otieno", "Ingrid Dahl", "Paul Mercier", "Susan Clark"],
    "firm": ["Norwick Group", "Altamar", "Veldon Industries", "Harrow Bank", "Kestrel Foods", "Ostara Energy", "Lumen Retail"],
    "team": ["Rovers", "Harbour City", "United", "the Falcons", "Athletic", "the Lions"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "month": ["January", "February", "March", "May", "June", "August", "October", "December"],
    "unit": ["the 4th Supply Battalion", "the 12th Air Wing", "a naval reserve unit", "the coast guard"],
}  # fmt: skip

ORDINARY = (
    "Shares of {firm} rose {number} percent in {city} on {day} after the company raised its forecast for the year.",
    "{person}, the chief executive, said demand had held up better than expected in {month}.",
    "Analysts had looked for revenue of ${number} million, against ${number} million a year earlier.",
    "{team} beat {team} {number}-1 in {city} on {day} with two goals in the last {number} minutes.",
    '"We never stopped running," said {person}, who has scored {number} times this season.',
    "Heavy rain closed roads around {city} on {day}, and forecasters in {state} expect more by the weekend.",
    "About {number} houses were without power, the mayor, {person}, told reporters.",
    "A court in {city} sentenced a former manager of {firm} to {number} months in prison for fraud.",
    "His lawyer, {person}, said he would appeal; the judge had set aside much of the evidence, she argued.",
    "Parliament in {state} opened its autumn session on {day} with a debate about school meals.",
    "{person} of the opposition asked for ${number} million more for hospitals in the north.",
    "The museum in {city} shows {number} paintings that were thought lost since {month} 1931.",
    "Farmers in {state} fear for the wheat harvest after the driest {month} in {number} years.",
    "Prices in {state} were {number} percent higher in {month} than a year before, the statistics office said.",
    "A train from {city} was delayed by {number} hours on {day} when a tree fell on the line.",
    "Researchers at the university of {city} followed {number} patients for six years and found no such effect.",
    "The airline will add {number} flights a week between {city} and {city} from {month}.",
    "Visitors queued for {number} minutes; many had come from {state} for the opening, {person} said.",
)
NEAR = (
    "{firm} signed a contract with its {number} drivers on {day}, ending a strike in {city}.",
    "The union rejected an earlier offer of {number} percent, {person} said.",
    "{firm} agreed to buy a rival in {state} for ${number} million, and the deal may close in {month}.",
    "Soldiers of {unit} loaded {number} vehicles for an exercise near {city}.",
    "The helicopter crew delivered food to a village in {state} that floods had cut off.",
    "{unit} received {number} new radios, said Sgt. {person}.",
    "Negotiations about the budget of {city} go on; {person} hopes for an agreement by {month}.",
)


def articles(number: int, *, report_each: int = 8) -> Iterator[dict[str, Any]]:
    """Yield articles as JSON objects with id, title, date, outlet and text."""
    reports = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt"))]
    random = Random(20260115)
    for index in range(number):
        if index % report_each == 0:
            text = reports[index // report_each % len(reports)] + f"\n\nEdition {index}.\n"
        else:
            text = _made_up(random, NEAR + ORDINARY if index % 6 == 1 else ORDINARY)
        yield {
            "id": f"made-up-{index:06}",
            "title": f"Report {index}",
            "date": f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
            "outlet": f"outlet-{index % 7}",
            "text": text,
        }


def write(folder: Path, number: int, *, report_each: int = 8) -> None:
    """Write so many articles into files of a thousand."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(article) + "\n" for article in articles(number, report_each=report_each))
    for first in range(0, number, A_FILE):
        with (folder / f"{first // A_FILE:04}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(next(lines) for _ in range(min(A_FILE, number - first)))


def _made_up(random: Random, templates: tuple[str, ...]) -> str:
    paragraphs = []
    for _ in range(random.randint(3, 8)):
        chosen = random.sample(templates, random.randint(1, 3))
        paragraphs.append(" ".join(_filled(random, template) for template in chosen))
    return "\n\n".join(paragraphs)


def _filled(random: Random, template: str) -> str:
    while "{" in template:
        before, _, rest = template.partition("{")
        slot, _, after = rest.partition("}")
        value = str(random.randint(2, 97)) if slot == "number" else random.choice(SLOTS[slot])
        template = f"{before}{value}{after}"
    return template[0].upper() + template[1:]
