-- What somebody asked to have packed of a restore point. The file lies in the service's data directory, named by the id.
create table download (
    id             uuid primary key,
    site           uuid        not null,
    customer       uuid        not null,
    restore_point  uuid        not null references restore_point (id),
    paths          jsonb       not null,
    database_name  text,
    format         text        not null check (format in ('ZIP', 'TAR_GZIP')),
    requested_role text        not null,
    requested_by   text        not null,
    state          text        not null check (state in ('PREPARING', 'READY', 'FAILED', 'WITHDRAWN', 'EXPIRED')),
    requested_at   timestamptz not null,
    ready_at       timestamptz,
    expires_at     timestamptz,
    fetched_at     timestamptz,
    bytes          bigint check (bytes >= 0),
    entries        bigint,
    left_out       jsonb       not null,
    left_out_count bigint      not null,
    failure        jsonb,
    version        bigint      not null,
    check ((state = 'READY') <= (bytes is not null and expires_at is not null)),
    check ((state = 'FAILED') = (failure is not null))
);
-- Each reads the repository and fills the disk: one of a site at a time.
create unique index download_preparing on download (site) where state = 'PREPARING';
create index download_of_site on download (site, requested_at desc);
create index download_newest on download (requested_at desc, id desc);
create index download_ready on download (expires_at) where state = 'READY';
