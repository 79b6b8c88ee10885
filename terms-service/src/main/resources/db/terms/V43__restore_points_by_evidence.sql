-- By what evidence a restore point is good, as backup-service tells it; null: nobody has looked at it since it was made.
alter table restore_point
    add column evidence    text check (evidence in ('UNVERIFIED', 'DUMP_COMPLETE', 'DATA_READ', 'BOOTED')),
    -- Restored in a place apart, the site in it did not answer: it can be restored, and is no good state. Null: never tried, or not possible.
    add column boot_failed boolean;
drop index restore_point_last_good;
create index restore_point_last_good on restore_point (site, taken_at desc) where state = 'GOOD' and boot_failed is not true;

-- What was known of the point that a notice named, when it named it.
alter table risk_notice add column last_good_evidence text;

-- Points are judged by what was found of them later, too.
alter table conformance_fact drop constraint conformance_fact_what_check;
alter table conformance_fact add constraint conformance_fact_what_check check (what in (
    'SITE_THERE', 'SITE_GONE', 'POINT_TAKEN', 'BACKUP_FAILED', 'POINT_CORRUPTED', 'POINT_VERIFIED', 'POINT_EXPIRED', 'RESTORE_FAILED',
    'RESTORE_ROLLED_BACK', 'RESTORE_COMPLETED', 'SITE_DOWN', 'SITE_UP', 'LOOKED', 'ASSESSED'));
drop index conformance_fact_point;
create index conformance_fact_point on conformance_fact (subject)
    where what in ('POINT_TAKEN', 'POINT_CORRUPTED', 'POINT_VERIFIED', 'POINT_EXPIRED');
-- The last point of a site that was restored in a place apart.
create index conformance_fact_booted on conformance_fact (site, at desc) where what = 'POINT_VERIFIED' and code = 'BOOTED';
