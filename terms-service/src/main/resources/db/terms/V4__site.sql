-- What terms needs to know of a site: whose it is, and how old its last good restore point is. Fed from the bus.
create table site (
    id         uuid        primary key,
    customer   uuid        not null,
    connection uuid,
    name       text        not null,
    removed    boolean     not null,
    at         timestamptz not null
);
create index site_customer on site (customer);
create index site_connection on site (connection);

create table restore_point (
    id       uuid        primary key,
    site     uuid        not null,
    taken_at timestamptz,
    state    text        not null check (state in ('GOOD', 'CORRUPTED', 'EXPIRED')),
    at       timestamptz not null,
    constraint good_has_a_time check (state <> 'GOOD' or taken_at is not null)
);
create index restore_point_last_good on restore_point (site, taken_at desc) where state = 'GOOD';
