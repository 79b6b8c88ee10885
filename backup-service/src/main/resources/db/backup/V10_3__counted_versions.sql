-- How many versions of files the index has of a site, counted as they come and go: to count them anew takes seconds where there are many.
alter table content_site add column versions bigint not null default 0;
update content_site s set versions = v.versions
from (select site, count(*) as versions from content_file group by site) v where v.site = s.number;
