-- What a plan promised, and from when: a change adds a row and takes nothing away.
create table plan_edition (
    plan     uuid        not null references plan,
    number   int         not null check (number > 0),
    level    text        not null check (level in ('STANDARD', 'MANAGED', 'RESELLER', 'VPS')),
    name     jsonb       not null,
    promises jsonb       not null,
    since    timestamptz not null,
    primary key (plan, number)
);
insert into plan_edition (plan, number, level, name, promises, since)
select id, 1, level, name, promises, changed_at from plan;
create trigger plan_edition_is_final before update or delete on plan_edition
    for each row execute function refuse_change('what a plan promised stays written');
create trigger plan_edition_is_not_truncated before truncate on plan_edition
    for each statement execute function refuse_change('what a plan promised stays written');
