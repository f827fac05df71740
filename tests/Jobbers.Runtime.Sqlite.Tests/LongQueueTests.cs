using Jobbers.Storage;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Tests;

/// <summary>What a queue of very many tasks is told about.</summary>
public sealed class LongQueueTests : IDisposable
{
    private const int Waiting = 250_000;

    private readonly TemporaryFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task How_many_run_before_a_task_is_exact_near_the_ends_and_bounded_in_the_middle()
    {
        await using (await SqliteHarness.OpenAsync(_file.Path, TimeProvider.System))
        {
            // Makes the file.
        }

        Fill();
        await using var store = await SqliteHarness.OpenAsync(_file.Path, TimeProvider.System);

        Assert.Equal(new WaitingState(0, 0, null), await StateAsync(store, 1));
        Assert.Equal(new WaitingState(99_999, 0, null), await StateAsync(store, 100_000));
        Assert.Equal(new WaitingState(Waiting - 99_999, 0, null), await StateAsync(store, Waiting - 99_998));
        Assert.Equal(new WaitingState(Waiting - 1, 0, null), await StateAsync(store, Waiting));
        Assert.Equal(new WaitingState(100_000, 0, null) { MoreAhead = true }, await StateAsync(store, Waiting / 2));
        Assert.Empty(Violations.Find(_file.Path));
    }

    private static ValueTask<WaitingState?> StateAsync(SqliteStore store, int place) => store.Queries.GetWaitingStateAsync(IdOf(place), Ct);

    private static Ulid IdOf(int place) => new(Convert.FromHexString($"{place:x32}"));

    private void Fill()
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            BEGIN;
            CREATE TEMP TABLE places AS
              WITH RECURSIVE places (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM places WHERE place < {Waiting}) SELECT place FROM places;
            INSERT INTO tasks (seq, name, version, priority, parameters, first_submitted_at, max_crashes) SELECT place, 'noop', 1, 5, x'5B5D', 10, 3 FROM places;
            INSERT INTO states (seq, id, queue, shelf, score, place, flags, submitted_at, token, retry_attempt, crash_count, attempts)
              SELECT place, unhex(format('%032x', place)), 'default', 2, place, place, 0, 10, 0, 0, 0, 0 FROM places;
            INSERT INTO counts VALUES ('default', 2, {Waiting});
            UPDATE store SET sequence = {Waiting}, now = 20;
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }
}
