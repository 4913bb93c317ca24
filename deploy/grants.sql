-- What the runtime role may do in the site's database. Run once in that database, as superuser and
-- before the first migration; running it again changes nothing. Migrations take away more: update and
-- delete on history and on the access log.
revoke create on schema public from public;
grant usage on schema public to senco;
grant usage, create on schema public to senco_owner;
alter default privileges for role senco_owner in schema public
    grant select, insert, update, delete on tables to senco;
alter default privileges for role senco_owner in schema public
    grant usage, select on sequences to senco;
