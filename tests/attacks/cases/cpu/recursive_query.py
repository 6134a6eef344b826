# expect: status=timeout|killed queries=1
# The broker works, the learner waits.
cursor = connection.cursor()
cursor.execute('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n')
