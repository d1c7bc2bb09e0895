"""Refusals as text and as JSON."""

import json

from hostile import acting, hostile
from saasctl.errors.base import Refused
from saasctl.output.refusals import refusal_json, refusal_text
from saasctl.values.clause import ClauseRef

CLAUSE = ClauseRef("terms", "p", "2026-03", "9.3", "D-62", "Renewal is tacit")


def test_a_refusal_says_what_why_which_clause_and_what_mends_it() -> None:
    error = Refused(
        "acme cannot end", why="too late", fix="saasctl sub cancel acme --next-term", clause=CLAUSE
    )
    assert refusal_text(error) == (
        "error[REFUSED]: acme cannot end\n"
        "  why: too late\n"
        "  clause: p@2026-03 9.3 (D-62): Renewal is tacit\n"
        "  fix: saasctl sub cancel acme --next-term\n"
    )


def test_what_is_not_known_is_left_out_of_text_and_null_in_json() -> None:
    assert refusal_text(Refused("no")) == "error[REFUSED]: no\n"
    assert json.loads(refusal_json(Refused("no"))) == {
        "schema": "saasctl.error/1",
        "code": "REFUSED",
        "exit": 5,
        "message": "no",
        "why": None,
        "clause": None,
        "fix": None,
    }


def test_the_clause_is_an_object_in_json() -> None:
    assert json.loads(refusal_json(Refused("no", clause=CLAUSE)))["clause"] == {
        "source": "terms",
        "profile": "p",
        "version": "2026-03",
        "article": "9.3",
        "rule": "D-62",
        "says": "Renewal is tacit",
    }


def test_a_statute_is_cited_without_a_profile() -> None:
    law = ClauseRef("law", article="L441-10")
    assert refusal_text(Refused("no", clause=law)).splitlines()[1] == "  clause: law L441-10"


@hostile
def test_hostile_text_in_a_refusal_stays_on_its_line(text: str) -> None:
    error = Refused(text, why=text, fix=text)
    assert len(refusal_text(error).splitlines()) == 3
    assert acting(refusal_text(error)) == set()
    assert json.loads(refusal_json(error))["message"] == (text if len(text) <= 1000 else text[:1000] + "...")
    assert refusal_json(error).count("\n") == 1


def test_what_was_typed_cannot_fill_the_screen() -> None:
    refusal = Refused("x" * 100_000)
    assert refusal_text(refusal) == "error[REFUSED]: " + "x" * 1000 + "...\n"
    assert json.loads(refusal_json(refusal))["message"] == "x" * 1000 + "..."
