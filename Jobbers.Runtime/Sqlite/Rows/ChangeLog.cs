using Jobbers.Lifecycle;
using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>Appends changes of status while somebody listens; the last 1,000 are kept.</summary>
internal sealed class ChangeLog(Database database, StoreRow store)
{
    private const int Kept = 1000;

    private readonly Statement _append = database.Prepare("INSERT INTO changes (position, id, queue, status) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _trim = database.Prepare("DELETE FROM changes WHERE position < ?1");
    private bool _appended;

    public void Append(Ulid id, string queue, JobStatus status)
    {
        if (store.ListenedUntil <= store.Now)
            return;
        _append.Bind(1, ++store.LastChange).Bind(2, id).Bind(3, queue).Bind(4, (int)status).Run();
        _appended = true;
    }

    /// <summary>Somebody listens for the given time. After a pause nobody may go on from an old position: what came between was not written.</summary>
    public void Listen(long until)
    {
        if (store.ListenedUntil <= store.Now)
            ForgetUntil(++store.LastChange);
        store.ListenedUntil = Math.Max(store.ListenedUntil, until);
    }

    /// <summary>Keeps the feed short; at the end of a transaction.</summary>
    public void Trim()
    {
        if (_appended && store.LastChange - store.FirstChange >= Kept)
            ForgetUntil(store.LastChange - Kept);
        _appended = false;
    }

    private void ForgetUntil(long position)
    {
        store.FirstChange = position + 1;
        _trim.Bind(1, store.FirstChange).Run();
    }
}
