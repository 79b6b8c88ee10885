-- What panels told of sites: DNS zones, cron entries, mail settings; without secrets.
create table panel_settings (
    id       uuid primary key,
    site     uuid        not null,
    document jsonb       not null check (length(document::text) <= 600000),
    given_at timestamptz not null,
    given_by text        not null,
    -- what the next snapshot gets; others are kept for the restore points that have them
    current  boolean     not null
);
create unique index panel_settings_current on panel_settings (site) where current;
create index panel_settings_site on panel_settings (site);
-- What is in a point's meta.json, and when it had been told; the moment stays where the document has gone.
alter table restore_point
    add column panel_settings    uuid references panel_settings (id) on delete set null,
    add column panel_settings_at timestamptz;
create index restore_point_panel_settings on restore_point (panel_settings) where panel_settings is not null;
