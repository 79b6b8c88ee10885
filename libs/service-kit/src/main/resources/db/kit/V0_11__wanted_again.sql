-- That a run is wanted once more, asked for while it was at work. A table beside the lanes': to write it here takes no lock that a
-- run's sign of life would have to wait for.
create table wanted_again (
    task_name     text        not null,
    task_instance text        not null,
    at            timestamptz not null,
    primary key (task_name, task_instance)
);
