# mode scope
---
# accept
DELETE FROM "patient" WHERE "patient"."id" = ?
---
# accept
DELETE FROM "patient_phone" WHERE "patient_phone"."patient_id" = ?
---
# accept
DELETE FROM "visit" WHERE "visit"."room" = ?
---
# accept
INSERT INTO "patient" ("city", "dob", "id", "name", "ssn", "status", "version", "weight") VALUES (?, ?, ?, ?, ?, ?, ?, ?)
---
# accept
INSERT INTO "patient_phone" ("kind", "patient_id", "phone") VALUES (?, ?, ?)
---
# accept
INSERT INTO "visit" ("day", "fee", "finding", "minutes", "patient_id", "room") VALUES (?, ?, ?, ?, ?, ?)
---
# accept
SELECT "patient"."id" AS "id" FROM "patient" WHERE "patient"."id" = ? FOR UPDATE OF "patient"
---
# accept
SELECT "patient"."id" AS "id", "patient"."ssn" AS "ssn", "patient"."dob" AS "dob", "patient"."name" AS "name", "patient"."city" AS "city", "patient"."status" AS "status", "patient"."weight" AS "weight", "patient"."version" AS "version" FROM "patient" ORDER BY "patient"."city" ASC, "patient"."id" ASC
---
# accept
SELECT "patient"."id" AS "id", "patient"."ssn" AS "ssn", "patient"."dob" AS "dob", "patient"."name" AS "name", "patient"."city" AS "city", "patient"."status" AS "status", "patient"."weight" AS "weight", "patient"."version" AS "version" FROM "patient" WHERE "patient"."city" = ? AND ("patient"."id" < ? OR "patient"."id" IS NULL) ORDER BY "patient"."id" ASC
---
# accept
SELECT "patient"."id" AS "id", "patient"."ssn" AS "ssn", "patient"."dob" AS "dob", "patient"."name" AS "name", "patient"."city" AS "city", "patient"."status" AS "status", "patient"."weight" AS "weight", "patient"."version" AS "version" FROM "patient" WHERE "patient"."city" = ? ORDER BY "patient"."id" ASC
---
# accept
SELECT "patient"."id" AS "id", "patient"."ssn" AS "ssn", "patient"."dob" AS "dob", "patient"."name" AS "name", "patient"."city" AS "city", "patient"."status" AS "status", "patient"."weight" AS "weight", "patient"."version" AS "version" FROM "patient" WHERE "patient"."id" < ? ORDER BY "patient"."id" ASC LIMIT 2 OFFSET 2
---
# accept
SELECT "patient"."id" AS "id", "patient"."ssn" AS "ssn", "patient"."dob" AS "dob", "patient"."name" AS "name", "patient"."city" AS "city", "patient"."status" AS "status", "patient"."weight" AS "weight", "patient"."version" AS "version" FROM "patient" WHERE "patient"."id" = ?
---
# accept
SELECT "patient"."id" AS "id", "patient"."ssn" AS "ssn", "patient"."dob" AS "dob", "patient"."name" AS "name", "patient"."city" AS "city", "patient"."status" AS "status", "patient"."weight" AS "weight", "patient"."version" AS "version" FROM "patient" WHERE "patient"."id" = ? FOR UPDATE OF "patient"
---
# accept
SELECT "patient"."id" AS "id", "patient"."ssn" AS "ssn", "patient"."dob" AS "dob", "patient"."name" AS "name", "patient"."city" AS "city", "patient"."status" AS "status", "patient"."weight" AS "weight", "patient"."version" AS "version" FROM "patient" WHERE "patient"."id" IN (?, ?)
---
# accept
SELECT "patient"."id" FROM "patient" WHERE "patient"."city" = ? LIMIT 1
---
# accept
SELECT "patient_phone"."kind" AS "kind", "patient_phone"."phone" AS "phone" FROM "patient_phone" WHERE "patient_phone"."patient_id" = ?
---
# accept
SELECT "visit"."id" AS "id", "visit"."fee" AS "fee", "visit"."day" AS "day", "visit"."room" AS "room", "visit"."patient_id" AS "patient_id", "visit"."minutes" AS "minutes", "visit"."finding" AS "finding" FROM "visit" WHERE "visit"."room" IN (?, ?) ORDER BY "visit"."id" ASC
---
# accept
SELECT COUNT("patient"."id") FROM "patient" WHERE "patient"."id" = ?
---
# accept
SELECT COUNT(*) FROM "patient"
---
# accept
SELECT COUNT(*) FROM "patient" WHERE "patient"."id" < ?
---
# accept
SELECT COUNT(*) FROM "visit" WHERE "visit"."minutes" BETWEEN ? AND ?
---
# accept
UPDATE "patient" SET "version" = ?, "name" = ?, "ssn" = ?, "dob" = ?, "weight" = ?, "city" = ?, "status" = ? WHERE "patient"."id" = ? AND "patient"."version" = ?
---
# accept
select * from visit where day between ? and ? and id < 10 order by id
---
# accept
update patient set version = version + 1 where id = 602
---
# accept
update visit set finding = ? where id = ?
