-- A panel could open a link to an acceptance itself and press the button: there are none of a panel's any more, and those that are open serve no longer.
update page_link
    set revoked_at = now(), actor_name = null, session = null, made_by_subject = null
    where purpose = 'ACCEPTANCE' and made_by = 'PANEL' and acceptance is null and revoked_at is null;
alter table page_link
    -- Where whoever had the link made says that they sent it.
    add column sent_to text,
    add constraint a_panel_has_nothing_accepted check (
        purpose = 'NOTICE' or made_by <> 'PANEL' or acceptance is not null or revoked_at is not null);
