-- Of what is due in a lane the highest priority goes first; what waits already is as most.
update scheduled_tasks set priority = 50 where priority is null;
update prompt_tasks set priority = 50 where priority is null;
update repeated_tasks set priority = 50 where priority is null;
update background_tasks set priority = 50 where priority is null;
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time);
create index prompt_tasks_priority on prompt_tasks (priority desc, execution_time);
create index repeated_tasks_priority on repeated_tasks (priority desc, execution_time);
create index background_tasks_priority on background_tasks (priority desc, execution_time);
