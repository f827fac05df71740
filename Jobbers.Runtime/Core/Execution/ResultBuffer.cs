using System.Buffers;
using Jobbers.Catalog;

namespace Jobbers.Execution;

/// <summary>A pooled buffer for one result. Small results dominate; a buffer that grew large is not kept.</summary>
internal sealed class ResultBuffer : IBufferWriter<byte>
{
    private const int Kept = 16 * 1024;
    private const int PoolSize = 1024;

    private static readonly System.Collections.Concurrent.ConcurrentQueue<ResultBuffer> Pool = new();
    private static int s_pooled;

    private byte[] _bytes = new byte[256];
    private int _written;

    private ResultBuffer()
    {
    }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _written);

    public bool IsTooLarge => _written > PayloadLimits.MaxResultBytes;

    public static ResultBuffer Rent()
    {
        if (!Pool.TryDequeue(out var buffer))
            return new ResultBuffer();
        Interlocked.Decrement(ref s_pooled);
        return buffer;
    }

    /// <summary>Gives the buffer back. Only when nobody holds <see cref="Written"/> any more.</summary>
    public void Return()
    {
        _written = 0;
        if (_bytes.Length > Kept || Volatile.Read(ref s_pooled) >= PoolSize)
            return;
        Interlocked.Increment(ref s_pooled);
        Pool.Enqueue(this);
    }

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    private void Reserve(int sizeHint)
    {
        var needed = _written + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
    }
}
