using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Rows;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>The tasks that are next in a queue. Suspects lie on a shelf of their own but keep their place among the others.</summary>
internal sealed class ClaimCandidates(WriteSession session)
{
    private readonly Statement _next = session.Database.Prepare(
        $"""
        SELECT {ClaimCandidate.Columns} FROM states s CROSS JOIN tasks t ON t.seq = s.seq
        WHERE s.queue = ?1 AND s.shelf = ?2 ORDER BY s.score, s.seq LIMIT ?3
        """);

    private readonly Statement _bySeq = session.Database.Prepare(
        $"SELECT {ClaimCandidate.Columns} FROM states s CROSS JOIN tasks t ON t.seq = s.seq WHERE s.seq = ?1");

    private readonly Statement _any = session.Database.Prepare("SELECT 1 FROM states WHERE queue = ?1 AND shelf = ?2 LIMIT 1");

    public List<ClaimCandidate> Find(string queue, int count, bool maybeSuspect)
    {
        var found = Read(queue, Shelf.Submitted, count);
        if (!maybeSuspect || Read(queue, Shelf.Suspects, 1) is not [var suspect])
            return found;
        var index = found.FindIndex(candidate => candidate.Score > suspect.Score);
        if (index >= 0)
            found.Insert(index, suspect);
        else
            found.Add(suspect);
        if (found.Count > count)
            found.RemoveAt(count);
        return found;
    }

    /// <summary>What the worker is told of a task that it holds.</summary>
    public ClaimedTask Describe(TaskState held)
    {
        _bySeq.Bind(1, held.Seq);
        if (!_bySeq.Step())
            throw new InvalidOperationException($"The store holds a state without its task (row {held.Seq}).");
        return ClaimCandidate.Read(_bySeq, held.Queue, held.Shelf, session.Names).ToClaim(held.Token, held.StartedAt ?? 0);
    }

    /// <summary>Whether anything waits that may be claimed.</summary>
    public bool Any(string queue, bool maybeSuspect) => Any(queue, Shelf.Submitted) || (maybeSuspect && Any(queue, Shelf.Suspects));

    private bool Any(string queue, Shelf shelf) => _any.Bind(1, queue).Bind(2, shelf.Code).Step();

    private List<ClaimCandidate> Read(string queue, Shelf shelf, int count)
    {
        var found = new List<ClaimCandidate>(count);
        _next.Bind(1, queue).Bind(2, shelf.Code).Bind(3, count);
        while (_next.Step())
            found.Add(ClaimCandidate.Read(_next, queue, shelf, session.Names));
        return found;
    }
}
