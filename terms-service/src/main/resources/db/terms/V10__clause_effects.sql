-- What a clause does in law, as its author declares it, and for which plans it is written. What was written before declares nothing yet.
alter table clause
    add column levels  jsonb check (jsonb_typeof(levels) = 'array'),
    add column effects jsonb not null default '[]' check (jsonb_typeof(effects) = 'array');
alter table clause alter column effects drop default;

-- Who takes it on themselves that a version is published in spite of a warning.
create table sign_off (
    terms_version uuid        not null references terms_version,
    rule          text        not null,
    name          text        not null,
    reason        text        not null,
    account       text        not null,
    at            timestamptz not null,
    primary key (terms_version, rule)
);
create trigger sign_off_is_final before update or delete on sign_off
    for each row execute function refuse_change('a sign-off stands');
create trigger sign_off_is_not_truncated before truncate on sign_off
    for each statement execute function refuse_change('a sign-off stands');
