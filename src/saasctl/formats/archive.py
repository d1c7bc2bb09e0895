"""A ZIP archive of text files: the same contents give the same bytes."""

import zipfile
from collections.abc import Iterable
from typing import IO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The only time that the archive tells: what is in it does not depend on when it was made."""
MODE = 0o600 << 16


def write_archive(out: IO[bytes], files: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write an archive of UTF-8 texts by name, in the order given; each text comes in parts."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in files:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = MODE
            with archive.open(info, "w") as entry:
                for part in parts:
                    entry.write(part.encode("utf-8"))
