create table server (
    id            uuid primary key,
    name          text        not null unique,
    access        text        not null check (access in ('LOCAL')),
    databases     jsonb       not null,
    registered_at timestamptz not null,
    version       bigint      not null
);

-- A panel that speaks for sites.
create table connection (
    id      uuid primary key,
    name    text        not null,
    kind    text        not null check (kind in ('CPANEL', 'PLESK', 'DIRECTADMIN', 'WHMCS', 'HESTIACP', 'WORDPRESS', 'OTHER')),
    made_at timestamptz not null
);

create table site (
    id            uuid primary key,
    customer      uuid        not null,
    connection    uuid,
    server        uuid        not null references server (id),
    name          text        not null,
    place         jsonb       not null,
    registered_at timestamptz not null,
    version       bigint      not null
);
create index site_of_customer on site (customer);
create index site_of_connection on site (connection) where connection is not null;

-- Each domain belongs to one site.
create table site_domain (
    domain text primary key,
    site   uuid not null references site (id) on delete cascade
);
create index site_domain_of_site on site_domain (site);

-- What somebody did to a site. Lean: it is written with every report; the rest of what it says is in its event's data.
create table site_change (
    id          uuid        primary key,
    site        uuid        not null,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    happened_at timestamptz not null,
    data        text        not null,
    unique (source, event_id)
);
create index site_change_of_site on site_change (site, happened_at desc, id desc);

create table diagnosis (
    id           uuid primary key,
    site         uuid        not null,
    customer     uuid,
    connection   uuid,
    reason       jsonb       not null,
    state        text        not null check (state in ('QUEUED', 'RUNNING', 'DONE')),
    logs_since   timestamptz not null,
    health       text check (health in ('HEALTHY', 'DEGRADED', 'DOWN', 'UNKNOWN')),
    verdict      jsonb,
    requested_at timestamptz not null,
    ended_at     timestamptz,
    version      bigint      not null,
    check ((state = 'DONE') = (verdict is not null and health is not null and ended_at is not null))
);
create index diagnosis_of_site on diagnosis (site, requested_at desc, id desc);
create index diagnosis_newest on diagnosis (requested_at desc, id desc);

-- The tables that a site's last restore point had.
create table known_tables (
    site     uuid primary key,
    tables   jsonb       not null,
    taken_at timestamptz not null
);
