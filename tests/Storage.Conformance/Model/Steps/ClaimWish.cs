using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

/// <summary>What a worker of a sequence would like to claim.</summary>
internal sealed record ClaimWish(IReadOnlyList<QueueRoom> Rooms, int Want, bool TakesSuspect)
{
    /// <summary>A worker runs one suspect at a time, so it asks for none while it holds one.</summary>
    public ClaimRequest ToRequest(ModelRun run, ModelWorker worker) => new()
    {
        Queues = Rooms,
        Want = Want,
        TakesSuspect = TakesSuspect && !worker.Received.Any(claim => run.Model.Stands(claim.Key) && run.Model.Find(claim.Id)!.IsSuspect),
    };

    public override string ToString() =>
        $"{Want} of {string.Join(", ", Rooms.Select(room => $"{room.Queue} (room {room.Free})"))}{(TakesSuspect ? ", a suspect too" : "")}";
}
