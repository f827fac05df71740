using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Reading;

/// <summary>Workers that were heard within a lease.</summary>
internal sealed class ReadWorkers(Database database)
{
    private readonly Statement _alive = database.Prepare(
        """
        SELECT id, host, process_id, version, role, slots, started_at, tasks, queues, slots_used, slots_abandoned, draining, seen_at
        FROM workers WHERE host IS NOT NULL AND seen_at > ?1 ORDER BY id
        """);

    public IReadOnlyList<WorkerRecord> Get(long now)
    {
        var workers = new List<WorkerRecord>();
        _alive.Bind(1, now - Micros.Of(LeaseTimes.Lease));
        while (_alive.Step())
            workers.Add(Read(_alive));
        return workers;
    }

    private static WorkerRecord Read(Statement row)
    {
        var profile = new WorkerProfile
        {
            Worker = row.Text(0),
            Host = row.Text(1),
            ProcessId = row.Int32(2),
            Version = row.Text(3),
            Role = row.Text(4),
            Slots = row.Int32(5),
            StartedAt = Micros.ToTime(row.Int64(6)),
            Tasks = Lines.Split(row.TextOrNull(7)),
        };
        return new WorkerRecord(
            profile, Lines.Split(row.TextOrNull(8)), row.Int32(9), row.Int32(10), row.Int64(11) != 0, Micros.ToTime(row.Int64(12)));
    }
}
