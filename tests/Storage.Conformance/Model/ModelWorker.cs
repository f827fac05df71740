using Jobbers.Storage;

namespace Storage.Conformance.Model;

/// <summary>A worker process: what it was given, and how long the store may hold it for alive.</summary>
internal sealed class ModelWorker(string name)
{
    /// <summary>Stores may forget what a worker did that was silent for so long.</summary>
    private const int RecordKeptSeconds = 3600;

    public string Name { get; } = name;

    /// <summary>Every claim it ever received, newest last: late settles are made of old ones.</summary>
    public List<ClaimedTask> Received { get; } = [];

    /// <summary>Until then its record stands in any case: heartbeats renew it.</summary>
    public int AliveUntil { get; private set; } = -1;

    /// <summary>After that it has lapsed in any case; whether claims and settles renew the record is left open.</summary>
    public int DeadAfter { get; private set; } = -1;

    /// <summary>The suspect its record names.</summary>
    public ClaimKey? Suspect { get; set; }

    /// <summary>True where the rules leave open whether the record still names the suspect.</summary>
    public bool SuspectIsOpen { get; set; }

    /// <summary>Its last claim or settle, for the repeat after a lost reply.</summary>
    public ModelCall? LastCall { get; set; }

    public void Reported(int now)
    {
        // A repeat of a forgotten call is a new one: it brings new claims, under tokens of their own.
        if (AliveUntil + RecordKeptSeconds < now)
            LastCall = null;
        if (Suspect is not null && DeadAfter < now)
            SuspectIsOpen = true;
        AliveUntil = now + StoreModel.LeaseSeconds;
        DeadAfter = AliveUntil;
    }

    public void Called(int now) => DeadAfter = now + StoreModel.LeaseSeconds;
}
