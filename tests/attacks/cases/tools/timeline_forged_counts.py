# expect: status=ok|error|killed queries=1..3
# tool: timeline
# Takes the recorder's own notes away. The broker's count is another's.
import gc
import sys

list(Post.objects.all())
for thing in gc.get_objects():
    if type(thing).__module__.startswith("sandbox_app.tools"):
        try:
            vars(thing).clear()
        except TypeError:
            continue
sys.setprofile(None)
sys.settrace(None)
list(Tag.objects.all())
Post.objects.count()
