-- A contract can begin with an acceptance that another system recorded.
alter table contract_terms drop constraint contract_terms_basis_check;
alter table contract_terms add constraint contract_terms_basis_check
    check (basis in ('ACCEPTED', 'IMPORTED', 'NOTICE', 'SILENCE', 'PUBLICATION'));
