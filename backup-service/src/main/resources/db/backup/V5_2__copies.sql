-- A snapshot that is wanted in the site's second repository.
create table snapshot_copy (
    restore_point uuid primary key references restore_point (id),
    site          uuid        not null,
    snapshot      text        not null,
    -- Its id there, once it is.
    copy          text,
    state         text        not null check (state in ('WAITING', 'COPIED', 'FORGOTTEN')),
    wanted_at     timestamptz not null,
    copied_at     timestamptz,
    tries         int         not null,
    problem       text,
    check ((state = 'WAITING') = (copied_at is null) or state = 'FORGOTTEN'),
    check (state <> 'COPIED' or copy is not null)
);
create index snapshot_copy_waiting on snapshot_copy (site, wanted_at) where state = 'WAITING';
create index snapshot_copy_of_site on snapshot_copy (site);
