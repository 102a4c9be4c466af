CREATE VIEW patient_view AS SELECT * FROM patient
---
CREATE VIEW patient_view_again AS SELECT * FROM patient_view
---
CREATE FUNCTION plant(line text) RETURNS bigint LANGUAGE sql AS
  'INSERT INTO log_line (id, line) VALUES (nextval(''number_seq''), line) RETURNING id'
---
CREATE FUNCTION all_names() RETURNS SETOF bytea LANGUAGE sql AS 'SELECT name FROM patient'
---
CREATE PROCEDURE refresh_patients() LANGUAGE sql AS 'DELETE FROM patient'
