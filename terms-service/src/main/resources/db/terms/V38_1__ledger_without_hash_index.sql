-- Two entries cannot have the same hash: their sequence numbers are hashed, and each is recomputed when the chain is walked. To see to it once more
-- took an index without any order, which nobody reads: each append changed another page of it, and wrote it to the log whole after each checkpoint.
alter table ledger_entry drop constraint ledger_entry_hash_key;
