CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 2 * n;
END
$$;
CREATE OR REPLACE VIEW countries AS SELECT code, name FROM country;
