using StackExchange.Redis;

namespace Jobbers.Redis.Scripting;

/// <summary>Ids as they are stored, 26 letters, written into one buffer for a whole call.</summary>
internal sealed class IdText(int count)
{
    private readonly byte[] _letters = new byte[count * Lifecycle.TaskIds.Length];
    private int _used;

    public RedisValue Write(Ulid id)
    {
        var slice = _letters.AsMemory(_used, Lifecycle.TaskIds.Length);
        id.TryWriteStringify(slice.Span);
        _used += Lifecycle.TaskIds.Length;
        return (ReadOnlyMemory<byte>)slice;
    }
}
