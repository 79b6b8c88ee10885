-- Support tells which requests for help got their first response in time.
alter table conformance_fact drop constraint conformance_fact_what_check;
alter table conformance_fact add constraint conformance_fact_what_check check (what in (
    'SITE_THERE', 'SITE_GONE', 'POINT_TAKEN', 'BACKUP_FAILED', 'POINT_CORRUPTED', 'POINT_VERIFIED', 'POINT_EXPIRED', 'RESTORE_FAILED',
    'RESTORE_ROLLED_BACK', 'RESTORE_COMPLETED', 'DRILL_FAILED', 'DRILL_PASSED', 'SITE_DOWN', 'SITE_UP', 'RESPONSE_LATE', 'RESPONSE_GIVEN',
    'LOOKED', 'ASSESSED'));
