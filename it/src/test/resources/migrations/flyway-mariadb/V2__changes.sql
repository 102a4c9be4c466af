ALTER TABLE member ADD COLUMN email varchar(254) AFTER name, ADD COLUMN floor int NOT NULL DEFAULT 0;
ALTER TABLE member MODIFY COLUMN born date NOT NULL;
ALTER TABLE member CHANGE COLUMN floor level int NOT NULL DEFAULT 1;

CREATE TABLE letter (
  tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id bigint NOT NULL AUTO_INCREMENT,
  member_id bigint NOT NULL,
  body text,
  PRIMARY KEY (id),
  UNIQUE KEY letter_of_tenant (tenant_id, id),
  CONSTRAINT letter_member FOREIGN KEY (tenant_id, member_id)
    REFERENCES member (tenant_id, id) ON DELETE CASCADE
);

-- A table of no tenant, and what a script does beside.
CREATE TABLE scratch (id bigint, note text);
ALTER TABLE scratch RENAME TO sketch;
INSERT INTO sketch (id, note) VALUES (1, 'x;y'), (2, 'it''s');
CREATE VIEW sketches AS SELECT COUNT(*) AS n FROM sketch;
CREATE INDEX sketch_id ON sketch (id);
DROP VIEW sketches;
DROP TABLE IF EXISTS sketch;
