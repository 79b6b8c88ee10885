-- What is done again and again has workers of its own: any number of runs that somebody waits for must not hold a tick up. Repeated
-- jobs enter themselves here at the start, so their rows in the lane before go.
create table repeated_tasks (like prompt_tasks including all);
delete from prompt_tasks where task_instance = 'recurring';
-- And what nobody waits for does not take the workers of what is promised.
create table background_tasks (like prompt_tasks including all);
