# expect: value=0 queries=4 changed=Comment+0~0-197
# One statement that writes elsewhere: what changed is told, also there.
cursor = connection.cursor()
cursor.execute("CREATE TRIGGER t AFTER UPDATE ON blog_tag BEGIN DELETE FROM blog_comment; END")
cursor.execute("UPDATE blog_tag SET active = 1 WHERE id = 1")
cursor.execute("SELECT count(*) FROM blog_comment")
Comment.objects.count()
