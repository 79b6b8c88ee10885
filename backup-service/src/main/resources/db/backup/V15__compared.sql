-- When the bus was told how a point differs from the one before it; null: it is to be told, or told anew.
alter table restore_point add column compared_at timestamptz;
create index restore_point_to_compare on restore_point (site, taken_at) where difference is not null and compared_at is null;
