using System.IO.Hashing;
using System.Text;

namespace Jobbers.Redis.Scripting;

/// <summary>Every verb, and the library of functions they are on the server. Its names hold a hash of its text, so that programs of different
/// versions can share a server.</summary>
internal sealed class StoreScripts
{
    /// <summary>How much of the text's hash is in the library's name; its functions' names hold all of it.</summary>
    private const int NamedBytes = 6;

    private readonly List<StoreScript> _all = [];

    public StoreScripts(ScriptSource source)
    {
        var text = source.Read();
        // No cryptographic hash: nothing but a name rests on it, and the first one a process asks for loads OpenSSL, 4 MiB.
        var version = XxHash128.Hash(Encoding.UTF8.GetBytes(text));

        StoreScript Script(string name)
        {
            var script = new StoreScript(name, version);
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
        EntriesAfter = Script("entries_after");
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
        ProveWritable = Script("prove_writable");
        Workers = Script("workers");
        var names = string.Join(", ", _all.Select(script => $"{script.Name} = '{script.Function}'"));
        Library = $"#!lua name=jobbers_{Convert.ToHexStringLower(version.AsSpan(0, NamedBytes))}\nlocal NAMES = {{{names}}}\n{text}";
    }

    public IReadOnlyList<StoreScript> All => _all;

    /// <summary>What <c>FUNCTION LOAD</c> is given.</summary>
    public string Library { get; }

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

    public StoreScript EntriesAfter { get; }

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

    public StoreScript ProveWritable { get; }

    public StoreScript Workers { get; }
}
