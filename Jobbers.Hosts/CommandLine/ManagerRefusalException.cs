namespace Jobbers.Hosts.CommandLine;

/// <summary>An admin command was not done: no manager answered, or it refused. The message says which, and what to do. Exit code 1.</summary>
internal sealed class ManagerRefusalException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the manager may answer otherwise in a moment: it was not there, or its store was not.</summary>
    public bool IsOutage { get; init; }

    /// <summary>Whether nothing can have reached the manager.</summary>
    public bool IsUnsent { get; init; }
}
