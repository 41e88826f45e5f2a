#!/bin/sh
# Creates the two roles and three databases, once; run as PostgreSQL's superuser. What exists is left alone.
# The postgres image runs it at its first start; elsewhere: sudo -u postgres sh create-databases.sh
set -eu

: "${POSTGRES_PWD:?the password of the role temporal}"
: "${TINGSHU_DB_PASSWORD:?the password of the role tingshu}"

# Passwords reach psql by its environment and are quoted by it, so that any character may stand in them.
psql --set=ON_ERROR_STOP=1 --no-psqlrc --quiet --dbname=postgres <<'SQL'
\getenv temporal_password POSTGRES_PWD
\getenv tingshu_password TINGSHU_DB_PASSWORD
SELECT format('CREATE ROLE temporal LOGIN PASSWORD %L', :'temporal_password')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'temporal') \gexec
SELECT format('CREATE ROLE tingshu LOGIN PASSWORD %L', :'tingshu_password')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tingshu') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', name, owner)
FROM (VALUES ('temporal', 'temporal'), ('temporal_visibility', 'temporal'), ('tingshu', 'tingshu')) AS wanted (name, owner)
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name) \gexec
-- Each database is for its owner alone.
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, tingshu FROM PUBLIC;
SQL
