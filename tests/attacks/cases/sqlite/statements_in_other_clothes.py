# expect: value=700 queries=7
# Every way to write a SELECT is one statement.
cursor = connection.cursor()
rows = 0
for statement in (
    "\n\t select * from blog_post", "/* x */select * from blog_post", "-- x\nselect * from blog_post",
    "WITH p AS (SELECT * FROM blog_post) SELECT * FROM p", "/*/ */ SELECT * FROM blog_post",
    "SELECT * FROM blog_post WHERE 1 /* COMMIT", "SELECT * FROM (SELECT * FROM blog_post) AS COMMIT_",
):
    cursor.execute(statement)
    rows += len(cursor.fetchall())
rows
