-- A restore point is said to be expired before its data goes: a restore that was asked for until then still finds it.
alter table restore_point
    add column expired_at   timestamptz,
    add column forgotten_at timestamptz;
update restore_point set expired_at = now(), forgotten_at = now() where state = 'EXPIRED';
alter table restore_point
    add check ((state = 'EXPIRED') = (expired_at is not null)),
    add check (forgotten_at is null or expired_at is not null);
-- What is still to be forgotten and cleared away: empty most of the time.
create index restore_point_to_forget on restore_point (site, expired_at) where expired_at is not null and forgotten_at is null;
