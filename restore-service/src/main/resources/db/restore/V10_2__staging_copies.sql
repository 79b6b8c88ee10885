-- A copy of a site at an address of its own; its folder, schema and account beside the live ones are named by its id.
create table staging_copy (
    id             uuid primary key,
    site           uuid        not null,
    customer       uuid        not null,
    restore_point  uuid        not null references restore_point (id),
    requested_role text        not null,
    requested_by   text        not null,
    requested_at   timestamptz not null,
    address        text        not null,
    state          text        not null check (state in ('PREPARING', 'READY', 'REMOVING', 'REMOVED', 'FAILED')),
    state_since    timestamptz not null,
    ended_by       text check (ended_by in ('REMOVED', 'EXPIRED', 'FAILED')),
    expires_at     timestamptz not null,
    target         jsonb,
    copied         jsonb,
    trouble        jsonb,
    version        bigint      not null,
    check (state <> 'READY' or copied is not null),
    check ((ended_by is null) = (state in ('PREPARING', 'READY')))
);
-- Each takes as much room as the site.
create unique index staging_copy_there on staging_copy (site) where state in ('PREPARING', 'READY', 'REMOVING');
create index staging_copy_of_site on staging_copy (site, id desc);
create index staging_copy_unfinished on staging_copy (state) where state in ('PREPARING', 'REMOVING');
