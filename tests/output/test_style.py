"""What the terminal can show."""

import io

from saasctl.output.style import FORMATS, MACHINE, is_tty, speak_utf8


def test_a_closed_or_absent_stream_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert not is_tty(closed)
    assert not is_tty(None)
    assert not is_tty(io.StringIO())


def test_machine_formats_are_among_the_formats() -> None:
    assert set(MACHINE) < set(FORMATS)


def test_a_stream_of_another_encoding_speaks_utf8_when_told() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    speak_utf8(stream)
    stream.write("é")
    stream.flush()
    assert raw.getvalue() == "é".encode()
    speak_utf8(io.StringIO())
