-- The hash of a short reference is guessed: who has the ledger could try all order numbers, or an address. From now on reference_sha256 is the salted
-- commitment that the ledger has, and what tells whether a reference was taken over before is made with a key that never leaves this database. What was
-- taken over earlier keeps the plain hash, by which it is found.
create table reference_key (
    only_one boolean primary key default true check (only_one),
    key      bytea   not null check (length(key) = 32)
);
insert into reference_key (key) values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
create trigger reference_key_is_kept before update or delete on reference_key
    for each row execute function refuse_change('without the key of references acceptances are taken over twice');
create trigger reference_key_is_not_truncated before truncate on reference_key
    for each statement execute function refuse_change('without the key of references acceptances are taken over twice');
alter table acceptance
    add column reference_mark text check (reference_mark ~ '^[0-9a-f]{64}$'),
    add constraint only_an_import_has_a_mark check (reference_mark is null or source is not null),
    add constraint acceptance_marked_once unique (source, reference_mark);
