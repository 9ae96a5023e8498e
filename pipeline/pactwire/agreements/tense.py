"""How a clause stands in time: present, to come, awaited."""

from spacy.tokens import Token

from pactwire.agreements import syntax

CHOICES = frozenset({"choice", "option", "alternative"})
HAPPENING = frozenset({"happen", "happened", "occurred", "materialised", "materialized", "come", "begun", "started"})


def is_present(verb: Token) -> bool:
    """Tell whether a clause stands in the present tense, its auxiliaries included."""
    helpers = syntax.auxiliaries(verb)
    finite = [helper for helper in helpers if helper.tag_ in {"VBZ", "VBP", "VBD", "MD"}]
    if finite:
        return (finite[0].tag_ in {"VBZ", "VBP"} and finite[0].lower_ not in {"has", "have"}) or finite[0].tag_ == "MD"
    return verb.tag_ in {"VBZ", "VBP"}


def backshifted(verb: Token) -> bool:
    """Tell whether a clause in the past is one of what will be, told in reported speech: "once it was in force, it would"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBD" or not any(above.dep_ == "ROOT" for above in verb.ancestors):
        return False
    main = [verb.head, *syntax.children(verb.head, "ccomp")]
    return any(helper.lower_ in {"would", "'d", "’d"} for other in main for helper in syntax.auxiliaries(other))


def awaited(verb: Token) -> bool:
    """Tell whether a clause in the present perfect waits for what the main clause says will be: "once they have agreed".

    After "once" the present will do: "goes to parliament once it has been signed".
    """
    helpers = {helper.lower_ for helper in syntax.auxiliaries(verb)}
    main = {helper.lower_ for helper in syntax.auxiliaries(verb.head)}
    once = any(word.lower_ == "once" for word in syntax.children(verb, "mark", "advmod")) and is_present(verb.head)
    return (
        verb.dep_ == "advcl"
        and bool(helpers & {"has", "have"})
        and (once or bool(main & {"will", "shall", "can", "'ll", "’ll"}))
    )


def is_bare_participle(verb: Token) -> bool:
    """Tell whether a clause is a participle alone: "once signed", "if approved"."""
    return verb.tag_ == "VBN" and not syntax.children(verb, "aux", "auxpass", "nsubj", "nsubjpass")


def did_not_happen(stage: Token) -> Token | None:
    """Return the negation of a clause behind a noun by which it did not come: "after ratification, which has *not* happened"."""
    for word in stage.sent:
        if word.i < stage.i or word.dep_ != "relcl" or word.lower_ not in HAPPENING:
            continue
        # "The signing followed elections, *which* have not happened" is of the elections.
        told = word.head
        below_or_above = stage.is_ancestor(told) or (told.tag_.startswith("N") and told.is_ancestor(stage))
        if told != stage and not below_or_above:
            continue
        if any(noun.lower_ == "which" for noun in syntax.children(word, "nsubj", "nsubjpass")):
            return next(iter(syntax.negations(word)), None)
    return None


def comes_of_it(infinitive: Token) -> bool:
    """Tell whether an infinitive tells what came next: "joined in 2006, *only to leave* six years later"."""
    to = particle(infinitive)
    return to is not None and to.i > 1 and to.nbor(-1).lower_ == "only" and to.nbor(-2).text == ","


def has_to(infinitive: Token) -> bool:
    """Tell whether an infinitive is all that is left to do: "had no choice *but to sign*"."""
    to = particle(infinitive)
    return to is not None and to.i > 1 and to.nbor(-1).lower_ == "but" and to.nbor(-2).lower_ in CHOICES


def particle(infinitive: Token) -> Token | None:
    """Return the "to" of an infinitive."""
    return next((word for word in infinitive.children if word.lower_ == "to" and word.dep_ == "aux"), None)


def was_to_have(node: Token) -> bool:
    """Tell whether a clause tells what did not come about: "*was to have* signed"."""
    helpers = {helper.lower_ for helper in syntax.auxiliaries(node)}
    return {"to", "have"} <= helpers and node.head.lower_ in {"was", "were"}


def is_headline_of_plan(node: Token) -> bool:
    """Tell whether a clause before its verb of saying is of what is to come: "Italy *to sign* a pact, minister says"."""
    return node.i < node.head.i and bool(syntax.children(node, "nsubj", "nsubjpass")) and particle(node) is not None


def is_subjunctive(verb: Token) -> bool:
    """Tell whether a verb behind "that" is what somebody wants of one other: "a proposal *that Peru ratify* it"."""
    if verb.tag_ not in {"VB", "VBP"} or syntax.children(verb, "aux", "auxpass"):
        return False
    one = any(
        noun.tag_ in {"NN", "NNP"} and not syntax.children(noun, "conj") for noun in syntax.children(verb, "nsubj")
    )
    return one and any(mark.lower_ == "that" for mark in syntax.children(verb, "mark"))


def asks(mark: Token) -> bool:
    """Tell whether a word opens an indirect question: "would not say *whether*"."""
    return mark.lower_ == "whether" or (mark.lower_ == "if" and mark.head.dep_ in {"ccomp", "xcomp"})
