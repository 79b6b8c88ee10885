-- The files of restore points, so that nobody who looks for one waits for the engine. A row stands for a file as long as it is the same, not
-- for a file in a point: see docs/adr/0014.

-- A site's short number: an id of 16 bytes in each of some billion rows and their indexes would be most of the database.
create table content_site (
    site        uuid primary key,
    number      int generated always as identity unique,
    last_folder int not null default 0 check (last_folder >= 0)
);

-- All folders of a site that are in a restore point; '/' is the top of a snapshot.
create table content_folder (
    site int  not null references content_site (number) on delete cascade,
    id   int  not null,
    path text collate "C" not null check (path like '/%'),
    primary key (site, id)
);
-- By a hash, since a path may be longer than what an index takes; who asks compares the path as well.
create index content_folder_path on content_folder (site, hashtextextended(path, 0));

-- One version of one file (or folder, or link): it is the same in all restore points from the first position to before the other one.
-- The columns are in the order that leaves no gaps.
create table content_file (
    size           bigint   not null check (size >= 0),
    -- microseconds since 1970: the times in a customer's files are whatever he likes, also beyond what a timestamptz holds
    modified       bigint   not null,
    site           int      not null,
    folder         int      not null,
    from_position  int      not null,
    -- 2147483647: still the same in the newest
    until_position int      not null,
    -- 0 file, 1 folder, 2 symbolic link, 3 anything else
    kind           smallint not null check (kind between 0 and 3),
    permissions    smallint not null check (permissions between 0 and 511),
    name           text collate "C" not null,
    -- no reference to the folder: its check would be half the cost of a million rows, and one run at a time writes a site's
    primary key (site, folder, name, from_position),
    check (from_position < until_position)
);
-- A name wherever it is, whatever the case of its letters.
create index content_file_name on content_file (site, (lower(name) collate "C"), folder);
-- What came with a point and what went with one: the difference between two, and what goes with one that expires.
create index content_file_from on content_file (site, from_position);
create index content_file_until on content_file (site, until_position) where until_position < 2147483647;

-- Where a restore point stands among those of its site whose files are known, in the order of their times.
alter table restore_point
    add column content            text not null default 'PENDING' check (content in ('PENDING', 'INDEXED', 'FAILED', 'REMOVED')),
    add column content_failure    jsonb,
    add column content_tried_at   timestamptz,
    add column content_position   int check (content_position > 0),
    -- against the one before it
    add column difference         jsonb,
    add check ((content = 'INDEXED') = (content_position is not null)),
    add check ((content = 'FAILED') = (content_failure is not null)),
    -- deferrable: all positions behind one may be moved in one statement
    add constraint restore_point_content_position unique (site, content_position) deferrable;
update restore_point set content = 'REMOVED' where state = 'EXPIRED';
-- What is still to be read and what is to be cleared away: both empty most of the time.
create index restore_point_to_index on restore_point (site, taken_at) where state = 'AVAILABLE' and content in ('PENDING', 'FAILED');
create index restore_point_to_clear on restore_point (site, taken_at) where state = 'EXPIRED' and content <> 'REMOVED';
