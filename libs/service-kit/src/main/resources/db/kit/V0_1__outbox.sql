-- Events to publish. A row lives from the commit of its fact until the broker has it.
create table outbox (
    seq     bigint generated always as identity primary key,
    id      uuid        not null,
    topic   text        not null,
    key     text        not null,
    type    text        not null,
    time    timestamptz not null,
    trace   text        not null,
    headers text,
    data    text        not null
);
-- A queue: rows come and go, so dead ones are cleared early and often.
alter table outbox set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_insert_scale_factor = 0.5);
