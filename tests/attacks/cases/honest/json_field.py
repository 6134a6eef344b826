# expect: rows=3 queries=5..12 changed=blog_note+2~0-0
# A JSON field in a model of one's own, in a table made here.
class Note(models.Model):
    data = models.JSONField()

    class Meta:
        app_label = 'blog'


with connection.schema_editor() as editor:
    editor.create_model(Note)
Note.objects.create(data={'tags': ['a', 'b'], 'n': 3})
Note.objects.create(data={'n': None})
[Note.objects.filter(data__n=3).count(), Note.objects.get(data__tags__0='a').data['n'], Note.objects.filter(data__n__isnull=True).count()]
