CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(60) NOT NULL)
---
CREATE TABLE patient (
  tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  name varchar(120) NOT NULL,
  dob date,
  ssn varchar(11),
  note varchar(400),
  city varchar(40),
  visits integer,
  PRIMARY KEY (tenant_id, id)
) ENGINE=InnoDB
---
CREATE TABLE visit (
  tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  patient_id bigint NOT NULL,
  day date NOT NULL,
  finding varchar(400),
  fee numeric(10, 2),
  PRIMARY KEY (tenant_id, id)
)
---
CREATE TABLE task (
  tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  title varchar(100),
  PRIMARY KEY (tenant_id, id)
)
---
CREATE TABLE job (
  tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin DEFAULT 'acme' NOT NULL,
  id bigint AUTO_INCREMENT PRIMARY KEY,
  title varchar(100)
)
---
CREATE TABLE log_line (id bigint PRIMARY KEY, line varchar(200))
