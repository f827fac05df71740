using Microsoft.Data.Sqlite;

namespace Benchmarks.Player;

/// <summary>
/// The ceiling of a file: one table, one prepared statement a step, durable at every commit as Jobbers is. Callers do not gather by
/// themselves here: with so many at once it commits so many together, as if gathering cost nothing.
/// </summary>
internal sealed class BareSqlite : IContestant
{
    private const int Bulk = 500;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _id;
    private readonly SqliteParameter _at;
    private readonly SqliteParameter _milliseconds;
    private readonly SqliteParameter _text;
    private readonly Lock _gate = new();

    public BareSqlite(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("PRAGMA wal_autocheckpoint = 4000");
        Execute("CREATE TABLE jobs(seq INTEGER PRIMARY KEY, id BLOB, at INTEGER, ms INTEGER, text TEXT, status INTEGER, token INTEGER)");
        Execute("CREATE INDEX ready ON jobs(seq) WHERE status = 1");
        _insert = Command("INSERT INTO jobs(id, at, ms, text, status) VALUES ($id, $at, $ms, $text, 1)");
        _id = _insert.Parameters.Add("$id", SqliteType.Blob);
        _at = _insert.Parameters.Add("$at", SqliteType.Integer);
        _milliseconds = _insert.Parameters.Add("$ms", SqliteType.Integer);
        _text = _insert.Parameters.Add("$text", SqliteType.Text);
    }

    public Task EnqueueAsync(Job job) => EnqueueConcurrentlyAsync([job], 1);

    public Task EnqueueManyAsync(IReadOnlyList<Job> jobs) => EnqueueConcurrentlyAsync(jobs, Bulk);

    public Task EnqueueConcurrentlyAsync(IReadOnlyList<Job> jobs, int callers)
    {
        for (var from = 0; from < jobs.Count; from += callers)
        {
            lock (_gate)
                Insert(jobs, from, Math.Min(from + callers, jobs.Count));
        }

        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable> StartWorkerAsync(int slots) => Task.FromResult<IAsyncDisposable>(new BareSqliteWorker(this, slots));

    public Task<long> CompletedAsync()
    {
        using var count = Command("SELECT count(*) FROM jobs WHERE status = 3");
        lock (_gate)
            return Task.FromResult((long)count.ExecuteScalar()!);
    }

    /// <summary>Settles what was claimed before and claims anew, in one commit.</summary>
    public void Turn(SqliteCommand settle, SqliteCommand claim, List<long> held, List<(long At, int Milliseconds)> jobs)
    {
        lock (_gate)
        {
            Execute("BEGIN IMMEDIATE");
            foreach (var seq in held)
            {
                settle.Parameters[0].Value = seq;
                settle.ExecuteNonQuery();
            }

            held.Clear();
            using (var rows = claim.ExecuteReader())
            {
                while (rows.Read())
                {
                    held.Add(rows.GetInt64(0));
                    jobs.Add((rows.GetInt64(2), rows.GetInt32(3)));
                }
            }

            Execute("COMMIT");
        }
    }

    public SqliteCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Insert(IReadOnlyList<Job> jobs, int from, int until)
    {
        Execute("BEGIN IMMEDIATE");
        for (var i = from; i < until; i++)
        {
            _id.Value = Ulid.NewUlid().ToByteArray();
            (_at.Value, _milliseconds.Value, _text.Value) = (jobs[i].At, jobs[i].Milliseconds, jobs[i].Text);
            _insert.ExecuteNonQuery();
        }

        Execute("COMMIT");
    }

    private void Execute(string text)
    {
        using var command = Command(text);
        command.ExecuteNonQuery();
    }
}
