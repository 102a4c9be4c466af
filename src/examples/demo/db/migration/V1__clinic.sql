-- The clinic's tables, as they were before anyone thought of encryption.
-- A tenancy column and nothing else tells that more than one clinic may live here.

CREATE TABLE country (
  code varchar(2) PRIMARY KEY,
  name varchar(60) NOT NULL
);

CREATE TABLE patient (
  tenant_id varchar(63) DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  name varchar(120) NOT NULL,
  dob date,
  ssn varchar(11),
  note varchar(400),
  country_code varchar(2) NOT NULL REFERENCES country (code),
  PRIMARY KEY (tenant_id, id)
);

CREATE SEQUENCE visit_seq INCREMENT BY 50;

CREATE TABLE visit (
  tenant_id varchar(63) DEFAULT 'acme' NOT NULL,
  id bigint NOT NULL,
  patient_id bigint NOT NULL,
  day date NOT NULL,
  finding varchar(400),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, patient_id) REFERENCES patient (tenant_id, id)
);

INSERT INTO country (code, name) VALUES
  ('CN', '中国'), ('DE', 'Deutschland'), ('EG', 'مصر'), ('GR', 'Ελλάδα'), ('IL', 'ישראל'), ('IN', 'भारत'),
  ('JP', '日本'), ('KR', '대한민국'), ('TH', 'ไทย'), ('UA', 'Україна'), ('US', 'United States');
