-- Ids of events whose effect is in this database.
create table inbox (
    id          uuid        primary key,
    received_at timestamptz not null default now()
);
create index inbox_received_at on inbox using brin (received_at);
