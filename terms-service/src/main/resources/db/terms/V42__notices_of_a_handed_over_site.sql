-- A site may be handed to another customer: what one was warned of is neither shown to the other nor joined by what happens under them.
drop index risk_notice_open;
create unique index risk_notice_open on risk_notice (site, grouping, customer) where open;
alter table risk_notice
    drop constraint risk_notice_expired_why_check,
    add constraint risk_notice_expired_why_check check (expired_why in ('TIME', 'UNDONE', 'RESOLVED', 'SITE_REMOVED', 'HANDED_OVER'));

-- Whom a finding was told to: who has the site next is told of it as well.
alter table security_fact add column customer uuid;
update security_fact f set customer = n.customer from risk_notice n where n.id = f.notice;
alter table security_fact alter column customer set not null;
drop index security_fact_standing;
create unique index security_fact_standing on security_fact (site, extension_kind, extension, version, fact, customer) where cleared_at is null;

-- What was handed over before this edition: its findings end here, and its notices when it is next looked for what is due.
update security_fact f set cleared_at = now() from site s where s.id = f.site and s.customer <> f.customer and f.cleared_at is null;
update risk_notice n set due_at = now() from site s
where s.id = n.site and s.customer <> n.customer and n.acknowledged_at is null and n.expired_at is null;
