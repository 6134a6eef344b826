# expect: value=110 queries=2
# The asynchronous ORM, from an event loop of the program's own.
import asyncio


async def main():
    return await Post.objects.acount() + len([post async for post in Post.objects.all()[:10]])


asyncio.run(main())
