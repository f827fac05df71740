using Jobbers.Routing;

namespace Jobbers.Sqlite.Writing;

/// <summary>One queue within a claim: how many the worker would take of it, and how many its limits allow.</summary>
internal sealed class ClaimQueue(QueueConfig config, int free, long room)
{
    public QueueConfig Config => config;

    public int Free { get; private set; } = free;

    public long Room { get; private set; } = room;

    public void Take(int count)
    {
        Free -= count;
        Room -= count;
    }
}
