-- Where a server's databases are and how they are administered, as told by the bus.
create table server (
    server    uuid primary key,
    access    text        not null,
    databases jsonb       not null,
    at        timestamptz not null,
    removed   boolean     not null
);

-- A site with what its contract promises of restores. The two halves come in either order, each with its own time.
create table hosted_site (
    site          uuid primary key,
    server        uuid,
    customer      uuid,
    connection    uuid,
    url           text,
    root          text,
    document_root text,
    owner         text,
    databases     jsonb,
    php_pid_file  text,
    self_service  boolean,
    site_at       timestamptz,
    contract_at   timestamptz,
    removed       boolean not null
);

create table restore_point (
    id         uuid primary key,
    site       uuid        not null,
    taken_at   timestamptz not null,
    snapshot   text        not null,
    files      bigint      not null check (files >= 0),
    bytes      bigint      not null check (bytes >= 0),
    databases  jsonb       not null,
    made_for   uuid,
    expired_at timestamptz,
    corrupt_at timestamptz
);
create index restore_point_of_site on restore_point (site, taken_at desc);

-- An expiry or a damage can be heard of before the creation: topics keep order, replays of dead letters do not.
create table restore_point_end (
    id         uuid primary key,
    expired_at timestamptz,
    corrupt_at timestamptz
);

create table site_change (
    id          uuid primary key,
    site        uuid        not null,
    type        text        not null,
    object_kind text,
    object_name text,
    object_path text,
    happened_at timestamptz not null
);
create index site_change_of_site on site_change (site, happened_at);

create table diagnosis (
    id          uuid primary key,
    site        uuid        not null,
    health      text        not null,
    at          timestamptz not null,
    signature   text,
    cause_fr    text,
    cause_en    text,
    first_seen  timestamptz,
    change      uuid,
    changed_at  timestamptz,
    of_restore  uuid
);
create index diagnosis_of_site on diagnosis (site, at desc);

create table restore (
    id                uuid primary key,
    site              uuid        not null,
    customer          uuid        not null,
    connection        uuid,
    restore_point     uuid        not null references restore_point (id),
    requested_role    text        not null,
    requested_by      text        not null,
    without_safety    boolean     not null,
    state             text        not null check (state in ('REQUESTED', 'SAFETY_BACKUP', 'PREFLIGHT', 'PREPARING', 'SWITCHING',
        'CHECKING', 'ROLLING_BACK', 'COMPLETED', 'ROLLED_BACK', 'FAILED', 'CANCELLED')),
    state_since       timestamptz not null,
    safety_point      uuid,
    safety_failure    jsonb,
    health_before     text,
    target            jsonb,
    layout            jsonb,
    prepared          jsonb,
    checked           jsonb,
    outcome           jsonb,
    waiting           jsonb,
    attempts          integer     not null,
    cancel_wanted     boolean     not null,
    diagnosis         uuid,
    requested_at      timestamptz not null,
    started_at        timestamptz,
    switched_at       timestamptz,
    ended_at          timestamptz,
    due_at            timestamptz,
    retained_until    timestamptz,
    untidy            boolean     not null,
    version           bigint      not null,
    check ((ended_at is null) = (state not in ('COMPLETED', 'ROLLED_BACK', 'FAILED', 'CANCELLED'))),
    check (state <> 'FAILED' or outcome is not null)
);
-- Two restores of one site at a time would undo each other.
create unique index restore_running on restore (site)
    where state not in ('COMPLETED', 'ROLLED_BACK', 'FAILED', 'CANCELLED');
create index restore_newest on restore (requested_at desc, id desc);
create index restore_of_site on restore (site, requested_at desc);
create index restore_due on restore (due_at) where due_at is not null;
create index restore_untidy on restore (id) where untidy;
create index restore_retained on restore (retained_until) where retained_until is not null;

-- The journal: one row for each time a step was begun, written before it acts and again after.
create table restore_step (
    id         uuid primary key,
    restore    uuid        not null references restore (id),
    step       text        not null,
    state      text        not null check (state in ('STARTED', 'DONE', 'FAILED', 'INTERRUPTED')),
    started_at timestamptz not null,
    ended_at   timestamptz,
    detail     text,
    check ((state = 'STARTED') = (ended_at is null))
);
create index restore_step_of_restore on restore_step (restore, started_at);

-- Which diagnosis a support case is about, so that advice can be asked for by the case.
create table support_case (
    id        uuid primary key,
    site      uuid not null,
    diagnosis uuid
);
