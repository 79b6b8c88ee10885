-- The restore that our people have prepared in a case, for as long as it waits for the customer's word.
alter table support_case add column proposal jsonb;
