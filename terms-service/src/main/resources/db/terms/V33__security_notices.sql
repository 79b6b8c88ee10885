-- Warnings about insecure extensions: raised by what somebody found, not by a change.
alter table risk_notice
    add column kind text not null default 'CHANGE' check (kind in ('CHANGE', 'SECURITY')),
    alter column change drop not null,
    alter column change_type drop not null,
    drop constraint open_can_be_joined,
    add constraint open_can_be_joined check (not open or (grouping is not null and last_happened_at is not null
        and acknowledged_at is null and expired_at is null)),
    add constraint about_a_change check ((kind = 'CHANGE') = (change is not null) and (change is null) = (change_type is null)),
    add constraint joined_by_changes check (kind = 'SECURITY' or not open or gathered is not null),
    add column facts jsonb;

-- What was found about an extension of a site, for as long as it stands. The same is not told twice.
create table security_fact (
    id             uuid        primary key,
    site           uuid        not null,
    notice         uuid        not null references risk_notice deferrable initially deferred,
    extension_kind text        not null check (extension_kind in ('PLUGIN', 'THEME', 'CMS')),
    extension      text        not null,
    version        text        not null,
    fact           text        not null check (fact in ('NULLED', 'UNTRUSTED', 'VULNERABLE', 'CLOSED', 'OUTDATED')),
    severity       text        not null check (severity in ('UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    fixed_in       text,
    source         text        not null,
    reference      text,
    found_at       timestamptz not null,
    cleared_at     timestamptz
);
create unique index security_fact_standing on security_fact (site, extension_kind, extension, version, fact) where cleared_at is null;
create index security_fact_notice on security_fact (notice);
