-- Our people, and whoever asked, can end a case.
alter table support_case
    drop constraint support_case_resolution_check,
    add constraint support_case_resolution_check
        check (resolution in ('RESTORED', 'RECOVERED', 'REPAIRED', 'ANSWERED', 'WITHDRAWN'));
