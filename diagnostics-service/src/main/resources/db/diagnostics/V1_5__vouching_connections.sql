-- Whether a panel may say that the hoster's staff or its automatic jobs changed a site. A customer's own WordPress never may.
alter table connection add column vouches_for_hoster boolean not null default false;
alter table connection add check (not vouches_for_hoster or kind <> 'WORDPRESS');
