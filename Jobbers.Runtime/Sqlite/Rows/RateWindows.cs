using Jobbers.Routing;
using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>
/// Exact rate windows: one entry (time, starts) per claim. Their sum is kept beside the sizes of shelves, so that a window of a day costs a claim
/// no more than one of a second.
/// </summary>
internal sealed class RateWindows(Database database, ShelfCounts counts)
{
    private readonly Statement _sumUntil = database.Prepare("SELECT sum(n), count(*) FROM rate_starts WHERE queue = ?1 AND at <= ?2");
    private readonly Statement _trim = database.Prepare("DELETE FROM rate_starts WHERE queue = ?1 AND at <= ?2");
    private readonly Statement _oldest = database.Prepare("SELECT at FROM rate_starts WHERE queue = ?1 ORDER BY at LIMIT 1");
    private readonly Statement _queues = database.Prepare("SELECT DISTINCT queue FROM rate_starts");

    private readonly Statement _add = database.Prepare(
        "INSERT INTO rate_starts (queue, at, n) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n = n + excluded.n");

    /// <summary>How many more may start now.</summary>
    public long Room(string queue, RateLimit rate, long now)
    {
        Trim(queue, now - Micros.Of(rate.Window));
        return Math.Max(0, rate.Numerator - counts.Get(queue, Shelf.RateSum));
    }

    public void Add(string queue, long now, int starts)
    {
        _add.Bind(1, queue).Bind(2, now).Bind(3, starts).Run();
        counts.Add(queue, Shelf.RateSum, starts);
    }

    /// <summary>Time until the oldest entry leaves the window.</summary>
    public TimeSpan NextSlot(string queue, RateLimit rate, long now)
    {
        _oldest.Bind(1, queue);
        return _oldest.Step() ? Micros.ToSpan(Math.Max(0, _oldest.Int64(0) + Micros.Of(rate.Window) - now)) : TimeSpan.Zero;
    }

    /// <summary>Forgets entries up to a time.</summary>
    /// <returns>How many.</returns>
    public int Trim(string queue, long until)
    {
        _sumUntil.Bind(1, queue).Bind(2, until);
        _sumUntil.Step();
        var (starts, entries) = (_sumUntil.Int64(0), _sumUntil.Int32(1));
        if (entries == 0)
            return 0;
        _trim.Bind(1, queue).Bind(2, until).Run();
        counts.Add(queue, Shelf.RateSum, -starts);
        return entries;
    }

    /// <summary>Queues that have entries.</summary>
    public IReadOnlyList<string> Queues()
    {
        var queues = new List<string>();
        while (_queues.Step())
            queues.Add(_queues.Text(0));
        return queues;
    }
}
