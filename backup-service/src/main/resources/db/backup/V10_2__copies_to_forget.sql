-- Copies whose originals are forgotten: they are found however many there are.
alter table snapshot_copy add column outlived boolean not null default false;
update snapshot_copy c set outlived = true from restore_point p
    where p.id = c.restore_point and c.state <> 'FORGOTTEN' and p.forgotten_at is not null;
create index snapshot_copy_to_forget on snapshot_copy (site) where outlived and state <> 'FORGOTTEN';
