using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>The table <c>reports</c>: progress, message, last failure and result of tasks that have any.</summary>
internal sealed class TaskReports(Database database)
{
    private readonly Statement _progress = database.Prepare(
        """
        INSERT INTO reports (seq, progress, message) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET progress = coalesce(excluded.progress, progress), message = coalesce(excluded.message, message)
        """);

    private readonly Statement _failure = database.Prepare(
        """
        INSERT INTO reports (seq, error_type, error) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET error_type = excluded.error_type, error = excluded.error
        """);

    private readonly Statement _result = database.Prepare(
        "INSERT INTO reports (seq, result) SELECT seq, ?2 FROM states WHERE id = ?1 ON CONFLICT DO UPDATE SET result = excluded.result");

    private readonly Statement _delete = database.Prepare("DELETE FROM reports WHERE seq = ?1");

    /// <summary>Writes what is new; null keeps what was said before.</summary>
    public void SaveProgress(long seq, double? progress, string? message)
    {
        if (progress is not null || message is not null)
            _progress.Bind(1, seq).Bind(2, progress).Bind(3, message).Run();
    }

    public void SaveFailure(long seq, AttemptFailure failure) => _failure.Bind(1, seq).Bind(2, failure.Type).Bind(3, failure.Error).Run();

    public void SaveResult(Ulid id, ReadOnlySpan<byte> result) => _result.Bind(1, id).Bind(2, result).Run();

    public void Delete(long seq) => _delete.Bind(1, seq).Run();
}
