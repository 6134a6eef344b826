# expect: status=ok|timeout changed=none
# tool: plan
# Only prepared: a recursion without end is not begun.
#| {"statements": [["WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n", []]],
#| "index": null}
