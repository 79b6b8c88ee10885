-- A report is a repetition when it is of the same site: two panels may use the same source and the same ids.
alter table site_change drop constraint site_change_source_event_id_key;
alter table site_change add unique (site, source, event_id);
