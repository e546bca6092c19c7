#!/bin/sh
# Tells Directus which columns refer to what; it takes the tables as collections by itself.
#   bench/peers/directus/relations.sh http://127.0.0.1:8055 bench
set -eu
at=$1 token=$2
relate() { # collection, field, related collection, name of the list there
	curl -fsS -X PATCH "$at/collections/$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{"meta":{"hidden":false}}' >/dev/null
	curl -fsS -X POST "$at/fields/$3" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
		-d "{\"field\":\"$4\",\"type\":\"alias\",\"meta\":{\"special\":[\"o2m\"]},\"schema\":null}" >/dev/null
	curl -fsS -X PATCH "$at/relations/$1/$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
		-d "{\"collection\":\"$1\",\"field\":\"$2\",\"related_collection\":\"$3\",\"meta\":{\"one_field\":\"$4\"}}" >/dev/null
	echo "$1.$2 → $3"
}
relate buildings estate_id estates buildings
relate units building_id buildings units
relate ownerships unit_id units ownerships
relate ownerships owner_id owners ownerships
relate tickets unit_id units tickets
relate tickets assignee_id staffs tickets
relate tickets community_id communities tickets
