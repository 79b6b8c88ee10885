-- Restore points of before a move have a site's files by the names of the place of then.
alter table hosted_site add column former jsonb;
-- A restore point may go to another place than the one that it was made of.
alter table restore add column elsewhere jsonb;
