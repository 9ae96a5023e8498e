"""The rules of agreement detection: their models, how they are loaded, checked and overridden."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from pactwire.agreements.inflection import noun_forms
from pactwire.agreements.patterns import Part, Pattern, compile_pattern, spelled_out, turned
from pactwire.agreements.rule_files import RuleText, id_lines, meant, read_rule_file
from pactwire.errors import ResourceError
from pactwire.records import AgreementType, Modality, PartyRole, Status
from pactwire.resources import Row, rule_folder

Slot = Literal[
    "object", "subject", "of", "from", "to", "on", "in", "into", "with", "under", "for", "by", "about", "over", "behind",
    "compound", "near", "implied", "context", "nearby", "between", "through", "against", "out", "at", "towards", "toward", "upon", "off", "as",
    "regarding", "concerning", "around", "onto", "without", "outside", "aboard", "clause", "attribute", "predicate", "holder",
]  # fmt: skip
PlainObject = Literal["goods", "flows", "funds", "cooperation", "alliance"]
Effect = Literal["asserted", "planned", "possible", "negated", "denied", "transparent"]
# Fields that may name a word list instead of repeating its words.
LISTING = frozenset({"requires", "excludes", "not_by", "not_after", "not_before", "only_after", "beside"})


def _lower_case(word: str) -> str:
    if word != word.lower():
        raise ValueError(f"{word!r} never matches: words are compared in lower case")
    if not word or word != word.strip():
        raise ValueError(f"{word!r} never matches: it is no word, or has a blank at one end")
    return word


LowerCase = Annotated[str, AfterValidator(_lower_case)]


class Trigger(Row):
    """Words that say that an agreement reached a status.

    `agreement` names the places where the agreement is looked for, best first: `object` and `subject` of a
    verb, a preposition, `compound` before a noun, `near` for the nearest mention in the clause, `implied`
    where the trigger alone tells of an agreement, `context` for the agreement of the sentences before, `nearby` for
    that of the sentence or of those before, whatever else the trigger acts upon.
    """

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    status: Status
    why: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    agreement: tuple[Slot, ...] = Field(min_length=1)
    voice: Literal["any", "active", "passive"] = "any"
    present: Literal["asserted", "planned"] = "asserted"
    progressive: Literal["any", "only", "never"] = Field(
        default="any", description="whether the verb counts in the progressive: who is striking a deal has not yet"
    )
    modality: Modality | None = Field(default=None, description="modality that the words themselves carry")
    determiners: tuple[Literal["definite", "indefinite", "bare"], ...] = Field(
        default=(), description="only with such an agreement: one is announced as new, not 'its agreement'"
    )
    only_types: tuple[AgreementType, ...] = Field(default=(), description="only of agreements of these types")
    third_party: bool = Field(default=False, description="its subject is no party: who brokers a ceasefire")
    signs: bool = Field(default=False, description="people who do it are signatories")
    goods_only: bool = Field(default=False, description="only of agreements about goods or help")
    modalities: tuple[Modality, ...] = Field(default=(), description="only with these certainties")
    two_sided: bool = Field(default=False, description="only where two parties are told: else it is one's own decision")
    subject_actor: bool = Field(default=False, description="only where its subject is a state or other actor")
    inverted: bool = Field(default=False, description="negated words of it assert the status: 'not complying'")
    joins: bool = Field(default=False, description="its subject comes to the parties: who joins an agreement")
    takes_along: bool = Field(default=False, description="its object is a party too: who is pulled out of a treaty")
    another: bool = Field(default=False, description="only with another partner than that of the agreement before")
    by_party: bool = Field(default=False, description="only where one of its parties does it; others criticise")
    chooses: bool = Field(default=False, description="who is its object, a company, is a party: who is picked or asked")
    one_side: bool = Field(default=False, description="counted or named arms count where only one side is told")
    places: bool = Field(default=False, description="its 'in' phrase names a party: where goods arrive")
    headline: bool = Field(default=False, description="counts in headlines whatever the tagger says")
    not_before: tuple[LowerCase, ...] = Field(default=(), description="words right behind it that forbid it")
    verbless: bool = Field(default=False, description="only where no verb but one of saying stands in the sentence")
    absorbs: tuple[str, ...] = Field(default=(), description="cue rules that leave this trigger as it is")
    through: tuple[Status, ...] = Field(default=(), description="nouns of these statuses carry the agreement")
    plain_object: tuple[PlainObject, ...] = Field(default=(), description="other objects that imply an agreement")
    alone: bool = Field(default=False, description="only of a verb without an object: 'Norway has yet to sign'")
    repeats: bool = Field(default=False, description="does again what the trigger before it tells: 'Malta did so'")
    not_moved: bool = Field(default=False, description="not of goods told to go or do: 'ordered two ships to the Gulf'")
    not_by: tuple[LowerCase, ...] = Field(
        default=(), description="whose doing is none: who seizes arms holds no aid back"
    )
    requires: tuple[LowerCase, ...] = Field(
        default=(), description="lower-case words of which one must be in the sentence"
    )
    excludes: tuple[LowerCase, ...] = Field(default=(), description="lower-case words that forbid it in the sentence")
    type: AgreementType | None = Field(default=None, description="type of an implied agreement")
    subject_role: PartyRole | None = None
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)

    @property
    def joint(self) -> bool:
        """Whether it is of armies that work together, which both of them are party to."""
        return "cooperation" in self.plain_object

    @model_validator(mode="after")
    def _has_words(self) -> "Trigger":
        if not (self.verbs or self.nouns or self.adjectives or self.phrases):
            raise ValueError("a trigger needs verbs, nouns, adjectives or phrases")
        return self


class CueRule(Row):
    """Words around a trigger that change its certainty.

    `scope` says where they stand: `governor` above the trigger (a verb, noun or adjective that takes it as
    complement), `auxiliary`, `determiner`, `adverb`, `mark` before a subordinate clause, `preposition`,
    `counterfactual` for an auxiliary before "have" ("should have signed"), `overtaken` for one in a clause with
    "before" ("before parliament could ratify it"), `antecedent` for the noun before a
    relative clause ("a bill that ratifies"), `afterwards` for a verb behind the trigger, in its sentence or the
    next, that takes up with one of the words what was reported ("The army denied it").
    """

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    effect: Effect
    scope: Literal[
        "governor",
        "auxiliary",
        "determiner",
        "adverb",
        "mark",
        "preposition",
        "counterfactual",
        "overtaken",
        "antecedent",
        "afterwards",
    ]
    why: str
    verbs: tuple[LowerCase, ...] = ()
    nouns: tuple[LowerCase, ...] = ()
    words: tuple[LowerCase, ...] = ()
    complement: Literal["any", "infinitive", "fulfilled", "claim", "gerund"] = Field(
        default="any",
        description="infinitive: only above an infinitive; fulfilled: above a noun of planning; claim: above a claim; "
        "gerund: above a preposition with a gerund",
    )
    statuses: tuple[Status, ...] = Field(default=(), description="only for triggers of these statuses")
    present_only: bool = Field(default=False, description="only where the clause stands in the present tense")
    infinitive_only: bool = Field(default=False, description="only beside a to-infinitive")
    two_way: bool = Field(default=False, description="negated, it asserts what it negates: 'did not hesitate to sign'")
    negated_only: bool = Field(default=False, description="afterwards: only negated, 'neither side confirmed it'")
    untrue_only: bool = Field(default=False, description="afterwards: only with a word of untruth, 'called it a lie'")
    unsettled: bool = Field(default=False, description="negated, it leaves the matter open: 'did not confirm'")
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_words(self) -> "CueRule":
        if not (self.verbs or self.nouns or self.words):
            raise ValueError("a cue needs verbs, nouns or words")
        if not self.words and self.scope not in {"governor", "afterwards"}:
            raise ValueError(f"a cue of the scope {self.scope!r} needs words: verbs and nouns are those of a governor")
        return self


class NounRule(Row):
    """Nouns that head a mention of an agreement.

    `weak` nouns count only with a defence word or two parties beside them, or as the object of a trigger.
    """

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    why: str
    nouns: tuple[LowerCase, ...] = Field(min_length=1)
    strength: Literal["strong", "weak", "goods"]
    type: AgreementType | None = None
    not_after: tuple[LowerCase, ...] = ()
    not_before: tuple[LowerCase, ...] = ()
    only_after: tuple[LowerCase, ...] = ()
    again: bool = Field(default=False, description="taken up again without them: the training mission, the mission")
    only_signed: bool = Field(default=False, description="only as what two or more sign: a plan, a statement")
    beside: tuple[LowerCase, ...] = ()
    requires: tuple[LowerCase, ...] = ()
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


class TypeRule(Row):
    """Words that tell the type of an agreement; the rule with the highest weight of matched words wins."""

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    type: AgreementType
    why: str
    words: dict[LowerCase, float] = Field(min_length=1, description="lower-case words or phrases and their weights")
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


class RuleFile(Row):
    """One TOML file of rules."""

    trigger: tuple[Trigger, ...] = ()
    cue: tuple[CueRule, ...] = ()
    noun: tuple[NounRule, ...] = ()
    type: tuple[TypeRule, ...] = ()
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="named word lists")
    disabled: tuple[str, ...] = Field(default=(), description="ids of built-in rules that are switched off")


Rule = Trigger | CueRule | NounRule | TypeRule


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in force, by id, with the compiled patterns of the triggers; `origin` is the file and line of each.

    `disabled` holds the ids of rules that are switched off, with file and line of where that is said.
    """

    triggers: Mapping[str, Trigger]
    cues: Mapping[str, CueRule]
    nouns: Mapping[str, NounRule]
    types: Mapping[str, TypeRule]
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, tuple[Pattern, ...]]
    origin: Mapping[str, str]
    disabled: Mapping[str, str]

    def patterns_in(self, words: Set[str]) -> dict[str, tuple[Pattern, ...]]:
        """Return the patterns whose words a text has all of, by the word that opens them: most have not."""
        found = {
            word: tuple(pattern for pattern in self.patterns[word] if pattern.has_words(words))
            for word in words
            if word in self.patterns
        }
        return {word: patterns for word, patterns in found.items() if patterns}

    def all_rules(self) -> tuple[Rule, ...]:
        """Return every rule, sorted by id."""
        rules: list[Rule] = [*self.triggers.values(), *self.cues.values(), *self.nouns.values(), *self.types.values()]
        return tuple(sorted(rules, key=lambda rule: rule.id))


