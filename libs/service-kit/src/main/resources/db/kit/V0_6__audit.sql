-- Who did what, when, from where. Rows are only ever added.
create table audit_entry (
    id            uuid        primary key,
    at            timestamptz not null,
    subject       text        not null,
    role          text        not null,
    remote        text,
    action        text        not null,
    resource_type text        not null,
    resource_id   text        not null,
    before        jsonb,
    after         jsonb
);
comment on column audit_entry.remote is 'address of the client; absent for what the service does by itself';

-- Ids are UUIDs of version 7: their order is the order of time.
create index audit_entry_resource on audit_entry (resource_type, resource_id, id desc);
create index audit_entry_subject on audit_entry (subject, id desc);

create function audit_entry_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'audit_entry rows are final';
end
$$;
create trigger audit_entry_final before update or delete on audit_entry
    for each row execute function audit_entry_is_final();
