using Jobbers.Sqlite.Rows;

namespace Jobbers.Sqlite.Writing;

/// <summary>Takes ended tasks out of the dead letters; they age like others from then on.</summary>
internal sealed class RemoveDeadLetters(WriteSession session)
{
    public int Execute(IReadOnlyList<Ulid> ids)
    {
        var removed = 0;
        foreach (var id in ids)
        {
            if (session.States.Find(id) is not { Shelf.IsDeadLetter: true } task)
                continue;
            session.Moves.Relabel(task, Shelf.Of(task.Status));
            removed++;
        }

        return removed;
    }
}
