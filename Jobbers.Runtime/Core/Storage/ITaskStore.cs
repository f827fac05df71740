namespace Jobbers.Storage;

/// <summary>One opened store, by the faces its callers need. Closing it waits for what is being written.</summary>
internal interface ITaskStore : IAsyncDisposable
{
    /// <summary>Where it is, without secrets: <c>sqlite:jobbers.db</c>, <c>redis://localhost:6379</c>.</summary>
    string Description { get; }

    ISubmissionStore Submission { get; }

    IExecutionStore Execution { get; }

    IUpkeepStore Upkeep { get; }

    ITaskQueries Queries { get; }

    IRoutingStore Routing { get; }

    ISignals Signals { get; }

    IChangeFeed Changes { get; }
}
