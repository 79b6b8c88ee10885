-- A site's backups, erased by destroying their keys. The certificate stays.
create table erasure (
    id           uuid primary key,
    site         uuid        not null,
    customer     uuid        not null,
    reason       text        not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    state        text        not null check (state in ('RUNNING', 'COMPLETED')),
    step         text        not null,
    problem      text,
    -- Whether a repository that is not found is known to be lost.
    lost         boolean     not null,
    restore_points int       not null check (restore_points >= 0),
    places       jsonb       not null,
    certificate  jsonb,
    ended_at     timestamptz,
    version      bigint      not null,
    check ((state = 'COMPLETED') = (certificate is not null)),
    check ((state = 'COMPLETED') = (ended_at is not null))
);
create unique index erasure_running on erasure (site) where state = 'RUNNING';
create index erasure_of_site on erasure (site, id desc);
