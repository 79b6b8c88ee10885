-- The lane of what is waited for and of what is done again and again, apart from the long runs. Repeated jobs enter themselves
-- here at the start, so their rows among the long runs go.
create table prompt_tasks (like scheduled_tasks including all);
delete from scheduled_tasks where task_instance = 'recurring';
