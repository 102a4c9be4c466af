CREATE PROCEDURE admit(p_tenant varchar(63), p_id bigint, p_ssn {ssn}, p_dob {dob}, p_ward varchar(20))
INSERT INTO patient (tenant_id, id, ssn, dob, ward) VALUES (p_tenant, p_id, p_ssn, p_dob, p_ward)
---
CREATE PROCEDURE look_up(p_tenant varchar(63), p_id bigint, OUT o_ssn {ssn}, OUT o_dob {dob}, OUT o_ward varchar(20))
SELECT ssn, dob, ward INTO o_ssn, o_dob, o_ward FROM patient WHERE tenant_id = p_tenant AND id = p_id
---
CREATE PROCEDURE rename_ssn(p_tenant varchar(63), p_id bigint, INOUT io_ssn {ssn})
BEGIN
  DECLARE old {ssn};
  SELECT ssn INTO old FROM patient WHERE tenant_id = p_tenant AND id = p_id;
  UPDATE patient SET ssn = io_ssn WHERE tenant_id = p_tenant AND id = p_id;
  SET io_ssn = old;
END
---
CREATE FUNCTION ssn_of(p_tenant varchar(63), p_id bigint) RETURNS {ssn} READS SQL DATA
RETURN (SELECT ssn FROM patient WHERE tenant_id = p_tenant AND id = p_id)
---
CREATE PROCEDURE patients_of(p_tenant varchar(63))
SELECT id, ssn, dob, ward FROM patient WHERE tenant_id = p_tenant ORDER BY id
---
CREATE PROCEDURE silent(p_tenant varchar(63))
SELECT ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id
---
CREATE PROCEDURE promised(p_tenant varchar(63))
SELECT ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id
---
CREATE PROCEDURE promised_out(p_tenant varchar(63), OUT o_ssn {ssn})
SELECT ssn INTO o_ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id LIMIT 1
---
CREATE PROCEDURE miscounted(p_tenant varchar(63))
SELECT ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id
---
CREATE PROCEDURE other_modes(p_tenant varchar(63), p_id bigint) SELECT p_id
---
CREATE PROCEDURE other_type(p_ssn varchar(11)) SELECT p_ssn
---
CREATE PROCEDURE shorter(p_id bigint) SELECT p_id
---
CREATE PROCEDURE free_of_tenants(p_number bigint, p_text varchar(20)) SELECT CONCAT(p_text, p_number)
---
CREATE PROCEDURE undescribed(p_tenant varchar(63)) SELECT p_tenant
---
CREATE FUNCTION long_text(p_tenant varchar(63)) RETURNS longtext READS SQL DATA
RETURN (SELECT CONCAT(REPEAT('x', 100000), CHAR(92), 'x', HEX(ssn)) FROM patient WHERE tenant_id = p_tenant AND id = 1)
