# accept create a table with ordinary types
CREATE TABLE gadget (id bigint PRIMARY KEY, label varchar(20) DEFAULT 'x')
---
# accept create a tenant table without protected columns
CREATE TABLE chore (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id))
---
# accept add an unprotected column
ALTER TABLE patient ADD COLUMN phone varchar(20)
---
# accept drop an unlisted table
DROP TABLE log_line
---
# accept drop if exists
DROP TABLE IF EXISTS nowhere
---
# accept index on an unprotected column
CREATE INDEX by_city ON patient (tenant_id, city)
---
# accept comment on a shared table
COMMENT ON TABLE country IS 'shared'
---
# accept create sequence
CREATE SEQUENCE other_seq
---
# accept create schema
CREATE SCHEMA other
