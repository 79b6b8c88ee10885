-- What is told late or out of its order comes to the same as what is told in time.

-- When a site went, also one that is not told of yet.
create table site_gone (
    site uuid        primary key,
    at   timestamptz not null
);
insert into site_gone (site, at) select id, at from site where removed;

-- When a site was last seen healthy: a breakage that is told later, and was seen before, is over.
create table site_health (
    site       uuid        primary key,
    healthy_at timestamptz not null
);
insert into site_health (site, healthy_at)
select site, max(healed_at) from site_breakage where healed_at is not null group by site;

-- And when it was last seen broken: only a healthy look after that ends it.
alter table site_breakage add column seen_at timestamptz;
update site_breakage set seen_at = since;
alter table site_breakage
    alter column seen_at set not null,
    add constraint healed_after_it_was_seen check (healed_at is null or healed_at >= seen_at);

-- When it was told whether the site in a point answered, which later looks at its data say nothing of.
alter table restore_point add column boot_told_at timestamptz;
update restore_point set boot_told_at = at where boot_failed is not null;

-- Restores of all of a site. What was changed between what it was restored to and what it was before is undone, also where one of the two points, or the
-- change, is told of later.
create table taken_back (
    restore       uuid        primary key,
    site          uuid        not null,
    restore_point uuid        not null,
    safety_point  uuid        not null,
    told_at       timestamptz not null
);
create index taken_back_of_site on taken_back (site);
create index taken_back_told on taken_back (told_at);
