-- How urgent a case is, whether one of our people said so, and who was written to and has not written back.
alter table support_case
    add column priority text not null default 'P3' check (priority in ('P1', 'P2', 'P3', 'P4')),
    add column weighed boolean not null default false,
    add column awaited text check (awaited in ('CUSTOMER', 'SUPPORT'));
alter table support_case alter column priority drop default, alter column weighed drop default;

-- Days on which nobody is there, as the hoster's calendars say.
create table holiday_calendar (
    code       text primary key,
    name       text        not null,
    days       jsonb       not null,
    changed_at timestamptz not null,
    version    bigint      not null
);

-- What a hoster aims at for a plan, in editions: none is ever changed.
create table sla_policy (
    id         uuid primary key,
    plan_code  text        not null,
    edition    integer     not null,
    content    jsonb       not null,
    author     text        not null,
    since      timestamptz not null,
    unique (plan_code, edition)
);

-- What clocks go by, each once: most cases of a plan share one.
create table sla_terms (
    sha256  text primary key,
    content jsonb not null
);

-- A case whose moments are kept; its clocks are read from them.
create table case_sla (
    case_id  uuid primary key,
    site     uuid not null,
    terms    text references sla_terms (sha256),
    -- From when on they hold: nothing was promised for the time before.
    terms_since timestamptz,
    check ((terms is null) = (terms_since is null))
);

create table case_moment (
    id       uuid primary key,
    case_id  uuid        not null references case_sla (case_id),
    at       timestamptz not null,
    what     text        not null check (what in ('OUR_TURN', 'THEIR_TURN', 'ANSWERED', 'ASKED', 'WEIGHED', 'OVER')),
    priority text check (priority in ('P1', 'P2', 'P3', 'P4'))
);
create index case_moment_of_case on case_moment (case_id, id);

-- What the clocks showed when they were last read, so that what is due is found without reading all.
create table case_clock (
    id          uuid primary key,
    case_id     uuid        not null references case_sla (case_id),
    site        uuid        not null,
    kind        text        not null check (kind in ('FIRST_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION')),
    round       integer     not null,
    state       text        not null check (state in ('RUNNING', 'PAUSED', 'MET', 'VOID')),
    priority    text        not null,
    started_at  timestamptz not null,
    due_at      timestamptz,
    warned_at   timestamptz,
    breached_at timestamptz,
    promise_broken_at timestamptz,
    ended_at    timestamptz,
    next_at     timestamptz,
    unique (case_id, kind, round)
);
create index case_clock_next on case_clock (next_at) where next_at is not null;
create index case_clock_running on case_clock (due_at, id) where state = 'RUNNING';
