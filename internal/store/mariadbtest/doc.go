// Package mariadbtest runs a private MariaDB: one for a test binary, started when the first test asks for a database, or
// one for a program that wants to measure. It uses no database driver, only what MariaDB itself brings.
package mariadbtest
