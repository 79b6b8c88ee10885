-- What another system knows an acceptance by may be somebody's address, and a note is free text: both go where they can be erased. The row keeps
-- the hash of the reference, which tells whether it was taken over before. (What was taken over earlier has no commitments in the ledger.)
alter table acceptance add column reference_sha256 text check (reference_sha256 ~ '^[0-9a-f]{64}$');
insert into personal_value (owner, field, salt, value)
select id, field, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), value
from acceptance, lateral (values ('reference', reference), ('note', evidence ->> 'note')) as said (field, value)
where value is not null;
alter table acceptance disable trigger acceptance_is_final;
update acceptance
set reference_sha256 = encode(sha256(convert_to(reference, 'UTF8')), 'hex'), evidence = evidence - 'note'
where reference is not null;
alter table acceptance enable trigger acceptance_is_final;
alter table acceptance
    drop constraint an_import_has_a_source,
    drop constraint acceptance_imported_once,
    drop column reference,
    add constraint an_import_has_a_source check (
        (provenance = 'IMPORTED') = (source is not null)
        and (source is null) = (reference_sha256 is null) and (source is null) = (evidence is null)),
    add constraint an_import_keeps_no_note check (evidence ->> 'note' is null),
    add constraint acceptance_imported_once unique (source, reference_sha256);
