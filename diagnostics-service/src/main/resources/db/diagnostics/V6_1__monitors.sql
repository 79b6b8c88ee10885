-- Scheduled looks at sites from outside: one row for each site. A look is taken by moving due_at on, so that replicas share the work.
create table monitor (
    site       uuid        primary key references site (id) on delete cascade,
    -- Null: as it is configured for all.
    seconds    integer     check (seconds between 60 and 900),
    paused     boolean     not null default false,
    version    bigint      not null default 0,
    due_at     timestamptz not null,
    state      text        not null default 'NEW' check (state in ('NEW', 'UP', 'SUSPECT', 'DOWN')),
    since      timestamptz,
    looked_at  timestamptz,
    -- The last look, where it could tell: the time from there to the next is watched.
    known_at   timestamptz
);
create index monitor_due on monitor (due_at) where not paused;
insert into monitor (site, due_at) select id, now() + random() * interval '5 minutes' from site;

-- What was watched, and what of it down, by hours of UTC. Outlives its site: what is not told yet still is.
create table monitor_hour (
    site    uuid           not null,
    hour    timestamptz    not null,
    watched tstzmultirange not null,
    down    tstzmultirange not null,
    told    boolean        not null default false,
    primary key (site, hour)
);
create index monitor_hour_untold on monitor_hour (hour) where not told;
create index monitor_hour_age on monitor_hour (hour);
