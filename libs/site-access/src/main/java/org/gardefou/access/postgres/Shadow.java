package org.gardefou.access.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.PrivateFile;
import org.gardefou.access.postgres.DatabaseSwap.Plan;
import org.gardefou.access.postgres.PostgresException.Kind;

/** A database like the live one, made from a dump beside it. */
final class Shadow {
    /** What only the hoster's administration makes; the site's role could not, and must not. */
    private static final Set<String> HOSTERS = Set.of("EVENT", "PUBLICATION", "SUBSCRIPTION", "DATABASE");

    private static final int LARGEST_LIST = 64 * 1024 * 1024;

    private final Client client;
    private final Plan plan;
    private final SiteRole role;

    Shadow(Client client, Plan plan, SiteRole role) {
        this.client = client;
        this.plan = plan;
        this.role = role;
    }

    /** Empty, then as the site's role what the dump holds, then what belongs to a database itself. */
    void make(Programs programs, Path dump) throws IOException {
        create();
        try (ScratchRole scratch = ScratchRole.create(client, plan.shadow(), role.name())) {
            load(programs, client.as(scratch.credentials()), dump);
        }
        dress();
    }

    private void load(Programs programs, Client limited, Path dump) throws IOException {
        Captured list = new Captured(LARGEST_LIST);
        client.read(programs, List.of("--list"), dump, list);
        String entries = list.text();
        try (PrivateFile all = chosen(entries, false);
                PrivateFile grants = chosen(entries, true)) {
            List<String> asSite = List.of("--no-owner", "--no-tablespaces", "--role=" + role.name());
            limited.restore(programs, with(asSite, "--exit-on-error", "--use-list=" + all.path()), plan.shadow(), dump);
            try {
                limited.restore(programs, with(asSite, "--use-list=" + grants.path()), plan.shadow(), dump);
            } catch (PostgresException e) {
                // A right of a role that is gone, or that somebody else had given, cannot be given again.
                if (e.kind() == Kind.UNREACHABLE) throw e;
            }
        }
    }

    private static List<String> with(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /** Lines of a list of contents: {@code 215; 1259 16385 TABLE public orders owner}. */
    private PrivateFile chosen(String entries, boolean grants) throws IOException {
        String lines = entries.lines()
                .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
                .filter(line -> chosen(kind(line), grants))
                .collect(Collectors.joining("\n", "", "\n"));
        return client.host().privateFile(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean chosen(List<String> kind, boolean grants) {
        boolean grant = kind.getFirst().equals("ACL") || kind.equals(List.of("DEFAULT", "ACL"));
        return grant == grants && !HOSTERS.contains(kind.getFirst());
    }

    /** The first two words of what an entry is. */
    static List<String> kind(String line) {
        String[] words = line.split(" ", 6);
        return words.length < 5 ? List.of("") : List.of(words[3], words[4]);
    }

    private void create() throws PostgresException {
        // The names of encoding and locales are the server's own; ICU's and the built-in provider's come with it from
        // version 15 on.
        client.tell(PostgresDatabase.MAINTENANCE, """
                DO $do$ DECLARE d record; more text := ''; BEGIN
                  SELECT * INTO d FROM pg_database WHERE datname = %1$s;
                  IF to_jsonb(d) ->> 'datlocprovider' IN ('i', 'b') THEN
                    more := format(' LOCALE_PROVIDER %%s %%s %%L',
                      CASE to_jsonb(d) ->> 'datlocprovider' WHEN 'i' THEN 'icu' ELSE 'builtin' END,
                      CASE to_jsonb(d) ->> 'datlocprovider' WHEN 'i' THEN 'ICU_LOCALE' ELSE 'BUILTIN_LOCALE' END,
                      coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'));
                  END IF;
                  PERFORM set_config('gardefou.create', format(
                    'CREATE DATABASE %%I OWNER %%I TEMPLATE template0 ENCODING %%L LC_COLLATE %%L LC_CTYPE %%L CONNECTION LIMIT %%s%%s',
                    %2$s, %3$s, pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, d.datconnlimit, more), false);
                END $do$;
                SELECT current_setting('gardefou.create') \\gexec
                REVOKE ALL ON DATABASE %4$s FROM PUBLIC;
                """.formatted(
                        Quoting.value(plan.live()),
                        Quoting.value(plan.shadow()),
                        Quoting.value(role.name()),
                        Quoting.name(plan.shadow())));
    }

    /** What belongs to a database and not to what is in it: its owner, who may connect, and its settings. */
    private void dress() throws PostgresException {
        client.tell(PostgresDatabase.MAINTENANCE, """
                DO $do$ DECLARE r record; live oid; shadow text := %2$s; statement text; BEGIN
                  SELECT oid INTO live FROM pg_database WHERE datname = %1$s;
                  EXECUTE format('ALTER DATABASE %%I OWNER TO %%I', shadow, %3$s);
                  FOR r IN SELECT privilege_type, is_grantable, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS who
                      FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE oid = live LOOP
                    EXECUTE format('GRANT %%s ON DATABASE %%I TO %%s%%s', r.privilege_type, shadow, r.who,
                      CASE WHEN r.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                  END LOOP;
                  FOR r IN SELECT CASE setrole WHEN 0 THEN format('DATABASE %%I', shadow)
                        ELSE format('ROLE %%I IN DATABASE %%I', pg_get_userbyid(setrole), shadow) END AS what,
                      split_part(one, '=', 1) AS name, substr(one, strpos(one, '=') + 1) AS value
                      FROM pg_db_role_setting, unnest(setconfig) AS one WHERE setdatabase = live
                      AND split_part(one, '=', 1) ~ '^[A-Za-z_][A-Za-z0-9_$]*([.][A-Za-z_][A-Za-z0-9_$]*)*$' LOOP
                    IF lower(r.name) IN ('search_path', 'temp_tablespaces') THEN
                      -- A list, which is a single name when it is quoted. Under a path of the customer's nothing is looked up.
                      statement := format('ALTER %%s SET %%s FROM CURRENT', r.what, r.name);
                      PERFORM set_config(r.name, r.value, true);
                      EXECUTE statement;
                      PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                    ELSE
                      EXECUTE format('ALTER %%s SET %%s TO %%L', r.what, r.name, r.value);
                    END IF;
                  END LOOP;
                END $do$;
                """.formatted(
                        Quoting.value(plan.live()), Quoting.value(plan.shadow()), Quoting.value(role.owner())));
    }
}
