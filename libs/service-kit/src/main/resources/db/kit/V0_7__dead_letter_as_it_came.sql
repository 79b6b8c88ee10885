-- A dead letter is replayed as it came, with its own time and trace. Beside events that a listener could not handle there
-- are records that are no event, and events of ours that the broker will never take.
alter table dead_letter
    add column kind         text not null default 'UNHANDLED' check (kind in ('UNHANDLED', 'UNREADABLE', 'REFUSED')),
    add column source       text,
    add column time         timestamptz,
    add column trace        text,
    add column headers      text,
    add column discarded_at timestamptz;
comment on column dead_letter.time is 'when it happened; absent for what was buried before this was kept';
comment on column dead_letter.headers is 'Kafka headers of a REFUSED one beyond those of every event';

drop index dead_letter_open;
create index dead_letter_open on dead_letter (buried_at, id) where replayed_at is null and discarded_at is null;
