CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(60) NOT NULL)
---
CREATE TABLE patient (
  tenant_id varchar(63) DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  name varchar(120) NOT NULL,
  dob date,
  ssn varchar(11),
  note varchar(400),
  city varchar(40),
  visits integer,
  PRIMARY KEY (tenant_id, id)
)
---
CREATE TABLE visit (
  tenant_id varchar(63) DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  patient_id bigint NOT NULL,
  day date NOT NULL,
  finding varchar(400),
  fee numeric(10, 2),
  PRIMARY KEY (tenant_id, id)
)
---
CREATE TABLE task (
  tenant_id varchar(63) DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  title varchar(100),
  PRIMARY KEY (tenant_id, id)
)
---
CREATE TABLE reading (
  tenant_id varchar(63) DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  pulse integer,
  steps bigint,
  weight numeric(6, 2),
  score double precision,
  fasting boolean,
  taken time,
  at timestamp,
  seen timestamp with time zone,
  device uuid,
  image bytea,
  PRIMARY KEY (tenant_id, id)
)
---
CREATE TABLE log_line (id bigint PRIMARY KEY, line varchar(200))
---
CREATE SEQUENCE number_seq
---
CREATE SCHEMA archive
---
CREATE TABLE archive.patient (
  tenant_id varchar(63) DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  name varchar(120),
  PRIMARY KEY (tenant_id, id)
)
