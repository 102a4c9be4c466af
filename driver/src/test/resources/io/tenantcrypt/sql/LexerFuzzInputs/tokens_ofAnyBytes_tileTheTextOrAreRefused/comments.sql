/* /* ' */ " */ SELECT --x id FROM visit WHERE tenant_id = 'ac'
'me' -- end