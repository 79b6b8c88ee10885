-- What a proposal keeps of the live database; null: nothing.
alter table restore_proposal add column keeping jsonb;
