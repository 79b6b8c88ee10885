-- All keys wrapped anew by another key-encryption key.
create table key_rotation (
    id           uuid primary key,
    kek          text        not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    state        text        not null check (state in ('RUNNING', 'COMPLETED')),
    total        bigint      not null check (total >= 0),
    done         bigint      not null check (done >= 0),
    -- Why the last batch went wrong; the next try begins there.
    problem      text,
    ended_at     timestamptz,
    version      bigint      not null,
    check ((state = 'COMPLETED') = (ended_at is not null))
);
create unique index key_rotation_running on key_rotation (state) where state = 'RUNNING';