def load_rules(folder: Path | None = None) -> RuleSet:
    """Load the built-in rules and, over them, those of a user's folder: same id overrides, new id adds.

    The ids under `disabled` are left out.

    Raises:
        ResourceError: a file is not TOML or a rule is wrong; it names file, rule and line.
    """
    return _built_in() if folder is None else _load(folder.resolve())


@cache
def _built_in() -> RuleSet:
    return _load(None)


def _load(folder: Path | None) -> RuleSet:
    by_id: dict[str, Rule] = {}
    origin: dict[str, str] = {}
    words: dict[str, set[str]] = {}
    disabled: dict[str, str] = {}
    for source in [rule_folder(), *([folder] if folder is not None else [])]:
        if not source.is_dir():
            raise ResourceError(f"{source}: no such rule folder" + ", but a file" * source.is_file())
        files = sorted(source.rglob("*.toml"))
        if not files:
            raise ResourceError(f"{source}: no .toml file with rules in it")
        built_in = {key: frozenset(items) for key, items in words.items()}
        seen: dict[str, str] = {}
        for path in files:
            name = path.relative_to(source).as_posix() if source != folder else str(path)
            file = read_rule_file(path, RuleFile, name)
            content = file.content
            lines = id_lines(file.text)
            disabled.update({key: file.at_word(key) for key in content.disabled})
            rules: tuple[Rule, ...] = (*content.trigger, *content.cue, *content.noun, *content.type)
            for rule in rules:
                place = f"{name}:{lines[rule.id].pop(0)}" if lines.get(rule.id) else file.at_word(rule.id)
                if rule.id in seen:
                    raise ResourceError(
                        f"{place}: rule {rule.id} stands in {seen[rule.id]} already: give it another id"
                    )
                if rule.id in by_id and type(by_id[rule.id]) is not type(rule):
                    raise ResourceError(
                        f"{place}: rule {rule.id}: a [[{table_of(rule)}]] cannot replace the "
                        f"[[{table_of(by_id[rule.id])}]] of that id in {origin[rule.id]}: give it another id"
                    )
                seen[rule.id] = place
                by_id[rule.id] = rule
                origin[rule.id] = place
            for key, items in content.words.items():
                if built_in:
                    check_list(file, key, items, built_in)
                words.setdefault(key, set()).update(items)
    for key, place in disabled.items():
        if key not in by_id:
            raise ResourceError(
                f"{place}: disabled: there is no rule {key!r}: `pactwire rules list` shows all{meant(key, by_id)}"
            )
    check_absorbed(by_id, origin)
    for key in disabled:
        del by_id[key], origin[key]
    check_nouns(by_id, origin)
    return _assemble(by_id, origin, words, disabled)


