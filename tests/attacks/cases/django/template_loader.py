# expect: status=error|ok queries=0
# Django's own way to read files.
from django.template import Context, Engine

Engine(dirs=["/etc"]).get_template("passwd").render(Context())[:0] or 1 / 0
