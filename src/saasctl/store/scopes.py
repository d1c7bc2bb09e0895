"""Which rows of which table belong to one customer: through the references that the tables declare."""

from typing import TYPE_CHECKING

from saasctl.store.dump import CONTENT, Dumped

if TYPE_CHECKING:
    from sqlalchemy import Column

ROOT = "organisation"


def scoped(organisation_id: int) -> list[tuple[Dumped, str]]:
    """Return every table that holds rows of customers, each with the condition on `t` for one of them."""
    conditions = {ROOT: f"t.id = {int(organisation_id)}"}
    while found := _next(conditions, organisation_id):
        conditions |= found
    return [(dumped, conditions[dumped.table]) for dumped in CONTENT if dumped.table in conditions]


def _next(known: dict[str, str], organisation_id: int) -> dict[str, str]:
    """Return the tables one reference further away than those known."""
    from sqlmodel import SQLModel

    from saasctl.store.tables import table_classes

    found = {}
    for name in sorted(table_classes()):
        if name in known:
            continue
        links = [(column, _parent(column)) for column in SQLModel.metadata.tables[name].columns]
        reaching = [(column, parent) for column, parent in links if parent in known]
        reaching.sort(key=lambda link: (bool(link[0].nullable), link[0].name))
        if reaching:
            column, parent = reaching[0]
            found[name] = _through(column.name, str(parent), known, organisation_id)
    return found


def _parent(column: "Column[object]") -> str | None:
    keys = list(column.foreign_keys)
    return str(keys[0].column.table.name) if keys else None


def _through(column: str, parent: str, known: dict[str, str], organisation_id: int) -> str:
    if parent == ROOT:
        return f"t.{column} = {int(organisation_id)}"
    return f"t.{column} IN (SELECT t.id FROM {parent} t WHERE {known[parent]})"
