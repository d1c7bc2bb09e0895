from alembic.script import ScriptDirectory

from saasctl.store.migrating import alembic_config
from saasctl.store.revision import HEAD, REVISIONS


def test_the_known_revisions_are_those_of_the_migrations_in_their_order() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS
    assert scripts.get_current_head() == HEAD
