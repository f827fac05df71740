using Jobbers.Sqlite.Engine;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Rows;

/// <summary>The table <c>workers</c>.</summary>
internal sealed class WorkerRows(Database database)
{
    private readonly Statement _find = database.Prepare("SELECT seen_at, number, suspect, suspect_token FROM workers WHERE id = ?1");
    private readonly Statement _reply = database.Prepare("SELECT reply FROM workers WHERE id = ?1");

    private readonly Statement _see = database.Prepare(
        """
        INSERT INTO workers (id, seen_at, host, process_id, version, role, slots, started_at, tasks, queues, slots_used, slots_abandoned, draining)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, host = excluded.host, process_id = excluded.process_id,
          version = excluded.version, role = excluded.role, slots = excluded.slots, started_at = excluded.started_at, tasks = excluded.tasks,
          queues = excluded.queues, slots_used = excluded.slots_used, slots_abandoned = excluded.slots_abandoned, draining = excluded.draining
        """);

    private readonly Statement _call = database.Prepare(
        """
        INSERT INTO workers (id, called_at, number, reply, suspect, suspect_token) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET called_at = excluded.called_at, number = excluded.number, reply = excluded.reply,
          suspect = excluded.suspect, suspect_token = excluded.suspect_token
        """);

    private readonly Statement _clear = database.Prepare("UPDATE workers SET suspect = NULL, suspect_token = 0 WHERE id = ?1");
    private readonly Statement _delete = database.Prepare("DELETE FROM workers WHERE id = ?1");
    private readonly Statement _forget = database.Prepare("DELETE FROM workers WHERE max(seen_at, called_at) <= ?1");

    public WorkerState? Find(string worker)
    {
        _find.Bind(1, worker);
        return _find.Step()
            ? new WorkerState(_find.Int64(0), _find.Int64(1), _find.IsNull(2) ? null : _find.Id(2), _find.Int64(3))
            : null;
    }

    /// <summary>What its last numbered call came to.</summary>
    public byte[] Reply(string worker)
    {
        _reply.Bind(1, worker);
        return _reply.Step() ? _reply.Bytes(0).ToArray() : [];
    }

    public void See(HeartbeatRequest beat, long now) => _see
        .Bind(1, beat.Worker.Worker).Bind(2, now).Bind(3, beat.Worker.Host).Bind(4, beat.Worker.ProcessId).Bind(5, beat.Worker.Version)
        .Bind(6, beat.Worker.Role).Bind(7, beat.Worker.Slots).Bind(8, Micros.Of(beat.Worker.StartedAt)).Bind(9, Lines.Join(beat.Worker.Tasks))
        .Bind(10, Lines.Join(beat.Queues)).Bind(11, beat.SlotsUsed).Bind(12, beat.SlotsAbandoned).Bind(13, beat.Draining ? 1 : 0).Run();

    public void SaveCall(WorkerCall call, long now, ReadOnlySpan<byte> reply, Ulid? suspect, long suspectToken)
    {
        _call.Bind(1, call.Worker).Bind(2, now).Bind(3, call.Number).Bind(4, reply);
        if (suspect is { } id)
            _call.Bind(5, id);
        else
            _call.BindNull(5);
        _call.Bind(6, suspectToken).Run();
    }

    public void ClearSuspect(string worker) => _clear.Bind(1, worker).Run();

    public void Delete(string worker) => _delete.Bind(1, worker).Run();

    /// <summary>Forgets workers that have not been heard since a time.</summary>
    public void ForgetSilentSince(long time) => _forget.Bind(1, time).Run();
}
