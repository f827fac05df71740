using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// Hints to this process, whoever rang: the bells are counters in the file, and listeners are called when one has grown since the writer last
/// looked. It looks after each of its own commits, and every 50 ms when it is idle and somebody listens.
/// </summary>
internal sealed class BellWatch : ISignals
{
    private readonly Lock _gate = new();
    private Action<Signal>[] _listeners = [];
    private Bells _known;
    private long _dataVersion;
    private long _cancelsReadUntil;
    private Statement? _version;
    private Statement? _cancels;

    /// <summary>Somebody listens now, and nobody did.</summary>
    public event Action? ListenerCame;

    public bool HasListeners => _listeners.Length > 0;

    public IDisposable Listen(Action<Signal> receive)
    {
        lock (_gate)
            _listeners = [.. _listeners, receive];
        ListenerCame?.Invoke();
        return new Listening(this, receive);
    }

    /// <summary>What rang before this process came is not its matter.</summary>
    public void Start(WriteSession session)
    {
        session.Store.Read();
        _known = session.Store.Bells;
        _cancelsReadUntil = session.Store.Now;
    }

    /// <summary>After a commit of the writer.</summary>
    public void Observe(WriteSession session)
    {
        var bells = session.Store.Bells;
        if (bells == _known)
            return;
        Ring(session, _known, bells);
        _known = bells;
    }

    /// <summary>While the writer is idle. Cheap: the file's version is in shared memory.</summary>
    public void Poll(WriteSession session)
    {
        _version ??= session.Database.Prepare("PRAGMA data_version");
        _version.Step();
        var version = _version.Int64(0);
        _version.Reset();
        if (version == _dataVersion)
            return;
        _dataVersion = version;
        session.CancelRequests.Clear();
        session.Store.Read();
        Observe(session);
    }

    private void Ring(WriteSession session, Bells known, Bells bells)
    {
        if (bells.Routing != known.Routing)
            Send(new Signal(SignalKind.RoutingChanged));
        if (bells.Doorbell != known.Doorbell)
            Send(new Signal(SignalKind.Doorbell));
        if (bells.Schedule != known.Schedule)
            Send(new Signal(SignalKind.ScheduleChanged));
        if (bells.Cancels == known.Cancels)
            return;
        foreach (var id in CancelRequests(session, bells.Cancels - known.Cancels))
            Send(new Signal(SignalKind.CancelRequested, id));
    }

    /// <summary>Those of this process are in the session; when there were more, another process made them.</summary>
    private List<Ulid> CancelRequests(WriteSession session, long count)
    {
        if (session.CancelRequests.Count >= count)
            return session.CancelRequests;
        _cancels ??= session.Database.Prepare(
            "SELECT id, cancel_at FROM states INDEXED BY cancel_requests WHERE cancel_at IS NOT NULL AND shelf = 1 AND cancel_at >= ?1 ORDER BY cancel_at");
        var ids = new List<Ulid>();
        _cancels.Bind(1, _cancelsReadUntil);
        while (_cancels.Step())
        {
            ids.Add(_cancels.Id(0));
            _cancelsReadUntil = _cancels.Int64(1);
        }

        return ids;
    }

    private void Send(Signal signal)
    {
        foreach (var receive in _listeners)
        {
            try
            {
                receive(signal);
            }
            catch (Exception)
            {
                // A hint may be lost; the writer may not, and the verbs it has committed are stored.
            }
        }
    }

    private void Leave(Action<Signal> receive)
    {
        lock (_gate)
            _listeners = [.. _listeners.Where(listener => listener != receive)];
    }

    private sealed class Listening(BellWatch watch, Action<Signal> receive) : IDisposable
    {
        public void Dispose() => watch.Leave(receive);
    }
}
