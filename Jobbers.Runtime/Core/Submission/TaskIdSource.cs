using System.Buffers.Binary;
using Jobbers.Lifecycle;

namespace Jobbers.Submission;

/// <summary>
/// Makes ids that grow: within one millisecond each is the one before plus one (the ULID specification's monotonic form). So a listing by id
/// is the order of submission within a process, and a store's index of ids grows at its end.
/// </summary>
internal sealed class TaskIdSource(TimeProvider time)
{
    private readonly Lock _gate = new();
    private Ulid _last;

    public Ulid Next()
    {
        var fresh = NewId.At(time.GetUtcNow(), Random.Shared);
        lock (_gate)
            return _last = fresh.Time > _last.Time ? fresh : Successor(_last);
    }

    /// <summary>The next higher id. The 80 random bits do not run over: that would take more ids than a process ever makes in a millisecond.</summary>
    private static Ulid Successor(Ulid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number + 1);
        return new Ulid(bytes);
    }
}
