-- Runs that work at a destination in the background, and those that wait in line for that. A seat lasts as long as its run, whose row in its lane stays when a
-- process dies, until the run is taken up again and ended. Places of the settings have no destination: there it is all zeros.
create table destination_seat (
    id          uuid        primary key,
    job         text        not null,
    run         text        not null,
    site        uuid        not null,
    destination uuid        not null,
    priority    smallint    not null,
    asked_at    timestamptz not null,
    -- Its turn has come, and a worker takes it up.
    called_at   timestamptz,
    -- At work; null: in line.
    seated_at   timestamptz,
    unique (job, run, destination)
);
create index destination_seat_in_line on destination_seat (destination, priority desc, asked_at) where seated_at is null;
create index destination_seat_taken on destination_seat (destination) where seated_at is not null;
