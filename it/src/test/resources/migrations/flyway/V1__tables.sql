CREATE TYPE kind AS ENUM ('member', 'guest');

CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(60) NOT NULL);

CREATE TABLE member (
  tenant_id varchar(63) NOT NULL,
  id bigint NOT NULL,
  kind kind NOT NULL DEFAULT 'member',
  name varchar(120) NOT NULL,
  sex varchar(1) CONSTRAINT member_sex CHECK (sex IN ('F', 'M')),
  born date,
  income numeric(10, 2),
  remark varchar(400),
  country_code varchar(2) REFERENCES country (code),
  since timestamp(6) DEFAULT now(),
  CONSTRAINT member_key PRIMARY KEY (tenant_id, id),
  CONSTRAINT member_has_a_name CHECK (name IS NOT NULL)
);

CREATE SEQUENCE member_seq INCREMENT BY 50 OWNED BY member.id;
CREATE INDEX member_since ON member (tenant_id, since DESC) WHERE born IS NOT NULL;
COMMENT ON TABLE member IS 'who belongs here';
COMMENT ON COLUMN member.born IS 'the day of birth';
INSERT INTO country (code, name) VALUES ('DE', 'Deutschland'), ('JP', '日本');
