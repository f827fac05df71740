using Microsoft.Data.Sqlite;

namespace Benchmarks.Player;

/// <summary>A thread that settles and claims in turn; it knows only jobs without waiting, and looks for new ones every millisecond.</summary>
internal sealed class BareSqliteWorker : IAsyncDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BareSqlite _store;
    private readonly int _slots;
    private volatile bool _stops;

    public BareSqliteWorker(BareSqlite store, int slots)
    {
        (_store, _slots) = (store, slots);
        new Thread(Run) { IsBackground = true }.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _stops = true;
        await _ended.Task;
    }

    private void Run()
    {
        using var claim = _store.Command($"""
            UPDATE jobs SET status = 2, token = 7 WHERE seq IN (SELECT seq FROM jobs WHERE status = 1 ORDER BY seq LIMIT {_slots})
            RETURNING seq, id, at, ms, text
            """);
        using var settle = _store.Command("UPDATE jobs SET status = 3 WHERE seq = $seq AND token = 7");
        settle.Parameters.Add("$seq", SqliteType.Integer);
        var held = new List<long>();
        var jobs = new List<(long At, int Milliseconds)>();
        while (!_stops || held.Count > 0)
        {
            jobs.Clear();
            _store.Turn(settle, claim, held, jobs);
            foreach (var (at, _) in jobs)
                JobBody.RunAsync(at, 0);
            if (jobs.Count == 0)
                Thread.Sleep(1);
        }

        _ended.SetResult();
    }
}
