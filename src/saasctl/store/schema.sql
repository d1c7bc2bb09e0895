CREATE TABLE audit_entry (
    id INTEGER NOT NULL,
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    payload_digest TEXT NOT NULL,
    header TEXT NOT NULL,
    what TEXT NOT NULL,
    actor TEXT,
    operation TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (chain, seq)
)
 STRICT;
CREATE TABLE calendar_day (
    id INTEGER NOT NULL,
    scope TEXT NOT NULL,
    on_day TEXT NOT NULL,
    hours TEXT NOT NULL,
    label TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT;
CREATE INDEX calendar_day_by_scope ON calendar_day (scope, on_day);
CREATE TABLE clause (
    id INTEGER NOT NULL,
    source TEXT NOT NULL,
    profile TEXT NOT NULL,
    version TEXT NOT NULL,
    article TEXT NOT NULL,
    rule TEXT NOT NULL,
    says TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (source, profile, version, article, rule, says),
    CONSTRAINT source_known CHECK (source IN ('override', 'setting', 'terms', 'convention', 'law'))
)
 STRICT;
CREATE TABLE operation_key (
    id INTEGER NOT NULL,
    key_text TEXT NOT NULL,
    what TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    result TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (key_text)
)
 STRICT;
CREATE TABLE period_closing (
    id INTEGER NOT NULL,
    month TEXT NOT NULL,
    what TEXT NOT NULL,
    on_day TEXT NOT NULL,
    open_from TEXT,
    entries INTEGER NOT NULL,
    debit_cents INTEGER NOT NULL,
    digest TEXT,
    reason TEXT,
    PRIMARY KEY (id),
    CONSTRAINT what_known CHECK (what IN ('closed', 'reopened'))
)
 STRICT;
CREATE TABLE reference_rate (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    percent TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind IN ('legal-interest', 'ecb-mro'))
)
 STRICT;
CREATE INDEX reference_rate_by_day ON reference_rate (kind, from_on);
CREATE TABLE run (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    until_on TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    organisations INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    notices INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name),
    CONSTRAINT state_known CHECK (state IN ('running', 'done', 'partly-failed', 'interrupted'))
)
 STRICT;
CREATE TABLE seller (
    id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    profile_version TEXT NOT NULL,
    siren TEXT,
    siret TEXT,
    vat_id TEXT,
    street TEXT,
    postcode TEXT,
    city TEXT,
    country TEXT NOT NULL,
    iban TEXT,
    bic TEXT,
    creditor_id TEXT,
    email TEXT,
    currency TEXT NOT NULL,
    prefix_invoice TEXT NOT NULL,
    prefix_credit_note TEXT NOT NULL,
    created_on TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (slug),
    UNIQUE (prefix_invoice),
    UNIQUE (prefix_credit_note)
)
 STRICT;
CREATE TABLE store_meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)
 STRICT;
CREATE TABLE term_setting (
    id INTEGER NOT NULL,
    scope TEXT NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    from_on TEXT NOT NULL,
    recorded_at TEXT,
    PRIMARY KEY (id)
)
 STRICT;
CREATE INDEX term_setting_by_path ON term_setting (scope, path, from_on);
CREATE TABLE audit_payload (
    entry_id INTEGER NOT NULL,
    salt TEXT,
    payload TEXT,
    purged_because TEXT,
    PRIMARY KEY (entry_id),
    CONSTRAINT purged_with_reason CHECK ((payload IS NULL) = (purged_because IS NOT NULL) AND (payload IS NULL) = (salt IS NULL)),
    FOREIGN KEY(entry_id) REFERENCES audit_entry (id)
)
 STRICT;
CREATE TABLE incident (
    id INTEGER NOT NULL,
    seller_id INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    cause TEXT,
    title TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(seller_id) REFERENCES seller (id)
)
 STRICT;
CREATE INDEX incident_by_seller ON incident (seller_id, opened_at);
CREATE TABLE ledger_account (
    id INTEGER NOT NULL,
    seller_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    account TEXT NOT NULL,
    label TEXT NOT NULL,
    from_on TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(seller_id) REFERENCES seller (id)
)
 STRICT;
CREATE INDEX ledger_account_by_role ON ledger_account (seller_id, role, from_on);
CREATE TABLE maintenance (
    id INTEGER NOT NULL,
    seller_id INTEGER NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    announced_at TEXT,
    means TEXT,
    validation TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(seller_id) REFERENCES seller (id)
)
 STRICT;
CREATE INDEX maintenance_by_seller ON maintenance (seller_id, starts_at);
CREATE TABLE number_series (
    seller_id INTEGER NOT NULL,
    document TEXT NOT NULL,
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    last_issued_on TEXT NOT NULL,
    PRIMARY KEY (seller_id, document, year),
    CONSTRAINT document_known CHECK (document IN ('invoice', 'credit_note')),
    FOREIGN KEY(seller_id) REFERENCES seller (id)
)
 STRICT;
CREATE TABLE organisation (
    id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    seller_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    siren TEXT,
    vat_id TEXT,
    vat_regime TEXT,
    email TEXT,
    phone TEXT,
    street TEXT,
    postcode TEXT,
    city TEXT,
    employees INTEGER,
    contact_first TEXT,
    contact_last TEXT,
    purchase_reference TEXT,
    electronic_address TEXT,
    professional INTEGER NOT NULL,
    terms_version TEXT,
    created_on TEXT NOT NULL,
    closed_on TEXT,
    status TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (slug),
    CONSTRAINT status_known CHECK (status IN ('trial', 'active', 'suspended', 'terminating', 'closed', 'purged')),
    CONSTRAINT professional_flag CHECK (professional IN (0, 1)),
    FOREIGN KEY(seller_id) REFERENCES seller (id)
)
 STRICT;
