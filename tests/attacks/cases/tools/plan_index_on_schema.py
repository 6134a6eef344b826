# expect: status=ok changed=none
# tool: plan
#| {"statements": [["SELECT 1", []]], "index": {"table": "sqlite_master", "columns": ["sql"]}}
