using System.IO.Pipelines;
using System.Text.Json;

namespace Jobbers.Hosts.Http.Json;

/// <summary>A large answer on its way out: no more of it is held than its reader is behind.</summary>
internal sealed class LargeJson(Utf8JsonWriter json, PipeWriter output, CancellationToken aborted)
{
    private const int Piece = 64 * 1024;

    private const int Small = 256 * 1024;

    public Utf8JsonWriter Json => json;

    /// <summary>Whether its tasks are so small that all the rest may be read at once.</summary>
    public bool IsSmall => Written < Small;

    /// <summary>Whether the answer is as large as one may be: what is still to come is left out, or cut short.</summary>
    public bool IsFull => Written >= ApiLimits.MaxAnswerBytes;

    private long Written => json.BytesCommitted + json.BytesPending;

    /// <summary>Sends what is written, once it is worth it.</summary>
    public async ValueTask FlushAsync()
    {
        if (json.BytesPending + output.UnflushedBytes < Piece)
            return;
        await json.FlushAsync(aborted);
        await output.FlushAsync(aborted);
    }
}
