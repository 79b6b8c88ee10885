-- When a site was broken, as the diagnoses tell: what was saved of it then is not its last good state.
create table site_breakage (
    site      uuid        not null,
    since     timestamptz not null,
    healed_at timestamptz,
    check (healed_at is null or healed_at >= since)
);
create unique index site_breakage_lasting on site_breakage (site) where healed_at is null;
create index site_breakage_of_site on site_breakage (site, since);
