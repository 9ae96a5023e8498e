"""Mentions of agreements in a document: named, described ("the logistics pact") or goods that stand for one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.bound import binds_others, without_place_of_making
from pactwire.agreements.help import has_worth, of_this_kind, tells_of_military_help
from pactwire.agreements.inflection import noun_forms
from pactwire.agreements.membership import MembershipWords, alliances_standing_for_treaties
from pactwire.agreements.mention import (
    COMPLEMENT,
    Determiner,
    Mention,
    governor,
    inked,
    noun_phrase,
    phrase_text,
    tells_purpose,
    words_beside,
)
from pactwire.agreements.names import (
    acronym_after,
    capitalised_name,
    in_title_case,
    inside_brackets,
    is_acronym,
    names_body,
    names_office,
)
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.stage_words import acting_upon, all_forms
from pactwire.agreements.titles import NamedAgreement, kind_names, title
from pactwire.agreements.types import TypeFinding, type_of_text
from pactwire.components import text_of, tokens_in
from pactwire.resources import read_csv

# Where treaties of many states are made and kept; it is party to none of them: "the *UN* treaty on nuclear weapons".
DEPOSITARY = "UN"
POINTING = frozenset({"this", "that", "these", "those"})
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# How much an alliance speaks for a treaty of mutual defence: as much as a name.
MEMBERSHIP = 5.0
# How much a noun speaks for the type that its rule states.
TOLD = 3.0
YEAR = re.compile(r"(?:19|20)\d\d")


class MentionFinder:
    """Finds mentions; holds the compiled lexicons of names."""

    def __init__(self, nlp: Language, rules: RuleSet) -> None:
        self.rules = rules
        self.rows = {row.key: row for row in read_csv("gazetteers/named_agreements.csv", NamedAgreement)}
        self.nouns = {form: rule for rule in rules.nouns.values() for noun in rule.nouns for form in noun_forms(noun)}
        keep_whole(nlp, (noun for noun in self.nouns if "-" in noun))
        self.names = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.acronyms = PhraseMatcher(nlp.vocab, attr="ORTH")
        for row in self.rows.values():
            names = [row.name, *(row.aliases.split("|") if row.aliases else [])]
            self.names.add(row.key, [nlp.make_doc(name) for name in names if not is_acronym(name)])
            short = [name for name in [row.acronym or "", *names] if name and is_acronym(name)]
            if short:
                self.acronyms.add(row.key, [nlp.make_doc(name) for name in short])
        self.stages = all_forms(rules.words["stage_words"])
        self.binding = all_forms(rules.words["binding_words"])
        self.ordinals = {word: number for number, word in enumerate(ORDINALS, start=1)}
        self.membership = MembershipWords(rules.words)
        self.kinds = kind_names(row for row in self.rows.values() if row.generic)

    def find(self, doc: Doc, actors: ActorIndex) -> list[Mention]:
        """Return the mentions of a document, in text order, without overlaps."""
        named = list(self._named(doc, actors))
        taken = {i for mention in named for i in range(mention.start, mention.end)}
        for mention in self._repeated_acronyms(doc, named, taken):
            named.append(mention)
            taken.update(range(mention.start, mention.end))
        described = list(self._described(doc, actors, taken))
        alliances = [mention for mention in self._alliances(doc, actors) if mention.root not in taken]
        inside = {i for mention in alliances for i in range(mention.start, mention.end)}
        others = [self._complete(doc, actors, m) for m in (*named, *described) if m.root not in inside]
        return sorted([*others, *alliances], key=lambda mention: mention.start)

    def _alliances(self, doc: Doc, actors: ActorIndex) -> Iterator[Mention]:
        for root, actor, involved in alliances_standing_for_treaties(doc, actors, self.membership):
            span = doc.char_span(actor.start, actor.end, alignment_mode="expand")
            if span is None:
                continue
            name = actor.actors[0].id
            yield Mention(
                start=span.start,
                end=span.end,
                root=root.i,
                rule="mention.alliance",
                strength="named",
                key=f"membership.{name}",
                type=TypeFinding("mutual_defense", MEMBERSHIP, "mention.alliance", name),
                determiner="definite",
                involved=involved,
            )

    def _named(self, doc: Doc, actors: ActorIndex) -> Iterator[Mention]:
        spans: list[tuple[int, int, str | None]] = []
        for matcher in (self.names, self.acronyms):
            for match, start, end in matcher(doc):
                spans.append((start, end, doc.vocab.strings[match]))
        heads = (
            token
            for token in tokens_in(doc, self.nouns)
            if token.text[:1].isupper()
            and not in_title_case(token)
            and not names_office(token, self.rules.words["offices"])
            and (
                self.nouns[token.lower_].strength != "goods"
                or (token.ent_type_ != "PERSON" and not self.nouns[token.lower_].only_after)
            )
        )
        spans.extend(
            (*span, None)
            for token in heads
            if (span := capitalised_name(doc, token, actors, self.rules.words["name_links"]))
        )
        spans.sort(key=lambda span: (span[0] - span[1], span[0], span[2] or "~"))
        whole = text_of(doc)
        taken: set[int] = set()
        for start, end, key in spans:
            if taken.isdisjoint(range(start, end)):
                inside = next((k for s, e, k in spans if k is not None and start <= s and e <= end), key)
                taken.update(range(start, end))
                mention = self._name(doc, start, end, inside, whole)
                if mention is not None:
                    yield mention

    def _name(self, doc: Doc, start: int, end: int, key: str | None, whole: str) -> Mention | None:
        span = doc[start:end]
        row = self.rows.get(key) if key is not None else None
        text = span.text
        acronym = acronym_after(doc, end, text)
        acronym_only = is_acronym(text)
        if row is not None and row.generic and text.islower() and acronym is None and end - start < 3:
            return None
        following = doc[end].lower_ if end < len(doc) else ""
        if (row is None and end - start < 2) or following in {"organization", "organisation"}:
            return None
        if row is None and names_body(span.root, self.rules):
            return None
        if acronym_only and row is not None and not self._acronym_fits(doc, row, start, whole.lower()):
            return None
        return Mention(
            start=start,
            end=end,
            root=span.root.i,
            rule="mention.acronym"
            if acronym_only
            else "mention.gazetteer"
            if row is not None
            else "mention.capitalised",
            strength="named",
            name=None if acronym_only else text,
            acronym=text
            if acronym_only
            else acronym or (row.acronym if row and row.acronym and row.acronym in whole else None),
            key=row.key if row is not None else None,
            common=row is not None and row.generic and row.type != "other" and text.islower(),
            multilateral=row is not None
            and not row.generic
            and row.type != "military_aid"
            and (row.parties or "").count("|") + 1 not in {2, 3},
            fixed_parties=tuple(row.parties.split("|")) if row is not None and row.parties else (),
            type=self._named_type(row, text),
        )

    @staticmethod
    def _named_type(row: NamedAgreement | None, text: str) -> TypeFinding | None:
        """Return the type that a name tells; "memorandum of understanding" tells none."""
        if row is None or (row.generic and row.type == "other"):
            return None
        return TypeFinding(row.type, 5.0, f"gazetteer.{row.key}", text)

    def _acronym_fits(self, doc: Doc, row: NamedAgreement, position: int, lower: str) -> bool:
        """Tell whether an acronym stands for the agreement: spelled out in the text, or beside a fitting word."""
        names = [row.name, *(row.aliases.split("|") if row.aliases else [])]
        if any(name.lower() in lower for name in names if len(name) > 5):
            return True
        near = doc[max(0, position - 3) : position + 4]
        concluding = self.rules.words["concluding"] | self.rules.words["signing_verbs"]
        sentence = {token.lower_ for token in doc[position].sent}
        return (
            any(token.lower_ in self.nouns for token in near)
            or bool(sentence & self.nouns.keys())
            or len(row.acronym or "") > 3
            or not concluding.isdisjoint(sentence)
            or acting_upon(doc[position], self.stages) is not None
            # "Left the NPT", where arms are spoken of.
            or (
                not row.generic
                and position > 0
                and doc[position - 1].lower_ == "the"
                and not sentence.isdisjoint(self.rules.words["defence"] | self.rules.words["goods"])
            )
        )

    def _repeated_acronyms(self, doc: Doc, named: Sequence[Mention], taken: set[int]) -> Iterator[Mention]:
        known = {mention.acronym: mention for mention in named if mention.acronym}
        for token in tokens_in(doc, {*known, *(f"{acronym}s" for acronym in known)}, "ORTH") if known else ():
            plural = token.text.endswith("s") and token.text[:-1] in known
            source = known[token.text[:-1] if plural else token.text]
            if token.i in taken or inside_brackets(doc, token.i):
                continue
            yield replace(
                source,
                start=token.i,
                end=token.i + 1,
                root=token.i,
                rule="mention.acronym",
                name=None,
                determiner="bare",
                plural=plural,
            )

    def _described(self, doc: Doc, actors: ActorIndex, taken: set[int]) -> Iterator[Mention]:
        told: set[str] = set()
        for token in tokens_in(doc, self.nouns):
            rule = self.nouns[token.lower_]
            if token.i in taken or not token.tag_.startswith(("NN", "VB")):
                continue
            if token.text[:1].isupper() and names_body(token, self.rules) and not in_title_case(token):
                continue
            if token.tag_.startswith("V") and token.lower_ not in self.rules.words["taken_for_verbs"]:
                continue
            if (
                token.tag_.startswith("V")
                and token.dep_ in {"ROOT", "xcomp"}
                and token.lower_ in {"deal"}
                and not inked(doc, token)
            ):
                continue
            previous = doc[token.i - 1].lower_ if token.i else ""
            following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
            again = rule.id in told and previous in self.rules.words["definite"] and following not in {"to", "into"}
            if (
                previous in rule.not_after
                or following in rule.not_before
                or (
                    rule.only_after
                    and previous not in rule.only_after
                    and not again
                    and not (rule.strength == "goods" and has_worth(token))
                )
                or (rule.beside and not again and words_beside(token).isdisjoint(rule.beside))
                or (rule.requires and not any(other.lower_ in rule.requires for other in token.sent))
                or (previous == "in" and token.lower_ == "agreement")
            ):
                continue
            above = self.nouns.get(token.head.lower_) if token.dep_ in {"compound", "nmod"} else None
            if above is not None and token.head.i > token.i and above.strength != "goods":
                continue
            signed = rule.strength == "weak" and self._is_signed(token)
            if rule.only_signed and not (signed and self._by_several(token, actors)):
                continue
            start, end = noun_phrase(token)
            if token.lower_ == "alliance" and end - start <= 2 and actors.names_alliance():
                continue
            start = max([start, *(i + 1 for i in range(start, token.i) if i in taken)])
            if rule.again:
                told.add(rule.id)
            about = not again and self._has_defence(doc, token, actors, rule.strength)
            about = about or (signed and bool(rule.beside))
            about = about or (signed and any(other.lower_ in self.rules.words["defence"] for other in token.sent))
            backward = rule.strength != "strong" and not about
            taking_up = self.rules.words["definite"] | (self.rules.words["alike"] if rule.strength == "weak" else set())
            if backward and taking_up.isdisjoint(child.lower_ for child in token.children):
                continue
            place = self._place_name(doc, token, actors) if rule.strength == "strong" else None
            if place is not None:
                yield Mention(
                    start=place.i,
                    end=token.i + 1,
                    root=token.i,
                    rule="mention.place",
                    strength="named",
                    name=doc[place.i : token.i + 1].text,
                )
                continue
            yield Mention(
                start=start,
                end=end,
                root=token.i,
                rule=rule.id,
                strength=rule.strength,
                type=TypeFinding(rule.type, TOLD, rule.id, token.text) if rule.type else None,
                backward=backward,
            )

    def _is_signed(self, token: Token) -> bool:
        """Tell whether a noun is what somebody signs: "signed a *plan*", "a *plan* was signed", "a *plan* signed by"."""
        first = syntax.first_conjunct(token)
        above = first.head
        if first.dep_ == "pobj" and above.lower_ in {"of", "to", "on"}:
            above = above.head
        verbs = [above, *syntax.children(above, "dobj"), *syntax.children(token, "acl", "relcl")]
        return any(verb.lower_ in self.rules.words["signing_verbs"] for verb in verbs)

    def _by_several(self, token: Token, actors: ActorIndex) -> bool:
        """Tell whether the sentence has two or more who may sign something together."""
        sentence = token.sent
        several = any(other.lower_ in self.rules.words["pairs"] for other in sentence[: token.i - sentence.start])
        return several or len(actors.states_in(sentence.start, sentence.end)) >= 2

    @staticmethod
    def _place_name(doc: Doc, token: Token, actors: ActorIndex) -> Token | None:
        """Return the place that an agreement is named after: "the Ankara agreement"."""
        if token.i < 2 or doc[token.i - 2].lower_ != "the":
            return None
        place = doc[token.i - 1]
        located = actors.is_place_name(place.i) or place.ent_type_ in {"GPE", "LOC", "FAC"}
        return place if located and place.text[:1].isupper() else None

    def _has_defence(self, doc: Doc, token: Token, actors: ActorIndex, strength: str) -> bool:
        if token.dep_ == "conj" and token.head.lower_ in self.nouns and strength == "goods":
            return self._has_defence(doc, token.head, actors, strength)
        left = token.left_edge.i
        right = min(token.right_edge.i + 1, token.i + (20 if strength == "goods" else 14))
        if token.dep_ in {"dobj", "nsubjpass"}:
            # "Placed an order with Saab for radars": the parser hangs what it is for on the verb.
            behind = (child for child in token.head.children if child.i > token.i)
            ends = [child.right_edge.i + 1 for child in behind if child.dep_ == "prep" or tells_purpose(child)]
            right = max([right, *(min(end, token.i + 14) for end in ends)])
        words = {other.lower_ for other in doc[left:right]}
        about = bool(words & (self.rules.words["goods"] | self.rules.words["defence"]))
        if not about:
            about = any(other.ent_type_ in {"WEAPON", "PLATFORM"} for other in doc[left:right])
        if not about and words & self.rules.words["membership"]:
            about = any(other.text in self.rules.words["alliances"] for other in token.sent)
        if not about and token.lower_ in self.rules.words["help"] and words.isdisjoint(self.rules.words["other_help"]):
            sentence = {other.lower_ for other in token.sent}
            civil = not sentence.isdisjoint(self.rules.words["civil_help"])
            about = not civil and not sentence.isdisjoint(self.rules.words["defence"])
        if not about and token.lower_ in self.rules.words["help"] and words.isdisjoint(self.rules.words["other_help"]):
            about = tells_of_military_help(doc, self.rules.words)
        needed = 1 if token.lower_ in self.rules.words["abroad"] else 2
        return about or (strength == "weak" and len(actors.states_in(left, right)) >= needed)

    def _complete(self, doc: Doc, actors: ActorIndex, mention: Mention) -> Mention:
        span = doc[mention.start : mention.end]
        root = doc[mention.root]
        words = [token.lower_ for token in doc[max(0, mention.start - 3) : mention.root]]
        inner = {token.lower_ for token in root.children if token.i < root.i} | set(
            words[-3:] if mention.strength == "named" else []
        )
        modifiers = {token.lower_ for token in span} | inner
        determiner: Determiner = "bare"
        if modifiers & self.rules.words["definite"] or any(token.dep_ == "poss" for token in root.children):
            determiner = "definite"
        elif modifiers & self.rules.words["indefinite"]:
            determiner = "indefinite"
        # "Its earlier order" is not the one spoken of.
        if determiner == "definite" and not modifiers.isdisjoint(self.rules.words["earlier"]):
            determiner = "indefinite"
        involved = actors.of_noun(root, range(mention.start, mention.end), named=mention.strength == "named")
        # "No such agreement exists", "no agreement was signed" speak of the one before.
        plain = mention.strength == "strong" and {child.lower_ for child in root.children if child.i < root.i} == {"no"}
        taken_up = (plain and not involved) or ("such" in modifiers and not modifiers.isdisjoint({"no", "any"}))
        if taken_up:
            determiner = "definite"
        paper = (rule := self.rules.nouns.get(mention.rule)) is not None and rule.only_signed
        year = next((m.group() for token in span if (m := YEAR.fullmatch(token.text))), None)
        if year is None and determiner == "indefinite":
            year = self._year_of_act(root)
        finding = mention.type or type_of_text(phrase_text(root, mention), self.rules)
        company = actors.company(root)
        involved = without_place_of_making(root, involved, finding, company)
        doers = company if acting_upon(root, self.binding) is not None else frozenset()
        if binds_others(mention, involved, doers):
            mention = replace(mention, key=None, fixed_parties=(), rule="mention.capitalised")
        many = mention.multilateral
        if finding is not None and finding.type == "arms_control" and len(mention.fixed_parties) != 2:
            bound = tuple(item for item in involved if any(actor.id != DEPOSITARY for actor in item.mention.actors))
            phrase = set(phrase_text(root, mention).split())
            many = many or not (mention.key or bound or phrase.isdisjoint(self.rules.words["of_many"]))
            involved = bound
        return replace(
            mention,
            multilateral=many,
            type=finding,
            title=None
            if mention.strength == "named"
            else title(root, actors, self.kinds, self.rules, definite=determiner == "definite"),
            determiner=determiner,
            total=root.lower_ in {"aid", "assistance"} and any(c.dep_ == "poss" for c in root.children),
            similar=bool(modifiers & self.rules.words["alike"]) or of_this_kind(root),
            pointing=not modifiers.isdisjoint(POINTING),
            distinguishing=not taken_up
            and (bool(modifiers & self.rules.words["distinguishing"]) or (paper and determiner == "indefinite")),
            paper=paper,
            plural=mention.plural or (root.tag_ in {"NNS", "NNPS"} and mention.strength != "named"),
            year=year,
            ordinal=self._ordinal(root, mention.end),
            member=actors.members(root),
            goods=frozenset(
                token.lower_.removesuffix("s")
                for token in root.subtree
                if token.lower_ in self.rules.words["goods"] and token.i < mention.end + COMPLEMENT
            ),
            company=company,
            involved=involved,
        )

    @staticmethod
    def _year_of_act(root: Token) -> str | None:
        """Return the year that the clause around a mention states: "signed a pact in July 2022"."""
        verb = governor(root)
        if verb is None:
            return None
        reach = range(verb.i, verb.sent.end) if verb.i < root.i else range(root.i, verb.sent.end)
        years = [m.group() for i in reach if (m := YEAR.fullmatch(verb.doc[i].text)) and governor(verb.doc[i]) == verb]
        return years[0] if len(years) == 1 else None

    def _ordinal(self, root: Token, end: int) -> int | None:
        """Return which of a series an agreement is: 2 for "the second contract" and "to buy a second batch of tanks"."""
        series = self.rules.words["series"]
        for token in root.doc[max(root.sent.start, root.i - 5) : min(end + COMPLEMENT, root.sent.end)]:
            counted = root if token.i < root.i else token.head
            if token.lower_ not in self.ordinals or (counted != root and counted.lower_ not in series):
                continue
            if token.head == counted and token.i < counted.i:
                return self.ordinals[token.lower_]
        return None


def keep_whole(nlp: Language, nouns: Iterable[str]) -> None:
    """Let the tokenizer leave nouns with a hyphen, such as "cease-fire", in one piece."""
    for noun in nouns:
        for spelling in (noun, noun.capitalize(), noun.title(), noun.upper()):
            nlp.tokenizer.add_special_case(spelling, [{"ORTH": spelling}])  # type: ignore[union-attr]
