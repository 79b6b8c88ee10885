-- A connection can be changed: each change has the version that it was made of (If-Match).
alter table connection add column version bigint not null default 0;
