"""Write a file whole or not at all."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import IO

from saasctl.errors.base import Conflict, Failure


@contextmanager
def whole_file(path: Path, *, newline: str = "") -> Iterator[IO[str]]:
    """Open a draft beside `path` and put it there when the body succeeds; nothing is left otherwise.

    UTF-8, readable by its owner. An existing file is not overwritten (exit 6).
    """
    _refuse_existing(path)
    draft = _draft_of(path)
    try:
        with open(_opened(draft), "w", encoding="utf-8", newline=newline) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        raise Failure(f"{path} cannot be written", why=error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def placed_after(path: Path) -> Iterator[Callable[[], AbstractContextManager[BufferedRandom]]]:
    """Yield what opens a draft beside `path`; it is put there when the body succeeds, after its commit.

    The draft is on the disk before the body ends. An existing file is not overwritten (exit 6).
    """
    draft = _draft_of(path)

    @contextmanager
    def opened() -> Iterator[BufferedRandom]:
        _refuse_existing(path)
        try:
            with open(_opened(draft), "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Failure(f"{path} cannot be written", why=error.strerror) from error

    try:
        yield opened
        if draft.exists():
            os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise Conflict(f"{path} exists", fix="name another file, or remove it first")


def _draft_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.draft")


def _opened(draft: Path) -> int:
    return os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)


def whole_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with its folder; an existing one is refused (exit 6)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(content.decode("utf-8"))
