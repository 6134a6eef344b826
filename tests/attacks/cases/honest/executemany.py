# expect: value=two queries=4 changed=Tag+0~3-0
# One statement for each set of parameters.
cursor = connection.cursor()
cursor.executemany('UPDATE blog_tag SET name = %s WHERE id = %s', [('one', 1), ('two', 2), ('three', 3)])
Tag.objects.get(pk=2).name
