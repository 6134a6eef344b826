# expect: verdict=slow check=max_queries
# Sends statements that look like transaction control.
cursor = connection.cursor()
cursor.execute('/**/ SELECT title, author_id FROM blog_post -- */ BEGIN')
rows = cursor.fetchall()
answer = []
for title, author in rows:
    cursor.execute(f'/**/ SELECT name FROM blog_author WHERE id = {author} -- */ BEGIN')
    answer.append((title, cursor.fetchone()[0]))
answer
