-- What the hoster sells, and what it promises with it.
create table plan (
    id         uuid        primary key,
    code       text        not null constraint plan_code_unique unique check (code ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    level      text        not null check (level in ('STANDARD', 'MANAGED', 'RESELLER', 'VPS')),
    name       jsonb       not null check (name ? 'fr' and name ? 'en'),
    promises   jsonb       not null check (promises ?& array ['backup', 'restore', 'support', 'repair']),
    created_at timestamptz not null,
    changed_at timestamptz not null,
    version    bigint      not null
);
