-- By which evidence a restore point is good, or is not.
alter table restore_point
    add column evidence         text  not null default 'UNVERIFIED'
        check (evidence in ('UNVERIFIED', 'DUMP_COMPLETE', 'DATA_READ', 'BOOTED', 'BROKEN')),
    add column evidence_at      timestamptz,
    add column score            int   not null default 20 check (score between 0 and 100),
    add column evidence_reasons jsonb not null default '[]';

-- One look at one restore point, asked for or done.
create table verification (
    id            uuid primary key,
    restore_point uuid        not null references restore_point (id) on delete cascade,
    site          uuid        not null,
    customer      uuid        not null,
    step          text        not null check (step in ('PRESENT', 'DATA', 'BOOTED')),
    reason        text        not null check (reason in ('ROTATION', 'BEFORE_CHANGE', 'ON_DEMAND')),
    counted       boolean     not null,
    state         text        not null check (state in ('QUEUED', 'RUNNING', 'ENDED')),
    requested_at  timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz,
    outcome       text check (outcome in ('PASSED', 'DOUBTFUL', 'FAILED', 'NOT_POSSIBLE')),
    -- Whether what it saw means that the point cannot be restored, whoever's fault the rest may be.
    breaks        boolean     not null,
    result        text,
    text          jsonb,
    tool          text,
    seen          jsonb,
    version       bigint      not null,
    check ((state = 'ENDED') = (outcome is not null)),
    check ((state = 'ENDED') = (ended_at is not null)),
    check (not breaks or outcome = 'FAILED')
);
create index verification_of_point on verification (restore_point, step, requested_at desc);
create index verification_of_site on verification (site, requested_at desc);
-- One boot of a point waits or is at work at a time.
create unique index verification_under_way on verification (restore_point, step) where state <> 'ENDED';

-- When each part of a repository's data was read and found whole; together they are all of it.
create table data_reading (
    site     uuid        not null,
    part     int         not null check (part between 1 and parts),
    parts    int         not null,
    tried_at timestamptz not null,
    whole_at timestamptz,
    primary key (site, part)
);
-- When the next part is due.
create table data_turn (
    site    uuid primary key,
    next_at timestamptz not null
);
create index data_turn_next on data_turn (next_at);

-- When the newest point of each site is booted next; those before a change are found by their backups.
create table boot_turn (
    site    uuid primary key,
    next_at timestamptz not null
);
create index boot_turn_next on boot_turn (next_at);
create index backup_before_change on backup (requested_at) where reason ->> 'change' is not null;

-- What the front page of a site looked like when a point of it last booted well.
create table front_page (
    site          uuid primary key,
    restore_point uuid        not null,
    marker        jsonb       not null,
    seen_at       timestamptz not null
);
