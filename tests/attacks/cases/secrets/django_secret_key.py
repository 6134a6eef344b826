# expect: value="this key protects nothing: the sandbox signs nothing and keeps nothing" queries=0
# The jail has a Django project of its own, and that one's key is public.
from django.conf import settings

settings.SECRET_KEY
