-- Operators' own signatures: what took effect once is never changed, the next edition takes its place.
create table signature_edition (
    id           uuid primary key,
    signature    text        not null,
    edition      integer     not null check (edition > 0),
    state        text        not null check (state in ('DRAFT', 'IN_EFFECT', 'ENDED')),
    entry        jsonb       not null,
    author       text        not null,
    written_at   timestamptz not null,
    effective_at timestamptz,
    ended_at     timestamptz,
    version      bigint      not null,
    unique (signature, edition),
    check (state <> 'IN_EFFECT' or effective_at is not null),
    check ((state = 'ENDED') = (ended_at is not null))
);
create unique index signature_edition_in_effect on signature_edition (signature) where state = 'IN_EFFECT';
create unique index signature_edition_draft on signature_edition (signature) where state = 'DRAFT';

-- Nothing below refers to the site's row: who removes a site would wait for who reads its logs, and the other way round. What is left of a
-- removed site is swept.

-- How far each log of a site has been read, or why not. The anchor is a hash of what stands right before that place.
create table log_tail (
    id       uuid primary key,
    site     uuid        not null,
    customer uuid        not null,
    path     text        not null,
    kind     text        not null,
    identity text,
    position bigint,
    anchor   text,
    read_at  timestamptz,
    gap_at   timestamptz,
    trouble  text,
    unique (site, path),
    check ((identity is null) = (position is null) and (identity is null) = (anchor is null))
);

-- When a site's logs are read next; a row of its own, because it is taken by one process at a time.
create table log_watch (
    site uuid        primary key,
    due  timestamptz not null
);
create index log_watch_due on log_watch (due);

-- A log that somebody handed in. What it says is the word of who did so, and is counted apart.
create table log_upload (
    id          uuid primary key,
    site        uuid        not null,
    customer    uuid        not null,
    uploaded_at timestamptz not null,
    bytes       bigint      not null
);
create index log_upload_of_site on log_upload (site, id);

-- What stands in a site's logs again and again, once for each trouble, without secrets.
create table log_occurrence (
    id          uuid primary key,
    site        uuid        not null,
    customer    uuid        not null,
    upload      uuid references log_upload (id) on delete cascade,
    fingerprint text        not null,
    signature   text        not null,
    kind        text        not null,
    file        text,
    line        integer,
    count       bigint      not null check (count > 0),
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    samples     jsonb       not null,
    unique nulls not distinct (site, upload, fingerprint),
    check (first_seen <= last_seen)
);
create index log_occurrence_recent on log_occurrence (site, last_seen desc, id);
create index log_occurrence_by_age on log_occurrence (last_seen);
