-- Signed checkpoints over the evidence: the root of a Merkle tree (RFC 9162, section 2.1) whose leaves are the entries' hashes in
-- their order. A leaf is SHA-256(0x00 || hash of the entry), a node SHA-256(0x01 || left || right).

-- The nodes above the leaves that will never change: those of full subtrees. Entry seq is the leaf of index seq - 1 on level 0.
create table ledger_node (
    level smallint not null check (level > 0),
    index bigint   not null check (index >= 0),
    hash  bytea    not null check (length(hash) = 32),
    primary key (level, index)
);

-- Every key that ever signed: a checkpoint must be checkable after the key has been replaced.
create table checkpoint_key (
    id         text primary key,
    public_key bytea       not null,
    first_used timestamptz not null
);

create table checkpoint (
    number   bigint primary key check (number > 0),
    id       uuid        not null unique,
    origin   text        not null,
    size     bigint      not null unique check (size > 0),
    root     bytea       not null check (length(root) = 32),
    head     bytea       not null check (length(head) = 32),
    previous bytea check (length(previous) = 32),
    key      text        not null references checkpoint_key,
    at       timestamptz not null,
    body     text        not null,
    jws      text        not null,
    check ((previous is null) = (number = 1))
);

-- What an authority of time said about a checkpoint (RFC 3161), and the certificate that it was believed by.
create table checkpoint_time_stamp (
    checkpoint  bigint      not null references checkpoint,
    authority   text        not null,
    at          timestamptz not null,
    response    bytea       not null,
    certificate text        not null,
    primary key (checkpoint, authority)
);

create trigger ledger_node_is_final before update or delete on ledger_node for each row execute function refuse_change('what was signed is never changed');
create trigger ledger_node_is_not_truncated before truncate on ledger_node for each statement execute function refuse_change('what was signed is never changed');
create trigger checkpoint_key_is_final before update or delete on checkpoint_key for each row execute function refuse_change('what was signed is never changed');
create trigger checkpoint_key_is_not_truncated before truncate on checkpoint_key for each statement execute function refuse_change('what was signed is never changed');
create trigger checkpoint_is_final before update or delete on checkpoint for each row execute function refuse_change('what was signed is never changed');
create trigger checkpoint_is_not_truncated before truncate on checkpoint for each statement execute function refuse_change('what was signed is never changed');
create trigger checkpoint_time_stamp_is_final before update or delete on checkpoint_time_stamp
    for each row execute function refuse_change('what was signed is never changed');
create trigger checkpoint_time_stamp_is_not_truncated before truncate on checkpoint_time_stamp
    for each statement execute function refuse_change('what was signed is never changed');

-- Looks at a part of the chain, and at the checkpoints in it: the first sequence number where it breaks, none when it holds.
create function ledger_first_break(first bigint, last bigint) returns bigint
    language sql stable set search_path = pg_catalog, public, pg_temp as $$
    with part as materialized (
        select seq, prev_hash, hash,
               sha256('\x01'::bytea || prev_hash || int8send(seq) || sha256(convert_to(body, 'UTF8'))) as computed
        from ledger_entry where seq between first - 1 and last),
    walked as (
        select p.*,
               lag(p.hash, 1, case when first = 1 then sha256('gardefou.evidence.v1'::bytea) end) over w as before,
               lag(p.seq, 1, case when first = 1 then 0::bigint end) over w as number_before
        from part p window w as (order by p.seq)),
    broken as (
        select seq from walked
        where seq >= first and (hash <> computed or prev_hash is distinct from before or number_before is distinct from seq - 1)
        union all
        select coalesce(max(seq), first - 1) + 1 from part having coalesce(max(seq), first - 1) < last
        union all
        select c.size from checkpoint c join part p on p.seq = c.size where c.size >= first and p.hash <> c.head
        union all
        select h.seq from ledger_head h join part p on p.seq = h.seq where h.seq >= first and p.hash <> h.hash)
    select min(seq) from broken
$$;

-- What bundles look up. Partial: an append pays for the one that its kind has, and for no other.
create index ledger_entry_contract on ledger_entry ((body::jsonb #>> '{data,contract}')) where kind = 'contract.activated';
create index ledger_entry_case on ledger_entry ((body::jsonb #>> '{data,case}')) where kind = 'case.opened';
create index ledger_entry_diagnosis on ledger_entry ((body::jsonb #>> '{data,diagnosis}')) where kind = 'site.diagnosed';
create index ledger_entry_assessment on ledger_entry ((body::jsonb #>> '{data,assessment}')) where kind = 'liability.assessed';
create index ledger_entry_version on ledger_entry ((body::jsonb #>> '{data,version}')) where kind = 'terms.published';
create index ledger_entry_acceptance on ledger_entry ((body::jsonb #>> '{data,acceptance}'))
    where kind in ('acceptance.recorded', 'personal-values.erased');
