# expect: value=500 queries=5
# Several at once.
import asyncio


async def main():
    return sum(await asyncio.gather(*(Post.objects.acount() for _ in range(5))))


asyncio.run(main())
