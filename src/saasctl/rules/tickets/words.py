"""What the terms say about a ticket, in sentences: its severity, what is done, what it is worth."""

from collections.abc import Iterator

from saasctl.rules.tickets.access import follows, needs, unmet
from saasctl.rules.tickets.story import Story, is_anomaly, is_guaranteed
from saasctl.terms.resolve import Terms

PLACES = (
    ("severity.set_by", "classified by the {}"),
    ("support.acknowledges", "acknowledged: {}"),
    ("support.assistance", "assistance: {}"),
    ("sla.duty", "targets: {}"),
    ("sla.credit", "a missed target gives: {}"),
    ("support.documentation", "documentation: {}"),
)


def sayings(terms: Terms, story: Story) -> Iterator[str]:
    """Yield what the terms say about a ticket as it stands (B-41 to B-45, S-50 to S-57, K-44)."""
    severity = story.severities(terms)[-1][1]
    title = terms.find(f"severity.{severity}.title")
    if not is_anomaly(terms, story):
        yield f"about {story.about}: no anomaly, no clock runs"
    elif title is not None:
        yield f"{severity}: {title.value}"
    effort = terms.word(f"sla.{severity}.effort", "")
    way = terms.word(f"sla.{severity}.workaround", "")
    if effort or way:
        yield f"mended: {effort or 'no rule'}; way round: {way or 'no rule'}"
    for path, words in PLACES:
        found = terms.find(path)
        if found is not None:
            yield words.format(found.value)
    yield from _reached(terms)
    if (findings := terms.words("severity.needs_any")) or terms.words("severity.not_anomaly"):
        none = ", ".join(terms.words("severity.not_anomaly")) or "what is excluded"
        yield f"an anomaly is: {', '.join(findings) or 'what is faulty'}; it is not: {none}"
    if is_guaranteed(terms, story, severity):
        yield f"guaranteed: {', '.join(terms.words('guarantee.operations'))} of {story.object}"
    yield from _access(terms, story)
    yield from _excluded(terms, story)


def _reached(terms: Terms) -> Iterator[str]:
    if terms.words("support.channels"):
        yield f"support by {', '.join(terms.words('support.channels'))}"
    if terms.flag("support.tool_included"):
        yield "the tool is part of the service"


def _access(terms: Terms, story: Story) -> Iterator[str]:
    if (needed := needs(terms)) is not None:
        yield needed
    if missing := unmet(terms, story.access, story.opened_at.date()):
        yield f"not met: {'; '.join([*missing, *follows(terms)])}"


def _excluded(terms: Terms, story: Story) -> Iterator[str]:
    event = story.excluded()
    if event is None:
        return
    title = terms.find(f"exclusion.{event.detail}.title")
    others = " or another cause" if terms.flag("exclusion.open") else ""
    yield f"excluded: {title.value if title else event.detail}{others}"
