-- For which sites a connection may report beside those that name it: a billing system, and a site's own WordPress, speak for sites of another panel.
alter table connection add column sites jsonb not null default '[]';
alter table connection add column servers jsonb not null default '[]';
alter table connection add check (servers = '[]' or kind <> 'WORDPRESS');

-- When a connection was last heard. A row of its own: it is written with what panels send, the connection itself by operators.
create table connection_pulse (
    connection   uuid primary key references connection (id),
    heard_at     timestamptz not null,
    silent_since timestamptz
);
create index connection_pulse_to_watch on connection_pulse (heard_at) where silent_since is null;

-- What a panel signs with, wrapped by a key-encryption key: a signature is compared by the secret itself, so it cannot be a hash.
create table webhook_secret (
    id         uuid primary key,
    connection uuid        not null references connection (id),
    wrapped    bytea       not null,
    made_at    timestamptz not null,
    ends_at    timestamptz
);
create index webhook_secret_of_connection on webhook_secret (connection, id);

-- What was answered to each delivery: it is answered the same when it is sent again.
create table webhook_delivery (
    connection  uuid        not null,
    webhook_id  text        not null,
    received_at timestamptz not null,
    answer      text,
    primary key (connection, webhook_id)
);
create index webhook_delivery_by_age on webhook_delivery (received_at);

-- Reports that could not be placed, without the secrets that were in them.
create table held_report (
    id          uuid primary key,
    connection  uuid        not null,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    happened_at timestamptz not null,
    held_at     timestamptz not null,
    expires_at  timestamptz not null,
    about       jsonb       not null,
    reason      text        not null check (reason in ('UNKNOWN', 'AMBIGUOUS')),
    data        jsonb       not null,
    state       text        not null check (state in ('HELD', 'PLACED', 'DISCARDED')),
    change      uuid,
    version     bigint      not null,
    unique (connection, source, event_id),
    check ((state = 'PLACED') = (change is not null))
);
create index held_report_waiting on held_report (connection, id) where state = 'HELD';
create index held_report_by_end on held_report (expires_at);

-- A report that names an account and no domain is placed by the account of one of the connection's sites.
create index site_of_owner on site ((place ->> 'owner'));

-- A report may name nothing but a database.
create index site_of_database on site using gin ((place -> 'databases') jsonb_path_ops);
