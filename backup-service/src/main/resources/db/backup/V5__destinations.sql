-- The hoster's places for repositories. Secrets stand here by name only.
create table destination (
    id           uuid primary key,
    name         text        not null unique,
    kind         text        not null check (kind in ('LOCAL', 'SFTP', 'S3', 'REST')),
    location     text        not null,
    region       text,
    secret       text,
    -- The server's public keys, by which it is known.
    host_keys    text,
    -- KiB a second; null: as much as there is
    upload_kib   int check (upload_kib > 0),
    download_kib int check (download_kib > 0),
    -- Processes at work there at once; null: any number
    parallel     int check (parallel > 0),
    append_only  boolean     not null,
    active       boolean     not null,
    is_default   boolean     not null,
    copy_to      uuid references destination (id),
    created_at   timestamptz not null,
    version      bigint      not null,
    check (copy_to <> id),
    check (active or not is_default),
    check ((kind = 'SFTP') = (host_keys is not null)),
    check (kind in ('LOCAL', 'REST') or secret is not null)
);
create unique index destination_default on destination (is_default) where is_default;

-- Whose sites get their repository where; all others go to the default.
create table destination_server (
    server      uuid primary key,
    destination uuid not null references destination (id)
);

alter table repository
    -- null: made at the place that the settings name
    add column destination      uuid references destination (id),
    -- The key-encryption key that wraps it.
    add column kek              text   not null default 'kek',
    -- The key that takes its place, until the repository has it.
    add column next_wrapped_key bytea,
    add column next_kek         text,
    -- From then on nobody opens it: its key is being destroyed.
    add column erasing_at       timestamptz,
    -- Which of the two restores read, as an operator says.
    add column restore_from     text   not null default 'FIRST' check (restore_from in ('FIRST', 'COPY')),
    add column version          bigint not null default 0,
    alter column wrapped_key drop not null,
    add check (wrapped_key is not null or erasing_at is not null),
    add check ((next_wrapped_key is null) = (next_kek is null));
alter table repository alter column kek drop default, alter column version drop default, alter column restore_from drop default;
create index repository_kek on repository (kek, site);
create index repository_of_destination on repository (destination);

-- The repository that holds the copies of a site's snapshots.
create table repository_copy (
    site             uuid primary key,
    location         text        not null unique,
    destination      uuid        not null references destination (id),
    wrapped_key      bytea,
    kek              text        not null,
    next_wrapped_key bytea,
    next_kek         text,
    entered_at       timestamptz not null,
    made_at          timestamptz,
    erasing_at       timestamptz,
    version          bigint      not null,
    check (wrapped_key is not null or erasing_at is not null),
    check ((next_wrapped_key is null) = (next_kek is null))
);
create index repository_copy_kek on repository_copy (kek, site);
create index repository_copy_of_destination on repository_copy (destination);
