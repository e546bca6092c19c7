package store

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"estatehub/internal/ident"
	"estatehub/tenants"
)

var testOwned = map[string]Owned{
	"communities": {tenants.Portfolio, "id"},
	"units":       {tenants.Portfolio, "community_id"},
	"tickets":     {tenants.Tickets, "community_id"},
	"owners":      {tenants.Owners, "community_id"},
	"unit_owners": {tenants.Owners, "community_id"},
}

// TestTripwireVerdicts: every statement with the owned tables it fails to tie to a community; "?" is not understood.
func TestTripwireVerdicts(t *testing.T) {
	const my, lite, both = dialect.MySQL, dialect.SQLite, ""
	tests := []struct {
		dialect, query, missing string
	}{
		// What ent writes.
		{both, "SELECT `tickets`.`id`, `tickets`.`title` FROM `tickets` WHERE `tickets`.`community_id` = ? LIMIT 2", ""},
		{both, "SELECT `tickets`.`id` FROM `tickets` WHERE `tickets`.`id` = ? AND `tickets`.`community_id` IN (?, ?, ?) ORDER BY `tickets`.`id`", ""},
		{both, "SELECT `tickets`.`id` FROM `tickets` WHERE `tickets`.`id` = ? LIMIT 2", "tickets"},
		{both, "SELECT `id` FROM `tickets` WHERE `id` = +? AND `community_id` = +? LIMIT +?", ""},
		{both, "SELECT `id` FROM `tickets` WHERE `community_id` IN (+?,+?)", ""},
		{both, "SELECT `id` FROM `tickets` WHERE `community_id` = ?+`community_id`", "tickets"},
		{both, "SELECT `id` FROM `tickets` WHERE `community_id` = +`community_id`", "tickets"},
		{both, "SELECT `id` FROM `tickets` WHERE `community_id` = ++?", "tickets"},
		{both, "SELECT `tickets`.`id`, `tickets`.`community_id` FROM `tickets`", "tickets"},
		{both, "SELECT COUNT(*) FROM `tickets`", "tickets"},
		{both, "SELECT COUNT(DISTINCT `tickets`.`id`) FROM `tickets` WHERE `tickets`.`community_id` IN (?)", ""},
		{both, "SELECT `tickets`.`id` FROM `tickets` WHERE FALSE", ""},
		{both, "SELECT `tickets`.`id` FROM `tickets` WHERE `tickets`.`id` = ? AND FALSE", ""},
		{both, "SELECT `tickets`.`id` FROM `tickets` WHERE `tickets`.`id` = ? OR FALSE", "tickets"},
		{both, "SELECT * FROM `communities` WHERE `communities`.`id` IN (?, ?)", ""},
		{both, "SELECT * FROM `communities` WHERE `communities`.`name` = ?", "communities"},
		{both, "SELECT * FROM `users` WHERE `users`.`login` = ?", ""},
		{both, "INSERT INTO `tickets` (`community_id`, `title`, `id`) VALUES (?, ?, ?), (?, ?, ?)", ""},
		{lite, "INSERT INTO `tickets` (`title`, `community_id`) VALUES (?, ?) RETURNING `id`", ""},
		{both, "INSERT INTO `tickets` (`title`, `id`) VALUES (?, ?)", "tickets"},
		{both, "INSERT INTO `tickets` VALUES (?, ?)", "tickets"},
		{both, "INSERT INTO `users` (`login`) VALUES (?)", ""},
		{my, "REPLACE INTO `tickets` (`id`) VALUES (?)", "tickets"},
		{my, "INSERT tickets SET id = 1", "tickets"},
		{my, "INSERT IGNORE `tickets` (`id`, `community_id`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `title` = VALUES(`title`)", ""},
		{lite, "INSERT INTO `tickets` (`id`, `community_id`) VALUES (?, ?) ON CONFLICT (`id`) DO UPDATE SET `title` = `excluded`.`title`", ""},
		{both, "INSERT INTO `tickets` (`community_id`, `id`) SELECT `community_id`, `id` FROM `owners`", "owners"},
		{both, "INSERT INTO `log` (`n`) SELECT COUNT(*) FROM `owners`", "owners"},
		{both, "UPDATE `tickets` SET `title` = ? WHERE `id` = ?", "tickets"},
		{both, "UPDATE `tickets` SET `community_id` = ? WHERE `id` = ?", "tickets"},
		{both, "UPDATE `tickets` SET `title` = ?, `state` = ? WHERE `id` = ? AND `tickets`.`community_id` IN (?)", ""},
		{both, "UPDATE `tickets` SET `title` = ? WHERE `community_id` = ?", ""},
		{both, "UPDATE `tickets` SET `tickets` = ? WHERE `community_id` = ?", ""},
		{my, "UPDATE `tickets` AS `t` JOIN `units` AS `u` ON `u`.`community_id` = `t`.`community_id` SET `t`.`x` = ? WHERE `u`.`community_id` = ?", ""},
		{my, "UPDATE `tickets` AS `t` JOIN `units` AS `u` ON `u`.`id` = `t`.`unit_id` SET `t`.`x` = ? WHERE `u`.`community_id` = ?", "tickets"},
		{lite, "UPDATE OR IGNORE `tickets` SET `x` = ? FROM `units` WHERE `units`.`id` = `tickets`.`unit_id` AND `tickets`.`community_id` = ?", "units"},
		{both, "DELETE FROM `tickets` WHERE `tickets`.`id` = ?", "tickets"},
		{both, "DELETE FROM `tickets` WHERE `tickets`.`id` = ? AND `tickets`.`community_id` = ?", ""},
		{my, "DELETE `t` FROM `tickets` AS `t` JOIN `users` ON `users`.`id` = `t`.`by` WHERE `t`.`community_id` = ?", ""},
		{my, "DELETE `tickets` FROM `tickets` JOIN `users` ON `users`.`id` = `tickets`.`by`", "tickets"},
		// HasXWith: composite foreign keys hold them.
		{both, "SELECT `units`.`id` FROM `units` WHERE EXISTS (SELECT `tickets`.`unit_id` FROM `tickets` WHERE `units`.`id` = `tickets`.`unit_id` AND `tickets`.`state` = ?) AND `units`.`community_id` IN (?)", ""},
		{both, "SELECT `units`.`id` FROM `units` WHERE NOT (EXISTS (SELECT `tickets`.`unit_id` FROM `tickets` WHERE `units`.`id` = `tickets`.`unit_id`)) AND `units`.`community_id` = ?", ""},
		{both, "SELECT `units`.`id` FROM `units` WHERE EXISTS (SELECT `tickets`.`unit_id` FROM `tickets` WHERE `units`.`id` = `tickets`.`unit_id`)", "units tickets"},
		{both, "SELECT `units`.`id` FROM `units` WHERE `units`.`id` IN (SELECT `unit_owners`.`unit_id` FROM `unit_owners` JOIN `owners` AS `t1` ON `unit_owners`.`owner_id` = `t1`.`id` WHERE `t1`.`name` = ?) AND `units`.`community_id` = ?", ""},
		{both, "SELECT `units`.`id` FROM `units` WHERE `units`.`id` IN (SELECT `unit_owners`.`unit_id` FROM `unit_owners` WHERE `unit_owners`.`owner_id` IN (SELECT `owners`.`id` FROM `owners`)) AND `units`.`community_id` = ?", ""},
		{both, "SELECT `units`.`id` FROM `units` WHERE EXISTS (SELECT 1 FROM `owners` WHERE `owners`.`name` = ?) AND `units`.`community_id` = ?", "owners"},
		{both, "SELECT `units`.`id` FROM `units` WHERE ? IN (SELECT `owners`.`name` FROM `owners`) AND `units`.`community_id` = ?", "owners"},
		{both, "SELECT `users`.`id` FROM `users` WHERE `users`.`id` IN (SELECT `tickets`.`by` FROM `tickets`)", "tickets"},
		{both, "SELECT `users`.`id` FROM `users` WHERE `users`.`id` IN (SELECT `tickets`.`by` FROM `tickets` WHERE `tickets`.`community_id` = ?)", ""},
		{both, "SELECT `units`.`id` FROM `units` WHERE `units`.`id` IN (SELECT `t`.`unit_id` FROM (SELECT `unit_id` FROM `tickets`) AS `t`) AND `units`.`community_id` = ?", "tickets"},
		{both, "SELECT `units`.`id` FROM `units` WHERE `units`.`id` IN (SELECT `unit_id` FROM `tickets` UNION SELECT `unit_id` FROM `owners`) AND `units`.`community_id` = ?", "tickets owners"},
		{both, "SELECT `u`.`id`, (SELECT COUNT(*) FROM `tickets` AS `t` WHERE `t`.`unit_id` = `u`.`id`) FROM `units` AS `u` WHERE `u`.`community_id` = ?", "tickets"},
		{both, "SELECT `u`.`id`, (SELECT COUNT(*) FROM `tickets` AS `t` WHERE `t`.`unit_id` = `u`.`id` AND `t`.`community_id` = `u`.`community_id`) FROM `units` AS `u` WHERE `u`.`community_id` = ?", ""},
		// QueryX of an entity, and ordering by a count of neighbours.
		{both, "SELECT `units`.`id` FROM `units` JOIN (SELECT `tickets`.`unit_id` FROM `tickets` WHERE `id` = ?) AS `t1` ON `units`.`id` = `t1`.`unit_id` WHERE `units`.`community_id` IN (?)", "tickets"},
		{both, "SELECT `units`.`id` FROM `units` LEFT JOIN (SELECT `tickets`.`unit_id`, COUNT(*) AS `n` FROM `tickets` GROUP BY `tickets`.`unit_id`) AS `t1` ON `units`.`id` = `t1`.`unit_id` WHERE `units`.`community_id` = ? ORDER BY `t1`.`n`", "tickets"},
		// Joins.
		{both, "SELECT * FROM `tickets` AS `t` JOIN `units` AS `u` ON `t`.`unit_id` = `u`.`id` WHERE `t`.`community_id` = ?", "units"},
		{both, "SELECT * FROM `tickets` AS `t` JOIN `units` AS `u` ON `t`.`community_id` = `u`.`community_id` AND `t`.`unit_id` = `u`.`id` WHERE `t`.`community_id` = ?", ""},
		{both, "SELECT * FROM `tickets` `t` JOIN `units` `u` ON `u`.`id` = `t`.`unit_id` AND `u`.`community_id` = `t`.`community_id`", "tickets units"},
		{both, "SELECT * FROM `tickets` `t` LEFT JOIN `units` `u` ON `u`.`community_id` = `t`.`community_id` WHERE `t`.`community_id` IN (1, 2)", ""},
		{both, "SELECT * FROM `tickets` `t` LEFT JOIN `units` `u` ON `t`.`community_id` = ? AND `u`.`community_id` = ?", "tickets"},
		{both, "SELECT * FROM `tickets` `t` LEFT JOIN `units` `u` ON `u`.`community_id` = ? AND `u`.`community_id` = `t`.`community_id`", "tickets"},
		{both, "SELECT * FROM `tickets` `t` JOIN `communities` `c` ON `c`.`id` = `t`.`community_id` WHERE `c`.`id` = ?", ""},
		{both, "SELECT * FROM `tickets` `t` JOIN `grants` `g` ON `g`.`community_id` = `t`.`community_id` WHERE `g`.`user_id` = ? AND `g`.`community_id` = ?", "tickets"},
		{both, "SELECT * FROM `tickets`, `units` WHERE `tickets`.`community_id` = ? AND `units`.`community_id` = ?", ""},
		{both, "SELECT * FROM `tickets`, `units` WHERE community_id = ?", "tickets units"},
		{both, "SELECT * FROM (`tickets` JOIN `units` ON `units`.`community_id` = `tickets`.`community_id`) WHERE `units`.`community_id` = ?", ""},
		{both, "SELECT * FROM `tickets` AS `units`, `units` AS `tickets` WHERE `units`.`community_id` = ?", "units"},
		{my, "SELECT * FROM `tickets` FORCE INDEX FOR ORDER BY (`x`) WHERE `tickets`.`community_id` = ? ORDER BY `x` FOR UPDATE", ""},
		{lite, "SELECT * FROM tickets INDEXED BY x WHERE community_id = :c", ""},
		{my, "SELECT * FROM `hub`.`tickets` STRAIGHT_JOIN `units`", "tickets units"},
		{both, "SELECT * FROM `tickets` NATURAL JOIN `units` WHERE `tickets`.`community_id` = ?", "units"},
		// Conditions that do not hold.
		{both, "SELECT * FROM `tickets` WHERE `tickets`.`community_id` = ? OR `tickets`.`public` = 1", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE (`community_id` = ? AND `x` > ?) OR (`community_id` = ? AND `x` < ?)", ""},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ? AND (`x` < ? OR (`x` = ? AND `id` < ?))", ""},
		{both, "SELECT * FROM `tickets` WHERE NOT `community_id` = ?", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE NOT (`community_id` = ?)", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` <> ?", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` >= ?", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` NOT IN (?)", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` IS NOT NULL", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = `community_id`", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ? + `x`", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ? || 1", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ? AND 1 || 1", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ? XOR 1", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ? AND `x` BETWEEN ? AND ?", ""},
		{both, "SELECT * FROM `tickets` WHERE `x` BETWEEN ? AND `community_id` = ?", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE CASE WHEN `x` AND `community_id` = ? THEN 1 ELSE 1 END", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ? AND `x` > offset OR 1 = 1", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `title` = 'community_id = 5'", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `title` = ? -- AND community_id = 1", "tickets"},
		{both, "SELECT * FROM `tickets` /* WHERE community_id = 1 */", "tickets"},
		{both, "SELECT * FROM `tickets` HAVING `community_id` = ?", "tickets"},
		{both, "SELECT * FROM `tickets` WHERE `community_id` IN (SELECT `id` FROM `users`)", "tickets"},
		{both, "SELECT `x` = 'it''s' FROM `tickets` WHERE `community_id` = 7", ""},
		{my, `SELECT * FROM tickets WHERE title = 'a\' AND community_id = 1 AND x = \'b'`, "tickets"},
		{lite, `SELECT * FROM "tickets" WHERE "tickets"."community_id" = ?1`, ""},
		{lite, `SELECT * FROM [tickets]`, "tickets"},
		{lite, `SELECT * FROM 'tickets'`, "tickets"},
		{lite, `SELECT * FROM "TICKETS"`, "tickets"},
		{my, "SELECT 1 FROM(tickets)", "tickets"},
		{my, "SELECT 1.FROM tickets", "tickets"},
		{my, "SELECT 1e0FROM tickets", "tickets"},
		// UNION, derived tables, WITH.
		{both, "SELECT `id` FROM `tickets` WHERE `community_id` = ? UNION ALL SELECT `id` FROM `owners`", "owners"},
		{both, "(SELECT * FROM `tickets` WHERE `community_id` = ? ORDER BY `x` LIMIT 5) UNION ALL (SELECT * FROM `tickets` WHERE `community_id` = ? ORDER BY `x` LIMIT 5) ORDER BY `x` LIMIT 5", ""},
		{both, "(SELECT * FROM `tickets` WHERE `community_id` = ?) UNION ALL (SELECT * FROM `tickets`)", "tickets"},
		{both, "SELECT * FROM (SELECT * FROM `tickets`) AS `t` WHERE `t`.`community_id` = ?", "tickets"},
		{both, "SELECT * FROM ((SELECT * FROM `tickets` WHERE `community_id` = ? LIMIT 5) UNION ALL (SELECT * FROM `tickets` WHERE `community_id` = ? LIMIT 5)) AS `t` JOIN `units` AS `u` ON `u`.`community_id` = `t`.`community_id` AND `u`.`id` = `t`.`unit_id`", ""},
		{both, "SELECT * FROM (SELECT `id`, `community_id` AS `c` FROM `tickets` WHERE `community_id` = ?) AS `t` JOIN `units` AS `u` ON `u`.`community_id` = `t`.`c`", ""},
		{both, "SELECT * FROM (SELECT `id`, `x` AS `community_id` FROM `tickets` WHERE `community_id` = ?) AS `t` JOIN `units` AS `u` ON `u`.`community_id` = `t`.`community_id`", "units"},
		{both, "WITH `p` AS (SELECT `community_id`, `id` FROM `units` WHERE `community_id` IN (?, ?)) SELECT `t`.`id`, ROW_NUMBER() OVER (PARTITION BY `t`.`unit_id` ORDER BY `t`.`id`) FROM `tickets` AS `t` JOIN `p` ON `t`.`community_id` = `p`.`community_id` AND `t`.`unit_id` = `p`.`id`", ""},
		{both, "WITH `p` AS (SELECT * FROM `units`) SELECT * FROM `p` WHERE `p`.`community_id` = ?", "units"},
		{both, "WITH `tickets` AS (SELECT 1) SELECT * FROM `tickets`", "?"},
		{both, "WITH RECURSIVE `r` AS (SELECT `id` FROM `units` WHERE `community_id` = ? UNION ALL SELECT `u`.`id` FROM `units` AS `u` JOIN `r` ON `u`.`above` = `r`.`id` WHERE `u`.`community_id` = ?) SELECT * FROM `r`", ""},
		// What is no query, or not one, or not readable.
		{both, "CREATE TABLE `tickets` (`id` bigint)", "?"},
		{both, "CREATE TABLE `other` (`id` bigint)", ""},
		{lite, "PRAGMA table_info('tickets')", "?"},
		{lite, "PRAGMA foreign_keys = ON", ""},
		{my, "TRUNCATE TABLE tickets", "?"},
		{my, "TABLE tickets", "?"},
		{my, "DESCRIBE tickets", "?"},
		{my, "EXPLAIN SELECT * FROM tickets WHERE community_id = 1", ""},
		{my, "EXPLAIN SELECT * FROM tickets", "tickets"},
		{both, "SELECT 1; DELETE FROM `tickets` WHERE `community_id` = 1", "?"},
		{both, "SELECT 1;", ""},
		{both, "SELECT * FROM `tickets` WHERE `community_id` = ?;", ""},
		{lite, "SELECT 1 IN tickets", "?"},
		{both, "SELECT (TABLE tickets)", "?"},
		{my, "SELECT * FROM users /*!, tickets */", "?"},
		{both, "SELECT * FROM tickets WHERE x = 'open", "?"},
		{both, "SELECT `tickets`.`id`", "?"},
		{both, "SELECT 'tickets' AS `tickets`", ""},
	}
	for _, tt := range tests {
		for _, d := range []string{dialect.MySQL, dialect.SQLite} {
			if tt.dialect != both && tt.dialect != d {
				continue
			}
			v := newTripwire(d, testOwned).judge(tt.query)
			got := strings.Join(v.missing, " ")
			if want := tt.missing; want == "?" && (v.why == "" || got == "") || want != "?" && (got != want || v.why != "" && v.why != "no query") {
				t.Errorf("%s: %s\n\tgot %q (%s), want %q", d, tt.query, got, v.why, want)
			}
		}
	}
}

