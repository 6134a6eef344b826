# expect: value=nothing
# The event loop works, its network does not.


def attempt():
    import asyncio

    async def connect():
        await asyncio.open_connection("127.0.0.1", 8000)
        return "connected"

    try:
        return asyncio.run(connect())
    except ConnectionRefusedError:
        return "was refused by the kernel's TCP, not by the jail"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
