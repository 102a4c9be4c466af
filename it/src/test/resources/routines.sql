CREATE PROCEDURE admit(p_tenant varchar, p_id bigint, p_name {cell}, p_ssn {cell}, p_city varchar) LANGUAGE sql AS
  'INSERT INTO patient (tenant_id, id, name, ssn, city) VALUES (p_tenant, p_id, p_name, p_ssn, p_city)'
