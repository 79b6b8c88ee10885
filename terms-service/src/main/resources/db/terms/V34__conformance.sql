-- Whether promises are kept: what the bus told of a site, what each promise is like now, and when it has to be looked at again.

-- What was heard, once for each event. Never changed: what is known of a promise follows from these rows by their own times, in whatever order
-- they came.
create table conformance_fact (
    event     uuid        primary key,
    site      uuid        not null,
    what      text        not null check (what in (
        'SITE_THERE', 'SITE_GONE', 'POINT_TAKEN', 'BACKUP_FAILED', 'POINT_CORRUPTED', 'POINT_EXPIRED', 'RESTORE_FAILED',
        'RESTORE_ROLLED_BACK', 'RESTORE_COMPLETED', 'SITE_DOWN', 'SITE_UP', 'LOOKED', 'ASSESSED')),
    at        timestamptz not null,
    subject   uuid,
    code      text,
    certainty text
);
create index conformance_fact_of_site on conformance_fact (site, at);
create index conformance_fact_last on conformance_fact (site, what, at desc);
create index conformance_fact_point on conformance_fact (subject) where what in ('POINT_TAKEN', 'POINT_CORRUPTED', 'POINT_EXPIRED');

-- Sites of which something was heard that was not looked at yet. Rows are only added and taken away, so that hearing waits for nobody.
create table conformance_wake (
    id   bigint      generated always as identity primary key,
    site uuid        not null,
    at   timestamptz not null
);
create index conformance_wake_site on conformance_wake (site);

-- When the mere passing of time can make another of a site's promises. The row is locked by who looks at the site.
create table conformance_watch (
    site  uuid        primary key,
    due   timestamptz,
    -- When the earliest happened of what was heard and could not be looked at.
    heard timestamptz
);
create index conformance_watch_due on conformance_watch (due) where due is not null;

-- What each promise to a site is like. told: what was told of it last on the bus, and for which period.
create table promise_standing (
    id          uuid        primary key,
    site        uuid        not null,
    promise     text        not null check (promise in ('BACKUP', 'RETENTION', 'RESTORE', 'AVAILABILITY', 'FIRST_RESPONSE')),
    contract    uuid        not null references contract,
    customer    uuid        not null,
    terms       uuid        not null references terms_version,
    state       text        not null check (state in ('KEPT', 'BROKEN', 'NOT_MEASURED')),
    reason      text        not null,
    since       timestamptz,
    evidence    jsonb       not null,
    measured    jsonb,
    told        text        check (told in ('KEPT', 'BROKEN')),
    told_period text,
    told_since  timestamptz,
    looked_at   timestamptz not null,
    constraint promise_standing_once unique (site, promise),
    constraint broken_since check (state <> 'BROKEN' or since is not null)
);
create index promise_standing_broken on promise_standing (since, id) where state = 'BROKEN';

-- What was known before: the points that are there. The event that told of one is not kept, so that its own id stands for it.
insert into conformance_fact (event, site, what, at, subject)
select id, site, 'POINT_TAKEN', taken_at, id from restore_point where taken_at is not null;
insert into conformance_fact (event, site, what, at, subject)
select gen_random_uuid(), site, 'POINT_' || state, at, id from restore_point where state <> 'GOOD';
insert into conformance_fact (event, site, what, at) select gen_random_uuid(), id, 'SITE_GONE', at from site where removed;
insert into conformance_wake (site, at) select site, now() from contract where state = 'ACTIVE';
