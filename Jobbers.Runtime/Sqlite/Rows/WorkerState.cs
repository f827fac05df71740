using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>What the verbs know of a worker: when it was last heard, the number of its last call, and the suspect it was given.</summary>
internal readonly record struct WorkerState(long SeenAt, long Number, Ulid? Suspect, long SuspectToken)
{
    /// <summary>Whether it has been silent for a lease.</summary>
    public bool HasLapsed(long now) => SeenAt + Micros.Of(LeaseTimes.Lease) <= now;

    public bool Suspects(Ulid id, long token) => Suspect == id && SuspectToken == token;
}
