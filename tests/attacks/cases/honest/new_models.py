# expect: value=37 queries=8..60
# Models with a relation, their tables made, altered and dropped.
class Shelf(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        app_label = 'blog'


class Thing(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE)

    class Meta:
        app_label = 'blog'


with connection.schema_editor() as editor:
    editor.create_model(Shelf)
    editor.create_model(Thing)
shelf = Shelf.objects.create(name='upper')
Thing.objects.bulk_create([Thing(shelf=shelf) for _ in range(3)])
field = models.IntegerField(default=7)
field.set_attributes_from_name('width')
with connection.schema_editor() as editor:
    editor.add_field(Shelf, field)
with connection.cursor() as cursor:
    cursor.execute('SELECT width FROM blog_shelf')
    width = cursor.fetchone()[0]
shelf.thing_set.count() * 10 + width