def table_of(rule: Rule) -> str:
    """Return the name of the table that rules of this kind stand in."""
    return {Trigger: "trigger", CueRule: "cue", NounRule: "noun", TypeRule: "type"}[type(rule)]


def check_list(
    file: RuleText[RuleFile], key: str, items: Iterable[str], built_in: Mapping[str, frozenset[str]]
) -> None:
    """Refuse a word list that adds to none of the built-in ones, or words that no text can have.

    Raises:
        ResourceError: so it is; the message names file and line.
    """
    if key not in built_in:
        raise ResourceError(
            f"{file.at(('words', key))}: no word list is named {key!r}; docs/rules.md has all{meant(key, built_in)}"
        )
    # Names of ships and alliances are compared as they are written.
    lower = all(word == word.lower() for word in built_in[key])
    for word in items:
        try:
            _lower_case(word if lower else word.lower())
        except ValueError as error:
            raise ResourceError(f"{file.at(('words', key), word)}: {key}: {error}") from error


def check_nouns(rules: Mapping[str, Rule], origin: Mapping[str, str]) -> None:
    """Refuse a noun that stands in two rules, of which only one would count.

    Raises:
        ResourceError: there is one; the message names file, rule and line.
    """
    known: dict[str, str] = {}
    for key, rule in rules.items():
        for form in sorted(
            {form for noun in rule.nouns for form in noun_forms(noun)} if isinstance(rule, NounRule) else ()
        ):
            if (other := known.setdefault(form, key)) != key:
                raise ResourceError(
                    f"{origin[key]}: rule {key}: the noun {form!r} stands in rule {other} ({origin[other]}): "
                    "leave it out here, or override that rule by its id"
                )


