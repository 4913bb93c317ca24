-- The two roles of the site. Run once for a server, as its superuser; running it again changes nothing.
-- It sets no password: give each its own afterwards, with \password senco_owner and \password senco.
--
--   senco_owner  owns every table: migrations, backup and erasure (DATABASE_OWNER_URL)
--   senco        the web server and the worker (DATABASE_URL): owns nothing, so row security binds it
do $$
begin
    if not exists (select from pg_roles where rolname = 'senco_owner') then
        create role senco_owner login;
    end if;
    if not exists (select from pg_roles where rolname = 'senco') then
        create role senco login;
    end if;
end
$$;
alter role senco_owner nosuperuser nobypassrls nocreaterole noreplication;
alter role senco nosuperuser nobypassrls nocreaterole nocreatedb noreplication;
