-- Papers that are sent to customers, and the proof that they were. The address and the relay's answer are personal: see personal_value.
create table delivery (
    id                 uuid        primary key,
    acceptance         uuid        references acceptance,
    notice             uuid        references change_notice,
    address_of         uuid        not null references acceptance,
    customer           uuid        not null,
    site               uuid,
    document           uuid        not null references terms_document,
    terms_version      uuid        not null references terms_version,
    locale             text        not null check (locale in ('fr', 'en')),
    again              boolean     not null,
    requested_by       text        not null check (requested_by in ('SERVICE', 'CUSTOMER', 'SYSTEM', 'OPERATOR')),
    state              text        not null check (state in ('WAITING', 'SENT', 'UNDELIVERABLE', 'NOT_SENT')),
    reason             text        check (reason in ('REFUSED', 'GIVEN_UP', 'TOO_LARGE', 'NO_RELAY', 'ERASED', 'TOO_MANY', 'OBSOLETE')),
    attempts           int         not null check (attempts >= 0),
    created_at         timestamptz not null,
    attempted_at       timestamptz,
    ended_at           timestamptz,
    receipt_checkpoint bigint,
    relay              text,
    code               int         check (code between 200 and 599),
    last_answer        text,
    message_sha256     text        check (message_sha256 ~ '^[0-9a-f]{64}$'),
    document_sha256    text        check (document_sha256 ~ '^[0-9a-f]{64}$'),
    receipt_sha256     text        check (receipt_sha256 ~ '^[0-9a-f]{64}$'),
    version            bigint      not null,
    check (num_nonnulls(acceptance, notice) = 1),
    check ((state = 'WAITING') = (ended_at is null)),
    check ((reason is not null) = (state in ('UNDELIVERABLE', 'NOT_SENT'))),
    -- Nothing is called sent without the proof.
    check (state <> 'SENT' or (relay is not null and code between 200 and 299 and message_sha256 is not null and document_sha256 is not null))
);
-- One that nobody asks for, for each acceptance and notice.
create unique index delivery_of_acceptance on delivery (acceptance) where not again;
create unique index delivery_of_notice on delivery (notice) where not again;
create index delivery_acceptance on delivery (acceptance, id);
create index delivery_notice on delivery (notice, id);
create index delivery_customer on delivery (customer, created_at);
create index delivery_address on delivery (address_of);
create index delivery_waiting on delivery (id) where state = 'WAITING';

-- Bundles tell that the papers of an acceptance were sent.
drop index ledger_entry_acceptance;
create index ledger_entry_acceptance on ledger_entry ((body::jsonb #>> '{data,acceptance}'))
    where kind in ('acceptance.recorded', 'acceptance.imported', 'personal-values.erased', 'acceptance.delivered', 'acceptance.undeliverable');
