using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>Tells callers what became of their verbs.</summary>
internal static class Answers
{
    /// <summary>From how many callers on a turn of the thread pool costs less than it saves.</summary>
    private const int WorthAHop = 4;

    /// <summary>
    /// Many callers are answered on a thread of the pool: what goes on there behind each answer goes into that thread's own queue, at a fraction of what
    /// it costs to queue it from here, and this thread is free for the next group.
    /// </summary>
    public static void Give(List<WriteCall> group)
    {
        if (group.Count < WorthAHop)
        {
            SucceedAll(group);
            return;
        }

        // A caller that blocks its thread is answered without the pool, which may have no thread left.
        var others = new List<WriteCall>(group.Count);
        foreach (var call in group)
        {
            if (call.BlocksItsCaller)
                call.Succeed();
            else
                others.Add(call);
        }

        ThreadPool.UnsafeQueueUserWorkItem(SucceedAll, others, preferLocal: false);
    }

    public static void Refuse(List<WriteCall> group, Exception failure)
    {
        foreach (var call in group)
            call.Fail(failure);
    }

    /// <param name="calls">Their callers.</param>
    /// <param name="refusal">Why the disk refused what they wait for; null when it is there.</param>
    public static void Tell(List<WriteCall> calls, StoreUnavailableException? refusal)
    {
        if (refusal is null)
            Give(calls);
        else
            Refuse(calls, refusal);
    }

    private static void SucceedAll(List<WriteCall> calls)
    {
        foreach (var call in calls)
            call.Succeed();
    }
}
