using System.Collections.Concurrent;
using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Reading;

/// <summary>
/// Connections that only read, beside the writer. A query runs on its caller's thread: it is bounded, and in a write-ahead log readers never wait.
/// </summary>
internal sealed class ReaderPool(string path, StoreClock clock, CommitFlushes flushes) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<ReadSession> _idle = [];
    private bool _closed;

    /// <summary>Answers a query from one snapshot, of what this process has written when it is on the disk.</summary>
    public T Read<T>(Func<ReadSession, T> query)
    {
        var answer = ReadNow(query);
        flushes.AwaitSeen();
        return answer;
    }

    private T ReadNow<T>(Func<ReadSession, T> query)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
        ReadSession? session = null;
        try
        {
            session = Rent();
            session.Begin();
            return query(session);
        }
        catch (SqliteException refused)
        {
            session?.Dispose();
            session = null;
            throw SqliteProblem.AtWork(path, refused);
        }
        finally
        {
            Return(session);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }

    private ReadSession Rent()
    {
        while (_idle.TryTake(out var idle))
        {
            // All of them read what lies at the path, not some of them what lay there before.
            if (idle.IsInPlace)
                return idle;
            idle.Dispose();
        }

        var database = Database.Open(path, creates: false);
        // To read it without its log would make another.
        if (!File.Exists(LogFile.PathOf(database.FullPath)))
        {
            database.Dispose();
            throw SqliteProblem.Moved(path);
        }

        database.Execute("PRAGMA query_only = ON; PRAGMA cache_size = -8192");
        return new ReadSession(database, clock);
    }

    private void Return(ReadSession? session)
    {
        if (session is null)
            return;
        session.End();
        if (_closed || _idle.Count >= Kept)
            session.Dispose();
        else
            _idle.Add(session);
    }
}
