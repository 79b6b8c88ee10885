-- Repositories in which something was forgotten whose data waits for the next prune: empty most of the time.
create table prune_wanted (
    site     uuid primary key,
    since    timestamptz not null,
    tried_at timestamptz
);

-- When each repository is compared with what we know of it.
create table reconciliation_turn (
    site       uuid primary key,
    next_at    timestamptz not null,
    -- Since when it has not been there.
    gone_since timestamptz
);
create index reconciliation_turn_next on reconciliation_turn (next_at);

-- What the comparisons found; of a repository that agrees only the last one stays.
create table reconciliation (
    id          uuid primary key,
    site        uuid        not null,
    at          timestamptz not null,
    outcome     text        not null check (outcome in ('AGREES', 'DIFFERS', 'GONE', 'NOT_OPENED')),
    snapshots   int         not null check (snapshots >= 0),
    points      int         not null check (points >= 0),
    differences jsonb       not null
);
create index reconciliation_of_site on reconciliation (site, id desc);
