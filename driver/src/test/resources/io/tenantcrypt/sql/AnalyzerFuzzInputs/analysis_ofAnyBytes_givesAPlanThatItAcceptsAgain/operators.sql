SELECT id<>-1, id@>-2, 2=-1*-2, a ?? 'b', x::text::int FROM plain WHERE id>=-5--1
+2