#!/bin/sh
# Copies the portfolio from the benchmark's MariaDB to PostgreSQL. The first argument is the socket that
# `go run ./bench/run -hold` prints, the second a database for psql:
#
#   bench/peers/load.sh /tmp/eh-bench/500-1500-4000-3-mariadb/sock postgres://postgres:bench@127.0.0.1:5433/bench
set -eu
socket=$1 target=$2
psql "$target" -v ON_ERROR_STOP=1 -q -f "$(dirname "$0")/schema.sql"
copy() { # table, columns
	# The client writes \N for NULL only in dumps; here NULL is a word that no text of the portfolio is.
	mariadb --no-defaults -uroot --socket="$socket" --default-character-set=utf8mb4 -B -N --quick -e "SELECT $2 FROM hub.$1 ORDER BY id" |
		psql "$target" -v ON_ERROR_STOP=1 -q -c "COPY $1 ($2) FROM STDIN WITH (FORMAT text, NULL 'NULL')"
	echo "$1"
}
copy communities id,code,name
copy estates id,community_id,name
copy buildings id,community_id,estate_id,code,name
copy units id,community_id,building_id,property_no
copy owners id,community_id,name
copy ownerships id,community_id,unit_id,owner_id,until
copy staffs id,name
copy tickets id,community_id,number,kind,state,open,opened_at,due_at,content,unit_id,assignee_id
psql "$target" -q -c 'VACUUM ANALYZE'
