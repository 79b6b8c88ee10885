-- Which panel sees a diagnosis is the site's to say, which may move to another one.
alter table diagnosis drop column connection;
