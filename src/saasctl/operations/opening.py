"""Open the store that a command works on."""

from saasctl.store.database import Store, open_store
from saasctl.system.clock import system_clock
from saasctl.system.config import default_store_path

__all__ = ["Store", "open_for"]


def open_for(path: str | None, lock_timeout: float) -> Store:
    """Open the store at `path` (the user's data directory for None); the caller closes it.

    Raises what `open_store` raises: exit 9 for a store that is missing, foreign, damaged or of
    another version, 75 when it is busy for longer than `lock_timeout` seconds.
    """
    return open_store(path or str(default_store_path()), clock=system_clock(), lock_timeout=lock_timeout)
