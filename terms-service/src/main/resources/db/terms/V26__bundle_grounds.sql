-- Bundles look up imported acceptances and mandates too: an acceptance names its mandate, and a contract may stand on what another system took.
drop index ledger_entry_acceptance;
create index ledger_entry_acceptance on ledger_entry ((body::jsonb #>> '{data,acceptance}'))
    where kind in ('acceptance.recorded', 'acceptance.imported', 'personal-values.erased');
create index ledger_entry_mandate on ledger_entry ((body::jsonb #>> '{data,mandate}'))
    where kind in ('mandate.given', 'mandate.revoked');
