-- A customer, a site and a plan under an accepted version. The promises are those of the day it was made.
create table contract (
    id             uuid        primary key,
    customer       uuid        not null,
    site           uuid        not null references site,
    plan           uuid        not null references plan,
    plan_code      text        not null,
    level          text        not null,
    promises       jsonb       not null,
    audience       text        not null,
    locale         text        not null check (locale in ('fr', 'en')),
    acceptance     uuid        not null references acceptance,
    document       uuid        not null references terms_document,
    terms_version  uuid        not null references terms_version,
    terms_number   int         not null,
    terms_sha256   text        not null,
    state          text        not null check (state in ('ACTIVE', 'ENDED')),
    activated_at   timestamptz not null,
    ended_at       timestamptz,
    version        bigint      not null,
    constraint ended_has_a_time check ((state = 'ENDED') = (ended_at is not null))
);
create unique index contract_active on contract (site) where state = 'ACTIVE';
create index contract_customer on contract (customer, id);
create index contract_site on contract (site, id);
