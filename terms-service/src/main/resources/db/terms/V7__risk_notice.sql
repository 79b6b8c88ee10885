-- The warning that a site change raised: what was said, in both languages, and whether it reached the customer.
create table risk_notice (
    id                      uuid        primary key,
    change                  uuid        not null constraint risk_notice_change_unique unique,
    change_type             text        not null,
    site                    uuid        not null,
    customer                uuid        not null,
    contract                uuid,
    level                   text        not null check (level in ('INFO', 'WARNING', 'DANGER')),
    locale                  text        not null check (locale in ('fr', 'en')),
    clause_code             text        not null,
    clause_version          uuid,
    help                    text        not null,
    last_good_restore_point uuid,
    last_good_taken_at      timestamptz,
    text                    jsonb       not null,
    happened_at             timestamptz not null,
    raised_at               timestamptz not null,
    delivered_at            timestamptz,
    channel                 text,
    acknowledged_at         timestamptz,
    constraint delivered_by_a_channel check ((delivered_at is null) = (channel is null)),
    constraint acknowledged_after_delivery check (acknowledged_at is null or delivered_at is not null)
);
create index risk_notice_site on risk_notice (site, id);
create index risk_notice_customer on risk_notice (customer, id);
