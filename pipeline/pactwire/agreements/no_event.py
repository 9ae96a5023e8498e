"""What has the words of an event and is none: the terms of an agreement, and maxims."""

from spacy.tokens import Token

from pactwire.agreements import syntax

# Who may use a term: "*either* side may end it".
ANYONE = frozenset({"either", "each", "any", "every", "whichever", "both"})
# Those of whom a maxim speaks: "those who sign it".
WHOEVER = frozenset({"those", "anyone", "whoever", "everyone", "anybody", "everybody", "nobody", "one"})
NOTICE = frozenset({"notice", "automatically"})
# How a clause of terms starts, and where an automatic extension is one: "*with* automatic renewal *if* neither side objects".
CONDITIONS = frozenset({"if", "unless"})
PROVIDING = frozenset({"with", "for"})
# Above "to discuss" they say that nobody speaks of it in public.
WITHHOLDING = frozenset(
    {"decline", "declines", "declined", "declining", "authorised", "authorized", "unauthorised", "unauthorized"}
)
MAY = frozenset({"can", "may", "could", "might", "shall"})

# Units of a term: a truce lasts days, a treaty years.
LONG = frozenset({"year", "years", "decade", "decades"})
PERFECT = frozenset({"has", "have", "had"})
LASTING = syntax.BEING | {"remain", "remains", "stay", "stays"}


def is_term(verb: Token) -> bool:
    """Tell whether a verb tells what an agreement provides for: "can be ended at six months' *notice*"."""
    if not syntax.is_verb(verb):
        return False
    if any(noun.lower_ in {"itself", "themselves"} for noun in syntax.children(verb, "dobj", "dative")):
        return verb.tag_ in {"VBZ", "VBP"} or any(helper.tag_ == "MD" for helper in syntax.auxiliaries(verb))
    helpers = {helper.lower_ for helper in syntax.auxiliaries(verb)}
    if helpers.isdisjoint(MAY):
        return False
    doers = [*syntax.subjects(verb), *syntax.agents(verb)]
    anyone = any(
        noun.lower_ in ANYONE or any(child.lower_ in ANYONE - {"both"} for child in noun.lefts) for noun in doers
    )
    return anyone or any(word.lower_ in NOTICE for word in verb.subtree)


def is_condition(verb: Token) -> bool:
    """Tell whether a verb stands in a clause on what any party may do: "if *neither* side says that it *ends* the pact"."""
    for clause in (verb, *verb.ancestors):
        if any(mark.lower_ in CONDITIONS for mark in syntax.children(clause, "mark")):
            doers = [word for noun in syntax.subjects(clause) for word in (noun, *noun.lefts)]
            return any(word.lower_ in ANYONE | {"neither"} for word in doers)
    return False


def is_automatic(noun: Token) -> bool:
    """Tell whether a noun tells what happens by the terms alone: "for ten years *with automatic extension*"."""
    return noun.head.lower_ in PROVIDING and any(child.lower_ == "automatic" for child in noun.lefts)


def is_withheld(verb: Token) -> bool:
    """Tell whether somebody says nothing in public: "*declined* to discuss the pact", "was not *authorised* to discuss it"."""
    return verb.dep_ in syntax.CLAUSAL and verb.tag_ == "VB" and verb.head.lower_ in WITHHOLDING


def is_duration(word: Token) -> bool:
    """Tell whether words in the verb's phrase only say how long an agreement is to hold: "is in force *for ten years*"."""
    verb = next((node for node in (word, *word.ancestors) if syntax.is_verb(node) or node.lower_ in LASTING), word)
    if verb.lower_ not in LASTING or any(helper.lower_ in PERFECT for helper in syntax.auxiliaries(verb)):
        return False
    below = [noun for name, noun in syntax.prepositional(verb) if name == "for"]
    below.extend(
        noun for _, inner in syntax.prepositional(verb) for name, noun in syntax.prepositional(inner) if name == "for"
    )
    return verb.tag_ in {"VB", "VBZ", "VBP"} and any(noun.lower_ in LONG for noun in below)


def is_maxim(verb: Token) -> bool:
    """Tell whether a verb tells what holds of all who do it: "those who *sign* a treaty"."""
    if verb.dep_ != "relcl" or verb.tag_ not in {"VBZ", "VBP"} or syntax.children(verb, "aux", "auxpass"):
        return False
    noun = verb.head
    return noun.lower_ in WHOEVER or any(child.lower_ in {"any", "every", "whichever"} for child in noun.lefts)
