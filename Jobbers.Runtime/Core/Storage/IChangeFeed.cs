namespace Jobbers.Storage;

/// <summary>The last 1,000 changes of status, kept while a manager listens: without a listener nothing is written.</summary>
internal interface IChangeFeed
{
    /// <summary>Says for the next 15 s that somebody listens; to be renewed each 5 s.</summary>
    ValueTask RenewListenerAsync(CancellationToken cancellationToken);

    /// <summary>Changes after <paramref name="position"/>; null starts at the present.</summary>
    ValueTask<ChangePage> ReadAsync(string? position, int limit, CancellationToken cancellationToken);
}
