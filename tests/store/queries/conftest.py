from collections.abc import Iterator
from pathlib import Path

import pytest

from saasctl.store.database import Store, create_store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty sandbox store."""
    create_store(str(tmp_path / "s.db"), sandbox=True)
    opened = open_store(str(tmp_path / "s.db"))
    yield opened
    opened.close()
