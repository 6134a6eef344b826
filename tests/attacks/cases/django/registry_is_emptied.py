# expect: status=ok|error queries=0..1
# The registry of this process only.
from django.apps import apps

apps.all_models.clear()
apps.app_configs.clear()
apps.clear_cache()
Post.objects.count()
