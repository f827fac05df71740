using Jobbers.Sqlite.Engine;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Rows;

/// <summary>The table <c>tasks</c>: what submits said.</summary>
internal sealed class TaskDetails(Database database)
{
    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO tasks (seq, name, version, priority, parameters, first_submitted_at, max_crashes, beat_interval, idempotency_key, unique_key,
          trace_parent, tags)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """);

    private readonly Statement _payload = database.Prepare("SELECT name, version, parameters, first_submitted_at FROM tasks WHERE seq = ?1");

    private readonly Statement _rules = database.Prepare(
        "SELECT name, version, priority, max_crashes, unique_key, idempotency_key FROM tasks WHERE seq = ?1");

    private readonly Statement _delete = database.Prepare("DELETE FROM tasks WHERE seq = ?1");

    public void Insert(long seq, SubmitRequest task, long now) => _insert
        .Bind(1, seq).Bind(2, task.Name).Bind(3, task.Version).Bind(4, task.Priority).Bind(5, task.Parameters.Span).Bind(6, now)
        .Bind(7, task.MaxCrashes).Bind(8, task.MaxHeartbeatInterval is { } interval ? Micros.Of(interval) : null)
        .Bind(9, task.IdempotencyKey).Bind(10, task.UniqueKey).Bind(11, task.TraceParent).Bind(12, Lines.Join(task.Tags)).Run();

    /// <summary>Whether the stored task is the one that is submitted: name, parameters, and the version when the submit named one.</summary>
    public bool IsEqual(long seq, SubmitRequest task)
    {
        _payload.Bind(1, seq);
        return _payload.Step()
            && _payload.Text(0) == task.Name
            && (!task.VersionIsOwn || _payload.Int32(1) == task.Version)
            && _payload.Bytes(2).SequenceEqual(task.Parameters.Span);
    }

    public long FirstSubmittedAt(long seq)
    {
        _payload.Bind(1, seq);
        return _payload.Step() ? _payload.Int64(3) : 0;
    }

    public TaskRules Rules(long seq)
    {
        _rules.Bind(1, seq);
        if (!_rules.Step())
            throw new InvalidOperationException($"The store holds a state without its task (row {seq}).");
        return new TaskRules(
            _rules.Text(0), _rules.Int32(1), _rules.Int32(2), _rules.Int32(3), _rules.TextOrNull(4), _rules.TextOrNull(5));
    }

    public void Delete(long seq) => _delete.Bind(1, seq).Run();
}
