"""The commands about rules: `pactwire rules`, and `pactwire explain --why-not`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pactwire.errors import InputError, ModelError

if TYPE_CHECKING:
    from spacy.language import Language

    from pactwire.agreements.detector import Detector
    from pactwire.agreements.rules import Rule, RuleSet
    from pactwire.agreements.why_not import NearMiss
    from pactwire.records import Article

# So many words of a rule are shown in the list.
SHOWN_WORDS = 6

rules_app = typer.Typer(
    help="List, check and test the rules: the built-in ones, or those with a folder of your own over them.",
    no_args_is_help=True,
)
out = Console(highlight=False)

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="Rules of your own, which extend or override the built-in ones."),
]


@rules_app.command("list")
def list_rules(folder: Folder = None) -> None:
    """Show every rule in force: its id, what it says, where it stands, which words it looks for."""
    from pactwire.agreements.rules import load_rules

    rules = load_rules(folder)
    rows = [(rule.id, says(rule), rules.origin[rule.id], shown_words(rule)) for rule in rules.all_rules()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    # A rule a line, whatever the width of the terminal: such a list is searched with grep.
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)]
        out.print("  ".join(cells), markup=False, soft_wrap=True)


@rules_app.command("check")
def check_rules(folder: Folder = None) -> None:
    """Load the rules; what is wrong with one is told with file, rule and line, and status 2."""
    from pactwire.agreements.rules import load_rules

    built_in, rules = load_rules(), load_rules(folder)
    counts = [
        f"{len(rules.triggers)} triggers",
        f"{len(rules.cues)} cues",
        f"{len(rules.nouns)} nouns",
        f"{len(rules.types)} types",
    ]
    out.print(", ".join(counts))
    if folder is not None:
        for rule in changed(rules, built_in):
            verb = "overridden" if rule.id in built_in.origin else "added"
            out.print(f"{verb}: {rule.id} ({rules.origin[rule.id]})", markup=False, soft_wrap=True)
        for key, place in sorted(rules.disabled.items()):
            out.print(f"disabled: {key} ({place})", markup=False, soft_wrap=True)


@rules_app.command("test")
def test_rules(
    folder: Folder = None,
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline with a parser and named entities.")] = "",
) -> None:
    """Run the examples and counter-examples of all rules; status 1 if any comes out wrong."""
    from pactwire.agreements.check import rule_examples, run_examples
    from pactwire.nlp import MODEL, build_nlp

    nlp = build_nlp(model or MODEL, rules=folder)
    detector = detector_of(nlp)
    examples = rule_examples(detector.rules)
    wrong = 0
    for fault in run_examples(nlp, detector, examples):
        wrong += 1
        rule = fault.example.rule
        demand = "must not fire on" if fault.example.counter else "does not fire on"
        line = f"{detector.rules.origin[rule]}: {rule} {demand} {fault.example.text!r}: found {fault.found}"
        out.print(line, markup=False, soft_wrap=True)
    out.print(f"{len(examples)} examples, {wrong} wrong")
    if wrong:
        raise typer.Exit(1)


def show_why_not(articles: "Iterable[Article]", phrase: str, *, model: str, rules: Path | None) -> None:
    """Print, for the sentences of articles that hold a phrase, which rules came near and what stopped them.

    Raises:
        InputError: the phrase stands in none of the articles.
    """
    from pactwire.agreements.why_not import sentences_with, why_not
    from pactwire.components import annotations
    from pactwire.nlp import build_nlp

    nlp = build_nlp(model, rules=rules)
    detector = detector_of(nlp)
    found = False
    for article in articles:
        doc = nlp.make_doc(article.text)
        annotations(doc).published = article.published
        doc = nlp(doc, disable=["pactwire_agreements"])
        for sentence in sentences_with(doc, phrase):
            start, end = sentence.start_char, sentence.end_char
            misses = [miss for miss in why_not(detector, doc, phrase) if start <= miss.start < end]
            out.print(near_misses(article, sentence.text, misses))
            found = True
    if not found:
        raise InputError(f"{phrase!r} stands in no article of the file: give words as the text has them")


def near_misses(article: "Article", sentence: str, misses: "list[NearMiss]") -> RenderableType:
    """Return what became of the rules that came near in a sentence."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for _ in range(4):
        # The id of a rule that is cut could not be looked up.
        table.add_column(overflow="fold")
    for miss in misses:
        style = "bold" if miss.outcome == "event" else ""
        table.add_row(Text(miss.rule, style=style), Text(miss.outcome), Text(repr(miss.text)), Text(miss.why))
    if not misses:
        table.add_row(Text("No trigger rule has words that are in this sentence."))
    words = " ".join(sentence.split())
    return Group(Text(article.path, style="dim"), Text(words), Padding(table, (0, 0, 1, 3)))


def detector_of(nlp: "Language") -> "Detector":
    """Return the detector of a pipeline.

    Raises:
        ModelError: the pipeline has no agreement component.
    """
    from pactwire.components.agreements import AgreementComponent

    component = nlp.get_pipe("pactwire_agreements")
    if not isinstance(component, AgreementComponent):
        raise ModelError("the component pactwire_agreements is not that of pactwire")
    return component.detector


def says(rule: "Rule") -> str:
    """Return what a rule says in one or two words: a status, an effect, a strength or a type."""
    from pactwire.agreements.rules import CueRule, NounRule, Trigger

    if isinstance(rule, Trigger):
        return f"{rule.status}/{rule.modality}" if rule.modality else rule.status
    if isinstance(rule, CueRule):
        return f"{rule.effect} ({rule.scope})"
    return f"{rule.strength} noun" if isinstance(rule, NounRule) else rule.type


def shown_words(rule: "Rule") -> str:
    """Return the first words that a rule looks for, and how many more there are."""
    from pactwire.agreements.rules import CueRule, NounRule, Trigger

    if isinstance(rule, Trigger):
        words = [*rule.verbs, *rule.nouns, *rule.adjectives, *rule.phrases]
    elif isinstance(rule, CueRule):
        words = [*rule.verbs, *rule.nouns, *rule.words]
    else:
        words = list(rule.nouns) if isinstance(rule, NounRule) else list(rule.words)
    more = f" and {len(words) - SHOWN_WORDS} more" if len(words) > SHOWN_WORDS else ""
    return ", ".join(words[:SHOWN_WORDS]) + more


def changed(rules: "RuleSet", built_in: "RuleSet") -> "list[Rule]":
    """Return the rules that a folder adds or overrides, by id."""
    return [rule for rule in rules.all_rules() if rules.origin[rule.id] != built_in.origin.get(rule.id)]
