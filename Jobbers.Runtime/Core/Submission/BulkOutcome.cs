namespace Jobbers.Submission;

/// <summary>What became of the elements of a bulk submit so far, in their order.</summary>
/// <param name="count">All elements, sent or not.</param>
internal sealed class BulkOutcome(int count)
{
    private readonly List<AcceptedTask> _answered = new(count);
    private Exception? _refused;

    /// <summary>Elements that were answered.</summary>
    public int Count => _answered.Count;

    /// <summary>Whether one was refused: what is not sent yet need not be.</summary>
    public bool IsRefused => _refused is not null;

    public void Accept(AcceptedTask task) => _answered.Add(task);

    /// <summary>Notes that the next one was refused, and is not stored. The caller is told why of the first.</summary>
    public void Refuse(Exception refused)
    {
        _refused ??= refused;
        _answered.Add(default);
    }

    /// <exception cref="Exception">What refused the first that was.</exception>
    public IReadOnlyList<AcceptedTask> AllAccepted()
    {
        if (_refused is null)
            return _answered;
        if (_refused is TaskRefusedException refused)
            refused.Stored = StoredIds();
        throw _refused;
    }

    private Ulid?[] StoredIds()
    {
        var ids = new Ulid?[count];
        for (var i = 0; i < _answered.Count; i++)
            ids[i] = _answered[i].Id == default ? null : _answered[i].Id;
        return ids;
    }
}