func viewer(grants ...tenants.Grant) context.Context {
	return tenants.WithViewer(context.Background(), tenants.NewViewer(1, 0, "v", grants))
}

// TestTripwireScopes: who may do without a predicate.
func TestTripwireScopes(t *testing.T) {
	whole := viewer(tenants.Grant{Role: tenants.HR, Scope: tenants.Whole()})
	some := viewer(tenants.Grant{Role: tenants.HR, Scope: tenants.Some(ident.Community(1))})
	system := tenants.System(context.Background(), "test")
	tests := []struct {
		name, query string
		ctx         context.Context
		ok          bool
	}{
		{"nobody", "SELECT * FROM units", context.Background(), false},
		{"some communities", "SELECT * FROM units", some, false},
		{"the portfolio", "SELECT * FROM units", whole, true},
		{"the portfolio, another group", "SELECT * FROM tickets", whole, false},
		{"the portfolio, a join into another group", "SELECT * FROM units JOIN owners ON owners.community_id = units.community_id", whole, false},
		{"the portfolio, a sub-select into another group", "SELECT * FROM units WHERE EXISTS (SELECT 1 FROM owners WHERE owners.unit_id = units.id)", whole, false},
		{"the portfolio, DDL", "DROP TABLE units", whole, false},
		{"system", "SELECT * FROM tickets", system, true},
		{"system, DDL", "DROP TABLE units", system, true},
	}
	for _, tt := range tests {
		trip := newTripwire(dialect.SQLite, testOwned)
		err := trip.check(tt.ctx, tt.query, trip.verdict(tt.query))
		if (err == nil) != tt.ok || err != nil && !errors.Is(err, ErrTripwire) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if err != nil && strings.Contains(err.Error(), "SELECT") {
			t.Errorf("%s: the error has the statement: %v", tt.name, err)
		}
	}
}

