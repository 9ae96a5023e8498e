"""Every rule fires on its own examples; a rule folder of one's own extends and overrides; wrong rules are located."""

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from pactwire import Pipeline
from pactwire.agreements.check import Example, Fault, rule_examples, run_examples
from pactwire.agreements.detector import Detector
from pactwire.agreements.patterns import compile_pattern
from pactwire.agreements.rules import CueRule, NounRule, Trigger, TypeRule, load_rules
from pactwire.components.agreements import AgreementComponent
from pactwire.errors import ResourceError
from pactwire.resources import rule_folder

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "rules.md"
EXAMPLES = rule_examples(load_rules())

OWN_RULES = Path(__file__).parents[1] / "own_rules"
ADDED = (OWN_RULES / "added.toml").read_text(encoding="utf-8")
OVERRIDING = (OWN_RULES / "overriding.toml").read_text(encoding="utf-8")

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a maker of a rule folder: texts by file name without its ending."""

    def make(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture(scope="module")
def detector(pipeline: Pipeline) -> Detector:
    component = pipeline.nlp.get_pipe("pactwire_agreements")
    assert isinstance(component, AgreementComponent)
    return component.detector


@pytest.fixture(scope="module")
def faults(pipeline: Pipeline, detector: Detector) -> dict[Example, Fault]:
    return {fault.example: fault for fault in run_examples(pipeline.nlp, detector, EXAMPLES)}


def name_of(example: Example) -> str:
    words = "-".join(example.text.split()[:6])
    return f"{example.rule}{'-not' if example.counter else ''}-{words}"


def case(example: Example) -> Any:
    return pytest.param(example, id=name_of(example))


@pytest.mark.parametrize("example", [case(example) for example in EXAMPLES])
def test_example(example: Example, faults: dict[Example, Fault]) -> None:
    fault = faults.get(example)
    assert fault is None, f"{example.text} -> {fault.found if fault else ''}"


@pytest.mark.parametrize(
    ("rule", "text", "counter", "found"),
    [
        ("signed.verb", "Japan and Italy signed a defence pact.", True, "signed/asserted defense_cooperation"),
        ("signed.verb", "Japan and Italy will sign a defence pact.", True, "signed/planned"),
        ("signed.verb", "Japan and Italy ratified a defence pact.", False, "ratified/asserted"),
        ("signed.verb", "The minister opened a museum.", False, "nothing"),
        ("modality.not", "Japan and Italy did not sign a defence pact.", True, "signed/negated"),
        ("modality.not", "Japan and Italy signed a defence pact.", False, "signed/asserted"),
        ("modality.report", "Japan and Italy signed a defence pact.", False, "signed/asserted"),
        ("modality.report", "Japan said Italy will sign a defence pact.", False, "signed/planned"),
        ("noun.treaty", "The treaty was signed.", True, "noun.treaty"),
        ("noun.deal", "The treaty was signed.", False, "noun.treaty"),
        ("noun.goods", "Reporters saw the purchase.", False, "nothing"),
        ("type.ceasefire", "Japan and Italy signed a logistics pact.", False, "signed/asserted logistics_support"),
    ],
)
def test_wrong_example_is_found(
    rule: str, text: str, counter: bool, found: str, pipeline: Pipeline, detector: Detector
) -> None:
    example = Example(rule, text, counter)
    (fault,) = run_examples(pipeline.nlp, detector, [example])
    assert fault.example == example
    assert fault.found.startswith(found)


def test_each_rule_has_an_example_and_a_counter_example() -> None:
    bare = [rule.id for rule in load_rules().all_rules() if not (rule.examples and rule.counter_examples)]
    assert bare == []


@pytest.mark.parametrize(
    ("model", "table"), [(Trigger, "trigger"), (CueRule, "cue"), (NounRule, "noun"), (TypeRule, "type")]
)
def test_each_field_is_documented(model: type[BaseModel], table: str) -> None:
    _, chapter = DOCUMENTATION.read_text(encoding="utf-8").split(f": `[[{table}]]`\n", 1)
    chapter, *_ = chapter.split("\n## ", 1)
    assert [name for name in model.model_fields if f"| `{name}` |" not in chapter] == []


def test_each_word_list_is_documented() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert [name for name in sorted(load_rules().words) if f"| `{name}` |" not in text] == []


def test_each_word_list_stands_in_one_file_and_has_no_word_twice() -> None:
    """A list of the same name in two files would be one list, without anybody having wished so."""
    lists = [
        (key, words)
        for path in sorted(rule_folder().rglob("*.toml"))
        for key, words in tomllib.loads(path.read_text(encoding="utf-8")).get("words", {}).items()
    ]
    assert [key for key, count in Counter(key for key, _ in lists).items() if count > 1] == []
    twice = {key: [word for word, count in Counter(words).items() if count > 1] for key, words in lists}
    assert {key: words for key, words in twice.items() if words} == {}


def test_own_folder_adds_a_rule(folder: Folder) -> None:
    rules = load_rules(folder(own=ADDED.replace('"blurb"', '"rubber-sign"')))
    assert rules.triggers["signed.rubber_stamped"].verbs == ("rubber-sign",)
    assert rules.origin["signed.rubber_stamped"].endswith("own.toml:3")
    assert rules.triggers["signed.verb"] == load_rules().triggers["signed.verb"]
    [pattern] = [pattern for pattern in rules.patterns["rubber"] if pattern.rule == "signed.rubber_stamped"]
    assert pattern.elements[1:] == (frozenset({"-"}), frozenset({"sign", "signs", "signed", "signing"}))


def test_own_folder_overrides_a_rule(folder: Folder) -> None:
    rules = load_rules(folder(own=OVERRIDING))
    assert rules.triggers["ratified.verb"].status == "approved"
    assert {pattern.rule for pattern in rules.patterns["ratified"]} == {"ratified.alone", "ratified.verb"}
    assert rules.triggers.keys() == load_rules().triggers.keys()


def test_own_folder_extends_a_word_list(folder: Folder) -> None:
    rules = load_rules(folder(own='[words]\ngoods = ["zeppelin"]\n'))
    assert rules.words["goods"] == load_rules().words["goods"] | {"zeppelin"}


def test_rule_names_a_word_list(folder: Folder) -> None:
    rules = load_rules(folder(own=ADDED + 'excludes = ["rubber", "@earlier"]\n[words]\nearlier = ["erstwhile"]\n'))
    found = set(rules.triggers["signed.rubber_stamped"].excludes)
    assert found == {"rubber", "erstwhile"} | load_rules().words["earlier"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ADDED.replace("why", "whi"), "own.toml:5: rule signed.rubber_stamped: whi: Extra inputs are not permitted"),
        (ADDED.replace('"signed"', '"inked"'), "own.toml:4: rule signed.rubber_stamped: status: Input should be"),
        (ADDED.replace('"object"', '"objekt"'), "own.toml:7: rule signed.rubber_stamped: agreement.0: Input should be"),
        (ADDED.replace('id = "signed.rubber_stamped"\n', ""), "own.toml:2: rule (no id): id: Field required"),
        (ADDED.replace("signed.rubber_stamped", "Signed"), "own.toml:3: rule Signed: id: String should match"),
        (
            ADDED.replace('verbs = ["blurb"]\n', ""),
            "own.toml:2: rule signed.rubber_stamped: trigger.0: a trigger",
        ),
        (ADDED + ADDED.replace("why", "whi"), "own.toml:14: rule signed.rubber_stamped: whi: Extra inputs"),
        (ADDED + ADDED, "own.toml:12: rule signed.rubber_stamped stands in "),
        (ADDED.replace("[[trigger]]", "[[triger]]"), "own.toml:2: rule (no id): triger: Extra inputs"),
        (
            ADDED.replace('"blurb"', '"* sign"'),
            "own.toml:3: rule signed.rubber_stamped: pattern '* sign' must start",
        ),
        (
            ADDED.replace('"blurb"', '"very? sign"'),
            "own.toml:3: rule signed.rubber_stamped: pattern 'very? sign' must",
        ),
        (
            ADDED.replace('"blurb"', '"sign *"'),
            "own.toml:3: rule signed.rubber_stamped: pattern 'sign *' must not end",
        ),
        (ADDED.replace('"blurb"', '""'), "own.toml:3: rule signed.rubber_stamped: pattern '' must start"),
        (
            ADDED.replace('"blurb"', '"sign|"'),
            "own.toml:3: rule signed.rubber_stamped: pattern 'sign|': 'sign|' is no word",
        ),
        (
            ADDED.replace('"blurb"', '"sign the ACSA"'),
            "own.toml:3: rule signed.rubber_stamped: pattern 'sign the ACSA'",
        ),
        (ADDED + 'requires = ["NATO"]\n', "own.toml:10: rule signed.rubber_stamped: requires.0: 'NATO' never matches"),
        (
            ADDED + 'excludes = ["@sea"]\n',
            "own.toml:3: rule signed.rubber_stamped: excludes: no word list is named 'sea'",
        ),
        ("[[trigger]\n", "own.toml: not TOML: "),
        ('[words]\ngodos = ["zeppelin"]\n', "own.toml: no word list is named 'godos'; there are "),
        (
            '[[cue]]\nid = "modality.x"\neffect = "planned"\nscope = "mark"\nwhy = "w"\nexamples = ["e"]\n',
            "own.toml:1: rule modality.x: cue.0: a cue needs verbs, nouns or words",
        ),
    ],
)
def test_wrong_rule_is_located(text: str, message: str, folder: Folder) -> None:
    own = folder(own=text)
    with pytest.raises(ResourceError) as caught:
        load_rules(own)
    assert str(caught.value).startswith(f"{own}/{message}")


def test_folder_without_rules(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"no \.toml file"):
        load_rules(folder())
    with pytest.raises(ResourceError, match="no such rule folder"):
        load_rules(tmp_path / "missing")


def test_same_id_in_two_files(folder: Folder) -> None:
    own = folder(a=ADDED, b=ADDED)
    with pytest.raises(ResourceError) as caught:
        load_rules(own)
    assert f"b.toml:3: rule signed.rubber_stamped stands in {own}/a.toml:3" in str(caught.value)


@pytest.mark.parametrize(
    ("part", "text", "elements", "optional", "head"),
    [
        ("verb", "sign", [{"sign", "signs", "signed", "signing"}], [False], 0),
        ("verb", "pull out of", [{"pull", "pulls", "pulled", "pulling"}, {"out"}, {"of"}], [False] * 3, 0),
        ("verb", "give * nod", [{"give", "gives", "gave", "given", "giving"}, None, {"nod"}], [False] * 3, 0),
        (
            "verb",
            "end|halt it?",
            [{"end", "ends", "ended", "ending", "halt", "halts", "halted", "halting"}, {"it"}],
            [False, True],
            0,
        ),
        ("noun", "exit", [{"exit", "exits"}], [False], 0),
        ("noun", "green light", [{"green"}, {"light", "lights"}], [False, False], 1),
        ("noun", "notice of exit", [{"notice", "notices"}, {"of"}, {"exit"}], [False] * 3, 0),
        ("phrase", "in force|effect", [{"in"}, {"force", "effect"}], [False, False], 0),
        ("adjective", "unsigned", [{"unsigned"}], [False], 0),
        ("verb", "co-sign to", [{"co"}, {"-"}, {"sign", "signs", "signed", "signing"}, {"to"}], [False] * 4, 2),
        ("noun", "go-ahead", [{"go"}, {"-"}, {"ahead", "aheads"}], [False] * 3, 2),
    ],
)
def test_pattern(part: str, text: str, elements: list[set[str] | None], optional: list[bool], head: int) -> None:
    pattern = compile_pattern("signed.test", part, text)  # type: ignore[arg-type]
    assert list(pattern.elements) == elements
    assert (list(pattern.optional), pattern.head) == (optional, head)


def test_possessive_in_a_pattern() -> None:
    pattern = compile_pattern("signed.test", "verb", "put POSS name to")
    assert pattern.elements[1] is not None
    assert {"its", "their", "'s"} <= pattern.elements[1]
    assert "the" not in pattern.elements[1]
