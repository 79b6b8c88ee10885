-- What promises are judged by no longer grows with how often a site is looked at, nor for ever.

-- When a site was looked at from outside: a row for each day (of UTC), in which looks that overlap are one time. A look at the promises of a month
-- reads 32 rows at most, where it read every look of the month before.
create table conformance_watched (
    site    uuid           not null,
    day     date           not null,
    watched tstzmultirange not null,
    primary key (site, day)
);

-- What was heard before, as gardefou.conformance.look counts it by default.
insert into conformance_watched (site, day, watched)
select site, (at at time zone 'UTC')::date, range_agg(tstzrange(at, at + interval '5 minutes'))
from conformance_fact where what = 'LOOKED' and code in ('HEALTHY', 'DEGRADED', 'DOWN')
group by 1, 2;
delete from conformance_fact where what = 'LOOKED';

-- Until when what was heard of a site was let go of. Who sweeps takes the site that was swept the longest ago, and never comes by twice in a month.
alter table conformance_watch add column swept timestamptz not null default '2000-01-01T00:00:00Z';
create index conformance_watch_swept on conformance_watch (swept);
insert into conformance_watch (site)
select distinct site from conformance_fact union select site from conformance_watched
on conflict do nothing;

-- What is to be stated of a site still needs what was heard of it.
create index conformance_month_site on conformance_month (site) where due is not null;

-- A point that went early is called by one name, whoever took it away. Statements keep their words, and are read by either.
update promise_standing set reason = 'POINT_GONE' where reason = 'POINT_GONE_EARLY';
