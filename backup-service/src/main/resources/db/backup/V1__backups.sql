-- Servers and sites as the bus tells them.
create table server (
    server    uuid primary key,
    name      text        not null,
    databases jsonb       not null,
    told_at   timestamptz not null
);

create table site (
    site          uuid primary key,
    server        uuid        not null,
    customer      uuid        not null,
    connection    uuid,
    name          text        not null,
    root          text        not null,
    document_root text        not null,
    databases     jsonb       not null,
    told_at       timestamptz not null,
    removed       boolean     not null
);

-- When a site is backed up.
create table policy (
    site       uuid primary key,
    customer   uuid        not null,
    connection uuid,
    contract   uuid,
    kind       text        not null check (kind in ('HOST_RUN', 'CUSTOMER_MANAGED')),
    -- nanoseconds
    frequency  bigint check (frequency > 0),
    retention  bigint check (retention > 0),
    paused     boolean     not null,
    next_due   timestamptz,
    told_at    timestamptz not null,
    version    bigint      not null,
    check (kind <> 'HOST_RUN' or (frequency is not null and retention is not null and next_due is not null))
);
-- The tick looks only here, and costs the same for ten sites and for a million.
create index policy_due on policy (next_due) where not paused;

-- Where a site's backups lie; the key is wrapped by the key-encryption key.
create table repository (
    site        uuid primary key,
    location    text        not null unique,
    wrapped_key bytea       not null,
    entered_at  timestamptz not null,
    -- Set when the repository exists: from then on one that is not there is lost, and never made anew.
    made_at     timestamptz
);

create table restore_point (
    id         uuid primary key,
    site       uuid        not null,
    customer   uuid        not null,
    connection uuid,
    backup     uuid        not null unique,
    snapshot   text        not null,
    taken_at   timestamptz not null,
    files      bigint      not null check (files >= 0),
    bytes      bigint      not null check (bytes >= 0),
    added      bigint      not null check (added >= 0),
    databases  jsonb       not null,
    state      text        not null check (state in ('AVAILABLE', 'EXPIRED')),
    version    bigint      not null,
    unique (site, snapshot)
);
create index restore_point_of_site on restore_point (site, taken_at desc, id desc);
create index restore_point_newest on restore_point (taken_at desc, id desc);

create table backup (
    id            uuid primary key,
    site          uuid        not null references site (site),
    customer      uuid        not null,
    connection    uuid,
    reason        jsonb       not null,
    label         text,
    state         text        not null check (state in ('QUEUED', 'DUMPING', 'COPYING', 'COMPLETED', 'FAILED')),
    tries         int         not null,
    requested_at  timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz,
    restore_point uuid references restore_point (id),
    failure       jsonb,
    version       bigint      not null,
    check ((state = 'COMPLETED') = (restore_point is not null)),
    check ((state = 'FAILED') = (failure is not null)),
    check ((state in ('COMPLETED', 'FAILED')) = (ended_at is not null))
);
-- One run of a site at work at a time.
create unique index backup_at_work on backup (site) where state in ('DUMPING', 'COPYING');
create index backup_of_site on backup (site, requested_at desc, id desc);
create index backup_newest on backup (requested_at desc, id desc);

-- Restores that have begun and not ended: what they need must not expire.
create table running_restore (
    restore       uuid primary key,
    site          uuid        not null,
    restore_point uuid        not null,
    requested_at  timestamptz not null
);
create index running_restore_of_site on running_restore (site);
