"""A ZIP archive of text files: the same contents give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The only time that the archive tells: what is in it does not depend on when it was made."""
MODE = 0o600 << 16


def zipped(files: Mapping[str, str]) -> bytes:
    """Return an archive of UTF-8 texts by name, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = MODE
            archive.writestr(info, text.encode("utf-8"))
    return out.getvalue()
