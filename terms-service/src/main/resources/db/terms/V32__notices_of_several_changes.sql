-- A notice tells of one change, or of several that one actor makes to the same part of a site within a while.
alter table risk_notice
    add column grouping         text,
    add column open             boolean not null default false,
    add column gathered         jsonb,
    add column change_count     int     not null default 1 check (change_count > 0),
    add column last_happened_at timestamptz,
    -- Of the reminders: how many there were, and when to look at the notice again.
    add column reminded         int     not null default 0 check (reminded >= 0),
    add column due_at           timestamptz,
    add column expires_at       timestamptz,
    add column expired_at       timestamptz,
    add column expired_why      text check (expired_why in ('TIME', 'UNDONE', 'RESOLVED', 'SITE_REMOVED')),
    add constraint expired_for_a_reason check ((expired_at is null) = (expired_why is null)),
    add constraint open_can_be_joined check (not open or (grouping is not null and gathered is not null and last_happened_at is not null
        and acknowledged_at is null and expired_at is null));
-- Two writers who find none open cannot both open one.
create unique index risk_notice_open on risk_notice (site, grouping) where open;
create index risk_notice_due on risk_notice (due_at) where due_at is not null;
-- Those that a restore may have made pointless.
create index risk_notice_unread on risk_notice (site, happened_at) where acknowledged_at is null and expired_at is null;

-- Each change is told of once, and reaches the customer when its notice does so with it: a notice that is told further has to be delivered anew.
create table risk_notice_change (
    change       uuid        primary key,
    -- At the commit, as both rows are written by one statement.
    notice       uuid        not null references risk_notice deferrable initially deferred,
    change_type  text        not null,
    joined_at    timestamptz not null,
    delivered_at timestamptz
);
create index risk_notice_change_notice on risk_notice_change (notice);
insert into risk_notice_change (change, notice, change_type, joined_at, delivered_at)
select change, id, change_type, raised_at, delivered_at from risk_notice;
