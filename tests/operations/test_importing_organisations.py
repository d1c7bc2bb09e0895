"""Importing organisations: all or none, every wrong value listed, the same file again unchanged."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from saasctl.errors.base import SaasctlError
from saasctl.errors.imports import ImportRefused, ImportUnreadable
from saasctl.errors.sellers import SellerUnknown
from saasctl.operations.importing_organisations import import_organisations
from saasctl.operations.organisation_lists import OrganisationFilter, list_organisations, show_organisation
from saasctl.operations.organisations import OrganisationChanges, add_organisation, edit_organisation
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.views.imports import ImportReport

JUNE = Act(on=date(2026, 6, 15))
GOOD = """\
name;slug;email;seller;professional;employees;siren;on
"Acmé; fils";acme;AP@acme.example;kantree;yes;12;732 829 320;2026-01-05
=cmd();beta;b@beta.example;koban;;;;
"""


@pytest.fixture
def sold(store: Store, selling: Callable[[str], str]) -> Store:
    """A store with two sellers."""
    selling("kantree")
    selling("koban")
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to write."""
    return tmp_path / "orgs.csv"


def imported(
    store: Store, file: Path, content: str, seller: str | None = None, act: Act = JUNE
) -> ImportReport:
    file.write_text(content, encoding="utf-8")
    answer = import_organisations(store, str(file), seller, act).answer
    assert isinstance(answer, ImportReport)
    return answer


def refused(store: Store, file: Path, content: str) -> list[tuple[int, str | None, str]]:
    with pytest.raises(ImportRefused) as error:
        imported(store, file, content)
    report = error.value.report
    assert report.created == 0
    assert list(list_organisations(store, OrganisationFilter(), None).rows) == []
    return [(one.row, one.column, one.code) for one in report.failed]


def test_a_file_opens_its_organisations_once(sold: Store, file: Path) -> None:
    assert imported(sold, file, GOOD) == ImportReport(2, 2, 0, ())
    view = show_organisation(sold, "acme", None)
    assert (view.name, view.email, view.siren) == ("Acmé; fils", "ap@acme.example", "732829320")
    assert (view.created_on, view.terms_version, view.vat_regime) == (
        date(2026, 1, 5),
        "2021-04-07",
        "domestic",
    )
    assert show_organisation(sold, "beta", None).created_on == date(2026, 6, 15)
    assert imported(sold, file, GOOD, act=Act(on=date(2026, 6, 20))) == ImportReport(2, 0, 2, ())
    with pytest.raises(ImportRefused) as error:
        imported(sold, file, GOOD.replace("2026-01-05", "2026-01-06"))
    assert [(one.row, one.code) for one in error.value.report.failed] == [(2, "ORG-EXISTS")]


