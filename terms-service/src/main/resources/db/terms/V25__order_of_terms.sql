-- Versions can begin to apply to a contract at the same moment: what was written last applies.
alter table contract_terms add column seq bigint generated always as identity;
drop index contract_terms_since;
create index contract_terms_since on contract_terms (contract, since desc, seq desc);

-- Of versions with the same first day the one that was published last is in force: numbers are given to drafts.
drop index terms_version_effective;
create index terms_version_effective on terms_version (document, effective_from desc, published_at desc)
    where state = 'PUBLISHED' and withdrawn_at is null;
