"""The chart of accounts that a seller starts with: the French general plan (PCG, ANC 2014-03)."""

from saasctl.values.ledger import Account

PLAN: dict[str, Account] = {
    "customer": Account("411000", "Clients"),
    "deposit": Account("419100", "Clients - avances et acomptes reçus"),
    "vat": Account("445710", "TVA collectée"),
    "deferred": Account("487000", "Produits constatés d'avance"),
    "bank": Account("512000", "Banque"),
    "bad_debt": Account("654000", "Pertes sur créances irrécouvrables"),
    "sales.subscription": Account("706100", "Abonnements"),
    "sales.slots": Account("706200", "Places supplémentaires"),
    "sales.credits": Account("706300", "Crédits de réservation"),
    "sales.service": Account("706400", "Prestations de services"),
    "sales.other": Account("706800", "Autres prestations"),
    "sales.commission": Account("708200", "Commissions"),
    "rebate": Account("709000", "Rabais, remises et ristournes accordés"),
    "penalty": Account("763000", "Revenus des autres créances (pénalités de retard)"),
    "fee": Account("758000", "Frais et indemnités de recouvrement"),
    "opening": Account("890000", "Bilan d'ouverture"),
}
"""The account of each role; `saasctl ledger account` gives a seller another."""
JOURNALS = {"VE": "Ventes", "BQ": "Banque", "OD": "Opérations diverses"}
