"""An archive depends on what is in it alone."""

import io
import zipfile

from saasctl.formats.archive import write_archive


def test_the_same_files_give_the_same_bytes() -> None:
    files = {"a.csv": "x,é\r\n", "b.json": "{}"}
    out, again = io.BytesIO(), io.BytesIO()
    write_archive(out, files.items())
    write_archive(again, [("a.csv", ["x,", "é\r\n"]), ("b.json", "{}")])
    assert out.getvalue() == again.getvalue()
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["a.csv", "b.json"]
        assert archive.read("a.csv").decode() == "x,é\r\n"
        assert archive.testzip() is None
