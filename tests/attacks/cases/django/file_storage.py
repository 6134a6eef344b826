# expect: status=error queries=0
# Django's own way to write files.
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

FileSystemStorage("/tmp").save("one-query-attack.txt", ContentFile(b"x"))
