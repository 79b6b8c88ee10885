-- What became of the promises of a contract, month by month.

-- The month of a contract that is stated next, and when that is; no due: all of its months are.
create table conformance_month (
    contract uuid        primary key references contract,
    site     uuid        not null,
    month    date        not null check (extract(day from month) = 1),
    due      timestamptz
);
create index conformance_month_due on conformance_month (due) where due is not null;

-- A statement is final. A correction is another one, that supersedes it.
create table conformance_statement (
    id         uuid        primary key,
    contract   uuid        not null references contract,
    site       uuid        not null,
    customer   uuid        not null,
    month      date        not null check (extract(day from month) = 1),
    number     int         not null check (number > 0),
    supersedes uuid        references conformance_statement,
    canonical  text        not null,
    sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    closed_at  timestamptz not null,
    constraint conformance_statement_once unique (contract, month, number),
    constraint first_supersedes_nothing check ((number = 1) = (supersedes is null))
);
create index conformance_statement_site on conformance_statement (site, id);
create trigger conformance_statement_is_final before update or delete on conformance_statement
    for each row execute function refuse_change('a statement is final, a correction is another one');
create trigger conformance_statement_is_not_truncated before truncate on conformance_statement
    for each statement execute function refuse_change('a statement is final, a correction is another one');

-- Contracts that there are already: the first month that was heard of from its beginning on is the next.
insert into conformance_month (contract, site, month, due)
select id, site, (date_trunc('month', now()) + interval '1 month')::date, now() from contract where state = 'ACTIVE';
