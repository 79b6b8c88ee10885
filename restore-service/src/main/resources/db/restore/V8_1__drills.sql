-- Drills: restores into a place apart, measured, and thrown away.

-- Which plan promises it, and how old its newest point may be. Known from the next time on that a contract is told of; what a version before
-- knew is that some promise restores by the customer.
alter table hosted_site add column plan             text;
alter table hosted_site add column restore_promised boolean not null default false;
alter table hosted_site add column backup_every     text;
update hosted_site set restore_promised = true where self_service;
create index hosted_site_promised on hosted_site (plan) where restore_promised and not removed;

create table drill (
    id             uuid        primary key,
    site           uuid        not null,
    customer       uuid        not null,
    plan           text,
    reason         text        not null check (reason in ('ROTATION', 'ON_DEMAND')),
    requested_role text,
    requested_by   text,
    -- Whether it is one of those that a customer may ask for so often only.
    counted        boolean     not null,
    state          text        not null check (state in ('QUEUED', 'RUNNING', 'PASSED', 'FAILED', 'NOT_POSSIBLE', 'CANCELLED')),
    step           text        check (step in ('PREFLIGHT', 'FILES', 'DATABASES', 'SWITCH', 'BOOT', 'CHECK')),
    tries          integer     not null,
    cancel_wanted  boolean     not null,
    restore_point  uuid,
    point_taken_at timestamptz,
    code           text,
    fault          text        check (fault in ('POINT', 'SITE')),
    text_fr        text,
    text_en        text,
    seen           jsonb,
    -- Milliseconds of each step.
    took           jsonb,
    recovery_ms    bigint      check (recovery_ms >= 0),
    point_age_ms   bigint,
    requested_at   timestamptz not null,
    started_at     timestamptz,
    ended_at       timestamptz,
    version        bigint      not null,
    check ((ended_at is null) = (state in ('QUEUED', 'RUNNING'))),
    check ((code is null) = (ended_at is null)),
    check ((fault is not null) = (state = 'FAILED')),
    -- What passed was measured, of a point.
    check (state <> 'PASSED' or (recovery_ms is not null and restore_point is not null and point_age_ms is not null))
);
create unique index drill_under_way on drill (site) where ended_at is null;
create index drill_of_site on drill (site, id desc);
create index drill_open on drill (requested_at) where ended_at is null;
create index drill_ended on drill (plan, ended_at) where ended_at is not null;
create index drill_begun on drill (requested_at) where reason = 'ROTATION';

-- Whose turn it is.
create table drill_turn (
    site uuid        primary key,
    last timestamptz not null,
    due  timestamptz not null
);
