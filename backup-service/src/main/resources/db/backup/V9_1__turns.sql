-- Runs wait for their turn in their row: a job is asked for when the server has room for one more.
alter table backup
    add column server   uuid,
    add column given_at timestamptz,
    -- Goes before what is due.
    add column asked_for boolean not null default false;
update backup b set server = s.server, asked_for = coalesce(b.reason ->> 'kind', '') <> 'SCHEDULED' from site s where s.site = b.site;
-- What has not ended has its job already.
update backup set given_at = requested_at where ended_at is null;
alter table backup alter column server set not null, alter column asked_for drop default;
create index backup_waiting on backup (server, asked_for desc, requested_at) where given_at is null and ended_at is null;
create index backup_given on backup (server) where given_at is not null and ended_at is null;
