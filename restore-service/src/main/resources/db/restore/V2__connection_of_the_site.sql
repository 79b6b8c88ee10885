-- Which panel sees a restore is the site's to say, which may move to another one.
alter table restore drop column connection;
create index site_of_connection on hosted_site (connection) where connection is not null;
