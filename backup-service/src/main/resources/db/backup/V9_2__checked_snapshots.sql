-- The snapshot that was seen to be whole: another start of the run takes this one for its own, and no other.
alter table backup add column snapshot_checked text;
