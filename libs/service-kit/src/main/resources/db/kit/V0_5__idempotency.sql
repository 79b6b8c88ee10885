-- What was answered to a request that carried an Idempotency-Key. The row is written in the transaction of what the
-- request made, so the two exist together or not at all.
create table idempotency_key (
    caller     text        not null,
    operation  text        not null,
    key        text        not null check (length(key) between 1 and 255),
    body_hash  bytea       not null check (octet_length(body_hash) = 32),
    status     smallint    not null check (status between 200 and 399),
    location   text,
    etag       text,
    body       bytea,
    created_at timestamptz not null,
    primary key (caller, operation, key)
);
comment on column idempotency_key.caller is 'role and subject of the token';
comment on column idempotency_key.body_hash is 'SHA-256 over path, query and canonical JSON of the request';
comment on column idempotency_key.body is 'the JSON that was answered, byte for byte';

-- The sweep of what is older than 24 hours.
create index idempotency_key_created_at on idempotency_key (created_at);
