-- The last restore of each site: a look that falls into it sees a site half-way.
create table site_restore (
    site       uuid primary key,
    restore    uuid        not null,
    started_at timestamptz not null,
    ended_at   timestamptz
);
