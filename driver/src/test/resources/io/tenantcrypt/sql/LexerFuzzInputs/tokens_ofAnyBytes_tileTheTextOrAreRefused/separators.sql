SELECT id FROM patient WHERE tenant_id = 'acme'


OR 1 = 1
/
go
