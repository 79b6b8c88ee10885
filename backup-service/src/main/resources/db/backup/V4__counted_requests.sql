-- Backups that a customer or a panel asked for: they may do so a number of times a day.
alter table backup add column counted boolean not null default false;
create index backup_counted on backup (site, requested_at) where counted;
