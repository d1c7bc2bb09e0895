"""Write docs/states.md, the diagrams of every state, from the table of transitions."""

from pathlib import Path

from saasctl.rules.lifecycle.states import TRANSITIONS, diagram, subjects

TARGET = Path(__file__).parents[1] / "docs" / "states.md"
HEAD = """# States

Made by `tools/states.py` from the table in `src/saasctl/rules/lifecycle/states.py`; a test holds them equal.
"""


def page() -> str:
    """Return the page: a diagram and a table for each subject."""
    parts = [HEAD]
    for of in subjects():
        parts.append(f"## {of.capitalize()}\n\n```mermaid\n{diagram(of)}\n```\n")
        rows = [f"| {one.before or ''} | {one.after} | {one.by} |" for one in TRANSITIONS if one.of == of]
        parts.append("| from | to | by |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    print(f"wrote {TARGET}")
