namespace Jobbers.Sqlite.Rows;

/// <summary>
/// Which rows the tasks lie in that this process has claimed and not yet completed, so that a completion need not ask the index of ids. Only a
/// hint: what is not here is found by its id, and whoever uses it compares the id.
/// </summary>
internal sealed class HeldRows
{
    /// <summary>More than all slots of a process. Claims that ended otherwise, or elsewhere, are left behind; beyond this all are forgotten.</summary>
    private const int Most = 16_384;

    private readonly Dictionary<Ulid, long> _rows = [];

    public void Add(Ulid id, long row)
    {
        if (_rows.Count >= Most)
            _rows.Clear();
        _rows[id] = row;
    }

    public bool Remove(Ulid id, out long row) => _rows.Remove(id, out row);
}
