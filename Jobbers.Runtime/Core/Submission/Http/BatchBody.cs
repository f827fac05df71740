using System.Buffers;

namespace Jobbers.Submission.Http;

/// <summary>Gathers submits into the body of one bulk request, as many as fit.</summary>
internal sealed class BatchBody
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly List<Ulid> _ids = [];

    /// <summary>The tasks' ids, in order.</summary>
    public IReadOnlyList<Ulid> Ids => _ids;

    /// <summary>Adds one submit; false, and nothing added, when it does not fit beside those that are there.</summary>
    public bool TryAdd(Ulid id, ReadOnlySpan<byte> submit)
    {
        var full = _ids.Count == BulkLimits.MaxTasks || _body.WrittenCount + submit.Length > BulkLimits.GatheredBytes;
        if (full && _ids.Count > 0)
            return false;
        _body.Write(_ids.Count == 0 ? "["u8 : ","u8);
        _body.Write(submit);
        _ids.Add(id);
        return true;
    }

    /// <summary>Ends the list. Nothing may be added after.</summary>
    public ReadOnlyMemory<byte> Close()
    {
        _body.Write("]"u8);
        return _body.WrittenMemory;
    }
}
