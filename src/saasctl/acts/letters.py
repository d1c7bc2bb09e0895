"""The text of a notice: its template with the facts of its paper."""

from pathlib import Path

from saasctl.acts.outbox import Waiting
from saasctl.formats.letters import Written, render
from saasctl.store.transaction import Transaction


def letter_of(tx: Transaction, notice: Waiting, language: str | None = None) -> Written:
    """Return the subject and the text of a notice. Raises TemplateInvalid (exit 4)."""
    folder = Path(tx.terms_path) if tx.terms_path else None
    return render(notice.kind, language or notice.language, facts_of(notice), folder)


def facts_of(notice: Waiting) -> dict[str, str]:
    """Return what a template may ask for: the notice's own facts, and those of every notice."""
    details = "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in sorted(notice.facts.items()))
    common = {
        "organisation": notice.organisation,
        "seller": notice.seller,
        "addressee": notice.addressee,
        "article": notice.article or "-",
        "version": notice.version or "-",
        "kind": notice.kind,
        "details": details,
        "leaves_by": notice.due_on.isoformat() if notice.due_on else "-",
    }
    return common | dict(notice.facts)
