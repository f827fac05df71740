using Jobbers.Sqlite.Engine;
using Jobbers.Storage;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// The one thread of the process that writes. All verbs that wait when it turns to them share one transaction, and so one flush to the disk; they
/// are answered after its commit, and most of them after that flush. A verb that fails spoils the transaction for its neighbours, so all of them are then executed anew, each in a
/// transaction of its own: that is rare, while a savepoint for each verb would cost every one of them.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private static readonly TimeSpan IdlePoll = TimeSpan.FromMilliseconds(50);

    private readonly WriteQueue _queue = new();
    private readonly WriteVerbs _verbs;
    private readonly BellWatch _bells;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _commits;

    public Writer(WriteSession session, BellWatch bells)
    {
        _verbs = new WriteVerbs(session);
        _bells = bells;
        _bells.Start(session);
        _bells.ListenerCame += _queue.Wake;
        new Thread(Work) { IsBackground = true, Name = "jobbers sqlite writer" }.Start();
    }

    /// <summary>Transactions committed so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>What brings its commits to the disk.</summary>
    public CommitFlushes Flushes => _verbs.Session.Flushes;

    /// <summary>Executes a verb; completes when it is committed, and on the disk unless <paramref name="flush"/> says otherwise.</summary>
    /// <exception cref="StoreUnavailableException">Nothing of it is stored; or the disk refused the flush, and it may be stored, until power is lost.</exception>
    public async ValueTask<T> RunAsync<T>(
        Func<WriteVerbs, T> verb, CancellationToken cancellationToken, FlushTime flush = FlushTime.BeforeAnswer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new AsyncWriteCall<T>(verb, flush);
        _queue.Add(call);
        if (!cancellationToken.CanBeCanceled)
            return await call.Answered;
        try
        {
            return await call.Answered.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            call.TryAbandon();
            throw;
        }
    }

    /// <summary>Executes a verb, blocking the caller's thread.</summary>
    /// <exception cref="StoreUnavailableException">It failed, or the time was over first; in the latter case it may still be committed.</exception>
    public T Run<T>(Func<WriteVerbs, T> verb, TimeSpan deadline)
    {
        var call = new BlockingWriteCall<T>(verb);
        _queue.Add(call);
        if (call.TryWait(deadline, out var answer))
            return answer;
        call.TryAbandon();
        throw new StoreUnavailableException(
            $"'{_verbs.Session.Database.Path}' did not answer within {deadline.TotalSeconds:0.#} s: its disk is slow, or another process holds it.");
    }

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task;
    }

    private void Work()
    {
        var group = new List<WriteCall>();
        Func<TimeSpan> longest = LongestWait;
        while (_queue.Take(group, longest))
        {
            if (group.Count == 0)
                Poll();
            else
                Write(group);
            group.Clear();
        }

        _verbs.Session.Dispose();
        _ended.SetResult();
    }

    /// <summary>An empty group says that it is time to look at what other processes did, which matters only to listeners.</summary>
    private TimeSpan LongestWait() => _bells.HasListeners ? IdlePoll : Timeout.InfiniteTimeSpan;

    private void Write(List<WriteCall> group)
    {
        try
        {
            if (TryTogether(group))
                return;
        }
        catch (Exception failure)
        {
            Flushes.GiveUp();
            FailAll(group, failure);
            return;
        }

        foreach (var call in group)
            WriteAlone(call);
    }

    /// <returns>False when a verb failed and none is stored.</returns>
    private bool TryTogether(List<WriteCall> group)
    {
        _verbs.Session.Begin();
        try
        {
            foreach (var call in group)
                call.Execute(_verbs);
            _verbs.Session.Commit();
        }
        catch (Exception failure)
        {
            _verbs.Session.Rollback();
            if (group.Count > 1)
                return false;
            FailAll(group, failure);
            return true;
        }

        Interlocked.Increment(ref _commits);
        _bells.Observe(_verbs.Session);
        Flushes.Answer(group, isLast: _queue.IsEmpty);
        return true;
    }

    private void WriteAlone(WriteCall call)
    {
        List<WriteCall> alone = [call];
        try
        {
            TryTogether(alone);
        }
        catch (Exception failure)
        {
            Flushes.GiveUp();
            FailAll(alone, failure);
        }
    }

    private void FailAll(List<WriteCall> group, Exception failure)
    {
        var told = failure is SqliteException refused ? SqliteProblem.AtWork(_verbs.Session.Database.Path, refused) : failure;
        Answers.Refuse(group, told);
    }

    /// <summary>Hints from other processes. What fails here fails again at the next verb, where somebody is told.</summary>
    private void Poll()
    {
        try
        {
            _bells.Poll(_verbs.Session);
        }
        catch (SqliteException)
        {
            _verbs.Session.Database.Rest();
        }
    }
}
