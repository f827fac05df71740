using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Reading;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite;

/// <summary>
/// The embedded store: one file, one machine, any number of processes. One thread writes and groups commits, readers see snapshots beside it, and
/// hints between processes are seen within 50 ms.
/// </summary>
internal sealed class SqliteStore : ITaskStore
{
    private readonly ReaderPool _readers;

    private SqliteStore(SqliteStoreOptions options, Database database, TimeProvider time)
    {
        var clock = new StoreClock(time);
        var bells = new BellWatch();
        Writer = new Writer(new WriteSession(database, clock, options.Durability), bells);
        _readers = new ReaderPool(options.Path, clock, Writer.Flushes);
        Description = $"sqlite:{options.Path}";
        Submission = new SqliteSubmission(Writer);
        Execution = new SqliteExecution(Writer);
        Upkeep = new SqliteUpkeep(Writer, _readers, clock, options.Path);
        Queries = new SqliteQueries(_readers);
        Routing = new SqliteRouting(Writer, _readers);
        Signals = bells;
        Changes = new SqliteChangeFeed(Writer, _readers);
    }

    public string Description { get; }

    public ISubmissionStore Submission { get; }

    public IExecutionStore Execution { get; }

    public IUpkeepStore Upkeep { get; }

    public ITaskQueries Queries { get; }

    public IRoutingStore Routing { get; }

    public ISignals Signals { get; }

    public IChangeFeed Changes { get; }

    /// <summary>The process's one writer.</summary>
    public Writer Writer { get; }

    /// <summary>Opens the file, making it and its schema when they are missing.</summary>
    /// <exception cref="StoreRefusedException">The file can never be used as configured.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be used now.</exception>
    public static async ValueTask<SqliteStore> OpenAsync(SqliteStoreOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        // SQLite blocks: while another process migrates the file, for seconds.
        var database = await Task.Factory.StartNew(
            () => StoreFile.OpenForWriter(options), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return new SqliteStore(options, database, time);
        }
        catch (SqliteException refused)
        {
            database.Dispose();
            throw SqliteProblem.AtOpen(options.Path, refused);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        _readers.Dispose();
    }
}
