# expect: status=ok changed=none
# tool: plan
#| {"statements": [["SELECT 1", []]], "index": {"table": "blog_post\" (id); DELETE FROM blog_post; --",
#| "columns": ["id\"); DELETE FROM blog_post; --"]}}
