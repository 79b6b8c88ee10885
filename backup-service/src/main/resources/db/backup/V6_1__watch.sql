-- How old the last good restore point of a site may get. The tick looks at alarm_at only, and costs the same for ten sites and for a million.
create table backup_age (
    site          uuid primary key,
    customer      uuid        not null,
    -- nanoseconds between two backups, as far apart as they may be; null: nobody promised any
    longest_gap   bigint check (longest_gap > 0),
    -- From when on backups were promised.
    since         timestamptz not null,
    last_good     uuid,
    last_good_at  timestamptz,
    -- When the next alarm is due, or its reminder; null: none is
    alarm_at      timestamptz,
    overdue_since timestamptz,
    reminders     int         not null default 0,
    check (alarm_at is null or longest_gap is not null),
    check ((last_good is null) = (last_good_at is null))
);
create index backup_age_alarm on backup_age (alarm_at) where alarm_at is not null;
create index backup_age_overdue on backup_age (site) where overdue_since is not null;
insert into backup_age (site, customer, longest_gap, since, last_good, last_good_at, alarm_at)
select p.site, p.customer, p.frequency, p.told_at, g.id, g.taken_at,
    -- Not before an hour from now: what was late while this service was renewed is caught up with first.
    greatest(now() + interval '1 hour', coalesce(g.taken_at, p.told_at) + p.frequency / 1000 * interval '1 microsecond' + interval '2 hours')
from policy p
    left join lateral (select id, taken_at from restore_point r where r.site = p.site and r.state = 'AVAILABLE'
        order by taken_at desc, id desc limit 1) g on true
where p.kind = 'HOST_RUN';

-- What looks wrong with a site's backups.
create table finding (
    id            uuid primary key,
    site          uuid        not null,
    customer      uuid        not null,
    kind          text        not null check (kind in ('SILENT_SOURCE', 'SHRINKING', 'GROWING', 'CHURN')),
    -- which source: a database's name; empty: the files
    subject       text        not null,
    facts         jsonb       not null,
    -- the restore point that showed it, and the last one before it, which is kept
    restore_point uuid references restore_point (id),
    pinned        uuid references restore_point (id),
    opened_at     timestamptz not null,
    closed_at     timestamptz,
    closed_why    text check (closed_why in ('RECOVERED', 'USUAL', 'DISMISSED')),
    closed_reason text,
    version       bigint      not null,
    check ((closed_at is null) = (closed_why is null))
);
create unique index finding_open on finding (site, kind, subject) where closed_at is null;
create index finding_of_site on finding (site, id desc);