CREATE INDEX organisation_by_seller ON organisation (seller_id, slug);
CREATE TABLE case_file (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by_party TEXT,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    fingerprint TEXT NOT NULL,
    clause_id INTEGER,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX case_by_organisation ON case_file (organisation_id, kind, opened_on);
CREATE UNIQUE INDEX case_of_one_opening ON case_file (organisation_id, kind, opened_on, fingerprint);
CREATE TABLE contact (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    email TEXT,
    phone TEXT,
    from_on TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind IN ('billing', 'legal', 'technical', 'data-protection')),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX contact_by_organisation ON contact (organisation_id, kind, from_on);
CREATE TABLE group_company (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    siren TEXT,
    PRIMARY KEY (id),
    UNIQUE (organisation_id, name),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE TABLE mandate (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    reference TEXT NOT NULL,
    debtor TEXT NOT NULL,
    iban TEXT NOT NULL,
    bic TEXT,
    scheme TEXT NOT NULL,
    one_off INTEGER NOT NULL,
    signed_on TEXT NOT NULL,
    told_by TEXT,
    revoked_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (reference),
    CONSTRAINT scheme_known CHECK (scheme IN ('CORE', 'B2B')),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX mandate_by_organisation ON mandate (organisation_id);
CREATE TABLE note (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX ix_note_organisation_id ON note (organisation_id);
CREATE TABLE org_user (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    email TEXT NOT NULL,
    display_name TEXT,
    role TEXT NOT NULL,
    kind TEXT,
    company TEXT,
    state TEXT NOT NULL,
    holds_slot INTEGER NOT NULL,
    authorised_by TEXT,
    invited_at TEXT,
    activated_at TEXT,
    last_active_on TEXT,
    password_set_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (organisation_id, email),
    CONSTRAINT role_known CHECK (role IN ('owner', 'administrator', 'member')),
    CONSTRAINT state_known CHECK (state IN ('invited', 'active', 'locked', 'disabled', 'barred')),
    CONSTRAINT holds_slot_flag CHECK (holds_slot IN (0, 1)),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX org_user_by_email ON org_user (email);
CREATE TABLE organisation_alias (
    slug TEXT NOT NULL,
    organisation_id INTEGER NOT NULL,
    PRIMARY KEY (slug),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX ix_organisation_alias_organisation_id ON organisation_alias (organisation_id);
CREATE TABLE payment (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    amount_cents INTEGER NOT NULL,
    currency TEXT NOT NULL,
    received_on TEXT NOT NULL,
    method TEXT NOT NULL,
    reference TEXT,
    PRIMARY KEY (id),
    CONSTRAINT method_known CHECK (method IN ('card', 'debit', 'transfer', 'rebate', 'moved')),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX payment_by_organisation ON payment (organisation_id, received_on);
CREATE TABLE run_failure (
    id INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (run_id, organisation_id),
    FOREIGN KEY(run_id) REFERENCES run (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE TABLE subscription (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    started_on TEXT NOT NULL,
    trial INTEGER NOT NULL,
    trial_until TEXT,
    billed_until TEXT,
    credits INTEGER NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (organisation_id, name, started_on),
    CONSTRAINT trial_flag CHECK (trial IN (0, 1)),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX subscription_trial ON subscription (trial_until) WHERE trial = 1 AND ended_on IS NULL;
CREATE TABLE suspension (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    cause TEXT NOT NULL,
    scope TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    evidence TEXT,
    clause_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX suspension_by_organisation ON suspension (organisation_id, from_on);
CREATE TABLE terms_announcement (
    id INTEGER NOT NULL,
    seller_id INTEGER NOT NULL,
    organisation_id INTEGER,
    version TEXT NOT NULL,
    announced_on TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    cause TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(seller_id) REFERENCES seller (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE UNIQUE INDEX terms_announcement_once ON terms_announcement (seller_id, version, organisation_id);
CREATE TABLE usage_reading (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    metric TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    on_day TEXT NOT NULL,
    value INTEGER NOT NULL,
    source TEXT,
    PRIMARY KEY (id),
    UNIQUE (organisation_id, metric, subject, at),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX usage_reading_by_day ON usage_reading (metric, on_day, organisation_id, subject, value);
CREATE INDEX usage_reading_by_organisation ON usage_reading (organisation_id, metric, on_day, value);
CREATE TABLE acceptance (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    user_id INTEGER,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    on_day TEXT NOT NULL,
    person TEXT,
    accepted_at TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id)
)
 STRICT;
CREATE INDEX acceptance_by_organisation ON acceptance (organisation_id, document, version);
CREATE TABLE access_dispatch (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE INDEX ix_access_dispatch_subscription_id ON access_dispatch (subscription_id);
CREATE TABLE billing_cursor (
    subscription_id INTEGER NOT NULL,
    billed_to TEXT NOT NULL,
    PRIMARY KEY (subscription_id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE TABLE booking (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    category TEXT NOT NULL,
    price_cents INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    own_price INTEGER NOT NULL,
    booked_at TEXT NOT NULL,
    on_day TEXT NOT NULL,
    starts_at TEXT,
    people INTEGER NOT NULL,
    accepted TEXT,
    reason TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id)
)
 STRICT;
CREATE INDEX booking_by_user ON booking (user_id, on_day);
CREATE TABLE case_entry (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    on_day TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind IN ('fact', 'tick', 'note')),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
)
 STRICT;
CREATE INDEX case_entry_by_case ON case_entry (case_id);
CREATE TABLE commission_declaration (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    month TEXT NOT NULL,
    version INTEGER NOT NULL,
    used_from TEXT NOT NULL,
    used_until TEXT NOT NULL,
    by_party TEXT NOT NULL,
    declared_on TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (subscription_id, month, version),
    CONSTRAINT by_party_known CHECK (by_party IN ('customer', 'vendor')),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE TABLE credit_capacity (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    credits INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id)
)
 STRICT;
CREATE INDEX capacity_by_user ON credit_capacity (user_id, from_on);
CREATE TABLE due (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    clause_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX due_by_day ON due (kind, on_day, organisation_id);
CREATE UNIQUE INDEX due_natural_key ON due (organisation_id, coalesce(subscription_id, 0), kind);
CREATE TABLE emitted (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE UNIQUE INDEX emitted_natural_key ON emitted (organisation_id, coalesce(subscription_id, 0), kind, on_day);
CREATE TABLE invoice (
    id INTEGER NOT NULL,
    seller_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    obligation_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    currency TEXT NOT NULL,
    net_cents INTEGER NOT NULL,
    vat_cents INTEGER NOT NULL,
    gross_cents INTEGER NOT NULL,
    corrects_id INTEGER,
    terms_version TEXT NOT NULL,
    mention TEXT,
    due_clause_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (seller_id, number),
    CONSTRAINT kind_known CHECK (kind IN ('subscription', 'slots', 'credits', 'service', 'deposit', 'penalty', 'fee', 'commission', 'credit_note')),
    FOREIGN KEY(seller_id) REFERENCES seller (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(corrects_id) REFERENCES invoice (id),
    FOREIGN KEY(due_clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX invoice_by_corrected ON invoice (corrects_id) WHERE corrects_id IS NOT NULL;
CREATE UNIQUE INDEX invoice_by_number ON invoice (number);
CREATE INDEX invoice_by_organisation ON invoice (organisation_id, issued_on);
CREATE INDEX invoice_by_subscription ON invoice (subscription_id);
CREATE TABLE quote (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    changes_id INTEGER,
    ref TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    valid_until TEXT,
    title TEXT,
    name TEXT,
    "plan" TEXT,
    period_unit TEXT,
    slots INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    starts_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (ref),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(changes_id) REFERENCES quote (id)
)
 STRICT;
CREATE INDEX quote_by_organisation ON quote (organisation_id, issued_on);
CREATE TABLE service_order (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    code TEXT NOT NULL,
    price_cents INTEGER NOT NULL,
    training INTEGER NOT NULL,
    ordered_on TEXT NOT NULL,
    delivered_on TEXT,
    description TEXT,
    PRIMARY KEY (id),
    CONSTRAINT training_flag CHECK (training IN (0, 1)),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE INDEX ix_service_order_organisation_id ON service_order (organisation_id);
CREATE INDEX ix_service_order_subscription_id ON service_order (subscription_id);
CREATE TABLE slot_mode (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    mode TEXT NOT NULL,
    from_on TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT mode_known CHECK (mode IN ('manual', 'automatic')),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE INDEX slot_mode_by_subscription ON slot_mode (subscription_id, from_on);
CREATE TABLE subscription_phase (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    period_unit TEXT NOT NULL,
    from_on TEXT NOT NULL,
    anchor_on TEXT NOT NULL,
    free_exit INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT free_exit_flag CHECK (free_exit IN (0, 1)),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE INDEX subscription_phase_by_day ON subscription_phase (subscription_id, from_on);
CREATE TABLE term_override (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    from_on TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE INDEX term_override_by_subscription ON term_override (subscription_id, from_on);
CREATE TABLE terms_answer (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    user_id INTEGER,
    version TEXT NOT NULL,
    answer TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT answer_known CHECK (answer IN ('accepted', 'refused')),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id)
)
 STRICT;
CREATE INDEX terms_answer_by_organisation ON terms_answer (organisation_id, version);
CREATE TABLE ticket (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    opened_at TEXT NOT NULL,
    severity TEXT NOT NULL,
    channel TEXT NOT NULL,
    title TEXT NOT NULL,
    object TEXT,
    external_link INTEGER NOT NULL,
    custom_fields INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    about TEXT,
    browser TEXT,
    outdated INTEGER,
    screen_inches INTEGER,
    used_from TEXT,
    PRIMARY KEY (id),
    CONSTRAINT channel_known CHECK (channel IN ('tool', 'email', 'phone', 'documentation')),
    CONSTRAINT external_link_flag CHECK (external_link IN (0, 1)),
    CONSTRAINT custom_fields_flag CHECK (custom_fields IN (0, 1)),
    CONSTRAINT closed_flag CHECK (closed IN (0, 1)),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id)
)
 STRICT;
CREATE INDEX ticket_by_organisation ON ticket (organisation_id, opened_at);
CREATE INDEX ticket_open ON ticket (id) WHERE closed = 0;
CREATE TABLE user_event (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    on_day TEXT NOT NULL,
    detail TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id)
)
 STRICT;
CREATE INDEX user_event_by_user ON user_event (user_id, on_day);
CREATE TABLE allocation (
    id INTEGER NOT NULL,
    payment_id INTEGER NOT NULL,
    invoice_id INTEGER,
    amount_cents INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    pinned INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(payment_id) REFERENCES payment (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE INDEX allocation_by_invoice ON allocation (invoice_id, on_day);
CREATE INDEX allocation_by_payment ON allocation (payment_id);
CREATE TABLE booking_end (
    id INTEGER NOT NULL,
    booking_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    on_day TEXT NOT NULL,
    returned INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (booking_id),
    CONSTRAINT kind_known CHECK (kind IN ('cancelled', 'no-show')),
    FOREIGN KEY(booking_id) REFERENCES booking (id)
)
 STRICT;
CREATE TABLE commission_sale (
    id INTEGER NOT NULL,
    declaration_id INTEGER NOT NULL,
    buyer TEXT NOT NULL,
    price_cents INTEGER NOT NULL,
    sold INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (declaration_id, buyer, price_cents),
    FOREIGN KEY(declaration_id) REFERENCES commission_declaration (id)
)
 STRICT;
CREATE TABLE credit_lot (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    invoice_id INTEGER,
    source TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    users INTEGER NOT NULL,
    ordered_on TEXT NOT NULL,
    credited_on TEXT NOT NULL,
    expires_on TEXT,
    price_cents INTEGER NOT NULL,
    evidence TEXT,
    clause_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT source_known CHECK (source IN ('bought', 'collected', 'opening')),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX lot_by_organisation ON credit_lot (organisation_id, credited_on);
CREATE TABLE credit_right (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    booking_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    counts_on TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id),
    FOREIGN KEY(booking_id) REFERENCES booking (id)
)
 STRICT;
CREATE INDEX right_by_user ON credit_right (user_id, counts_on);
CREATE TABLE document (
    id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (invoice_id, kind, sha256),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE TABLE instalment (
    id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    upto_cents INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (invoice_id, seq),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE TABLE invoice_decision (
    id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    until TEXT,
    amount_cents INTEGER NOT NULL,
    reason TEXT,
    clause_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind IN ('deferral', 'waive-interest', 'waive-fee', 'write-off', 'dispute')),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX decision_by_invoice ON invoice_decision (invoice_id, kind);
CREATE TABLE invoice_line (
    id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    ref INTEGER NOT NULL,
    obligation TEXT NOT NULL,
    subscription_id INTEGER,
    kind TEXT NOT NULL,
    description TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price_cents INTEGER NOT NULL,
    net_cents INTEGER NOT NULL,
    vat_category TEXT NOT NULL,
    vat_rate TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    basis TEXT NOT NULL,
    clause_id INTEGER,
    price_clause_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (invoice_id, ref),
    UNIQUE (subscription_id, obligation),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id),
    FOREIGN KEY(price_clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE TABLE invoice_vat (
    invoice_id INTEGER NOT NULL,
    category TEXT NOT NULL,
    rate TEXT NOT NULL,
    base_cents INTEGER NOT NULL,
    vat_cents INTEGER NOT NULL,
    PRIMARY KEY (invoice_id, category, rate),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE TABLE notice (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    subscription_id INTEGER,
    invoice_id INTEGER,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    by_party TEXT NOT NULL,
    sent_on TEXT,
    received_on TEXT,
    due_on TEXT,
    status TEXT NOT NULL,
    effect TEXT,
    evidence TEXT,
    clause_id INTEGER,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT by_party_known CHECK (by_party IN ('customer', 'vendor')),
    CONSTRAINT status_known CHECK (status IN ('recorded', 'effective', 'no-effect', 'withdrawn', 'to-send', 'sending', 'sent', 'unknown')),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX notice_by_organisation ON notice (organisation_id, kind, sent_on);
CREATE INDEX notice_to_send ON notice (due_on) WHERE status IN ('to-send', 'sending', 'unknown');
CREATE TABLE penalty_claim (
    id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    claimed_by_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (invoice_id, what, from_on),
    CONSTRAINT what_known CHECK (what IN ('interest', 'fee')),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(claimed_by_id) REFERENCES invoice (id)
)
 STRICT;
CREATE INDEX claim_by_document ON penalty_claim (claimed_by_id);
CREATE TABLE quote_event (
    id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    detail TEXT NOT NULL,
    person TEXT,
    evidence TEXT,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind IN ('signed', 'gate', 'declined', 'applied')),
    FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;
CREATE INDEX quote_event_by_quote ON quote_event (quote_id);
CREATE TABLE quote_line (
    id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    ref INTEGER NOT NULL,
    kind TEXT NOT NULL,
    code TEXT,
    description TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price_cents INTEGER NOT NULL,
    net_cents INTEGER NOT NULL,
    basis TEXT NOT NULL,
    training INTEGER NOT NULL,
    people INTEGER,
    clause_id INTEGER,
    price_clause_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (quote_id, ref),
    CONSTRAINT training_flag CHECK (training IN (0, 1)),
    FOREIGN KEY(quote_id) REFERENCES quote (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id),
    FOREIGN KEY(price_clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE TABLE quote_term (
    id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    after_months INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;
CREATE INDEX quote_term_by_quote ON quote_term (quote_id);
CREATE TABLE receivable (
    invoice_id INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    paid_cents INTEGER NOT NULL,
    balance_cents INTEGER NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (invoice_id),
    CONSTRAINT status_known CHECK (status IN ('issued', 'partly_paid', 'paid', 'credited', 'written_off')),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE INDEX receivable_open ON receivable (due_on) WHERE balance_cents <> 0;
CREATE TABLE recovery_cost (
    id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    on_day TEXT NOT NULL,
    cost_cents INTEGER NOT NULL,
    claimed_cents INTEGER NOT NULL,
    receipt TEXT,
    claimed_by_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT what_known CHECK (what IN ('bank-charges', 'bailiffs', 'lawyers', 'litigation', 'court', 'other')),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(claimed_by_id) REFERENCES invoice (id)
)
 STRICT;
CREATE INDEX recovery_cost_by_invoice ON recovery_cost (invoice_id);
CREATE TABLE rejected_debit (
    id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    fee_invoice_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (invoice_id, on_day),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(fee_invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE TABLE service_bill (
    id INTEGER NOT NULL,
    service_order_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    net_cents INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (service_order_id, what),
    FOREIGN KEY(service_order_id) REFERENCES service_order (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE TABLE service_detail (
    service_order_id INTEGER NOT NULL,
    quote_id INTEGER,
    kind TEXT NOT NULL,
    hours INTEGER,
    people INTEGER,
    travel_cents INTEGER NOT NULL,
    "plan" TEXT,
    elements_by TEXT,
    clause_id INTEGER,
    PRIMARY KEY (service_order_id),
    CONSTRAINT kind_known CHECK (kind IN ('service', 'project', 'module')),
    FOREIGN KEY(service_order_id) REFERENCES service_order (id),
    FOREIGN KEY(quote_id) REFERENCES quote (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX ix_service_detail_quote_id ON service_detail (quote_id);
CREATE TABLE service_event (
    id INTEGER NOT NULL,
    service_order_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    detail TEXT,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(service_order_id) REFERENCES service_order (id)
)
 STRICT;
CREATE INDEX service_event_by_order ON service_event (service_order_id);
CREATE TABLE slot_movement (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    delta INTEGER NOT NULL,
    asked_on TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    cause TEXT,
    user_id INTEGER,
    invoice_id INTEGER,
    clause_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (subscription_id, seq),
    CONSTRAINT kind_known CHECK (kind IN ('start', 'addition', 'reduction', 'withdrawal')),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE TABLE taken_over (
    invoice_id INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (invoice_id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT;
CREATE TABLE ticket_event (
    id INTEGER NOT NULL,
    ticket_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    detail TEXT,
    evidence TEXT,
    calendar_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind IN ('open', 'ack', 'pause', 'resume', 'severity', 'workaround', 'resolve', 'close', 'reopen', 'exclude', 'note', 'claim', 'pay')),
    FOREIGN KEY(ticket_id) REFERENCES ticket (id)
)
 STRICT;
CREATE INDEX ticket_event_by_ticket ON ticket_event (ticket_id, at);
CREATE TABLE credit_movement (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    lot_id INTEGER NOT NULL,
    user_id INTEGER,
    kind TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    booking_id INTEGER,
    document_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind IN ('credited', 'allotted', 'booked', 'returned', 'expired', 'bought-back')),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(lot_id) REFERENCES credit_lot (id),
    FOREIGN KEY(user_id) REFERENCES org_user (id),
    FOREIGN KEY(booking_id) REFERENCES booking (id),
    FOREIGN KEY(document_id) REFERENCES invoice (id)
)
 STRICT;
CREATE INDEX credit_movement_by_booking ON credit_movement (booking_id);
CREATE INDEX credit_movement_by_lot ON credit_movement (lot_id);
CREATE INDEX credit_movement_by_organisation ON credit_movement (organisation_id, on_day);
CREATE TABLE credit_stock (
    lot_id INTEGER NOT NULL,
    holder INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    credited_on TEXT NOT NULL,
    expires_on TEXT,
    remaining INTEGER NOT NULL,
    PRIMARY KEY (lot_id, holder),
    CONSTRAINT remaining_known CHECK (remaining >= 0),
    FOREIGN KEY(lot_id) REFERENCES credit_lot (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
 STRICT;
CREATE INDEX stock_by_expiry ON credit_stock (organisation_id, expires_on);
CREATE INDEX stock_by_holder ON credit_stock (organisation_id, holder, credited_on, lot_id);
CREATE TABLE ending (
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    notice_id INTEGER,
    cause TEXT NOT NULL,
    by_party TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    last_day TEXT NOT NULL,
    owed_until TEXT NOT NULL,
    withdrawn_on TEXT,
    clause_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT by_party_known CHECK (by_party IN ('customer', 'vendor')),
    FOREIGN KEY(subscription_id) REFERENCES subscription (id),
    FOREIGN KEY(notice_id) REFERENCES notice (id),
    FOREIGN KEY(clause_id) REFERENCES clause (id)
)
 STRICT;
CREATE INDEX ending_by_day ON ending (last_day) WHERE withdrawn_on IS NULL;
CREATE INDEX ending_by_subscription ON ending (subscription_id);
CREATE TABLE outgoing (
    id INTEGER NOT NULL,
    notice_id INTEGER NOT NULL,
    natural_key TEXT NOT NULL,
    addressee TEXT NOT NULL,
    address TEXT,
    language TEXT NOT NULL,
    facts TEXT NOT NULL,
    message_id TEXT,
    tracking TEXT,
    PRIMARY KEY (id),
    UNIQUE (notice_id),
    UNIQUE (natural_key),
    FOREIGN KEY(notice_id) REFERENCES notice (id)
)
 STRICT;
CREATE TABLE search_pending (of_table TEXT NOT NULL, row_id INTEGER NOT NULL, said TEXT, PRIMARY KEY (of_table, row_id)) WITHOUT ROWID, STRICT;
CREATE VIRTUAL TABLE organisation_search USING fts5(said, content='', columnsize=0, detail=none, tokenize='trigram');
CREATE VIRTUAL TABLE org_user_search USING fts5(said, content='', columnsize=0, detail=none, tokenize='trigram');
CREATE VIRTUAL TABLE invoice_search USING fts5(said, content='', columnsize=0, detail=none, tokenize='trigram');
CREATE TRIGGER organisation_search_insert AFTER INSERT ON organisation BEGIN INSERT OR IGNORE INTO search_pending VALUES ('organisation', NEW.id, NULL); END;
CREATE TRIGGER organisation_search_update AFTER UPDATE OF slug, name, email ON organisation BEGIN INSERT OR IGNORE INTO search_pending VALUES ('organisation', OLD.id, coalesce(OLD.slug, '') || ' ' || coalesce(OLD.name, '') || ' ' || coalesce(OLD.email, '')); END;
CREATE TRIGGER organisation_search_delete AFTER DELETE ON organisation BEGIN INSERT OR IGNORE INTO search_pending VALUES ('organisation', OLD.id, coalesce(OLD.slug, '') || ' ' || coalesce(OLD.name, '') || ' ' || coalesce(OLD.email, '')); END;
CREATE TRIGGER org_user_search_insert AFTER INSERT ON org_user BEGIN INSERT OR IGNORE INTO search_pending VALUES ('org_user', NEW.id, NULL); END;
CREATE TRIGGER org_user_search_update AFTER UPDATE OF email, display_name ON org_user BEGIN INSERT OR IGNORE INTO search_pending VALUES ('org_user', OLD.id, coalesce(OLD.email, '') || ' ' || coalesce(OLD.display_name, '')); END;
CREATE TRIGGER org_user_search_delete AFTER DELETE ON org_user BEGIN INSERT OR IGNORE INTO search_pending VALUES ('org_user', OLD.id, coalesce(OLD.email, '') || ' ' || coalesce(OLD.display_name, '')); END;
CREATE TRIGGER invoice_search_insert AFTER INSERT ON invoice BEGIN INSERT OR IGNORE INTO search_pending VALUES ('invoice', NEW.id, NULL); END;
CREATE TRIGGER invoice_search_update AFTER UPDATE OF number ON invoice BEGIN INSERT OR IGNORE INTO search_pending VALUES ('invoice', OLD.id, coalesce(OLD.number, '')); END;
CREATE TRIGGER invoice_search_delete AFTER DELETE ON invoice BEGIN INSERT OR IGNORE INTO search_pending VALUES ('invoice', OLD.id, coalesce(OLD.number, '')); END;
CREATE TRIGGER quote_line_keeps_update BEFORE UPDATE ON quote_line BEGIN SELECT RAISE(ABORT, 'a line of a quote is never changed: make another quote with saasctl quote add'); END;
CREATE TRIGGER quote_line_keeps_delete BEFORE DELETE ON quote_line BEGIN SELECT RAISE(ABORT, 'a line of a quote is never changed: make another quote with saasctl quote add'); END;
CREATE TRIGGER quote_term_keeps_update BEFORE UPDATE ON quote_term BEGIN SELECT RAISE(ABORT, 'a condition of a quote is never changed: make another with saasctl quote add'); END;
CREATE TRIGGER quote_term_keeps_delete BEFORE DELETE ON quote_term BEGIN SELECT RAISE(ABORT, 'a condition of a quote is never changed: make another with saasctl quote add'); END;
CREATE TRIGGER quote_event_keeps_update BEFORE UPDATE ON quote_event BEGIN SELECT RAISE(ABORT, 'what happened to a quote is never changed: make another with saasctl quote add'); END;
CREATE TRIGGER quote_event_keeps_delete BEFORE DELETE ON quote_event BEGIN SELECT RAISE(ABORT, 'what happened to a quote is never changed: make another with saasctl quote add'); END;
CREATE TRIGGER service_event_keeps_update BEFORE UPDATE ON service_event BEGIN SELECT RAISE(ABORT, 'what happened to a service is never changed: record what came after'); END;
CREATE TRIGGER service_event_keeps_delete BEFORE DELETE ON service_event BEGIN SELECT RAISE(ABORT, 'what happened to a service is never changed: record what came after'); END;
CREATE TRIGGER service_bill_keeps_update BEFORE UPDATE ON service_bill BEGIN SELECT RAISE(ABORT, 'what was billed is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER service_bill_keeps_delete BEFORE DELETE ON service_bill BEGIN SELECT RAISE(ABORT, 'what was billed is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER invoice_keeps_update BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER invoice_keeps_delete BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER invoice_line_keeps_update BEFORE UPDATE ON invoice_line BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER invoice_line_keeps_delete BEFORE DELETE ON invoice_line BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER invoice_vat_keeps_update BEFORE UPDATE ON invoice_vat BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER invoice_vat_keeps_delete BEFORE DELETE ON invoice_vat BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed: correct it with saasctl invoice credit'); END;
CREATE TRIGGER document_keeps_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'the fingerprint of a document is never changed: issue the document again'); END;
CREATE TRIGGER document_keeps_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'the fingerprint of a document is never changed: issue the document again'); END;
CREATE TRIGGER audit_entry_keeps_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit is only added to: put a wrong entry right with a new act'); END;
CREATE TRIGGER audit_entry_keeps_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit is only added to: put a wrong entry right with a new act'); END;
CREATE TRIGGER audit_payload_keeps_update BEFORE UPDATE ON audit_payload WHEN NOT (OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.purged_because IS NOT NULL AND NEW.entry_id IS OLD.entry_id) BEGIN SELECT RAISE(ABORT, 'a payload of the audit is only ever purged, with a reason'); END;
CREATE TRIGGER audit_payload_keeps_delete BEFORE DELETE ON audit_payload BEGIN SELECT RAISE(ABORT, 'a payload of the audit is only ever purged, with a reason'); END;
CREATE TRIGGER payment_keeps_update BEFORE UPDATE ON payment BEGIN SELECT RAISE(ABORT, 'a payment is never changed: move it with saasctl payment allocate or refund it'); END;
CREATE TRIGGER payment_keeps_delete BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'a payment is never changed: move it with saasctl payment allocate or refund it'); END;
CREATE TRIGGER allocation_keeps_update BEFORE UPDATE ON allocation BEGIN SELECT RAISE(ABORT, 'an allocation is never changed: move it with saasctl payment allocate'); END;
CREATE TRIGGER allocation_keeps_delete BEFORE DELETE ON allocation BEGIN SELECT RAISE(ABORT, 'an allocation is never changed: move it with saasctl payment allocate'); END;
CREATE TRIGGER invoice_decision_keeps_update BEFORE UPDATE ON invoice_decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed: record a new one'); END;
CREATE TRIGGER invoice_decision_keeps_delete BEFORE DELETE ON invoice_decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed: record a new one'); END;
CREATE TRIGGER penalty_claim_keeps_update BEFORE UPDATE ON penalty_claim BEGIN SELECT RAISE(ABORT, 'a claim is never changed: credit its invoice with saasctl invoice credit'); END;
CREATE TRIGGER penalty_claim_keeps_delete BEFORE DELETE ON penalty_claim BEGIN SELECT RAISE(ABORT, 'a claim is never changed: credit its invoice with saasctl invoice credit'); END;
CREATE TRIGGER rejected_debit_keeps_update BEFORE UPDATE ON rejected_debit BEGIN SELECT RAISE(ABORT, 'a rejected debit is never changed: record the payment that came after'); END;
CREATE TRIGGER rejected_debit_keeps_delete BEFORE DELETE ON rejected_debit BEGIN SELECT RAISE(ABORT, 'a rejected debit is never changed: record the payment that came after'); END;
CREATE TRIGGER notice_keeps_update BEFORE UPDATE ON notice WHEN NOT (NEW.id IS OLD.id AND NEW.organisation_id IS OLD.organisation_id AND NEW.subscription_id IS OLD.subscription_id AND NEW.invoice_id IS OLD.invoice_id AND NEW.kind IS OLD.kind AND NEW.form IS OLD.form AND NEW.by_party IS OLD.by_party AND NEW.due_on IS OLD.due_on AND NEW.evidence IS OLD.evidence AND NEW.recorded_at IS OLD.recorded_at) BEGIN SELECT RAISE(ABORT, 'a notice keeps what it says: record another one'); END;
CREATE TRIGGER notice_keeps_delete BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'a notice keeps what it says: record another one'); END;
CREATE TRIGGER terms_announcement_keeps_update BEFORE UPDATE ON terms_announcement BEGIN SELECT RAISE(ABORT, 'a version that was announced stays: announce another one'); END;
CREATE TRIGGER terms_announcement_keeps_delete BEFORE DELETE ON terms_announcement BEGIN SELECT RAISE(ABORT, 'a version that was announced stays: announce another one'); END;
CREATE TRIGGER terms_answer_keeps_update BEFORE UPDATE ON terms_answer BEGIN SELECT RAISE(ABORT, 'an answer is never changed: record a new one'); END;
CREATE TRIGGER terms_answer_keeps_delete BEFORE DELETE ON terms_answer BEGIN SELECT RAISE(ABORT, 'an answer is never changed: record a new one'); END;
CREATE TRIGGER ending_keeps_update BEFORE UPDATE ON ending WHEN NOT (OLD.withdrawn_on IS NULL AND NEW.id IS OLD.id AND NEW.subscription_id IS OLD.subscription_id AND NEW.notice_id IS OLD.notice_id AND NEW.cause IS OLD.cause AND NEW.by_party IS OLD.by_party AND NEW.asked_on IS OLD.asked_on AND NEW.last_day IS OLD.last_day AND NEW.owed_until IS OLD.owed_until AND NEW.clause_id IS OLD.clause_id) BEGIN SELECT RAISE(ABORT, 'an end is only ever withdrawn, once: saasctl sub keep'); END;
CREATE TRIGGER ending_keeps_delete BEFORE DELETE ON ending BEGIN SELECT RAISE(ABORT, 'an end is only ever withdrawn, once: saasctl sub keep'); END;
CREATE TRIGGER suspension_keeps_update BEFORE UPDATE ON suspension WHEN NOT (OLD.until_on IS NULL AND NEW.id IS OLD.id AND NEW.organisation_id IS OLD.organisation_id AND NEW.cause IS OLD.cause AND NEW.scope IS OLD.scope AND NEW.from_on IS OLD.from_on AND NEW.evidence IS OLD.evidence AND NEW.clause_id IS OLD.clause_id) BEGIN SELECT RAISE(ABORT, 'a suspension is only ever lifted, once: saasctl org restore'); END;
CREATE TRIGGER suspension_keeps_delete BEFORE DELETE ON suspension BEGIN SELECT RAISE(ABORT, 'a suspension is only ever lifted, once: saasctl org restore'); END;
CREATE TRIGGER ledger_account_keeps_update BEFORE UPDATE ON ledger_account BEGIN SELECT RAISE(ABORT, 'an account is never changed: add one with saasctl ledger account --on'); END;
CREATE TRIGGER ledger_account_keeps_delete BEFORE DELETE ON ledger_account BEGIN SELECT RAISE(ABORT, 'an account is never changed: add one with saasctl ledger account --on'); END;
CREATE TRIGGER period_closing_keeps_update BEFORE UPDATE ON period_closing BEGIN SELECT RAISE(ABORT, 'a closing is never changed: open the month with saasctl period reopen'); END;
CREATE TRIGGER period_closing_keeps_delete BEFORE DELETE ON period_closing BEGIN SELECT RAISE(ABORT, 'a closing is never changed: open the month with saasctl period reopen'); END;
CREATE TRIGGER mandate_keeps_update BEFORE UPDATE ON mandate WHEN NOT (OLD.revoked_on IS NULL AND NEW.id IS OLD.id AND NEW.organisation_id IS OLD.organisation_id AND NEW.reference IS OLD.reference AND NEW.debtor IS OLD.debtor AND NEW.iban IS OLD.iban AND NEW.bic IS OLD.bic AND NEW.scheme IS OLD.scheme AND NEW.one_off IS OLD.one_off AND NEW.signed_on IS OLD.signed_on) BEGIN SELECT RAISE(ABORT, 'a mandate is only ever revoked, once: saasctl mandate revoke'); END;
CREATE TRIGGER mandate_keeps_delete BEFORE DELETE ON mandate BEGIN SELECT RAISE(ABORT, 'a mandate is only ever revoked, once: saasctl mandate revoke'); END;
CREATE TRIGGER instalment_keeps_update BEFORE UPDATE ON instalment BEGIN SELECT RAISE(ABORT, 'a plan of payment is never changed: defer the invoice with saasctl invoice defer'); END;
CREATE TRIGGER instalment_keeps_delete BEFORE DELETE ON instalment BEGIN SELECT RAISE(ABORT, 'a plan of payment is never changed: defer the invoice with saasctl invoice defer'); END;
CREATE TRIGGER recovery_cost_keeps_update BEFORE UPDATE ON recovery_cost BEGIN SELECT RAISE(ABORT, 'a cost is never changed: credit its invoice with saasctl invoice credit'); END;
CREATE TRIGGER recovery_cost_keeps_delete BEFORE DELETE ON recovery_cost BEGIN SELECT RAISE(ABORT, 'a cost is never changed: credit its invoice with saasctl invoice credit'); END;
CREATE TRIGGER taken_over_keeps_update BEFORE UPDATE ON taken_over BEGIN SELECT RAISE(ABORT, 'what was taken over is never changed: write it off or credit it'); END;
CREATE TRIGGER taken_over_keeps_delete BEFORE DELETE ON taken_over BEGIN SELECT RAISE(ABORT, 'what was taken over is never changed: write it off or credit it'); END;
CREATE TRIGGER case_file_keeps_update BEFORE UPDATE ON case_file WHEN NOT (OLD.closed_on IS NULL AND NEW.id IS OLD.id AND NEW.organisation_id IS OLD.organisation_id AND NEW.kind IS OLD.kind AND NEW.by_party IS OLD.by_party AND NEW.opened_on IS OLD.opened_on AND NEW.fingerprint IS OLD.fingerprint AND NEW.clause_id IS OLD.clause_id AND NEW.recorded_at IS OLD.recorded_at) BEGIN SELECT RAISE(ABORT, 'a case is only ever closed, once: saasctl case close'); END;
CREATE TRIGGER case_file_keeps_delete BEFORE DELETE ON case_file BEGIN SELECT RAISE(ABORT, 'a case is only ever closed, once: saasctl case close'); END;
CREATE TRIGGER case_entry_keeps_update BEFORE UPDATE ON case_entry WHEN NOT (OLD.value IS NOT NULL AND NEW.value IS NULL AND NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.kind IS OLD.kind AND NEW.name IS OLD.name AND NEW.on_day IS OLD.on_day AND NEW.recorded_at IS OLD.recorded_at) BEGIN SELECT RAISE(ABORT, 'what a case says is never changed: saasctl case update adds to it'); END;
CREATE TRIGGER case_entry_keeps_delete BEFORE DELETE ON case_entry BEGIN SELECT RAISE(ABORT, 'what a case says is never changed: saasctl case update adds to it'); END;
CREATE TRIGGER credit_lot_keeps_update BEFORE UPDATE ON credit_lot WHEN NOT (OLD.expires_on IS NOT NULL AND NEW.expires_on IS NOT NULL AND NEW.expires_on >= NEW.credited_on AND NEW.id IS OLD.id AND NEW.organisation_id IS OLD.organisation_id AND NEW.subscription_id IS OLD.subscription_id AND NEW.invoice_id IS OLD.invoice_id AND NEW.source IS OLD.source AND NEW.quantity IS OLD.quantity AND NEW.users IS OLD.users AND NEW.ordered_on IS OLD.ordered_on AND NEW.credited_on IS OLD.credited_on AND NEW.price_cents IS OLD.price_cents AND NEW.evidence IS OLD.evidence AND NEW.clause_id IS OLD.clause_id) BEGIN SELECT RAISE(ABORT, 'a lot of credits is never changed: buy it back with saasctl credit buyback'); END;
CREATE TRIGGER credit_lot_keeps_delete BEFORE DELETE ON credit_lot BEGIN SELECT RAISE(ABORT, 'a lot of credits is never changed: buy it back with saasctl credit buyback'); END;
CREATE TRIGGER credit_movement_keeps_update BEFORE UPDATE ON credit_movement BEGIN SELECT RAISE(ABORT, 'a movement of credits is never changed: cancel its booking or buy back'); END;
CREATE TRIGGER credit_movement_keeps_delete BEFORE DELETE ON credit_movement BEGIN SELECT RAISE(ABORT, 'a movement of credits is never changed: cancel its booking or buy back'); END;
CREATE TRIGGER credit_capacity_keeps_update BEFORE UPDATE ON credit_capacity BEGIN SELECT RAISE(ABORT, 'a capacity is never changed: set another with saasctl credit allot'); END;
CREATE TRIGGER credit_capacity_keeps_delete BEFORE DELETE ON credit_capacity BEGIN SELECT RAISE(ABORT, 'a capacity is never changed: set another with saasctl credit allot'); END;
CREATE TRIGGER credit_right_keeps_update BEFORE UPDATE ON credit_right BEGIN SELECT RAISE(ABORT, 'a debit of a right is never changed: saasctl credit cancel-booking'); END;
CREATE TRIGGER credit_right_keeps_delete BEFORE DELETE ON credit_right BEGIN SELECT RAISE(ABORT, 'a debit of a right is never changed: saasctl credit cancel-booking'); END;
CREATE TRIGGER booking_keeps_update BEFORE UPDATE ON booking BEGIN SELECT RAISE(ABORT, 'a booking is never changed: saasctl credit cancel-booking'); END;
CREATE TRIGGER booking_keeps_delete BEFORE DELETE ON booking BEGIN SELECT RAISE(ABORT, 'a booking is never changed: saasctl credit cancel-booking'); END;
CREATE TRIGGER booking_end_keeps_update BEFORE UPDATE ON booking_end BEGIN SELECT RAISE(ABORT, 'the end of a booking is never changed: book again'); END;
CREATE TRIGGER booking_end_keeps_delete BEFORE DELETE ON booking_end BEGIN SELECT RAISE(ABORT, 'the end of a booking is never changed: book again'); END;
CREATE TRIGGER ticket_event_keeps_update BEFORE UPDATE ON ticket_event BEGIN SELECT RAISE(ABORT, 'an event of a ticket is never changed: record another one'); END;
CREATE TRIGGER ticket_event_keeps_delete BEFORE DELETE ON ticket_event BEGIN SELECT RAISE(ABORT, 'an event of a ticket is never changed: record another one'); END;
CREATE TRIGGER commission_declaration_keeps_update BEFORE UPDATE ON commission_declaration BEGIN SELECT RAISE(ABORT, 'a declaration is never changed: saasctl commission declare --replace'); END;
CREATE TRIGGER commission_declaration_keeps_delete BEFORE DELETE ON commission_declaration BEGIN SELECT RAISE(ABORT, 'a declaration is never changed: saasctl commission declare --replace'); END;
CREATE TRIGGER commission_sale_keeps_update BEFORE UPDATE ON commission_sale BEGIN SELECT RAISE(ABORT, 'a declared sale is never changed: saasctl commission declare --replace'); END;
CREATE TRIGGER commission_sale_keeps_delete BEFORE DELETE ON commission_sale BEGIN SELECT RAISE(ABORT, 'a declared sale is never changed: saasctl commission declare --replace'); END;
CREATE TRIGGER usage_reading_keeps_update BEFORE UPDATE ON usage_reading BEGIN SELECT RAISE(ABORT, 'a reading is never changed: record one of another instant'); END;
CREATE TRIGGER usage_reading_keeps_delete BEFORE DELETE ON usage_reading BEGIN SELECT RAISE(ABORT, 'a reading is never changed: record one of another instant'); END;
CREATE TRIGGER calendar_day_keeps_update BEFORE UPDATE ON calendar_day BEGIN SELECT RAISE(ABORT, 'a day of a calendar is never changed: add another row'); END;
CREATE TRIGGER calendar_day_keeps_delete BEFORE DELETE ON calendar_day BEGIN SELECT RAISE(ABORT, 'a day of a calendar is never changed: add another row'); END;
CREATE TRIGGER acceptance_keeps_update BEFORE UPDATE ON acceptance BEGIN SELECT RAISE(ABORT, 'an acceptance is never changed: record a new one'); END;
CREATE TRIGGER acceptance_keeps_delete BEFORE DELETE ON acceptance BEGIN SELECT RAISE(ABORT, 'an acceptance is never changed: record a new one'); END;
CREATE TRIGGER slot_movement_keeps_update BEFORE UPDATE ON slot_movement WHEN NOT (OLD.invoice_id IS NULL AND NEW.id IS OLD.id AND NEW.subscription_id IS OLD.subscription_id AND NEW.seq IS OLD.seq AND NEW.kind IS OLD.kind AND NEW.delta IS OLD.delta AND NEW.asked_on IS OLD.asked_on AND NEW.effective_on IS OLD.effective_on AND NEW.cause IS OLD.cause AND NEW.user_id IS OLD.user_id AND NEW.clause_id IS OLD.clause_id) BEGIN SELECT RAISE(ABORT, 'a movement of slots is never changed: move the slots back with saasctl slot add, remove or keep'); END;
CREATE TRIGGER slot_movement_keeps_delete BEFORE DELETE ON slot_movement BEGIN SELECT RAISE(ABORT, 'a movement of slots is never changed: move the slots back with saasctl slot add, remove or keep'); END;
CREATE TRIGGER term_override_keeps_update BEFORE UPDATE ON term_override BEGIN SELECT RAISE(ABORT, 'a special condition is never changed: add one with saasctl sub override --on'); END;
CREATE TRIGGER term_override_keeps_delete BEFORE DELETE ON term_override BEGIN SELECT RAISE(ABORT, 'a special condition is never changed: add one with saasctl sub override --on'); END;
CREATE TRIGGER term_setting_keeps_update BEFORE UPDATE ON term_setting BEGIN SELECT RAISE(ABORT, 'a setting is never changed: add one with saasctl terms set --on'); END;
CREATE TRIGGER term_setting_keeps_delete BEFORE DELETE ON term_setting BEGIN SELECT RAISE(ABORT, 'a setting is never changed: add one with saasctl terms set --on'); END;
CREATE TRIGGER subscription_phase_keeps_update BEFORE UPDATE ON subscription_phase BEGIN SELECT RAISE(ABORT, 'a phase is never changed: add one with saasctl sub change --on'); END;
CREATE TRIGGER subscription_phase_keeps_delete BEFORE DELETE ON subscription_phase BEGIN SELECT RAISE(ABORT, 'a phase is never changed: add one with saasctl sub change --on'); END;
CREATE TRIGGER reference_rate_keeps_update BEFORE UPDATE ON reference_rate BEGIN SELECT RAISE(ABORT, 'a rate is never changed: add another with saasctl terms rates add --replace'); END;
CREATE TRIGGER reference_rate_keeps_delete BEFORE DELETE ON reference_rate BEGIN SELECT RAISE(ABORT, 'a rate is never changed: add another with saasctl terms rates add --replace'); END;
