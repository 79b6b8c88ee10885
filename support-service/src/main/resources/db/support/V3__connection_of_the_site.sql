-- Which panel sees a row is the site's to say, which may move to another one.
alter table support_case drop column connection;
alter table coverage_decision drop column connection;
alter table quote drop column connection;
create index site_of_connection on hosted_site (connection) where connection is not null;
