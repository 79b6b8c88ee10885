-- A server may be another machine: how it is reached, by names of secrets only, and by which host keys it is known.
alter table server drop constraint server_access_check;
alter table server add column ssh jsonb;
alter table server add constraint server_access_check check (access = 'LOCAL' and ssh is null or access = 'SSH' and ssh is not null);
