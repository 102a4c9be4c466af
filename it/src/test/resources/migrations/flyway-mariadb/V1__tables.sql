CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(60) NOT NULL);

CREATE TABLE member (
  tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id bigint NOT NULL,
  kind enum ('member', 'guest') NOT NULL DEFAULT 'member',
  name varchar(120) CHARACTER SET utf8mb4 NOT NULL COMMENT 'as in the passport',
  sex varchar(1) CHECK (sex IN ('F', 'M')),
  born date,
  income numeric(10, 2),
  remark varchar(400) DEFAULT NULL,
  number uuid,
  active boolean,
  seen datetime(6),
  country_code varchar(2),
  since timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (tenant_id, id),
  KEY member_since (tenant_id, since),
  CONSTRAINT member_country FOREIGN KEY (country_code) REFERENCES country (code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT = 'who belongs here';

INSERT INTO country (code, name) VALUES ('DE', 'Deutschland'), ('JP', '日本');
