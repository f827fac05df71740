namespace Jobbers.Catalog;

/// <summary>
/// Gathers everything that is wrong with one payload, so that its sender learns all of it at once. Paths are kept as a stack of segments
/// and turned into text only when there is something to report.
/// </summary>
public sealed class PayloadProblems
{
    /// <summary>A payload is reported with at most this many problems; the rest would only bury them.</summary>
    public const int Limit = 100;

    private readonly List<PayloadProblem> _problems = [];
    private readonly List<(string? Name, int Index)> _path = [];

    /// <summary>Starts with an empty list at the path <c>params</c>.</summary>
    public PayloadProblems() : this("params")
    {
    }

    /// <summary>Starts with an empty list.</summary>
    /// <param name="root">The path of the payload itself.</param>
    public PayloadProblems(string root) => _path.Add((root, -1));

    /// <summary>How many problems were found.</summary>
    public int Count => _problems.Count;

    /// <summary>How many levels of the document enclose the current path.</summary>
    internal int Depth => _path.Count - 1;

    /// <summary>The problems in the order they were found.</summary>
    public IReadOnlyList<PayloadProblem> Items => _problems;

    /// <summary>Reports a problem at the current path.</summary>
    /// <param name="reason">What is wrong and what is allowed.</param>
    public void Add(string reason)
    {
        if (_problems.Count < Limit)
            _problems.Add(new PayloadProblem(CurrentPath(), reason));
    }

    /// <summary>Reports a problem at a member of the current path.</summary>
    /// <param name="member">The member's wire name.</param>
    /// <param name="reason">What is wrong and what is allowed.</param>
    public void Add(string member, string reason)
    {
        Enter(member);
        Add(reason);
        Leave();
    }

    /// <summary>Reports a problem beside the payload: with one of the submit's own options.</summary>
    /// <param name="option">The option's wire name.</param>
    /// <param name="reason">What is wrong and what is allowed.</param>
    public void AddAtRoot(string option, string reason)
    {
        if (_problems.Count < Limit)
            _problems.Add(new PayloadProblem(option, reason));
    }

    /// <summary>Goes down into a member.</summary>
    /// <param name="member">Its wire name.</param>
    public void Enter(string member) => _path.Add((member, -1));

    /// <summary>Goes down into an element of a list.</summary>
    /// <param name="index">Its position, from 0.</param>
    public void Enter(int index) => _path.Add((null, index));

    /// <summary>Goes back up by one.</summary>
    public void Leave() => _path.RemoveAt(_path.Count - 1);

    private string CurrentPath()
    {
        var text = new System.Text.StringBuilder();
        foreach (var (name, index) in _path)
        {
            if (name is null)
                text.Append('[').Append(index).Append(']');
            else if (text.Length == 0)
                text.Append(name);
            else
                text.Append('.').Append(name);
        }

        return text.ToString();
    }
}
