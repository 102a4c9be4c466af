CREATE OR REPLACE VIEW countries AS SELECT code, name FROM country;
