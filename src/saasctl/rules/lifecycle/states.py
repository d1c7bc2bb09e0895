"""Every transition of customers, users and notices, in one table; docs/states.md is made from it."""

from typing import NamedTuple


class Transition(NamedTuple):
    """From one state to another, by an act or because a day has come. None: before there was any."""

    of: str
    before: str | None
    after: str
    by: str


TRANSITIONS = (
    Transition("customer", None, "active", "org add"),
    Transition("customer", "active", "trial", "sub start --trial"),
    Transition("customer", "trial", "active", "sub start"),
    Transition("customer", "trial", "closed", "org close, an end at once, or the trial is over"),
    Transition("customer", "active", "terminating", "sub cancel"),
    Transition("customer", "terminating", "active", "sub keep, or another sub start"),
    Transition("customer", "terminating", "closed", "the last day has passed"),
    Transition("customer", "active", "closed", "an end at once"),
    Transition("customer", "active", "suspended", "org suspend"),
    Transition("customer", "trial", "suspended", "org suspend"),
    Transition("customer", "terminating", "suspended", "org suspend"),
    Transition("customer", "suspended", "active", "org restore"),
    Transition("customer", "suspended", "trial", "org restore"),
    Transition("customer", "suspended", "terminating", "org restore"),
    Transition("customer", "suspended", "closed", "the last day has passed"),
    Transition("customer", "closed", "active", "sub start"),
    Transition("customer", "closed", "purged", "org purge"),
    Transition("user", None, "invited", "user invite"),
    Transition("user", None, "active", "user add"),
    Transition("user", "invited", "active", "user accept"),
    Transition("user", "invited", "disabled", "user disable"),
    Transition("user", "active", "disabled", "user disable"),
    Transition("user", "barred", "disabled", "user disable"),
    Transition("user", "locked", "disabled", "user disable"),
    Transition("user", "disabled", "active", "user enable"),
    Transition("user", "disabled", "invited", "user enable, of who never came"),
    Transition("user", "invited", "barred", "user bar"),
    Transition("user", "active", "barred", "user bar"),
    Transition("user", "locked", "barred", "user bar"),
    Transition("user", "barred", "active", "user enable"),
    Transition("user", "barred", "invited", "user enable, of who never came"),
    Transition("user", "active", "locked", "user report-compromise --measure suspend"),
    Transition("user", "locked", "active", "user enable"),
    Transition("notice", None, "to-send", "invoice remind, terms announce, sub reprice, run daily"),
    Transition("notice", "to-send", "sending", "notice send"),
    Transition("notice", "unknown", "sending", "notice send --again"),
    Transition("notice", "sending", "sent", "the server took it"),
    Transition("notice", "sending", "to-send", "the server refused it"),
    Transition("notice", "sending", "unknown", "it broke off"),
    Transition("notice", "to-send", "sent", "notice mark-sent"),
    Transition("notice", "unknown", "sent", "notice mark-sent"),
    Transition("notice", "sending", "sent", "notice mark-sent"),
    Transition("notice", None, "recorded", "notice record"),
    Transition("notice", None, "effective", "sub cancel"),
    Transition("notice", None, "no-effect", "sub cancel or notice record, late or in the wrong form"),
)


def leads_to(of: str, before: str | None, after: str) -> bool:
    """Say whether the table has a way from one state to another."""
    return any((one.of, one.before, one.after) == (of, before, after) for one in TRANSITIONS)


def diagram(of: str) -> str:
    """Return the table of one subject as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for one in TRANSITIONS:
        if one.of == of:
            before = "[*]" if one.before is None else _named(one.before)
            lines.append(f"    {before} --> {_named(one.after)}: {one.by}")
    return "\n".join(lines)


def _named(state: str) -> str:
    return state.replace("-", "_")


def subjects() -> tuple[str, ...]:
    """Return what has states, in the table's order."""
    return tuple(dict.fromkeys(one.of for one in TRANSITIONS))
