namespace Jobbers.Redis.Scripting;

/// <summary>Every script, one per verb.</summary>
internal sealed class StoreScripts
{
    private readonly List<StoreScript> _all = [];

    public StoreScripts(ScriptSource source)
    {
        StoreScript Script(string name)
        {
            var script = new StoreScript(name, source.Read(name));
            _all.Add(script);
            return script;
        }

        Open = Script("open");
        Submit = Script("submit");
        Cancel = Script("cancel");
        Resubmit = Script("resubmit");
        RemoveDeadLetters = Script("remove_dead_letters");
        Claim = Script("claim");
        Settle = Script("settle");
        SettleAndClaim = Script("settle_and_claim");
        Heartbeat = Script("heartbeat");
        SignOff = Script("sign_off");
        Promote = Script("promote");
        Rescue = Script("rescue");
        StallSilent = Script("stall_silent");
        FindWaiting = Script("find_waiting");
        PruneEnded = Script("prune_ended");
        PruneDeadLetters = Script("prune_dead_letters");
        PruneRates = Script("prune_rates");
        PruneRest = Script("prune_rest");
        Statuses = Script("statuses");
        Counts = Script("counts");
        WaitingState = Script("waiting_state");
        EnsureQueues = Script("ensure_queues");
        PutQueue = Script("put_queue");
        SetPaused = Script("set_paused");
        DeleteQueue = Script("delete_queue");
        PutRole = Script("put_role");
        DeleteRole = Script("delete_role");
        Listen = Script("listen");
        Clock = Script("clock");
        Workers = Script("workers");
    }

    public IReadOnlyList<StoreScript> All => _all;

    public StoreScript Open { get; }

    public StoreScript Submit { get; }

    public StoreScript Cancel { get; }

    public StoreScript Resubmit { get; }

    public StoreScript RemoveDeadLetters { get; }

    public StoreScript Claim { get; }

    public StoreScript Settle { get; }

    public StoreScript SettleAndClaim { get; }

    public StoreScript Heartbeat { get; }

    public StoreScript SignOff { get; }

    public StoreScript Promote { get; }

    public StoreScript Rescue { get; }

    public StoreScript StallSilent { get; }

    public StoreScript FindWaiting { get; }

    public StoreScript PruneEnded { get; }

    public StoreScript PruneDeadLetters { get; }

    public StoreScript PruneRates { get; }

    public StoreScript PruneRest { get; }

    public StoreScript Statuses { get; }

    public StoreScript Counts { get; }

    public StoreScript WaitingState { get; }

    public StoreScript EnsureQueues { get; }

    public StoreScript PutQueue { get; }

    public StoreScript SetPaused { get; }

    public StoreScript DeleteQueue { get; }

    public StoreScript PutRole { get; }

    public StoreScript DeleteRole { get; }

    public StoreScript Listen { get; }

    public StoreScript Clock { get; }

    public StoreScript Workers { get; }
}
