-- A site with its contract, as told by the bus. The two halves come in either order, each with its own time.
create table hosted_site (
    site          uuid primary key,
    customer      uuid,
    connection    uuid,
    name          text,
    contract      uuid,
    plan_code     text,
    level         text check (level in ('STANDARD', 'MANAGED', 'RESELLER', 'VPS')),
    promises      jsonb,
    locale        text,
    terms_version uuid,
    site_at       timestamptz,
    contract_at   timestamptz,
    removed       boolean not null
);

-- What happened to the sites, as told by the bus.
create table site_event (
    id          uuid primary key,
    site        uuid        not null,
    type        text        not null,
    happened_at timestamptz not null,
    subject     uuid        not null,
    data        jsonb       not null
);
create index site_event_of_site on site_event (site, happened_at);
create index site_event_subject on site_event (subject);

create table support_case (
    id          uuid primary key,
    site        uuid        not null,
    customer    uuid,
    connection  uuid,
    subject     text        not null,
    cause       text,
    status      text        not null check (status in
        ('NEW', 'DECIDED', 'IN_PROGRESS', 'QUOTED', 'WITH_SUPPORT', 'RESOLVED', 'CLOSED')),
    assessment  uuid,
    diagnosis   uuid,
    coverage    text        not null,
    options     jsonb       not null,
    choice      text,
    resolution  text check (resolution in ('RESTORED', 'RECOVERED', 'REPAIRED')),
    begins_at   timestamptz not null,
    opened_at   timestamptz not null,
    resolved_at timestamptz,
    version     bigint      not null,
    check ((resolution is null) = (resolved_at is null))
);
create index support_case_newest on support_case (opened_at desc, id desc);
create index support_case_of_site on support_case (site, opened_at desc);
create index support_case_of_customer on support_case (customer, opened_at desc);
-- One open case for a site and cause.
create unique index support_case_open on support_case (site, cause) where resolved_at is null and status <> 'CLOSED';

create table case_message (
    id          uuid primary key,
    case_id     uuid        not null references support_case (id),
    author_role text        not null,
    author      text        not null,
    text        text        not null,
    written_at  timestamptz not null
);
create index case_message_of_case on case_message (case_id, written_at);

-- A decision never changes: a later one supersedes it.
create table coverage_decision (
    id           uuid primary key,
    case_id      uuid        not null,
    site         uuid        not null,
    customer     uuid,
    connection   uuid,
    outcome      text        not null check (outcome in ('PLATFORM_FAULT', 'INCLUDED', 'INCLUDED_GOODWILL', 'SELF_SERVICE',
        'BILLABLE', 'DECLINED', 'NEEDS_INFORMATION', 'NEEDS_REVIEW')),
    reasons      jsonb       not null,
    facts        jsonb       not null,
    facts_sha256 text        not null,
    rule_set     text        not null,
    supersedes   uuid references coverage_decision (id),
    decided_at   timestamptz not null
);
create index coverage_decision_of_case on coverage_decision (case_id, decided_at desc);
create index coverage_decision_of_site on coverage_decision (site, decided_at desc);

create function coverage_decision_stays() returns trigger language plpgsql as $$
begin
    raise exception 'A coverage decision never changes: make one that supersedes it';
end $$;
create trigger coverage_decision_stays before update or delete on coverage_decision
    for each row execute function coverage_decision_stays();

create table quote (
    id          uuid primary key,
    case_id     uuid        not null references support_case (id),
    site        uuid        not null,
    customer    uuid,
    connection  uuid,
    amount      bigint      not null check (amount >= 0),
    currency    char(3)     not null,
    state       text        not null check (state in ('OFFERED', 'ACCEPTED', 'DECLINED', 'EXPIRED')),
    offered_at  timestamptz not null,
    valid_until timestamptz not null,
    answered_at timestamptz,
    answered_by text,
    button_text text,
    version     bigint      not null,
    check (state <> 'ACCEPTED' or (answered_by is not null and button_text is not null))
);
create unique index quote_standing on quote (case_id) where state = 'OFFERED';
create index quote_overdue on quote (valid_until) where state = 'OFFERED';
create index quote_newest on quote (offered_at desc, id desc);
