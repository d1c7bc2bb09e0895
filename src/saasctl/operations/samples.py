"""The demo's data: where it lies, and its commands."""

import shlex
from importlib import resources
from pathlib import Path

from saasctl.errors.base import Failure


def sample_folder() -> Path:
    """Return the folder of the demo's data: packaged, or beside the source in a checkout."""
    packaged = Path(str(resources.files("saasctl"))) / "sample_data"
    beside = Path(str(resources.files("saasctl"))).parents[1] / "sample-data"
    for folder in (packaged, beside):
        if folder.is_dir():
            return folder
    raise Failure("the demo's data is missing", fix="install saasctl again")


def sample_steps(name: str) -> list[tuple[str, list[str]]]:
    """Return the lines of a step file: ("title", [text]) and ("command", words), in order.

    A line that begins with `##` is a remark.
    """
    steps = []
    for line in (sample_folder() / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            steps.append(("title", [line[2:]]))
        elif line.strip() and not line.startswith("##"):
            steps.append(("command", shlex.split(line)))
    return steps
