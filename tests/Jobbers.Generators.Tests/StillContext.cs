using Jobbers.Declaration;

namespace Jobbers.Generators.Tests;

/// <summary>A context that stands still.</summary>
internal sealed class StillContext : TaskContext
{
    public override Ulid Id => Ulid.Empty;

    public override string Name => "still";

    public override int Version => 1;

    public override string Queue => "default";

    public override int RetryAttempt => 0;

    public override long FencingToken => 7;

    public override DateTimeOffset SubmittedAt => DateTimeOffset.UnixEpoch;

    public override void Heartbeat(double? progress = null, string? message = null)
    {
    }
}
