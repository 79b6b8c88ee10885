-- What of the restore point comes back; null for all of the site.
alter table restore add column selection jsonb;
