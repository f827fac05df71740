using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>What one claim has gathered so far.</summary>
internal sealed class ClaimPass(string worker, int want, bool mayTakeSuspect)
{
    public string Worker => worker;

    /// <summary>How many are still wished for.</summary>
    public int Want { get; set; } = want;

    public bool MayTakeSuspect { get; private set; } = mayTakeSuspect;

    /// <summary>The suspect among the claims.</summary>
    public ClaimKey? Suspect { get; private set; }

    public List<ClaimedTask> Claims { get; } = [];

    /// <summary>Queues at their own limits.</summary>
    public List<ClaimQueue> Limited { get; } = [];

    /// <summary>Queues of which the worker may take no more at once.</summary>
    public List<ClaimQueue> Stopped { get; } = [];

    public void TookSuspect(ClaimKey claim)
    {
        Suspect = claim;
        MayTakeSuspect = false;
    }
}
