using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;
using Jobbers.Storage;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Tests;

/// <summary>Files of earlier versions: what they hold goes on.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_task_that_runs_while_the_schema_moves_from_1_to_the_latest_is_still_its_workers()
    {
        var id = Ulid.NewUlid();
        MakeFirstSchema(id);
        await using var store = await SqliteHarness.OpenAsync(_file.Path, TimeProvider.System);
        Assert.Empty(Violations.Find(_file.Path));
        var running = Assert.Single((await store.Queries.ListAsync(new ListQuery { Status = JobStatus.Started }, Ct)).Tasks);
        Assert.Equal((id, 77L), (running.Id, running.Token));

        var outcome = new Outcome { Claim = new ClaimKey(id, "default", 77), Kind = OutcomeKind.Completed, StartedAt = running.StartedAt!.Value };
        Assert.True(Assert.Single(await store.Execution.SettleAsync(new WorkerCall("w", 1), [outcome], Ct)).Written);
        Assert.Equal(JobStatus.Completed, Assert.Single(await store.Queries.GetAsync([id], Ct))!.Status);
        Assert.Empty(Violations.Find(_file.Path));
    }

    [Fact]
    public async Task A_program_that_has_the_file_open_writes_nothing_more_once_a_newer_one_has_changed_its_schema()
    {
        await using var store = await SqliteHarness.OpenAsync(_file.Path, TimeProvider.System);
        SetSchema(Migrations.Latest + 1);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(async () => await store.Submission.SubmitAsync([Tasks.One()], Ct));
        Assert.Contains("run the newer version of the program", refused.Message);

        // What was refused is not left half open.
        SetSchema(Migrations.Latest);
        Assert.Equal(SubmitKind.Accepted, Assert.Single(await store.Submission.SubmitAsync([Tasks.One()], Ct)).Kind);
        Assert.Single((await store.Queries.ListAsync(new ListQuery { Status = JobStatus.Submitted }, Ct)).Tasks);
    }

    private void SetSchema(int version)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        Execute(connection, $"PRAGMA user_version = {version}");
    }

    private void MakeFirstSchema(Ulid id)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var script = new StreamReader(typeof(SqliteStore).Assembly.GetManifestResourceStream("0001_initial.sql")!);
        Execute(connection, script.ReadToEnd());
        Execute(connection, $"""
            PRAGMA application_id = {StoreFile.ApplicationId};
            PRAGMA user_version = 1;
            UPDATE store SET now = 1000, sequence = 1;
            INSERT INTO tasks (seq, name, version, priority, parameters, first_submitted_at, max_crashes) VALUES (1, 'noop', 1, 5, x'5B5D', 10, 3);
            INSERT INTO states (seq, id, queue, shelf, score, place, flags, submitted_at, token, worker, started_at, retry_attempt, crash_count, attempts)
              VALUES (1, x'{Convert.ToHexString(id.ToByteArray())}', 'default', 4, 15000900, 1, 0, 10, 77, 'w', 900, 0, 0, 0);
            INSERT INTO counts VALUES ('default', 4, 1);
            """);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
