-- The evidence: an append-only hash chain. An entry's hash is
--   SHA-256( 0x01 || hash of the entry before || sequence number, 8 bytes big-endian || SHA-256(body, UTF-8) )
-- and the entry before the first has the hash SHA-256('gardefou.evidence.v1').
-- The columns behind the body are computed from it, so that they can say nothing else than what was hashed.
create table ledger_entry (
    seq       bigint primary key check (seq > 0),
    prev_hash bytea  not null check (length(prev_hash) = 32),
    hash      bytea  not null unique check (length(hash) = 32),
    body      text   not null,
    kind      text   not null generated always as (body::jsonb ->> 'kind') stored,
    site      uuid   generated always as ((body::jsonb ->> 'site')::uuid) stored,
    customer  uuid   generated always as ((body::jsonb ->> 'customer')::uuid) stored
);
create index ledger_entry_site on ledger_entry (site, seq);
create index ledger_entry_customer on ledger_entry (customer, seq);

-- Where the chain ends. Its one row is the lock that keeps two writers from forking the chain.
create table ledger_head (
    one  boolean primary key default true check (one),
    seq  bigint  not null,
    hash bytea   not null
);
insert into ledger_head (seq, hash) values (0, sha256('gardefou.evidence.v1'::bytea));

-- What is personal is only committed to in the chain, as SHA-256(salt || value). Deleting the row here makes the commitment
-- say nothing about anybody, and the chain still verifies.
create table personal_value (
    owner uuid  not null,
    field text  not null,
    salt  bytea not null check (length(salt) = 32),
    value text  not null,
    primary key (owner, field)
);

-- The only way in: appends the bodies in their order and returns the number of the last entry.
create function ledger_append(bodies text[]) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    head   ledger_head;
    chain  bytea;
    hashes bytea[] := '{}';
    prevs  bytea[] := '{}';
    body   text;
    n      bigint;
begin
    select * into strict head from ledger_head for update;
    chain := head.hash;
    n := head.seq;
    foreach body in array bodies loop
        n := n + 1;
        prevs := prevs || chain;
        chain := sha256('\x01'::bytea || chain || int8send(n) || sha256(convert_to(body, 'UTF8')));
        hashes := hashes || chain;
    end loop;
    perform set_config('gardefou.ledger', 'append', true);
    insert into ledger_entry (seq, prev_hash, hash, body)
        select head.seq + i, p, h, b from unnest(prevs, hashes, bodies) with ordinality as e (p, h, b, i);
    update ledger_head set seq = n, hash = chain;
    perform set_config('gardefou.ledger', '', true);
    return n;
end $$;

-- Looks at the whole chain: the first sequence number where it breaks, none when it holds.
create function ledger_first_break() returns bigint
    language sql stable set search_path = pg_catalog, public, pg_temp as $$
    with walked as (
        select e.*,
               lag(e.hash, 1, sha256('gardefou.evidence.v1'::bytea)) over w as before,
               lag(e.seq, 1, 0::bigint) over w as number_before
        from ledger_entry e window w as (order by e.seq)),
    broken as (
        select seq from walked
        where prev_hash <> before
           or seq <> number_before + 1
           or hash <> sha256('\x01'::bytea || prev_hash || int8send(seq) || sha256(convert_to(body, 'UTF8')))
        union all
        -- The head remembers the last entry: a chain cut at its end is found too, unless the head is cut with it.
        select coalesce(max(e.seq), 0) + 1 from ledger_head h left join ledger_entry e on true
        group by h.seq, h.hash
        having coalesce(max(e.seq), 0) <> h.seq
        union all
        select h.seq from ledger_head h join ledger_entry e on e.seq = h.seq where e.hash <> h.hash)
    select min(seq) from broken
$$;

create function refuse_foreign_ledger_write() returns trigger language plpgsql as $$
begin
    if tg_op in ('INSERT', 'UPDATE') and current_setting('gardefou.ledger', true) = 'append'
        and (tg_op = 'INSERT' or tg_table_name = 'ledger_head') then
        return new;
    end if;
    raise exception '% of % is refused: the ledger is written by ledger_append only, and never changed', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_is_final before insert or update or delete on ledger_entry
    for each row execute function refuse_foreign_ledger_write();
create trigger ledger_entry_is_not_truncated before truncate on ledger_entry
    for each statement execute function refuse_foreign_ledger_write();
create trigger ledger_head_is_kept before insert or update or delete on ledger_head
    for each row execute function refuse_foreign_ledger_write();
create trigger ledger_head_is_not_truncated before truncate on ledger_head
    for each statement execute function refuse_foreign_ledger_write();
revoke all on function ledger_append(text[]) from public;
