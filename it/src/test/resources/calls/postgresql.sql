CREATE PROCEDURE admit(p_tenant varchar, p_id bigint, p_ssn {ssn}, p_dob {dob}, p_ward varchar) LANGUAGE plpgsql AS $$
BEGIN INSERT INTO patient (tenant_id, id, ssn, dob, ward) VALUES (p_tenant, p_id, p_ssn, p_dob, p_ward); END $$
---
CREATE FUNCTION look_up(p_tenant varchar, p_id bigint, OUT o_ssn {ssn}, OUT o_dob {dob}, OUT o_ward varchar) LANGUAGE plpgsql AS $$
BEGIN SELECT ssn, dob, ward INTO o_ssn, o_dob, o_ward FROM patient WHERE tenant_id = p_tenant AND id = p_id; END $$
---
CREATE FUNCTION rename_ssn(p_tenant varchar, p_id bigint, INOUT io_ssn {ssn}) LANGUAGE plpgsql AS $$
DECLARE old {ssn};
BEGIN
  SELECT ssn INTO old FROM patient WHERE tenant_id = p_tenant AND id = p_id;
  UPDATE patient SET ssn = io_ssn WHERE tenant_id = p_tenant AND id = p_id;
  io_ssn := old;
END $$
---
CREATE PROCEDURE rename_by_call(p_tenant varchar, p_id bigint, INOUT io_ssn {ssn}) LANGUAGE plpgsql AS $$
DECLARE old {ssn};
BEGIN
  SELECT ssn INTO old FROM patient WHERE tenant_id = p_tenant AND id = p_id;
  UPDATE patient SET ssn = io_ssn WHERE tenant_id = p_tenant AND id = p_id;
  io_ssn := old;
END $$
---
CREATE PROCEDURE look_up_by_call(p_tenant varchar, p_id bigint, OUT o_ssn {ssn}, OUT o_ward varchar) LANGUAGE plpgsql AS $$
BEGIN SELECT ssn, ward INTO o_ssn, o_ward FROM patient WHERE tenant_id = p_tenant AND id = p_id; END $$
---
CREATE FUNCTION ssn_of(p_tenant varchar, p_id bigint) RETURNS {ssn} LANGUAGE sql AS $$
SELECT ssn FROM patient WHERE tenant_id = p_tenant AND id = p_id $$
---
CREATE FUNCTION patients_of(p_tenant varchar) RETURNS TABLE (r_id bigint, r_ssn {ssn}, r_dob {dob}, r_ward varchar) LANGUAGE sql AS $$
SELECT id, ssn, dob, ward FROM patient WHERE tenant_id = p_tenant ORDER BY id $$
---
CREATE FUNCTION silent(p_tenant varchar) RETURNS TABLE (r_ssn {ssn}) LANGUAGE sql AS $$
SELECT ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id $$
---
CREATE FUNCTION promised(p_tenant varchar) RETURNS TABLE (r_ssn {ssn}) LANGUAGE sql AS $$
SELECT ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id $$
---
CREATE FUNCTION promised_out(p_tenant varchar, OUT o_ssn {ssn}) LANGUAGE sql AS $$
SELECT ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id LIMIT 1 $$
---
CREATE FUNCTION miscounted(p_tenant varchar) RETURNS TABLE (r_ssn {ssn}) LANGUAGE sql AS $$
SELECT ssn FROM patient WHERE tenant_id = p_tenant ORDER BY id $$
---
CREATE FUNCTION other_modes(p_tenant varchar, p_id bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT p_id $$
---
CREATE FUNCTION other_type(p_ssn varchar) RETURNS varchar LANGUAGE sql AS $$ SELECT p_ssn $$
---
CREATE FUNCTION shorter(p_id bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT p_id $$
---
CREATE FUNCTION overloaded(p_id bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT p_id $$
---
CREATE FUNCTION overloaded(p_id varchar) RETURNS varchar LANGUAGE sql AS $$ SELECT p_id $$
---
CREATE FUNCTION cursors(p_tenant varchar, OUT o_rows refcursor) LANGUAGE plpgsql AS $$
BEGIN OPEN o_rows FOR SELECT * FROM patient; END $$
---
CREATE FUNCTION free_of_tenants(p_number bigint, p_text varchar) RETURNS varchar LANGUAGE sql AS $$
SELECT p_text || p_number $$
---
CREATE FUNCTION undescribed(p_tenant varchar) RETURNS varchar LANGUAGE sql AS $$ SELECT p_tenant $$
---
CREATE FUNCTION long_text(p_tenant varchar) RETURNS text LANGUAGE sql AS $$
SELECT repeat('x', 100000) || '\x' || encode(ssn::bytea, 'hex') FROM patient WHERE tenant_id = p_tenant AND id = 1 $$
---
CREATE FUNCTION promised_array(p_tenant varchar, OUT o_all {ssn}[]) LANGUAGE sql AS $$
SELECT ARRAY[NULL, ssn] FROM patient WHERE tenant_id = p_tenant AND id = 1 $$
