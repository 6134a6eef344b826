# expect: value=True queries=1
# The schema is no secret; reading it is a statement like another.
class Master(models.Model):
    name = models.TextField(primary_key=True)

    class Meta:
        app_label, db_table, managed = "blog", "sqlite_master", False


Master.objects.filter(name="blog_post").exists()
