"""The regimes of VAT, as data."""

from saasctl.terms.law.vat_regimes import vat_regime, vat_regime_names


def test_the_regimes_and_their_categories() -> None:
    assert vat_regime_names() == ("domestic", "overseas", "intra-eu", "export", "exempt")
    assert [vat_regime(name).category for name in vat_regime_names()] == ["S", "S", "AE", "O", "E"]
    assert vat_regime("overseas", untaxed=True).category == "O"


def test_a_sale_without_vat_says_why() -> None:
    assert vat_regime("intra-eu").mention == (
        "Autoliquidation, article 283-2 du CGI / article 196 directive 2006/112/CE"
    )
    assert vat_regime("export").mention == "TVA non applicable, article 259-1 du CGI"
    assert vat_regime("overseas", untaxed=True).mention == "TVA non applicable, article 294-1 du CGI"
    assert vat_regime("domestic").mention is None


def test_every_regime_cites_the_law() -> None:
    assert all(vat_regime(name).clause.source == "law" for name in vat_regime_names())