// TestTripwireCacheIsBounded: texts that never come again do not fill the memory.
func TestTripwireCacheIsBounded(t *testing.T) {
	trip := newTripwire(dialect.SQLite, testOwned)
	for i := range 3 * maxVerdicts {
		trip.verdict("SELECT " + strings.Repeat("1", i%100+1) + strings.Repeat(" ", i/100))
	}
	if n := trip.known.Load().n.Load(); n > maxVerdicts {
		t.Errorf("%d verdicts", n)
	}
}

var (
	reTable  = regexp.MustCompile("(?i)(?:^|[\\s();,])(?:from|join|into|update)\\s+`?tickets(?:[\\s`),;=]|$)")
	reStrip  = regexp.MustCompile(`'[^']*'`)
	reUnsure = regexp.MustCompile(`(?i)community_id|false|0|--|/\*|#|\\|"|\[|\x00`)
)

// FuzzTripwire: it never panics, and never passes a statement on an owned table that does not even name the column.
func FuzzTripwire(f *testing.F) {
	for _, s := range []string{
		"SELECT * FROM tickets", "UPDATE tickets SET x = 'y'", "DELETE FROM `tickets` WHERE id = ?", "INSERT INTO tickets (id) VALUES (1)",
		"SELECT * FROM units WHERE community_id = ? AND id IN (SELECT unit_id FROM tickets)", "WITH a AS (SELECT 1) SELECT * FROM a JOIN tickets ON 1",
		"((((SELECT 1 FROM (tickets)))))", "SELECT 1 UNION (SELECT 2 FROM x, tickets) LIMIT 1", "SELECT CASE WHEN a THEN b END FROM tickets LEFT JOIN x ON (y = 1)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, d := range []string{dialect.MySQL, dialect.SQLite} {
			v := newTripwire(d, testOwned).judge(s)
			if reUnsure.MatchString(s) || strings.Count(s, "'")%2 == 1 || strings.Count(s, "`")%2 == 1 || !reTable.MatchString(reStrip.ReplaceAllString(s, "''")) {
				continue
			}
			if !slices.Contains(v.missing, "tickets") {
				t.Errorf("%s passed: %q", d, s)
			}
		}
	})
}

// BenchmarkTripwire is what a known statement costs.
func BenchmarkTripwire(b *testing.B) {
	trip := newTripwire(dialect.MySQL, testOwned)
	q := "SELECT `tickets`.`id`, `tickets`.`title` FROM `tickets` WHERE `tickets`.`community_id` = ? ORDER BY `id` LIMIT 2"
	for b.Loop() {
		_ = trip.check(b.Context(), q, trip.verdict(q))
	}
}
