"""An archive depends on what is in it alone."""

import io
import zipfile

from saasctl.formats.archive import zipped


def test_the_same_files_give_the_same_bytes() -> None:
    files = {"a.csv": "x,é\r\n", "b.json": "{}"}
    content = zipped(files)
    assert content == zipped(dict(files))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["a.csv", "b.json"]
        assert archive.read("a.csv").decode() == "x,é\r\n"
        assert archive.testzip() is None
