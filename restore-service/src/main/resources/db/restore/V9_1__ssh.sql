-- How a server on another machine is reached, as told by the bus; null for this machine, and where it was told before this was kept.
alter table server add column ssh jsonb;
