#!/bin/sh
# Brings Temporal's two databases to the schema of this version of its SQL tool; safe to run again.
# Run it before every upgrade of the server: schema first, one minor version at a time.
set -eu

: "${POSTGRES_SEEDS:?}" "${POSTGRES_USER:?}" "${POSTGRES_PWD:?}"
tool="${TEMPORAL_SQL_TOOL:-temporal-sql-tool}"
export SQL_PASSWORD="$POSTGRES_PWD"

sql() {
    database="$1"
    shift
    "$tool" --plugin "${DB:-postgres12_pgx}" --ep "$POSTGRES_SEEDS" -p "${DB_PORT:-5432}" -u "$POSTGRES_USER" \
        --db "$database" "$@"
}

for part in temporal:temporal temporal_visibility:visibility; do
    database="${part%%:*}"
    # Makes the table of versions; where there is one already, it changes nothing.
    sql "$database" setup-schema -v 0.0
    sql "$database" update-schema --schema-name "postgresql/v12/${part##*:}"
done
