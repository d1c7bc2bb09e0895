"""The module that Python starts."""

import subprocess
import sys

from conftest import SCRIPT


def test_the_module_and_the_script_are_one_program() -> None:
    by_module = subprocess.run(
        [sys.executable, "-m", "saasctl", "--version"], capture_output=True, check=True
    )
    by_script = subprocess.run([SCRIPT, "--version"], capture_output=True, check=True)
    assert by_module.stdout == by_script.stdout
    assert by_module.stdout.startswith(b"saasctl 0.")
