namespace Jobbers.Sqlite.Writing;

/// <summary>One verb on its way to the writer. It may be executed twice (see <see cref="Writer"/>), but is answered once.</summary>
internal abstract class WriteCall
{
    private const int Waits = 0;
    private const int Taken = 1;
    private const int Abandoned = 2;

    private int _stage = Waits;

    /// <summary>Whether a thread stands still until this is answered.</summary>
    public virtual bool BlocksItsCaller => false;

    /// <summary>When its commit must be on the disk.</summary>
    public virtual FlushTime Flush => FlushTime.BeforeAnswer;

    /// <summary>The writer takes it.</summary>
    /// <returns>False when its caller has given up.</returns>
    public bool TryTake() => Interlocked.CompareExchange(ref _stage, Taken, Waits) == Waits;

    /// <summary>Its caller gives up.</summary>
    /// <returns>False when the writer has taken it: it will be executed.</returns>
    public bool TryAbandon() => Interlocked.CompareExchange(ref _stage, Abandoned, Waits) == Waits;

    public abstract void Execute(WriteVerbs verbs);

    /// <summary>What it did is committed, and on the disk where <see cref="Flush"/> says so.</summary>
    public abstract void Succeed();

    /// <summary>Nothing of it is stored, or the disk refused it.</summary>
    public abstract void Fail(Exception failure);
}
