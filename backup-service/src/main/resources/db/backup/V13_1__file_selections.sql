-- Which files of a site are backed up, where somebody chose: more folders, and patterns of what is left out.
create table file_selection (
    site       uuid primary key,
    wanted     jsonb       not null,
    changed_at timestamptz not null,
    version    bigint      not null
);
-- What a restore point does not hold on purpose; null: nobody asked for that when it was made.
alter table restore_point add column left_out jsonb;
