-- A customer can take back that they leave: the version does not apply to them for the time before it. Each word of theirs about it has its number, by
-- which what is personal in it is kept.
alter table change_notice
    add column stayed_at timestamptz,
    add column words     int not null default 0 check (words >= 0);
update change_notice set words = 1 where left_at is not null;
