-- How often a boot was begun: one that nobody brings to its end would stand in the way of all others for ever.
alter table verification
    add column tries int not null default 0 check (tries >= 0);
