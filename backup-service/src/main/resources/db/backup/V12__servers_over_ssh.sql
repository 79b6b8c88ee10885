-- How a server is reached that is another machine; names of secrets only.
alter table server add column ssh jsonb;
