-- What a site's repository takes, as restic measured it; between two measurements what backups have added since.
create table measured_usage (
    site        uuid primary key,
    stored      bigint check (stored >= 0),
    measured_at timestamptz,
    check ((stored is null) = (measured_at is null))
);
create index measured_usage_oldest on measured_usage (measured_at nulls first);

-- What each site took on a day (UTC), as it was then: a site that moves leaves its past where it was.
create table usage_day (
    day        date   not null,
    site       uuid   not null,
    customer   uuid   not null,
    server     uuid   not null,
    points     int    not null check (points >= 0),
    raw        bigint not null check (raw >= 0),
    logical    bigint not null check (logical >= 0),
    stored     bigint not null check (stored >= 0),
    primary key (site, day)
);
create index usage_day_of_customer on usage_day (customer, day);
create index usage_day_of_server on usage_day (server, day);
create index usage_day_oldest on usage_day (day);

-- How much a site or a customer may store; where none is, or without bytes, the setting counts.
create table storage_quota (
    id      uuid   not null primary key,
    subject text   not null check (subject in ('SITE', 'CUSTOMER')),
    bytes   bigint check (bytes >= 0),
    version bigint not null
);
