-- What of the live databases is kept, as it was asked for; null for nothing.
alter table restore add column keeping jsonb;
-- What became of it: what was kept, what could not be, what a rollback took with it.
alter table restore add column kept jsonb;
