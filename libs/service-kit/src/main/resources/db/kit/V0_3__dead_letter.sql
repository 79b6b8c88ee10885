-- Events that could not be handled, for an operator to read and replay.
create table dead_letter (
    id          uuid        primary key,
    topic       text        not null,
    key         text,
    type        text        not null,
    value       text        not null,
    reason      text        not null,
    attempts    int         not null,
    buried_at   timestamptz not null,
    replayed_at timestamptz
);
create index dead_letter_open on dead_letter (buried_at, id) where replayed_at is null;
