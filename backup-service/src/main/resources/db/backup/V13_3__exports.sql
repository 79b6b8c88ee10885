-- Customers' own copies of restore points. No password of one is kept here, nor anywhere else.
create table customer_export (
    id            uuid primary key,
    site          uuid        not null,
    customer      uuid        not null,
    restore_point uuid        not null references restore_point (id),
    snapshot      text        not null,
    -- how much it can come to at most
    point_bytes   bigint      not null check (point_bytes >= 0),
    state         text        not null
        check (state in ('PREPARING', 'QUEUED', 'COPYING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED', 'REMOVED', 'ERASED')),
    -- whether it counts for the number of a day
    counted       boolean     not null,
    -- the name of the file of our own key, which goes before anybody can fetch it
    working_key   text,
    tries         int         not null default 0,
    bytes         bigint check (bytes > 0),
    failure       jsonb,
    requested_at  timestamptz not null,
    ready_at      timestamptz,
    expires_at    timestamptz,
    ended_at      timestamptz,
    -- whether nothing of it lies anywhere any more
    cleared       boolean     not null default false,
    version       bigint      not null,
    check (state <> 'READY' or (bytes is not null and ready_at is not null and expires_at is not null and working_key is null)),
    check ((state in ('FAILED', 'CANCELLED', 'EXPIRED', 'REMOVED', 'ERASED')) = (ended_at is not null)),
    check ((state = 'FAILED') = (failure is not null))
);
-- One of a site is made at a time.
create unique index customer_export_running on customer_export (site) where state in ('PREPARING', 'QUEUED', 'COPYING');
create index customer_export_site on customer_export (site, requested_at);
create index customer_export_customer on customer_export (customer, requested_at);
create index customer_export_list on customer_export (requested_at, id);
create index customer_export_point on customer_export (restore_point);
create index customer_export_expires on customer_export (expires_at) where state = 'READY';
create index customer_export_to_clear on customer_export (ended_at) where not cleared;

-- Links to downloads: the secret in the address is kept as a hash.
create table export_link (
    token_sha256  text primary key check (token_sha256 ~ '^[0-9a-f]{64}$'),
    export        uuid        not null references customer_export (id) on delete cascade,
    expires_at    timestamptz not null,
    first_used_at timestamptz
);
create index export_link_export on export_link (export);
create index export_link_expires on export_link (expires_at);
