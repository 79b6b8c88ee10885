-- The versions that a contract was under, and from when: one that begins to apply adds a row and takes nothing away.
create table contract_terms (
    contract      uuid        not null references contract,
    terms_version uuid        not null references terms_version,
    sha256        text        not null,
    level         text        not null,
    backups       boolean     not null,
    basis         text        not null check (basis in ('ACCEPTED', 'NOTICE', 'SILENCE', 'PUBLICATION')),
    acceptance    uuid        not null references acceptance,
    since         timestamptz not null,
    primary key (contract, terms_version)
);
create index contract_terms_since on contract_terms (contract, since desc);
insert into contract_terms (contract, terms_version, sha256, level, backups, basis, acceptance, since)
select id, terms_version, terms_sha256, level, (promises -> 'backup' ->> 'included')::boolean, 'ACCEPTED', acceptance, activated_at from contract;
create trigger contract_terms_is_final before update or delete on contract_terms
    for each row execute function refuse_change('which terms a contract was under stays written');
create trigger contract_terms_is_not_truncated before truncate on contract_terms
    for each statement execute function refuse_change('which terms a contract was under stays written');

-- A customer who leaves because of a change says when.
alter table contract add column ends_at timestamptz;
create index contract_ending on contract (ends_at) where state = 'ACTIVE' and ends_at is not null;
create index contract_document on contract (document, id) where state = 'ACTIVE';

-- What a contract's customer is told of a version that comes, whether it reached them, and when it binds them.
create table change_notice (
    id              uuid        primary key,
    contract        uuid        not null references contract,
    customer        uuid        not null,
    site            uuid        not null,
    document        uuid        not null references terms_document,
    terms_version   uuid        not null references terms_version,
    previous        uuid        not null references terms_version,
    change_class    text        not null check (change_class in ('EDITORIAL', 'FAVOURABLE', 'NEUTRAL', 'ADVERSE', 'COSTLIER')),
    consent         text        not null check (consent in ('NONE', 'NOTICE', 'SILENCE', 'EXPRESS')),
    notice          text        not null,
    exit_days       int         check (exit_days > 0),
    effective_from  timestamptz not null,
    state           text        not null check (state in ('OPEN', 'BOUND', 'LEFT', 'SUPERSEDED', 'WITHDRAWN')),
    announced_at    timestamptz not null,
    delivered_at    timestamptz,
    channel         text        check (channel in ('EMAIL', 'LETTER', 'PANEL')),
    evidence_sha256 text        check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
    acceptance      uuid        references acceptance,
    binds_from      timestamptz,
    left_at         timestamptz,
    version         bigint      not null,
    constraint change_notice_once unique (contract, terms_version),
    constraint delivered_with_evidence check (
        (delivered_at is null) = (channel is null) and (delivered_at is null) = (evidence_sha256 is null)),
    constraint binds_not_before check (binds_from >= effective_from),
    constraint express_needs_an_acceptance check (consent <> 'EXPRESS' or binds_from is null or acceptance is not null),
    constraint notice_needs_a_delivery check (
        consent not in ('NOTICE', 'SILENCE') or binds_from is null or acceptance is not null or delivered_at is not null),
    constraint left_has_a_time check ((state = 'LEFT') = (left_at is not null))
);
create index change_notice_customer on change_notice (customer, id);
create index change_notice_version on change_notice (terms_version, id);
create index change_notice_due on change_notice (binds_from) where state = 'OPEN' and binds_from is not null;
create trigger change_notice_is_kept before delete on change_notice
    for each row execute function refuse_change('what a customer was told stays written');
create trigger change_notice_is_not_truncated before truncate on change_notice
    for each statement execute function refuse_change('what a customer was told stays written');
