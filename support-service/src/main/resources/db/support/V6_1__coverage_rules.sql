-- The hoster's own rules of coverage. Their text never changes; they count from a moment on, once it was tried what they would have changed.
create table coverage_rule_set (
    version        text primary key,
    content        jsonb       not null,
    author         text        not null,
    created_at     timestamptz not null,
    replay         jsonb,
    effective_from timestamptz,
    revision       bigint      not null
);
create unique index coverage_rule_set_effective on coverage_rule_set (effective_from) where effective_from is not null;

-- By which of the rules it was decided; unknown of decisions from before the rules were data.
alter table coverage_decision add column rules jsonb not null default '[]';
