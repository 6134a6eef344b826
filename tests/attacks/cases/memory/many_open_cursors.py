# expect: status=ok|query_limit|memory|error|timeout queries=50..2000
# Each holds a statement with rows to come.
held = []
for _ in range(1500):
    cursor = connection.connection.cursor()
    cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 250) SELECT i FROM n")
    held.append(cursor)
"opened them all"
