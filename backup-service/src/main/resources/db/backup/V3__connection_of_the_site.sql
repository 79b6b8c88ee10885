-- Which panel sees a row is the site's to say, which may move to another one.
alter table policy drop column connection;
alter table restore_point drop column connection;
alter table backup drop column connection;
create index site_of_connection on site (connection) where connection is not null;
