create table note (
    id          uuid        primary key,
    version     bigint      not null,
    customer    uuid,
    connection  uuid,
    title       text        not null unique,
    stars       integer     not null,
    color       text        not null,
    due         timestamptz,
    created_at  timestamptz not null
);
create index note_newest on note (created_at desc, id desc);
