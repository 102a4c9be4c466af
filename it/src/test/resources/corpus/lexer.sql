# accept nested comments with quotes in them
SELECT id /* /* ' */ " */ FROM visit WHERE tenant_id = 'acme' --' ORDER BY
---
# accept a comment that ends at a carriage return
SELECT id FROM visit --xWHERE tenant_id = 'acme'
---
# accept a string continued on the next line
SELECT id, 'a' -- c'
  'b' AS label FROM visit WHERE tenant_id = 'ac'
'me'
---
# accept a tenant in an escape string
SELECT id FROM visit WHERE tenant_id = E'\x61c\u006de'
---
# refuse TC001 another tenant in an escape string
SELECT id FROM visit WHERE tenant_id = E'\147lobex'
---
# refuse TC001 another tenant in a string with Unicode escapes
SELECT id FROM visit WHERE tenant_id = U&'!0067lobex' UESCAPE '!'
---
# accept a tenant in dollar quotes with a tag
SELECT id FROM visit WHERE tenant_id = $t1$acme$t1$
---
# refuse TC001 a predicate inside of dollar quotes
# mode refuse
SELECT id FROM visit WHERE $a$ tenant_id = 'acme' AND $b$ $a$ <> ''
---
# refuse TC003 a national string, whose comparison forgets trailing blanks
SELECT id FROM visit WHERE tenant_id = N'acme'
---
# accept a sign that is no part of the operator
SELECT id FROM visit WHERE tenant_id = 'acme' AND id<>-1 AND id>=-5 AND 2=-1*-2
---
# accept numbers in all forms that every server knows
SELECT id, .5 AS a, 1. AS b, 1.e2 AS c, 2e-1 AS d FROM visit WHERE tenant_id = 'acme' AND id < 1e5
---
# refuse TC003 a number joined to a word, which servers read differently
SELECT id, 1a FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 a no-break space is a letter to the server
SELECT id FROM visit WHERE tenant_id = 'acme' OR true
---
# refuse TC003 a line separator is a letter to the server
SELECT id FROM visit WHERE tenant_id = 'acme' OR true
---
# refuse TC003 a name that the server cuts
SELECT id AS aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg FROM visit WHERE tenant_id = 'acme'
---
# accept a name of 63 bytes
SELECT id AS aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg FROM visit WHERE tenant_id = 'acme'
---
# accept names with accents are not folded
SELECT v.id AS "é", v.id AS É FROM visit AS v WHERE v.tenant_id = 'acme'
---
# accept a quoted name with a dot and a quote
SELECT "v.w""x".id FROM visit AS "v.w""x" WHERE "v.w""x".tenant_id = 'acme'
---
# accept bit strings
SELECT id, B'101' AS b FROM visit WHERE tenant_id = 'acme'
---
# accept an exotic text without a tenant table
SELECT 0 AS zero, N'x' AS n, $$a$$ AS d, U&'\0061' AS u FROM country
