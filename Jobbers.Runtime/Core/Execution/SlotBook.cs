namespace Jobbers.Execution;

/// <summary>Which slots are taken by running code: in all, per queue, per task. A slot is free again when its code has returned, not before.</summary>
internal sealed class SlotBook(int slots, bool replaces)
{
    /// <summary>Given-up slots are replaced up to this multiple of the configured ones.</summary>
    private const int MostReplacements = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byQueue = [];
    private readonly Dictionary<(string, int), int> _byTask = [];
    private int _used;
    private int _abandoned;

    public int Configured => slots;

    public int Used
    {
        get
        {
            lock (_gate)
                return _used;
        }
    }

    public int Abandoned
    {
        get
        {
            lock (_gate)
                return _abandoned;
        }
    }

    /// <summary>Slots whose code may yet end.</summary>
    public int Free
    {
        get
        {
            lock (_gate)
                return Math.Max(0, Capacity() - _used);
        }
    }

    /// <summary>Nothing can run here any more, whatever happens.</summary>
    public bool AllAbandoned
    {
        get
        {
            lock (_gate)
                return _abandoned > 0 && Capacity() - _abandoned <= 0;
        }
    }

    public int UsedBy(string queue)
    {
        lock (_gate)
            return _byQueue.GetValueOrDefault(queue);
    }

    /// <summary>Takes a slot. False when the task already runs as often as it may in one process.</summary>
    public bool TryTake(string queue, string task, int version, int? maxOfTask)
    {
        lock (_gate)
        {
            var running = maxOfTask is null ? 0 : _byTask.GetValueOrDefault((task, version));
            if (running >= maxOfTask)
                return false;
            _used++;
            _byQueue[queue] = _byQueue.GetValueOrDefault(queue) + 1;
            if (maxOfTask is not null)
                _byTask[(task, version)] = running + 1;
            return true;
        }
    }

    public void Release(string queue, string task, int version, int? maxOfTask, bool wasAbandoned)
    {
        lock (_gate)
        {
            _used--;
            _byQueue[queue]--;
            if (maxOfTask is not null)
                _byTask[(task, version)]--;
            if (wasAbandoned)
                _abandoned--;
        }
    }

    /// <summary>The code of a slot did not end when told to.</summary>
    /// <returns>How many slots are given up now.</returns>
    public int Abandon()
    {
        lock (_gate)
            return ++_abandoned;
    }

    private int Capacity() => replaces ? Math.Min(slots + _abandoned, slots * MostReplacements) : slots;
}
