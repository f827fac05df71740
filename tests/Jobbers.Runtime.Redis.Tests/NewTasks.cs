using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Redis.Tests;

/// <summary>Builds what tests of Redis itself send.</summary>
internal static class NewTasks
{
    public static SubmitRequest One() => new()
    {
        Id = Ulid.NewUlid(),
        Name = "send_mail",
        Version = 1,
        VersionIsOwn = true,
        Queue = "default",
        Parameters = """{"customerId":4711,"note":"small"}"""u8.ToArray(),
    };

    public static SubmitRequest[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => One())];

    public static ClaimRequest Wish(int want) => new() { Want = want, Queues = [new QueueRoom("default", want)] };

    public static HeartbeatRequest Report(string worker, params ClaimKey[] claims) => new()
    {
        Worker = new WorkerProfile
        {
            Worker = worker,
            Host = "host",
            ProcessId = 1,
            Version = "1",
            Role = "default",
            Slots = 1,
            StartedAt = DateTimeOffset.UnixEpoch,
            Tasks = ["send_mail@1"],
        },
        Queues = ["default"],
        SlotsUsed = claims.Length,
        Claims = claims,
    };

    public static Outcome Done(ClaimedTask claim) => new() { Claim = claim.Key, Kind = OutcomeKind.Completed, StartedAt = claim.StartedAt };
}
