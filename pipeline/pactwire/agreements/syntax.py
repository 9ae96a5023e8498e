"""Questions to the dependency parse that every part of the detector asks.

The labels are those of spaCy's English pipelines (CLEAR style).
"""

import re
from collections.abc import Container, Iterator

from spacy.tokens import Token

# What opens a clause of its own, in which a word belongs to that clause's verb.
CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "pcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "csubjpass"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "WP", "WDT"})
BEING = frozenset({"am", "is", "are", "was", "were", "be", "been", "'s", "’s", "'re", "’re"})
# "Called on both to agree": verbs that ask, and prepositions before who is asked.
ASKING = frozenset({"call", "calls", "called", "calling", "appeal", "appeals", "appealed", "appealing", "prevailed"})
ACCUSING = frozenset({"accuse", "accuses", "accused", "accusing", "blame", "blames", "blamed", "blaming"})
ASKED = frozenset({"on", "upon", "to"})
RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
# Verbs that take what is done to something as their complement: "*had* it signed", "*wants* the pact scrapped".
BRINGING = frozenset(
    {"have", "has", "had", "having", "get", "gets", "got", "getting", "want", "wants", "wanted", "wanting", "need"}
    | {"needs", "needed", "see", "sees", "saw", "seen", "seeing", "order", "orders", "ordered", "keep", "kept", "like"}
)
# Nouns for the states that a treaty has.
MANY = frozenset({"states", "countries", "nations", "members", "parties", "signatories", "governments", "powers"})
# Acts and papers that do what their authors do: "passed a *law* denouncing the treaty".
PAPERS = frozenset(
    {"bill", "law", "decree", "motion", "resolution", "legislation", "order", "note", "letter"}
    | {"notice", "notification", "statement", "declaration", "decision", "vote", "instrument", "document", "measure"}
)
# Words that single out who did something, and nouns before an infinitive that they do not single anybody out by.
SINGLING = frozenset(
    {
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    }
    | {"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"}
    | {"thirtieth", "fortieth", "fiftieth", "penultimate", "last", "latest", "newest", "only", "sole", "final"}
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
OCCASIONS = frozenset(
    {"chance", "opportunity", "time", "step", "steps", "attempt", "move", "moment", "occasion"}
    | {"decision", "bid", "plan", "offer", "effort", "efforts", "deadline", "date", "day"}
    | {"meeting", "round", "summit", "way", "option", "resort"}
)

# What counts as an ordinal does: "the *only* country".
COUNTING = frozenset({"last", "latest", "only"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def is_verb(token: Token) -> bool:
    """Tell whether the tagger takes the token for a verb form."""
    return token.tag_.startswith("V") or token.tag_ == "MD"


def heads_clause(token: Token, *, coordinated: bool = True) -> bool:
    """Tell whether a token is the verb of a clause below another: the boundary that dates, sums and names do not cross.

    A verb joined by "and" to the one above counts where `coordinated` is set.
    """
    return is_verb(token) and (token.dep_ in CLAUSES or (coordinated and token.dep_ == "conj"))


def children(token: Token, *deps: str) -> list[Token]:
    """Return the direct dependents with one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """Return the token and everything coordinated below it, in text order."""
    found = [token]
    for child in children(token, "conj", "appos"):
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def first_conjunct(token: Token) -> Token:
    """Return the first member of the coordination that the token belongs to."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: with an auxiliary, as a bare participle after a noun, or before one."""
    if children(verb, "auxpass", "nsubjpass", "csubjpass"):
        return True
    # "The ship was *gifted* to Fiji", which the tagger takes for an adjective.
    if verb.tag_ == "JJ" and verb.dep_ == "acomp" and verb.lower_.endswith("ed") and verb.head.lower_ in BEING:
        return True
    if is_small_clause(verb):
        return True
    if is_taken_for_participle(verb):
        return False
    # What stands behind a noun is a participle, whatever the tagger takes it for: "a pact, initialled in May".
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and first_conjunct(verb).dep_ == "acl")
    if participle and verb.dep_ in {"acl", "amod", "advcl"}:
        return not children(verb, "aux", "dobj")
    if verb.dep_ == "conj" and participle and not children(verb, "nsubj", "aux", "dobj"):
        return is_verb(verb.head) and (resumed(verb) is not None or is_passive(verb.head))
    return verb.tag_ == "VBN" and bool(children(verb, "agent")) and not children(verb, "dobj")


def resumed(participle: Token) -> Token | None:
    """Return the passive that a bare participle goes on with behind a clause that is put in between.

    "*Was signed* in 1960, when the colony became free, and *renewed* in 2010": the parser joins it to what was in between.
    """
    first = first_conjunct(participle)
    if participle.tag_ != "VBN" or first.tag_ not in FINITE or first.dep_ not in {"relcl", "advcl"}:
        return None
    if children(first, "auxpass") or children(participle, "nsubj", "nsubjpass", "aux", "auxpass", "dobj"):
        return None
    above = (node for node in first.ancestors if is_verb(node) and node.i < first.i)
    return next((verb for verb in above if children(verb, "auxpass")), None)


def is_taken_for_participle(verb: Token) -> bool:
    """Tell whether a finite verb is taken for a participle behind its subject: "Norway in 2023 *signed* for 60 guns"."""
    if verb.dep_ != "acl" or verb.tag_ not in {"VBN", "VBD"} or children(verb, "aux", "auxpass", "agent"):
        return False
    root = verb.sent.root
    behind = verb.head == root or (verb.head.ent_type_ == "DATE" and root.is_ancestor(verb.head))
    whole = root.tag_.startswith("NNP") and verb.sent[-1].text in {".", "”", '"'}
    told = children(verb, "dobj") or any(name == "for" for name, _ in prepositional(verb))
    return behind and whole and bool(told)


def is_small_clause(verb: Token) -> bool:
    """Tell whether a participle with a noun before it tells what is done to it: "had *it ratified*", "with *it signed*"."""
    if verb.tag_ != "VBN" or children(verb, "aux", "auxpass", "dobj", "ccomp"):
        return False
    if not any(noun.i < verb.i for noun in children(verb, "nsubj")):
        return False
    within = verb.dep_ == "ccomp" and verb.head.lower_ in BRINGING
    return within or any(child.lower_ in {"with", "without"} for child in children(verb, "mark", "prep"))


def is_progressive(verb: Token) -> bool:
    """Tell whether a verb stands in the progressive: "is striking"."""
    return verb.tag_ == "VBG" and any(helper.lower_ in BEING for helper in auxiliaries(verb))


def singled_out(verb: Token) -> Token | None:
    """Return the noun that singles out who does what an infinitive tells: "the *last* to sign", "the 26th *state* to join"."""
    if verb.dep_ not in {"relcl", "acl", "xcomp", "advcl"} or all(h.lower_ != "to" for h in children(verb, "aux")):
        return None
    noun = verb.head
    if is_verb(noun):
        noun = next((child for child in children(noun, "attr", "acomp", "oprd") if child.i < verb.i), noun)
    alone = noun.lower_ in SINGLING or ORDINAL.fullmatch(noun.lower_) is not None
    if not alone and (not noun.tag_.startswith("N") or noun.lower_ in OCCASIONS):
        return None
    marked = alone or any(
        child.dep_ == "amod" and (child.lower_ in SINGLING or ORDINAL.fullmatch(child.lower_)) for child in noun.lefts
    )
    return noun if marked and noun.dep_ in {"attr", "appos", "pobj", "acomp", "oprd"} else None


def those_singled_out(noun: Token) -> list[Token]:
    """Return who is called the last or first to do something: the subject of "is", or what the noun is set beside."""
    if noun.dep_ == "appos":
        return [noun.head]
    governor = noun.head if noun.dep_ in {"attr", "acomp", "oprd"} else noun.head.head
    return subjects(governor) if governor != noun and is_verb(governor) else []


def antecedent(verb: Token) -> Token | None:
    """Return the noun that a relative clause or participle clause stands after."""
    first = first_conjunct(verb)
    if first.i != verb.i and children(verb, "nsubj", "nsubjpass"):
        return None
    if first.dep_ in {"relcl", "acl"} and first.head != first:
        return first.head
    return None


def relative_head(verb: Token) -> Token | None:
    """Return the noun before a relative clause, where the verb stands deeper in it: "which it has yet to sign"."""
    node = verb
    for _ in range(4):
        if node.dep_ == "relcl":
            return node.head
        if node.dep_ not in {"xcomp", "ccomp"} or node.head == node:
            return None
        node = node.head
    return None


def relative_object(verb: Token) -> Token | None:
    """Return the noun before a relative clause whose "which" the parser hung on a verb above: "which it has yet to sign"."""
    node = verb
    for _ in range(4):
        if any(child.lower_ in RELATIVE for child in children(node, "dobj", "attr")) and node.i != verb.i:
            return relative_head(node)
        if node.dep_ not in {"xcomp", "ccomp"} or node.head == node:
            return None
        node = node.head
    return None


def subjects(verb: Token) -> list[Token]:
    """Return the grammatical subjects, taken from the governing clause where the verb has none of its own."""
    seen: set[int] = set()
    node = verb
    while node.i not in seen:
        seen.add(node.i)
        if (noun := singled_out(node)) is not None:
            return those_singled_out(noun)
        own = children(node, *SUBJECTS) or [
            noun for helper in children(node, "aux", "auxpass") for noun in children(helper, *SUBJECTS)
        ]
        if own:
            if own[0].lower_ in RELATIVE and (noun := antecedent(node)) is not None:
                return counted_among(noun) or [noun]
            return own
        if is_taken_for_participle(node):
            return [node.sent.root]
        if node.dep_ == "acl" and node.tag_ in {"VBG", "VB"} and not children(node, "nsubj"):
            told = node.tag_ == "VB" or node.head.lower_ in PAPERS
            return (subjects_of_noun(node.head) if told else []) or [node.head] * (node.tag_ == "VBG")
        # "Is due to expire", "looks set to be signed": the subject is that of the verb above the adjective.
        complement = node.dep_ in {"acomp", "oprd"} and (node.i != verb.i or is_passive(verb))
        if (complement or node.dep_ in {"xcomp", "conj", "advcl", "ccomp", "pcomp", "prep"}) and node.head != node:
            if node.dep_ == "pcomp" and (accused := accused_of(node)):
                return accused
            if node.dep_ == "xcomp" and (objects := children(node.head, "dobj")) and not is_raising(node.head):
                return objects
            if node.dep_ == "xcomp" and (asked := asked_to(node)):
                return asked
            node = node.head
            continue
        break
    return []


def asked_to(infinitive: Token) -> list[Token]:
    """Return who is to act where that is told behind a preposition: "called *on both* to agree", "appealed *to Chad* to"."""
    verb = infinitive.head
    if verb.lower_ not in ASKING:
        return []
    return [noun for name, noun in prepositional(verb, ASKED) if name in ASKED and verb.i < noun.i < infinitive.i]


def counted_among(noun: Token) -> list[Token]:
    """Return who is said to be one of many: "*Norway* is among the 164 states that signed", "is one of the states"."""
    if noun.dep_ != "pobj" or noun.lower_ not in MANY:
        return []
    preposition = noun.head
    one = preposition.lower_ == "of" and preposition.head.lower_ in {"one", "part", "some"}
    if preposition.lower_ not in {"among", "amongst"} and not one:
        return []
    node = preposition.head.head if one else preposition.head
    return subjects(node) if node != noun and node.lower_ in BEING else []


def accused_of(gerund: Token) -> list[Token]:
    """Return who is said to have done what a gerund tells: "accused *Chad* of breaking the truce"."""
    verb = gerund.head.head
    return children(verb, "dobj") if verb.lower_ in ACCUSING and gerund.head.lower_ in {"of", "for"} else []


def subjects_of_noun(noun: Token) -> list[Token]:
    """Return who has the plan, decision or wish that a noun names: its possessor, or its verb's subject."""
    owners = children(noun, "poss")
    if owners:
        return owners
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    return subjects(governor) if governor != noun and is_verb(governor) else []


def content_clauses(head: Token) -> list[Token]:
    """Return the clauses that tell what a verb or noun is about: "proposed *to sign*", "is in talks *to sign*"."""
    if is_verb(head):
        return children(head, "ccomp", "xcomp")
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "in" else None
    found = [*children(head, "acl"), *(children(above, "advcl", "xcomp") if above is not None else ())]
    return [clause for clause in found if clause.tag_ == "VB" and clause.i > head.i]


def is_raising(verb: Token) -> bool:
    """Tell whether the verb's object is not the subject of its infinitive ("used an option to extend")."""
    return verb.lower_ in {"used", "uses", "use", "using"}


def objects(verb: Token) -> list[Token]:
    """Return what the verb acts upon, whatever the voice; empty for an intransitive use."""
    if verb.dep_ == "amod" and verb.head != verb:
        return [verb.head]
    if is_passive(verb):
        if is_small_clause(verb):
            return children(verb, "nsubj")
        if kept := retained(verb):
            return kept
        if verb.dep_ == "conj" and (before := resumed(verb)) is not None:
            return objects(before)
        noun = antecedent(verb)
        own = children(verb, "nsubjpass", "csubjpass")
        if own and not (own[0].lower_ in RELATIVE and noun is not None):
            return own
        if noun is not None:
            return [noun]
        return subjects(verb)
    direct = children(verb, "dobj", "dative")
    found = [token for token in direct if token.dep_ == "dobj"]
    # "A story that both are discussing a truce": what they discuss is the truce, whatever "that" is taken for.
    found = [token for token in found if token.lower_ not in RELATIVE] or found
    if not found:
        # "Hands over patrol boats", "promised the army two million for arms": the parser hangs them elsewhere.
        found = [noun for particle in children(verb, "prt") for noun in children(particle, "pobj")]
        found += [noun for taker in children(verb, "dative") for noun in children(taker, "appos")]
        # "Gave the army 20 lorries": the parser joins them to the army, with no "and" between.
        found += [
            noun for taker in children(verb, "dative") if not children(taker, "cc") for noun in children(taker, "conj")
        ]
    if not found:
        # "Bought 42 jets worth $8 billion": the parser makes a clause of it.
        found = [
            noun
            for clause in children(verb, "ccomp")
            # "Ratified it unopposed": so do adjectives behind what is acted upon.
            if clause.lower_ == "worth" or (clause.tag_ == "JJ" and not children(clause, "cop", "aux", "mark"))
            for noun in children(clause, "nsubj")
            if noun.i > verb.i
        ]
    if not found and verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "prep"):
        return []
    if found and found[0].lower_ in RELATIVE and (noun := antecedent(verb)) is not None:
        return [noun]
    if (
        not found
        and verb.dep_ == "relcl"
        and children(verb, "nsubj")
        and children(verb, "nsubj")[0].lower_ not in RELATIVE
    ):
        return [verb.head]
    return found


def retained(verb: Token) -> list[Token]:
    """Return what a passive verb of giving gives its subject: "Saab was awarded a *contract*"."""
    if not children(verb, "auxpass"):
        return []
    return [noun for noun in children(verb, "dobj") if noun.tag_.startswith("NN")]


def shared_object(verb: Token) -> list[Token]:
    """Return the object of a later coordinated verb: "negotiated and signed the pact"."""
    for other in conjuncts(verb)[1:]:
        if is_verb(other) and (found := children(other, "dobj")):
            return found
    return []


def brought_about(verb: Token, words: Container[int]) -> list[Token]:
    """Return the subjects of the clause below a verb whose own verb is among some words: "let the *pact* run out"."""
    return [
        noun
        for clause in children(verb, "ccomp", "xcomp")
        if clause.i in words and not children(clause, "dobj")
        for noun in children(clause, "nsubj", "nsubjpass")
    ]


def doers(verb: Token) -> list[Token]:
    """Return who does what a verb tells: the agents of a passive, else the subjects."""
    return agents(verb) if is_passive(verb) else subjects(verb)


def agents(verb: Token) -> list[Token]:
    """Return the nouns of the by-phrases of a passive verb."""
    found = []
    own = [*children(verb, "agent"), *(p for p in children(verb, "prep") if p.lower_ == "by")]
    for first in own or agents_hung_below(verb):
        # "Signed by Canada and by Italy".
        for preposition in (first, *(p for p in children(first, "conj") if p.lower_ == "by")):
            found.extend(children(preposition, "pobj"))
    return found


def agents_hung_below(verb: Token) -> list[Token]:
    """Return the "by" that the parser hung on who or where a verb tells of: "handed to the navy *by* Chad", "in May *by*"."""
    return [
        below
        for preposition in children(verb, "prep", "dative")
        for noun in children(preposition, "pobj")
        if preposition.lower_ in {"to", "with"} or noun.tag_.startswith("NNP") or noun.ent_type_ in {"DATE", "TIME"}
        for below in children(noun, "prep", "agent")
        if below.lower_ == "by"
    ]


def prepositional(token: Token, names: frozenset[str] | None = None) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, its object) for the phrases attached to a token, chained prepositions included."""
    for preposition in children(token, "prep", "dative", "agent"):
        if preposition.lower_ == "according":
            continue
        chain = [preposition, *children(preposition, "prep")]
        # "Delegates of the army and of the rebels".
        chain.extend(other for other in children(preposition, "conj") if other.lower_ == preposition.lower_)
        for link in chain:
            if names is None or link.lower_ in names:
                for noun in children(link, "pobj", "pcomp"):
                    yield link.lower_, noun


def negations(token: Token) -> list[Token]:
    """Return the negation words attached directly to a token."""
    return [
        child for child in token.children if child.dep_ == "neg" or child.lower_ in {"never", "no", "neither", "n't"}
    ]


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb, borrowed from the first coordinated verb where it has none."""
    own = children(verb, "aux", "auxpass")
    if own or verb.dep_ != "conj" or children(verb, "nsubj", "nsubjpass"):
        return own
    first = first_conjunct(verb)
    if is_verb(first) and (first.tag_ == verb.tag_ or verb.tag_ in {"VB", "VBN"}):
        return children(first, "aux", "auxpass")
    return []


def is_ordinal(word: Token) -> bool:
    """Tell whether a word counts who did a thing: "the *first*", "the *20th* country"."""
    return word.lower_ in COUNTING or (word.like_num and word.lower_[-2:] in {"st", "nd", "rd", "th"})