def test_the_keys_made_are_printed(sold: Store, file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    assert import_organisations(sold, str(file), None, JUNE).keys == ("acme", "beta")


def test_every_wrong_value_is_listed_and_nothing_is_written(sold: Store, file: Path) -> None:
    content = (
        "slug,name,seller,email,employees,vat_regime,professional,on,siren\n"
        "good,Good,kantree,g@g.fr,3,,yes,,\n"
        "bad,A,kantree,jean@,12abc,reverse,maybe,2026-13-01,\n"
        "x_2,B,nobody,j@j.fr,,,yes,,\n"
        "short,C,kantree,d@d.fr\n"
        "undeclared,D,kantree,d@d.fr,,,,,\n"
        "luhn,E,kantree,e@e.fr,,,yes,,732829321\n"
        ",F,kantree,f@f.fr,,,yes,20260101,\n"
    )
    assert refused(sold, file, content) == [
        (3, "professional", "VALUE-MALFORMED"),
        (3, "on", "VALUE-MALFORMED"),
        (3, "email", "VALUE-MALFORMED"),
        (3, "vat_regime", "VALUE-MALFORMED"),
        (3, "employees", "VALUE-MALFORMED"),
        (4, "seller", "SELLER-UNKNOWN"),
        (4, "slug", "VALUE-MALFORMED"),
        (5, None, "ROW-WIDTH"),
        (6, "professional", "PROFESSIONAL-UNDECLARED"),
        (7, "siren", "SIREN-WRONG"),
        (8, "on", "VALUE-MALFORMED"),
        (8, "slug", "VALUE-MALFORMED"),
    ]


def test_a_slug_that_stands_twice_is_the_same_or_a_conflict(sold: Store, file: Path) -> None:
    head = "slug,name,seller,email,professional\n"
    row = "acme,Acme,kantree,a@a.fr,yes\n"
    assert imported(sold, file, head + row + row) == ImportReport(2, 1, 1, ())
    with pytest.raises(ImportRefused) as error:
        imported(sold, file, head + "beta,B,kantree,b@b.fr,yes\nbeta,Other,kantree,b@b.fr,yes\n")
    assert [(one.row, one.code) for one in error.value.report.failed] == [(3, "ORG-EXISTS")]


def test_an_earlier_slug_is_not_used_again(sold: Store, file: Path) -> None:
    imported(sold, file, GOOD)
    edit_organisation(sold, "acme", OrganisationChanges({"slug": "acme-2"}), JUNE)
    with pytest.raises(ImportRefused) as error:
        imported(sold, file, GOOD)
    assert [one.code for one in error.value.report.failed] == ["SLUG-TAKEN"]


def test_rows_that_name_no_seller_take_the_one_given(sold: Store, file: Path) -> None:
    content = "slug,name,email,professional\nacme,A,a@a.fr,yes\n"
    with pytest.raises(ImportUnreadable):
        imported(sold, file, content)
    assert imported(sold, file, content, "koban").created == 1
    with pytest.raises(SellerUnknown):
        imported(sold, file, content, "nobody")


def test_the_form_of_the_file_is_that_of_the_sellers_terms(sold: Store, file: Path) -> None:
    with sold.transaction(Act()) as tx:
        values = {"scope": "koban", "path": "import.separator", "value": "semicolon", "from_on": "2026-01-01"}
        tx.insert("term_setting", values)
    with pytest.raises(ImportUnreadable) as error:
        imported(sold, file, "slug,name,email\nacme,A,a@a.fr\n", "koban")
    assert error.value.clause is not None
    assert error.value.clause.rule == "B-33"
    assert imported(sold, file, "slug;name;email\nacme;A;a@a.fr\n", "koban").created == 1


def test_what_the_terms_want_declared_of_imported_data_is_told(sold: Store, file: Path) -> None:
    file.write_text("slug;name;email\nacme;A;a@a.fr\n", encoding="utf-8")
    warnings = import_organisations(sold, str(file), "koban", JUNE).warnings
    assert len(warnings) == 1
    assert "(B-35)" in warnings[0]


def test_a_dry_run_checks_all_and_writes_nothing(sold: Store, file: Path) -> None:
    assert imported(sold, file, GOOD, act=Act(on=JUNE.on, dry_run=True)).created == 2
    assert sold.told == [f"2 organisations from {file}"]
    assert list(list_organisations(sold, OrganisationFilter(), None).rows) == []


def test_a_large_file_is_imported_in_rounds(sold: Store, file: Path) -> None:
    rows = "".join(f"n{number},N {number},kantree,n@n.fr,yes\n" for number in range(2500))
    report = imported(sold, file, "slug,name,seller,email,professional\n" + rows)
    assert report == ImportReport(2500, 2500, 0, ())
    with sold.reading() as tx:
        assert tx.rows("SELECT count(*) FROM audit_entry WHERE what = 'organisation.added'") == [(2500,)]


@pytest.mark.parametrize(
    "field", ["slug", "name", "email", "country", "siren", "phone", "employees", "vat_id"]
)
@pytest.mark.parametrize(
    "text", ["", "acme", "jean@", "a@b.fr", "FR", "732829320", "12", "x" * 300, "\u202e=1"]
)
def test_an_import_refuses_what_a_single_addition_refuses(
    sold: Store, file: Path, field: str, text: str
) -> None:
    given = {"slug": "acme", "name": "A", "email": "a@a.fr", field: text}
    single: str | None = None
    try:
        fields = {name: value for name, value in given.items() if value or name in ("slug", "name", "email")}
        add_organisation(sold, "koban", fields, None, (), Act(on=JUNE.on, dry_run=True))
    except SaasctlError as error:
        single = error.code
    names = ",".join(given)
    file.write_text(f"{names}\n{','.join(given.values())}\n", encoding="utf-8")
    many: str | None = None
    try:
        import_organisations(sold, str(file), "koban", JUNE)
    except ImportRefused as error:
        many = error.report.failed[0].code
    assert many == single
