# expect: value=100
# SQL functions and collations of the broker cannot be replaced from here.
try:
    connection.connection.create_function('count', 0, lambda: 7)
except AttributeError:
    pass
Post.objects.count()
