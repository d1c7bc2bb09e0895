"""Adding and editing organisations on a real store."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.errors.base import SaasctlError
from saasctl.errors.organisations import (
    FieldMissing,
    OrganisationExists,
    OrganisationUnknown,
    ProfessionalUndeclared,
    SirenWrong,
    SlugTaken,
    VatIdElsewhere,
)
from saasctl.errors.permissions import RoleForbids
from saasctl.errors.sellers import SellerUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.errors.users import GroupClosed
from saasctl.errors.vat import VatContradicted
from saasctl.operations.organisation_lists import show_organisation
from saasctl.operations.organisations import OrganisationChanges, add_organisation, edit_organisation
from saasctl.operations.subscriptions import OrderGiven, override_terms, start_subscription
from saasctl.operations.users import add_user
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.organisations import OrganisationView

DAY = Act(on=date(2026, 2, 1))
LATER = Act(on=date(2026, 9, 1))
Customer = Callable[..., str]


def add(store: Store, seller: str = "kantree", *, professional: bool | None = True, **fields: str) -> Written:
    given = {"slug": "acme", "name": "Acme", "email": "ap@acme.example", **fields}
    return add_organisation(store, seller, given, professional, (), DAY)


def shown(store: Store, slug: str = "acme") -> OrganisationView:
    return show_organisation(store, slug, None)


def test_an_organisation_is_opened_under_its_sellers_terms(
    store: Store, selling: Callable[[str], str]
) -> None:
    selling("kantree")
    add(store, siren="732 829 320", vat_id="FR44 732 829 320", postcode="69003", employees="12")
    view = shown(store)
    assert (view.terms, view.terms_version, view.status) == ("kantree", "2021-04-07", "active")
    assert (view.siren, view.vat_id, view.vat_regime) == ("732829320", "FR44732829320", "domestic")
    assert (view.created_on, view.employees, view.professional) == (date(2026, 2, 1), 12, True)
    assert (view.slots, view.users_active, view.balance.cents) == (0, 0, 0)


def test_the_same_again_changes_nothing(store: Store, selling: Callable[[str], str]) -> None:
    selling("kantree")
    add(store, city="Lyon")
    assert add(store, city="Lyon").told == "organisation acme is unchanged"
    later = Act(on=date(2026, 3, 1))
    given = {"slug": "acme", "name": "Acme", "email": "AP@acme.example"}
    assert add_organisation(store, "kantree", given, None, (), later).told == "organisation acme is unchanged"
    assert shown(store).created_on == date(2026, 2, 1)


def test_other_details_under_the_same_slug_are_a_conflict_with_the_edit_to_make(
    store: Store, selling: Callable[[str], str]
) -> None:
    selling("kantree")
    add(store, city="Lyon")
    with pytest.raises(OrganisationExists) as refused:
        add(store, name="Acme & Cie", city="Lyon")
    assert refused.value.why == "name is Acme, not Acme & Cie"
    assert refused.value.fix == "saasctl org edit acme --name 'Acme & Cie'"


def test_another_sellers_customer_is_not_taken_over(store: Store, selling: Callable[[str], str]) -> None:
    selling("kantree")
    selling("koban")
    add(store)
    with pytest.raises(OrganisationExists, match="acme") as refused:
        add(store, seller="koban")
    assert "another seller" in (refused.value.why or "")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param({"slug": "Acme"}, ValueMalformed, id="slug-in-capitals"),
        pytest.param({"name": "  "}, ValueMalformed, id="blank-name"),
        pytest.param({"email": "jean@"}, ValueMalformed, id="half-an-address"),
        pytest.param({"country": "UK"}, ValueMalformed, id="no-iso-country"),
        pytest.param({"country": "fr"}, ValueMalformed, id="country-in-small-letters"),
        pytest.param({"phone": "call me"}, ValueMalformed, id="no-telephone-number"),
        pytest.param({"siren": "12345678"}, ValueMalformed, id="eight-digits"),
        pytest.param({"siren": "732829321"}, SirenWrong, id="siren-check-digit"),
        pytest.param({"siren": "552100554", "vat_id": "FR44732829320"}, VatIdElsewhere, id="two-companies"),
        pytest.param({"vat_id": "FR4473282932"}, ValueMalformed, id="short-vat-number"),
        pytest.param({"vat_id": "FR44 7328#"}, ValueMalformed, id="no-vat-number"),
        pytest.param({"vat_id": "DE136695976"}, VatContradicted, id="german-number-in-france"),
        pytest.param({"country": "DE", "vat_regime": "domestic"}, VatContradicted, id="domestic-abroad"),
        pytest.param(
            {"country": "DE", "vat_regime": "intra-eu"}, VatContradicted, id="declared-and-no-number"
        ),
        pytest.param({"vat_regime": "none"}, ValueMalformed, id="no-regime"),
        pytest.param({"employees": "12a"}, ValueMalformed, id="no-number"),
        pytest.param({"name": "a\x00b"}, ValueMalformed, id="null-character"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    store: Store, selling: Callable[[str], str], fields: dict[str, str], error: type[SaasctlError]
) -> None:
    selling("kantree")
    given = {"slug": "acme", "name": "Acme", "email": "ap@acme.example", **fields}
    with pytest.raises(error):
        add_organisation(store, "kantree", given, True, (), DAY)
    with pytest.raises(OrganisationUnknown):
        shown(store)


def test_a_customer_abroad_may_be_opened_before_its_number_is_known(
    store: Store, selling: Callable[[str], str]
) -> None:
    selling("kantree")
    add(store, country="DE")
    assert shown(store).vat_regime == "intra-eu"


def test_outside_the_union_is_a_regime_under_either_name(store: Store, selling: Callable[[str], str]) -> None:
    selling("kantree")
    add(store, country="US", vat_regime="outside-eu")
    assert shown(store).vat_regime == "export"


@pytest.mark.parametrize("professional", [None, False])
def test_who_does_not_declare_to_be_professional_is_refused_with_the_clause(
    store: Store, selling: Callable[[str], str], professional: bool | None
) -> None:
    selling("kantree")
    with pytest.raises(ProfessionalUndeclared) as refused:
        add(store, professional=professional)
    assert refused.value.exit == 5
    assert refused.value.clause is not None
    assert refused.value.clause.rule == "K-02"


def test_the_six_details_of_ksaar_are_a_condition(store: Store, selling: Callable[[str], str]) -> None:
    selling("ksaar")
    with pytest.raises(FieldMissing) as refused:
        add(store, seller="ksaar", contact_last="Petit", phone="+33561000000")
    assert refused.value.missing == ("contact_first", "employees")
    assert refused.value.fix == "add --contact-first --employees"
    assert refused.value.clause is not None
    assert refused.value.clause.rule == "S-05"


def test_an_unknown_seller_is_named_with_those_there_are(store: Store, selling: Callable[[str], str]) -> None:
    selling("kantree")
    with pytest.raises(SellerUnknown, match="nobody"):
        add(store, seller="nobody")


def test_hostile_text_is_kept_as_it_was_given(store: Store, customer: Customer) -> None:
    name = '=HYPERLINK("x")\x1b[31m\u202e<b>\'; DROP TABLE organisation; --\n'
    customer("kantree", "evil", name=name)
    assert shown(store, "evil").name == name.strip()


def test_a_dry_run_computes_and_writes_nothing(store: Store, selling: Callable[[str], str]) -> None:
    selling("kantree")
    given = {"slug": "acme", "name": "Acme", "email": "ap@acme.example"}
    written = add_organisation(store, "kantree", given, True, (), Act(on=DAY.on, dry_run=True))
    assert written.keys == ("acme",)
    assert store.told == ["organisation acme: Acme, customer of kantree"]
    with pytest.raises(OrganisationUnknown):
        shown(store)


def edit(store: Store, org: str = "acme", act: Act = DAY, **fields: str) -> Written:
    return edit_organisation(store, org, OrganisationChanges(fields), act)


def test_an_edit_tells_how_to_take_it_back(store: Store, customer: Customer) -> None:
    customer("kantree", city="Lyon")
    told = edit(store, city="Nantes", phone="0240000000").told
    assert told == (
        "organisation acme: phone, city changed; undo: saasctl org edit acme --phone '' --city Lyon"
    )
    assert edit(store, city="Nantes").told == "organisation acme: nothing changed"
    edit(store, phone="", city="Lyon")
    assert (shown(store).phone, shown(store).city) == (None, "Lyon")


def test_an_earlier_slug_goes_on_naming_the_organisation_and_no_other(
    store: Store, customer: Customer
) -> None:
    customer("kantree")
    customer("kantree", "other")
    edit(store, slug="acme-2")
    assert (shown(store, "acme").slug, shown(store, "acme-2").aliases) == ("acme-2", ("acme",))
    with pytest.raises(SlugTaken, match="acme"):
        customer("kantree", "acme")
    with pytest.raises(SlugTaken):
        edit(store, slug="other")
    with pytest.raises(SlugTaken):
        edit(store, "other", slug="acme")


def test_a_slug_can_be_taken_back(store: Store, customer: Customer) -> None:
    customer("kantree")
    edit(store, slug="acme-2")
    edit(store, slug="acme")
    assert (shown(store, "acme").slug, shown(store, "acme").aliases) == ("acme", ("acme-2",))


def test_the_regime_follows_a_move_unless_it_was_declared(store: Store, customer: Customer) -> None:
    customer("kantree")
    edit(store, country="DE", vat_id="DE136695976")
    assert shown(store).vat_regime == "intra-eu"
    edit(store, country="FR", vat_id="", postcode="97400")
    assert shown(store).vat_regime == "overseas"
    with pytest.raises(VatContradicted):
        edit(store, vat_regime="intra-eu")


def test_a_detail_that_the_terms_need_cannot_be_taken_away(store: Store, customer: Customer) -> None:
    customer("ksaar")
    with pytest.raises(FieldMissing) as refused:
        edit(store, employees="")
    assert refused.value.missing == ("employees",)
    with pytest.raises(ProfessionalUndeclared):
        edit_organisation(store, "acme", OrganisationChanges({}, professional=False), DAY)
    edit(store, city="Lyon")


def test_details_on_invoices_are_the_owners_alone_where_the_terms_say_so(
    store: Store, customer: Customer
) -> None:
    customer("kantree")
    add_user(store, "ana@acme.example", "acme", {"role": "owner"}, DAY)
    add_user(store, "bob@acme.example", "acme", {"role": "administrator"}, DAY)
    asked = Act(on=DAY.on, requested_by="bob@acme.example")
    with pytest.raises(RoleForbids) as refused:
        edit(store, act=asked, street="1 rue Neuve")
    assert refused.value.clause is not None
    assert refused.value.clause.rule == "K-17"
    edit(store, act=asked, phone="0240000000")
    edit(store, act=Act(on=DAY.on, requested_by="ana@acme.example"), street="1 rue Neuve")
    assert shown(store).street == "1 rue Neuve"


def test_companies_of_the_group_are_declared_and_dropped(store: Store, customer: Customer) -> None:
    customer("kantree")
    edit_organisation(store, "acme", OrganisationChanges({}, companies=("Acme Holding", "Acme Nord")), DAY)
    edit_organisation(store, "acme", OrganisationChanges({}, companies=("ACME HOLDING",)), DAY)
    edit_organisation(store, "acme", OrganisationChanges({}, dropped=("acme nord",)), DAY)
    assert [company.name for company in shown(store).group_companies] == ["Acme Holding"]


def test_a_quote_may_close_the_group_when_the_contract_begins(store: Store, customer: Customer) -> None:
    customer("deskapad")
    order = OrderGiven("main", "periodic", "monthly", 2)
    start_subscription(store, "acme", order, DAY)
    override_terms(store, "acme", "group.future", "no", "Devis 2026-014", DAY)
    joining = OrganisationChanges({}, companies=("Acme Sud",))
    edit_organisation(store, "acme", OrganisationChanges({}, companies=("Acme Nord",)), DAY)
    with pytest.raises(GroupClosed) as refused:
        edit_organisation(store, "acme", joining, LATER)
    assert refused.value.clause is not None
    assert refused.value.clause.source == "override"
    assert [company.name for company in shown(store).group_companies] == ["Acme Nord"]


def test_a_near_slug_is_offered_for_a_wrong_one(store: Store, customer: Customer) -> None:
    customer("kantree", "acme")
    customer("kantree", "atelier-nord")
    with pytest.raises(OrganisationUnknown) as refused:
        shown(store, "acmee")
    assert refused.value.fix == "saasctl org show acme"
    assert "acme" in (refused.value.why or "")