def check_absorbed(rules: Mapping[str, Rule], origin: Mapping[str, str]) -> None:
    """Refuse a trigger that absorbs what is no cue.

    Raises:
        ResourceError: there is one; the message names file, rule and line.
    """
    cues = [key for key, rule in rules.items() if isinstance(rule, CueRule)]
    for key, rule in rules.items():
        for cue in rule.absorbs if isinstance(rule, Trigger) else ():
            if cue not in cues:
                kind = f"{cue!r} is a [[{table_of(rules[cue])}]]" if cue in rules else f"there is no rule {cue!r}"
                raise ResourceError(
                    f"{origin[key]}: rule {key}: absorbs: {kind}, and it takes ids of cues{meant(cue, cues)}"
                )


def _assemble(
    by_id: Mapping[str, Rule],
    origin: Mapping[str, str],
    words: Mapping[str, Iterable[str]],
    disabled: Mapping[str, str],
) -> RuleSet:
    by_id = {key: with_lists(rule, words, origin[key]) for key, rule in by_id.items()}
    triggers = {key: rule for key, rule in by_id.items() if isinstance(rule, Trigger)}
    patterns: dict[str, list[Pattern]] = {}
    for rule in triggers.values():
        sources: tuple[tuple[Part, tuple[str, ...]], ...] = (
            ("verb", rule.verbs),
            ("noun", rule.nouns),
            ("adjective", rule.adjectives),
            ("phrase", rule.phrases),
        )
        for part, texts in sources:
            for text in texts:
                try:
                    compiled = [compile_pattern(rule.id, part, spelling) for spelling in spelled_out(text)]
                except ValueError as error:
                    raise ResourceError(f"{origin[rule.id]}: rule {rule.id}: {error}") from error
                for form_of in (form for pattern in compiled for form in (pattern, *turned(pattern))):
                    for form in form_of.elements[0] or ():
                        patterns.setdefault(form, []).append(form_of)
    return RuleSet(
        triggers=triggers,
        cues={key: rule for key, rule in by_id.items() if isinstance(rule, CueRule)},
        nouns={key: rule for key, rule in by_id.items() if isinstance(rule, NounRule)},
        types={key: rule for key, rule in by_id.items() if isinstance(rule, TypeRule)},
        words={key: frozenset(items) for key, items in words.items()},
        patterns={form: tuple(found) for form, found in patterns.items()},
        origin=origin,
        disabled=disabled,
    )


def with_lists(rule: Rule, words: Mapping[str, Iterable[str]], place: str) -> Rule:
    """Return a rule in which the words of a list stand for its name: `@seizure`.

    Raises:
        ResourceError: there is no such list.
    """
    changed: dict[str, tuple[str, ...]] = {}
    for field in LISTING & type(rule).model_fields.keys():
        items = getattr(rule, field)
        named = [item.removeprefix("@") for item in items if item.startswith("@")]
        for name in named:
            if name not in words:
                hint = meant(name, words)
                raise ResourceError(f"{place}: rule {rule.id}: {field}: no word list is named {name!r}{hint}")
        if named:
            plain = [item for item in items if not item.startswith("@")]
            changed[field] = (*plain, *sorted({word for name in named for word in words[name]}))
    return rule.model_copy(update=changed) if changed else rule
