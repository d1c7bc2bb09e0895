"""The same commands leave the same store in SQLite and in PostgreSQL: equal dumps, equal references."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMMANDS = """
db init --sandbox
seller add koban --terms koban --file seller.toml --on 2026-01-02
terms set koban vat.rate=20 --on 2026-01-02
org add acme --name "Acme SA" --seller koban --email a@acme.example --professional --on 2026-01-05
org add acme2 --name "Acme 2" --seller koban --email a@acme.example --professional --on 2026-01-05 --dry-run
sub start acme --plan pro --period annual --slots 3 --unit-price 240.00 --on 2026-01-05
sub start acme --plan pro --period annual --slots 0 --unit-price 240.00 --name other --on 2026-01-05
invoice run --on 2026-01-05 --dry-run
run daily --until 2026-02-20
ticket open acme --severity minor --title First --at 2026-02-23T10:00:00+01:00 --dry-run
ticket open acme --severity minor --title First --at 2026-02-23T10:00:00+01:00
payment record acme 100.00 --on 2026-02-24
"""
"""Acts, dry runs and refused acts in turn."""


def test_dumps_and_references_are_equal(folder: Path, saasctl: Callable[..., Any], postgres: str) -> None:
    (folder / "seller.toml").write_text('name = "Koban"\ncountry = "FR"\n')
    said = []
    for place in (str(folder / "store.db"), postgres):
        env = {"SAASCTL_DB": place}
        results = [saasctl(*shlex.split(line), env=env) for line in COMMANDS.strip().splitlines()]
        dump = saasctl("db", "dump", "--canonical", env=env)
        assert dump.exit == 0
        said.append(([(one.exit, one.stdout) for one in results[1:]], dump.stdout.splitlines()))
    (ours, our_dump), (theirs, their_dump) = said
    assert ours == theirs
    assert our_dump == their_dump
    assert {code for code, _ in ours} > {0}
    assert any(printed == "T-1\n" for _, printed in ours)
